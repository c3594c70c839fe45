"""The grader of a site that is only files. It knows no file, no server and no clock of its own."""

import msgspec
from msgspec import Struct

from sacral_edu.domain.cases import Case
from sacral_edu.domain.errors import SacralEduError
from sacral_edu.domain.items import Response
from sacral_edu.interfaces.casebook import Casebook, Desk, Watch, code_list
from sacral_edu.plugin_manager import bundled_scorer, discover_scorers


class Score(Struct, frozen=True, tag_field="ask", tag="score"):
    """Asks for the outcome of a response."""

    response: Response


class Another(Struct, frozen=True, tag_field="ask", tag="another"):
    """Asks for the prompt of a like item on another case, of a difficulty if one is named."""

    item: str
    difficulty: str | None = None


class HintFor(Struct, frozen=True, tag_field="ask", tag="hint"):
    """Asks for a hint by its number, from 1."""

    item: str
    number: int


class SolutionOf(Struct, frozen=True, tag_field="ask", tag="solution"):
    """Asks for the worked answer of an item."""

    item: str


class PromptOf(Struct, frozen=True, tag_field="ask", tag="prompt"):
    """Asks for the prompt of an item."""

    item: str


class Make(Struct, frozen=True, tag_field="ask", tag="make"):
    """Asks for a scorer's item on a generated case."""

    scorer: str
    item: str | None = None
    difficulty: str | None = None
    seed: int = 0
    index: int = 0


class CatalogueOf(Struct, frozen=True, tag_field="ask", tag="catalogue"):
    """Asks what can be practiced."""


class Problems(Struct, frozen=True, tag_field="ask", tag="problems"):
    """Asks what is wrong with plugins."""


class Items(Struct, frozen=True, tag_field="ask", tag="items"):
    """Asks for the prompts of one scorer on a case."""

    case: str
    scorer: str


class CodeList(Struct, frozen=True, tag_field="ask", tag="codes"):
    """Asks for all that a claim is built from."""


Question = (
    Score | Another | HintFor | SolutionOf | PromptOf | Make | CatalogueOf | Problems | Items | CodeList
)

_question = msgspec.json.Decoder(Question)


class Grader:
    """Answers questions in JSON as the server answers requests, with the same bytes."""

    def __init__(self, cases: str) -> None:
        """Take the authored cases as a JSON list; generated ones are made from their ids.

        Raises msgspec.ValidationError for what is no case.
        """
        self._desk = Desk(Casebook.holding(msgspec.json.decode(cases, type=list[Case])), {})
        self._all = False

    def complete(self) -> None:
        """Load all plugins, once. Until then an item's prompt and score cost one bundled plugin only.

        Raises PluginError where no scorer can be used.
        """
        if not self._all:
            found = discover_scorers()
            self._desk.scorers, self._desk.watch, self._all = found.usable(), Watch(found), True

    def reply(self, question: str) -> str:
        """Return `{"answer": ...}`, or `{"refused": "a sentence"}` where the question is at fault.

        A question is an object whose `ask` is `score` (with `response`), `another` (with `item` and perhaps
        `difficulty`), `hint` (with `item` and `number`), `solution` or `prompt` (with `item`), `make` (with
        `scorer` and perhaps `item`, `difficulty`, `seed`, `index`), `catalogue`, `problems`, `items` (with
        `case` and `scorer`) or `codes`.
        """
        try:
            answer = self._answer(_question.decode(question))
        except (SacralEduError, msgspec.DecodeError, RecursionError) as error:
            return msgspec.json.encode({"refused": str(error)}).decode()
        return f'{{"answer":{msgspec.json.encode(answer).decode()}}}'

    def _answer(self, asked: Question) -> object:
        if isinstance(asked, Score):
            self._load(asked.response.item_id)
            return self._desk.score(asked.response)
        if isinstance(asked, PromptOf):
            self._load(asked.item)
            return self._desk.item(asked.item).prompt
        if isinstance(asked, CodeList):
            return code_list()
        self.complete()
        if isinstance(asked, Another):
            return self._desk.another(asked.item, asked.difficulty)
        if isinstance(asked, HintFor):
            return self._desk.hint(asked.item, asked.number)
        if isinstance(asked, SolutionOf):
            return self._desk.solution(asked.item)
        if isinstance(asked, Make):
            return self._desk.make(
                asked.scorer, asked.item, difficulty=asked.difficulty, seed=asked.seed, index=asked.index
            )
        if isinstance(asked, CatalogueOf):
            return self._desk.catalogue()
        if isinstance(asked, Problems):
            return self._desk.watch.problems()
        made = self._desk.items(self._desk.casebook.case(asked.case), asked.scorer)
        return [item.prompt for item in made.items]

    def _load(self, item_id: str) -> None:
        """Load the bundled scorer of an item alone, or all where it is not one.

        Both give the same; a reader's first score need not wait for plugins that it does not use.
        """
        name = item_id.partition("/")[2].partition("/")[0]
        if name in self._desk.scorers:
            return
        alone = None if self._all else bundled_scorer(name)
        if alone is None:
            self.complete()
        else:
            self._desk.scorers = {**self._desk.scorers, name: alone.scorer}
