"""The option lists of items, with what is right in each, and which of them stand for all cases."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from sacral_edu.analysis.asked import Asked
from sacral_edu.domain.items import ChoiceField, ChoicesField, Prompt

_OFTEN = 10
_TOLERANCE = 1e-6


class OptionList(Struct, frozen=True, kw_only=True):
    """The options of one field of one item in their order, and for each whether it is right."""

    prompt: Prompt
    kind: str
    field: str
    lead_in: str
    labels: tuple[str, ...]
    right: tuple[bool, ...]

    @property
    def place(self) -> tuple[str, str, str]:
        """Scorer, kind of item and field."""
        return self.prompt.scorer, self.kind, self.field

    @property
    def right_labels(self) -> list[str]:
        """The labels of right options."""
        return [label for label, right in zip(self.labels, self.right, strict=True) if right]

    @property
    def wrong_labels(self) -> list[str]:
        """The labels of wrong options."""
        return [label for label, right in zip(self.labels, self.right, strict=True) if not right]

    @property
    def chance(self) -> float:
        """The share of options that are right."""
        return sum(self.right) / len(self.right)


class Standing(Struct, frozen=True):
    """Which lists come back: the same labels on many cases, now one of them right and now another.

    Nothing in the wording of such a list can tell what is right on one case. `ordered` are those that
    always come in one order.
    """

    lists: frozenset[tuple[tuple[str, str, str], frozenset[str]]]
    ordered: frozenset[tuple[tuple[str, str, str], frozenset[str]]]

    def has(self, one: OptionList) -> bool:
        """Say whether a list comes back."""
        return (one.place, frozenset(one.labels)) in self.lists

    def has_ordered(self, one: OptionList) -> bool:
        """Say whether a list comes back, always in the same order."""
        return (one.place, frozenset(one.labels)) in self.ordered


def option_lists(asked: Asked) -> list[OptionList]:
    """Return the lists of an item; fields whose answer changes nothing are left out."""
    found: list[OptionList] = []
    for field in asked.prompt.fields:
        if isinstance(field, (ChoiceField, ChoicesField)):
            right = _right_options(asked, field)
            if any(right) and not all(right):
                found.append(
                    OptionList(
                        prompt=asked.prompt,
                        kind=asked.kind,
                        field=field.id,
                        lead_in=field.label,
                        labels=tuple(option.label for option in field.options),
                        right=right,
                    )
                )
    return found


def standing(lists: Iterable[OptionList]) -> Standing:
    """Return which of the lists come back, and which of those in one order."""
    counts: Counter[Any] = Counter()
    orders: dict[Any, set[tuple[str, ...]]] = {}
    rights: dict[Any, set[tuple[str, ...]]] = {}
    for one in lists:
        key = (one.place, frozenset(one.labels))
        counts[key] += 1
        orders.setdefault(key, set()).add(one.labels)
        rights.setdefault(key, set()).add(tuple(sorted(one.right_labels)))
    back = frozenset(key for key, count in counts.items() if count >= _OFTEN and len(rights[key]) > 1)
    ordered = frozenset(key for key, count in counts.items() if count >= _OFTEN and len(orders[key]) == 1)
    return Standing(back, ordered)


def _right_options(asked: Asked, field: ChoiceField | ChoicesField) -> tuple[bool, ...]:
    """Return what is right: in one choice whatever keeps the points, in several what an example chooses."""
    ids = [option.id for option in field.options]
    if isinstance(field, ChoicesField):
        named = {chosen for answers in asked.right for chosen in answers.get(field.id) or ()}
        return tuple(option in named for option in ids)
    best = asked.right[0]
    full = asked.points(best) or 0.0
    return tuple((asked.points({**best, field.id: option}) or 0.0) >= full - _TOLERANCE for option in ids)
