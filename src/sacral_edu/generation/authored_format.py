"""The format of authored cases, version 1, and the findings that it can state."""

from functools import cache
from typing import Literal

from msgspec import Struct

from sacral_edu.domain.cases import (
    Chronicity,
    Encounter,
    Finding,
    FindingSide,
    Patient,
    Region,
    Section,
)
from sacral_edu.generation.observations import SAYS

FORMAT = 1

TOPICS = (
    "opening",
    "pattern",
    "past",
    "social",
    "function",
    "screen",
    "red_flag",
    "condition",
    "dysfunction",
    "visit",
    "treatment",
    "plan",
)
"""What a sentence that states no finding may be about."""


class SaidFinding(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A finding as an author gives it; region, kind and criterion follow from the test."""

    test: str
    value: str
    side: FindingSide | None = None
    region: Region | None = None


class Line(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One sentence of the note."""

    section: Section
    text: str
    findings: tuple[SaidFinding, ...] = ()
    topic: str | None = None
    code: str | None = None


class ClaimBasis(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the claim rests on besides the encounter's facts."""

    conditions: tuple[str, ...]
    regions: tuple[str, ...] | None = None
    optional: tuple[str, ...] = ()


class Error(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A planted error: the number of the line (from 1), why it is wrong, corrections to choose from."""

    line: int
    why: str
    options: dict[str, str]


class File(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of one authored case."""

    format: int
    id: str
    title: str
    dysfunction: str
    patient: Patient
    encounter: Encounter
    note: tuple[Line, ...]
    claim: ClaimBasis
    chronicity: Chronicity | None = None
    difficulty: Literal["basic", "intermediate", "advanced"] = "basic"
    source: str = ""
    error: Error | None = None


def finding_of(said: SaidFinding, finding_id: str) -> Finding:
    """Return the finding that an author states; its test and value must be in the vocabulary."""
    known = vocabulary()[said.test, said.value]
    # Both sides alike are a position, but no difference between the sides.
    alike = said.side == "both" and known.kind == "landmark"
    return Finding(
        id=finding_id,
        test=said.test,
        value=said.value,
        side=said.side,
        kind=known.kind,
        region=said.region or known.region,
        tart=() if alike else known.tart,
    )


@cache
def vocabulary() -> dict[tuple[str, str], Finding]:
    """Return every reading that the generator can make, with the kind, region and criterion it has."""
    known: dict[tuple[str, str], Finding] = {}
    for rows in SAYS.values():
        for test, value, _, kind, region, tart in rows:
            candidate = Finding(id="", test=test, value=value, kind=kind, region=region, tart=tart)
            known.setdefault((test, value), candidate)
    return known
