"""Writing what was asked of a case into its id, so that the id alone makes the case again.

The id stands in the page that asks about the case, so the wishes are not written in the open: they are
packed into a number, covered by a digest of seed and index, and followed by a check. That hides them from
a glance and no more; whoever has this package can read them.
"""

import hashlib
from collections.abc import Sequence
from functools import cache
from typing import get_args

from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.clinical.tables import archetypes
from sacral_edu.domain.cases import Provider
from sacral_edu.domain.proofs import Challenge, Habit, Habits

PROVIDERS: tuple[Provider, ...] = ("DO", "DC", "PT")
"""The clinicians whose visits can be generated."""

CHALLENGES: tuple[Challenge, ...] = get_args(Challenge)
HABIT_STATES: tuple[Habit, ...] = get_args(Habit)
HABIT_NAMES: tuple[str, ...] = Habits.__struct_fields__

_BYTES = 3


def pack(values: Sequence[object]) -> int:
    """Return a number for one wish of each kind, 0 where nothing was asked for."""
    number = 0
    for value, known in zip(values, _kinds(), strict=True):
        number = number * len(known) + known.index(value)
    return number


def unpack(number: int) -> list[object]:
    """Return the wishes behind a number."""
    values: list[object] = []
    for known in reversed(_kinds()):
        number, place = divmod(number, len(known))
        values.append(known[place])
    return values[::-1]


def token(number: int, seed: int, index: int) -> str:
    """Return the wishes as twelve hexadecimal digits for the case of that seed and index."""
    check = _digest("check", seed, index, number)
    return f"{number ^ _digest('cover', seed, index, check):06x}{check:06x}"


def read_token(text: str, seed: int, index: int) -> int | None:
    """Return the number behind a token, or None where it was not made for that seed and index."""
    covered, check = int(text[:6], 16), int(text[6:], 16)
    number = covered ^ _digest("cover", seed, index, check)
    valid = _digest("check", seed, index, number) == check and number < _count()
    return number if valid else None


@cache
def _kinds() -> tuple[tuple[object, ...], ...]:
    habits = [HABIT_STATES for _ in HABIT_NAMES]
    return (
        (None, *dysfunctions()),
        (None, *PROVIDERS),
        (None, *CHALLENGES),
        (None, *sorted(archetypes())),
        *habits,
    )


@cache
def _count() -> int:
    count = 1
    for known in _kinds():
        count *= len(known)
    return count


def _digest(*words: object) -> int:
    name = "|".join(str(word) for word in words)
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=_BYTES).digest(), "big")
