"""Items with the answers that their scorer's own examples call right.

A plugin's key has a type of its own, and nothing here looks into it: what is right is what the examples of
kind `right` say, and what an answer is worth is what the scorer gives for it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from sacral_edu.domain.cases import Case
from sacral_edu.domain.errors import ResponseError
from sacral_edu.domain.items import (
    ChoiceField,
    ChoicesField,
    ClaimField,
    Item,
    MarkField,
    Prompt,
    Response,
    Score,
    TextField,
)
from sacral_edu.scoring import Scorer, check_response, make_items, score_response

Answers = dict[str, Any]
"""Field id to answer, as in a response."""

KNOWN_FIELDS = (MarkField, ChoiceField, ChoicesField, ClaimField, TextField)
"""The types of field that the analyses know how to answer."""

_TOLERANCE = 1e-6


class Asked(Struct, frozen=True, kw_only=True):
    """An item, who scores it, the number of its case in the run, and its right answers."""

    scorer: Scorer[Any]
    item: Item[Any]
    place: int
    right: tuple[Mapping[str, Any], ...]

    @property
    def prompt(self) -> Prompt:
        """What the learner sees."""
        return self.item.prompt

    @property
    def kind(self) -> str:
        """The last part of the item's id, which says what is asked."""
        return self.item.prompt.item_id.rsplit("/", 1)[-1]

    def points(self, answers: Mapping[str, Any]) -> float | None:
        """Return what answers earn; None where they are refused or cannot be graded."""
        response = Response(item_id=self.prompt.item_id, answers=answers)
        try:
            outcome = score_response(self.scorer, self.item, response)
        except ResponseError:
            return None
        return outcome.points if isinstance(outcome, Score) else None


class Asking(Struct, frozen=True, kw_only=True):
    """What asking the scorers gave: items, what failed in a sentence each, and items that cannot be judged.

    `unjudged` counts, for each sentence, the items without a right example or with a field of unknown type.
    """

    cases: int
    items: tuple[Asked, ...]
    failures: tuple[str, ...]
    unjudged: dict[str, int]


def ask(scorers: Mapping[str, Scorer[Any]], cases: Iterable[Case], *, only: str | None = None) -> Asking:
    """Ask every scorer, or the one named `only`, for its items on the cases and for their right answers.

    Raises PluginError where `only` names no scorer.
    """
    items: list[Asked] = []
    failures: list[str] = []
    unjudged: dict[str, int] = {}
    count = 0
    for place, case in enumerate(cases):
        count += 1
        made = make_items(scorers, case, only=only)
        failures += made.failures
        for item in made.items:
            asked = Asked(
                scorer=scorers[item.prompt.scorer], item=item, place=place, right=_right(scorers, item)
            )
            reason = cannot_be_judged(asked)
            if reason is None:
                items.append(asked)
            else:
                unjudged[reason] = unjudged.get(reason, 0) + 1
    return Asking(cases=count, items=tuple(items), failures=tuple(failures), unjudged=unjudged)


def cannot_be_judged(asked: Asked) -> str | None:
    """Return why nothing can be said about an item, in a sentence; None where something can."""
    where = f"{asked.prompt.scorer}/{asked.kind}"
    for field in asked.prompt.fields:
        if type(field) not in KNOWN_FIELDS:
            return f"{where}: field {field.id!r} is of type {type(field).__name__}, which is not known here."
    if not asked.right:
        return f"{where}: no example of kind right, so there is nothing to compare answers with."
    return None


def _right(scorers: Mapping[str, Scorer[Any]], item: Item[Any]) -> tuple[Mapping[str, Any], ...]:
    """Return the typed answers of the right examples with the most points."""
    try:
        examples = [e for e in scorers[item.prompt.scorer].examples(item) if e.kind == "right"]
        worth = [(e.points or 0.0, check_response(item.prompt, e.response).answers) for e in examples]
    except Exception:  # noqa: BLE001 a stranger's plugin may raise anything; the item is then listed
        return ()
    most = max((points for points, _ in worth), default=0.0)
    return tuple(answers for points, answers in worth if points >= most - _TOLERANCE and most > 0)
