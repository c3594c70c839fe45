"""Which codes an Excludes1 note sets apart, and where that note stands (source S01).

An Excludes1 note holds for the code that it stands on and all codes below it, so the notes of subcategory,
category, block and chapter are read too, on both sides of the pair. A pair that `excludes1.json` lists
as conditional, and a note listed as `narrower` in the extract, speaks of less than the two codes together.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct

from sacral_edu.clinical.icd.rows import exclusions
from sacral_edu.clinical.icd.table import (
    Exclusion,
    ancestors,
    blocks,
    in_extract,
    more_of,
    nodes,
    stem_of,
    table,
    tidied,
)

_DATA = Path(__file__).parents[1] / "data" / "excludes1.json"

_KEPT = 8192


class Conflict(Struct, frozen=True, kw_only=True):
    """Two codes that an Excludes1 note sets apart.

    `note` is the official text, `stands_on` the code or block that carries it, and `title` its title.
    `certain` is False where the note was read and found narrower than the pair: worth a second look.
    """

    first: str
    second: str
    note: str
    stands_on: str
    title: str
    certain: bool

    @property
    def sentence(self) -> str:
        """Return what is wrong in one sentence."""
        how = "may not stand together" if self.certain else "deserve a second look together"
        return (
            f"{self.first} and {self.second} {how}: Excludes1 at {self.stands_on} "
            f'({self.title}) names "{self.note}".'
        )


class _Reviewed(Struct, frozen=True):
    """The part of `excludes1.json` that is needed here."""

    conditional: dict[str, tuple[str, ...]]


def covers(pattern: str, code: str) -> bool:
    """Say whether a code is named by a pattern: a prefix, a range, or `?` for any one character."""
    if "-" in pattern:
        low, high = pattern.split("-")
        return low <= code[: len(low)] and code[: len(high)] <= high
    return len(code) >= len(pattern) and all(
        want in ("?", have) for want, have in zip(pattern, code, strict=False)
    )


def excludes1(first: str, second: str) -> Conflict | None:
    """Return the Excludes1 note between two codes, the most specific one; None if there is none.

    The order of the two makes no difference to whether there is one. Codes outside the extract have only
    the notes of their partner.
    """
    found = _conflicts(tidied(first), tidied(second))
    return next((one for one in found if one.certain), None) or next(iter(found), None)


def excludes1_among(codes: Iterable[str]) -> tuple[Conflict, ...]:
    """Return the Excludes1 conflicts among the codes of one claim, in the order given."""
    listed = tuple(dict.fromkeys(tidied(code) for code in codes))
    pairs = ((a, b) for i, a in enumerate(listed) for b in listed[i + 1 :])
    return tuple(found for found in (excludes1(a, b) for a, b in pairs) if found is not None)


@lru_cache(maxsize=_KEPT)
def _conflicts(first: str, second: str) -> tuple[Conflict, ...]:
    notes = [(note, second) for note in _notes(first)] + [(note, first) for note in _notes(second)]
    hits = [(note, other) for note, other in notes if any(covers(code, other) for code in note.codes)]
    # A note on what stands above both codes does not speak about the two of them.
    shared = {first, *ancestors(first)} & {second, *ancestors(second)}
    hits = [(note, other) for note, other in hits if note.stands_on not in shared]
    hits.sort(key=lambda hit: (hit[0].stands_on in blocks(), -len(hit[0].stands_on), hit[0].stands_on))
    return tuple(
        Conflict(
            first=first,
            second=second,
            note=note.note,
            stands_on=note.stands_on,
            title=more_of(note.stands_on)[0],
            certain=(note.stands_on, note.note) not in table().narrower
            and (note.stands_on, note.note, other) not in _narrow(),
        )
        for note, other in hits
    )


def _notes(code: str) -> tuple[Exclusion, ...]:
    known = in_extract(code) and (code in nodes() or stem_of(code) is not None)
    return exclusions(code, first=True) if known else ()


@cache
def _narrow() -> frozenset[tuple[str, str, str]]:
    """Return the notes, each with a code it names, that a person read as narrower than that code."""
    raw = _DATA.read_bytes()
    reviewed = msgspec.json.decode(raw, type=_Reviewed)
    return frozenset(
        (note.stands_on, note.note, named)
        for code, others in reviewed.conditional.items()
        for other in others
        for holder, named in ((code, other), (other, code))
        for note in _notes(holder)
        if any(covers(pattern, named) for pattern in note.codes)
    )
