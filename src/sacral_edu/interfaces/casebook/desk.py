"""Handing out prompts and taking in responses: what the terminal, the server and the book all do."""

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from sacral_edu.domain.cases import Case
from sacral_edu.domain.errors import CaseError, ResponseError
from sacral_edu.domain.items import Item, Outcome, Prompt, Response
from sacral_edu.generation.spec import Spec, is_generated_id, spec_of
from sacral_edu.interfaces.casebook.casebook import Casebook
from sacral_edu.scoring import ItemSet, Scorer, make_items, score_response

_KEPT = 256
_TRIES = 60


class Desk:
    """Makes items on demand from their ids, so that nothing has to be kept between asking and scoring."""

    def __init__(self, casebook: Casebook, scorers: Mapping[str, Scorer[Any]]) -> None:
        """Work with the cases of a casebook and the scorers given."""
        self.casebook = casebook
        self.scorers = scorers
        self._kept: OrderedDict[tuple[str, str], ItemSet] = OrderedDict()

    def items(self, case: Case, scorer: str) -> ItemSet:
        """Return the items of one scorer on a case, from the last few hundred made where possible."""
        known = self._kept.get((case.id, scorer))
        if known is None:
            known = make_items(self.scorers, case, only=scorer)
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
        return score_response(self.scorers[item.prompt.scorer], item, response)

    def another(self, item_id: str) -> Prompt:
        """Return the prompt of a like item on another case.

        For a generated case the next one of the same wishes that the scorer has an item for; for one
        from a file the next such case. Raises ResponseError where there is none.
        """
        item = self.item(item_id)
        start, scorer, name = item_id.split("/")
        for case_id in self._following(start):
            made = self.items(self.casebook.case(case_id), scorer)
            found = made.find(f"{case_id}/{scorer}/{name}")
            if found is not None:
                return found.prompt
        raise ResponseError(f"There is no other case with an exercise like {item.prompt.item_id}.")

    def first(self, scorer: str, spec: Spec) -> Item[Any]:
        """Return the scorer's first item on the spec's case, or on the next case that it has one for.

        Raises CaseError where none of the next cases gives one.
        """
        made: ItemSet | None = None
        for index in range(spec.index, spec.index + _TRIES):
            case_id = replace(spec, index=index).case_id
            made = self.items(self.casebook.case(case_id), self._known(scorer))
            if made.items:
                return made.items[0]
        reason = made.failures[0] if made and made.failures else "It asks nothing about such cases."
        raise CaseError(f"Scorer {scorer} made no item for {_TRIES} cases from {spec.case_id} on. {reason}")

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
