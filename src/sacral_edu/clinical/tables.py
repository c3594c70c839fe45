"""The fact tables as typed rows, read once from package data when first asked for."""

from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

import msgspec
from msgspec import Struct

from sacral_edu.domain.cases import Side

_DATA = Path(__file__).parent / "data"

T = TypeVar("T")

Confidence = Literal["sourced", "standard", "disputed", "derived", "unverified", "recalled", "weak"]


class Bits(Struct, frozen=True):
    """The three facts that generate the eight one-sided sacral diagnoses."""

    restricted_side: Side
    deep_side: Side
    post_ila_side: Side


class SacralRow(Struct, frozen=True, kw_only=True):
    """One row of the MECS-1 decision table; `findings` maps each sign to its value on both sides."""

    id: str
    name: str
    family: str
    axis: str
    confidence: Confidence
    optional: bool
    refs: tuple[str, ...]
    findings: dict[str, str]
    also_called: tuple[str, ...]
    weight: int
    bits: Bits | None


class InnominateRow(Struct, frozen=True, kw_only=True):
    """One row of the innominate table; values are those of the dysfunctional side."""

    id: str
    name: str
    confidence: Confidence
    refs: tuple[str, ...]
    findings: dict[str, str]


class Archetype(Struct, frozen=True, kw_only=True):
    """A history pattern: age range in years, sex shares, and teaching weights of what goes with it."""

    id: str
    age: tuple[int, int]
    sex: dict[Literal["F", "M"], float]
    sacral: dict[str, int]
    pelvic: dict[str, int]
    confidence: Confidence
    refs: tuple[str, ...]


class Reference(Struct, frozen=True, kw_only=True):
    """Where a fact comes from and how much of the source was seen."""

    cite: str
    url: str
    seen: str


@cache
def sacral_rows() -> dict[str, SacralRow]:
    """Return the rows of the sacral decision table by id, the disputed vertical-axis rows included."""
    return {row.id: row for row in _read("sacral_rows.json", tuple[SacralRow, ...])}


@cache
def core_sacral_rows() -> dict[str, SacralRow]:
    """Return the 11 rows that the course teaches: all but the optional vertical-axis rotations."""
    return {name: row for name, row in sacral_rows().items() if not row.optional}


@cache
def innominate_rows() -> dict[str, InnominateRow]:
    """Return the eight innominate and pubic rows by id."""
    return {row.id: row for row in _read("innominate_rows.json", tuple[InnominateRow, ...])}


@cache
def archetypes() -> dict[str, Archetype]:
    """Return the history patterns by id."""
    return {row.id: row for row in _read("archetypes.json", tuple[Archetype, ...])}


@cache
def references() -> dict[str, Reference]:
    """Return the sources by id."""
    return _read("references.json", dict[str, Reference])


def _read(name: str, kind: type[T]) -> T:
    raw = (_DATA / name).read_bytes()
    return msgspec.json.decode(raw, type=kind)
