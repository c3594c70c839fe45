"""Random choices that come out the same on every Python, on every platform and in the browser.

Only `random()` of the standard generator is used, since `choices`, `shuffle` and their like may change
between versions of Python.
"""

import hashlib
import random
from bisect import bisect
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Generic, TypeVar, cast

T = TypeVar("T")


class Chance:
    """A stream of choices that depends on nothing but the words it was seeded with."""

    def __init__(self, *words: object) -> None:
        """Seed the stream with any number of words, numbers or None."""
        name = "|".join(str(word) for word in words)
        digest = hashlib.blake2b(name.encode(), digest_size=16).digest()
        # Not for secrets: these are teaching cases that anyone may make again.
        self._random = random.Random(int.from_bytes(digest, "big")).random  # noqa: S311

    def below(self, n: int) -> int:
        """Return a whole number from 0 to n - 1, each as likely."""
        return int(self._random() * n)

    def between(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included."""
        return low + int(self._random() * (high - low + 1))

    def happens(self, probability: float) -> bool:
        """Return True with the given probability (0..1)."""
        return self._random() < probability

    def pick(self, options: Sequence[T]) -> T:
        """Return one of the options, each as likely."""
        return options[int(self._random() * len(options))]

    def weighted(self, weights: Mapping[T, float]) -> T:
        """Return one of the keys, as likely as its weight says."""
        whole = 0.0
        for weight in weights.values():
            whole += weight
        at, reached = self._random() * whole, 0.0
        option = None
        for option, weight in weights.items():
            reached += weight
            if reached > at:
                return option
        return cast("T", option)

    def sample(self, options: Sequence[T], count: int) -> list[T]:
        """Return `count` different options in random order (all of them where there are fewer)."""
        left = list(options)
        taken: list[T] = []
        while left and len(taken) < count:
            taken.append(left.pop(int(self._random() * len(left))))
        return taken

    def fraction(self) -> float:
        """Return a number from 0 up to but not including 1."""
        return self._random()


class WeightedTable(Generic[T]):
    """A table of options with weights, prepared once for many draws."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        """Prepare the table; weights are positive and need not add up to anything."""
        self._options = tuple(weights)
        self._sums = list(accumulate(weights.values()))
        self._whole, self._count = self._sums[-1], len(self._options)

    def draw(self, chance: Chance) -> T:
        """Return one option."""
        at = bisect(self._sums, chance.fraction() * self._whole)
        return self._options[at if at < self._count else -1]
