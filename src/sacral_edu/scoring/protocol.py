"""What a plugin provides."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeVar

from sacral_edu.domain.cases import Case
from sacral_edu.domain.items import Example, Item, Response, Score

K = TypeVar("K")


class Scorer(Protocol[K]):
    """Makes items for a case and scores responses to them; `K` is the plugin's own type of answer key.

    A scorer is a value, not a class to inherit from. It keeps no state between calls, reads no clock and
    draws no random numbers, so that the same response always earns the same score.
    """

    @property
    def name(self) -> str:
        """Short unique name in snake_case, for example `tart`; it is part of every item's id."""
        ...

    @property
    def title(self) -> str:
        """What a learner reads, for example `Recognise TART evidence`."""
        ...

    @property
    def skills(self) -> Sequence[str]:
        """Tags of the skills that its items train."""
        ...

    def items(self, case: Case) -> Sequence[Item[K]]:
        """Return the items that this scorer can put on the case; an empty sequence where it has none."""
        ...

    def score(self, key: K, response: Response) -> Score:
        """Score a response that fits the item's prompt; raise ResponseError where it cannot be read."""
        ...

    def examples(self, item: Item[K]) -> Iterable[Example]:
        """Yield right, wrong, blank and malformed responses to the item, with the points each must earn."""
        ...


AnyScorer = Scorer[Any]
