"""The part of the server's interface that helps a learner: hints, worked answers, and cases on demand."""

from typing import Annotated, Any

from litestar import get
from litestar.params import Parameter

from sacral_edu.domain.items import Prompt
from sacral_edu.interfaces.casebook import Catalogue, Desk, Hint, Solution

ItemId = Annotated[str, Parameter(description="Item id, such as left-on-left/tart/evidence")]


def help_routes(desk: Desk) -> list[Any]:
    """Return the handlers, to be put into the application."""

    @get("/api/hint", summary="A hint for an item", sync_to_thread=True)
    def hint(item: ItemId, number: Annotated[int, Parameter(description="Which hint, from 1")] = 1) -> Hint:
        return desk.hint(item, number)

    @get("/api/solution", summary="The worked answer of an item, for practice", sync_to_thread=True)
    def solution(item: ItemId) -> Solution:
        return desk.solution(item)

    @get("/api/prompt", summary="The prompt of an item", sync_to_thread=True)
    def prompt(item: ItemId) -> Prompt:
        return desk.item(item).prompt

    @get("/api/make", summary="A scorer's item on a generated case", sync_to_thread=True)
    def make(
        scorer: Annotated[str, Parameter(description="Name of an installed scorer")],
        item: Annotated[str | None, Parameter(description="Only a kind of item, such as evidence")] = None,
        difficulty: Annotated[str | None, Parameter(description="A difficulty of the catalogue")] = None,
        seed: Annotated[int, Parameter(description="From 0 to 10 to the 18th power minus 1")] = 0,
        index: Annotated[int, Parameter(description="Running number of the case, from 0")] = 0,
    ) -> Prompt:
        return desk.make(scorer, item, difficulty=difficulty, seed=seed, index=index)

    @get("/api/catalogue", summary="What can be practiced, and what help costs", sync_to_thread=True)
    def catalogue() -> Catalogue:
        return desk.catalogue()

    return [hint, solution, prompt, make, catalogue]
