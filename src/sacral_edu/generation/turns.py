"""Taking wordings in turn, so that cases of one course that follow each other do not sound alike.

Drawn by chance, one of ten wordings would stand twice in ten cases more often than not. Taken in turn it
comes back only after all the others; where the round begins, and in which steps it goes, differs from
wording to wording and from course to course.
"""

import math
import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

from msgspec import Struct

T = TypeVar("T")


class Turn(Struct, frozen=True):
    """The place of a case in its course: the course seed and the running number of the case."""

    seed: int
    index: int

    def take(self, kind: str, options: Sequence[T]) -> T:
        """Return the option of that kind of thing whose turn it is; `kind` names the thing worded."""
        count = len(options)
        start, step = _round(self.seed, kind, count)
        return options[(start + step * self.index) % count]


@lru_cache(maxsize=4096)
def _round(seed: int, kind: str, count: int) -> tuple[int, int]:
    """Return where a round of that many options begins, and in which steps it meets each of them once."""
    drawn = zlib.crc32(f"{seed}|{kind}".encode())
    steps = [step for step in range(1, count + 1) if math.gcd(step, count) == 1]
    return drawn % count, steps[(drawn >> 16) % len(steps)]
