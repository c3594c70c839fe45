"""Handing out prompts and taking in responses: what the terminal, the server and the book all do."""

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from typing import Any
from zlib import crc32

from msgspec.structs import replace

from sacral_edu.domain.cases import Case
from sacral_edu.domain.errors import CaseError, ResponseError
from sacral_edu.domain.items import Item, Outcome, Prompt, Response, Score
from sacral_edu.generation.fitting import impossible
from sacral_edu.generation.spec import Spec, checked_spec, is_generated_id, spec_of
from sacral_edu.generation.wishes import CHALLENGES
from sacral_edu.interfaces.casebook.casebook import Casebook
from sacral_edu.interfaces.casebook.catalogue import Catalogue, ScorerKinds
from sacral_edu.interfaces.casebook.helping import Hint, Solution, hint_of, right_example
from sacral_edu.interfaces.casebook.telling import in_words
from sacral_edu.interfaces.casebook.watch import Watch
from sacral_edu.scoring import COSTS, ItemSet, Scorer, check_response

_ANY = "any"
_KEPT = 256
_TRIES = 60
_TRIES_OF_A_CHALLENGE = 10
_SAMPLED = 12
"""Generated cases, without a wish, that show what a scorer asks; two of each difficulty are added."""


class Desk:
    """Makes items on demand from their ids, so that nothing has to be kept between asking and scoring."""

    def __init__(
        self, casebook: Casebook, scorers: Mapping[str, Scorer[Any]], watch: Watch | None = None
    ) -> None:
        """Work with the cases of a casebook and the scorers given; `watch` hears how they fare."""
        self.casebook = casebook
        self.scorers = scorers
        self.watch = watch or Watch()
        self._kept: OrderedDict[tuple[str, str], ItemSet] = OrderedDict()
        self._kinds: dict[str, tuple[str, ...]] = {}

    def items(self, case: Case, scorer: str) -> ItemSet:
        """Return the items of one scorer on a case, from the last few hundred made where possible."""
        known = self._kept.get((case.id, scorer))
        if known is None:
            known = self.watch.make_items(self.scorers, case, scorer)
            self._kept[case.id, scorer] = known
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return known

    def item(self, item_id: str) -> Item[Any]:
        """Return the item of an id `case/scorer/name`; raise ResponseError where there is none."""
        parts = item_id.split("/")
        if len(parts) != 3:  # noqa: PLR2004 the three parts of an id
            raise ResponseError(f"{item_id!r} is not an item id; one reads case/scorer/name.")
        case_id, scorer, _ = parts
        kept = self._kept.get((case_id, scorer))
        try:
            made = kept or self.items(self.casebook.case(case_id), self._known(scorer))
        except CaseError as error:
            raise ResponseError(str(error)) from error
        item = made.find(item_id)
        if item is None:
            reason = (
                made.failures[0] if made.failures else f"Scorer {scorer} asks nothing of that name there."
            )
            raise ResponseError(f"There is no item {item_id!r}. {reason}")
        return item

    def score(self, response: Response) -> Outcome:
        """Score a response; raise ResponseError where its item is unknown or its shape is wrong."""
        item = self.item(response.item_id)
        return self.watch.score_response(self.scorers[item.prompt.scorer], item, response)

    def hint(self, item_id: str, number: int) -> Hint:
        """Return a hint for an item by its number, from 1; raise ResponseError where there is none."""
        item = self.item(item_id)
        worked = self._worked(item)
        return hint_of(item, worked.score if worked else None, number)

    def solution(self, item_id: str) -> Solution:
        """Return the worked answer; raise ResponseError where the scorer brings none that it can score."""
        item = self.item(item_id)
        worked = self._worked(item)
        if worked is None:
            raise ResponseError(
                f"Item {item_id} has no worked answer: scorer {item.prompt.scorer} brings no example of a "
                "right one that it can score."
            )
        return worked

    def make(
        self,
        scorer: str,
        name: str | None = None,
        *,
        difficulty: str | None = None,
        seed: int = 0,
        index: int = 0,
    ) -> Prompt:
        """Return the prompt of a scorer's item on a generated case.

        `name` wishes for one kind of item, `difficulty` for one of the generator's. Raises ResponseError for
        an unknown scorer and CaseError where no case gives such an item.
        """
        spec = checked_spec(seed=seed, index=index, challenge=difficulty or None)
        return self.first(self._known(scorer), spec, name or None).prompt

    def catalogue(self) -> Catalogue:
        """Return what can be asked for with `make`, and what help costs."""
        rows = (
            ScorerKinds(name=name, title=one.title, skills=tuple(one.skills), kinds=self.kinds(name))
            for name, one in sorted(self.scorers.items())
        )
        return Catalogue(scorers=tuple(rows), difficulties=CHALLENGES, costs=COSTS)

    def another(self, item_id: str, difficulty: str | None = None) -> Prompt:
        """Return the prompt of a like item on another case.

        For a generated case the next one of the same wishes that the scorer has an item for; for one
        from a file the next such case. With a `difficulty` it is a generated case of that difficulty, of any
        for the word `any`. Raises ResponseError where there is none, CaseError for an unknown difficulty.
        """
        item = self.item(item_id)
        start, scorer, name = item_id.split("/")
        if difficulty:
            return self._harder(start, scorer, name, difficulty)
        for case_id in self._following(start):
            made = self.items(self.casebook.case(case_id), scorer)
            found = made.find(f"{case_id}/{scorer}/{name}")
            if found is not None:
                return found.prompt
        raise ResponseError(f"There is no other case with an exercise like {item.prompt.item_id}.")

    def first(self, scorer: str, spec: Spec, name: str | None = None) -> Item[Any]:
        """Return the scorer's first item on the spec's case, or on the next case that it has one for.

        With `name` it is the item of that name (`picture`), looked for on cases of every difficulty where
        the spec wishes for none. Raises CaseError where none of these cases gives one.
        """
        made: ItemSet | None = None
        for one in _specs_from(spec, every_challenge=name is not None):
            made = self.items(self.casebook.case(one.case_id), self._known(scorer))
            found = made.items if name is None else _named(made, name)
            if found:
                return found[0]
        asked = "item" if name is None else f"item {name!r}"
        reason = made.failures[0] if made and made.failures else "It asks nothing about such cases."
        if made and not made.failures and name is not None:
            kinds = self.kinds(scorer)
            reason = f"It makes no item of that name; it makes {_listed(kinds)}."
            if name in kinds:
                reason = (
                    "It asks that about other cases only: wish for another difficulty or kind of patient."
                )
        raise CaseError(
            f"Scorer {scorer} made no {asked} for {_TRIES} cases from {spec.case_id} on. {reason}"
        )

    def kinds(self, scorer: str) -> tuple[str, ...]:
        """Return the names of the items that a scorer makes, as far as a sample of generated cases shows.

        What a scorer asks first on a case comes first. Empty where it asks nothing about them.
        """
        known = self._kinds.get(scorer)
        if known is None:
            places: dict[str, int] = {}
            for spec in _sample():
                made = self.items(self.casebook.case(spec.case_id), self._known(scorer))
                for place, item in enumerate(made.items):
                    name = item.prompt.item_id.rpartition("/")[2]
                    places[name] = max(place, places.get(name, 0))
            known = tuple(sorted(places, key=lambda name: places[name]))
            self._kinds[scorer] = known
        return known

    def _harder(self, start: str, scorer: str, name: str, difficulty: str) -> Prompt:
        """Return a like item on a case of a difficulty, the next after `start` where that is generated."""
        spec = spec_of(start) if is_generated_id(start) else Spec(seed=crc32(start.encode()))
        wished = None if difficulty == _ANY else difficulty
        after = checked_spec(seed=spec.seed, index=spec.index + 1, provider=spec.provider, challenge=wished)
        return self.first(scorer, after, name).prompt

    def _worked(self, item: Item[Any]) -> Solution | None:
        scorer = self.scorers[item.prompt.scorer]
        example = right_example(scorer, item)
        if example is None:
            return None
        score = self.watch.score_response(scorer, item, example.response)
        if not isinstance(score, Score):
            return None
        told = in_words(item.prompt, check_response(item.prompt, example.response))
        return Solution(response=example.response, told=told, score=score)

    def _known(self, scorer: str) -> str:
        if scorer not in self.scorers:
            raise ResponseError(
                f"There is no scorer {scorer!r}; installed are {', '.join(sorted(self.scorers))}."
            )
        return scorer

    def _following(self, case_id: str) -> Iterator[str]:
        """Yield the ids of some next generated cases, or of every other authored case once."""
        if is_generated_id(case_id):
            spec = spec_of(case_id)
            for index in range(spec.index + 1, spec.index + 1 + _TRIES):
                yield replace(spec, index=index).case_id
            return
        following = self.casebook.next_after(case_id)
        while following != case_id:
            yield following
            following = self.casebook.next_after(following)


def _specs_from(spec: Spec, *, every_challenge: bool) -> Iterator[Spec]:
    """Yield the spec and those that follow it, then some of each difficulty if none is wished for."""
    for index in range(spec.index, spec.index + _TRIES):
        yield replace(spec, index=index)
    if not every_challenge or spec.challenge is not None:
        return
    for challenge in CHALLENGES:
        if impossible(spec.dysfunction, challenge, spec.archetype) is None:
            for index in range(spec.index, spec.index + _TRIES_OF_A_CHALLENGE):
                yield replace(spec, index=index, challenge=challenge)


def _sample() -> Iterator[Spec]:
    for index in range(_SAMPLED):
        yield Spec(seed=0, index=index)
    for challenge in CHALLENGES:
        for index in range(2):
            yield Spec(seed=0, index=index, challenge=challenge)


def _named(made: ItemSet, name: str) -> list[Item[Any]]:
    return [item for item in made.items if item.prompt.item_id.endswith(f"/{name}")]


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names) if names else "nothing"
