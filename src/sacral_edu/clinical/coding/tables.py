"""The coding facts as typed rows, read once from package data when first asked for.

Each row carries its confidence and the ids of its sources (`sources()`); only sourced and standard rows
may decide a score.
"""

import re
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

import msgspec
from msgspec import Struct

from sacral_edu.clinical.coding.codebook import shown

_DATA = Path(__file__).parents[1] / "data"

T = TypeVar("T")

Confidence = Literal["sourced", "standard", "disputed", "unverified", "recalled", "weak"]
ProcedureFamily = Literal["omt", "cmt", "em", "pt_eval", "timed", "injection", "needling", "imaging"]
Laterality = Literal["right", "left", "bilateral", "unspecified"]
RuleSeverity = Literal["error", "warning", "info"]

_CONCEPT = re.compile(r"\{([A-Z0-9_]+)\}")


class Procedure(Struct, frozen=True, kw_only=True):
    """One kind of service under our own concept id and in our own words; see `codebook` for numbers.

    `level` is the rank of a visit (1 to 4) or of a therapy evaluation (1 to 3), `minutes` a visit's
    minimum by time, `site` and the view counts are those of a film.
    """

    concept: str
    family: ProcedureFamily
    timed: bool
    providers: tuple[str, ...]
    words: str
    confidence: Confidence
    refs: tuple[str, ...]
    min_regions: int | None = None
    max_regions: int | None = None
    min_muscles: int | None = None
    max_muscles: int | None = None
    site: str | None = None
    min_views: int | None = None
    max_views: int | None = None
    new: bool | None = None
    level: int | None = None
    minutes: int | None = None


class Diagnosis(Struct, frozen=True, kw_only=True):
    """One billable ICD-10-CM code of the course."""

    code: str
    title: str
    group: str
    confidence: Confidence
    refs: tuple[str, ...]
    laterality: Laterality | None = None
    seventh_character: str | None = None


class DiagnosisTable(Struct, frozen=True, kw_only=True):
    """The course's codes, headers and non-codes, and the full list of leaves of a few categories."""

    codes: tuple[Diagnosis, ...]
    headers: tuple[str, ...]
    not_codes: tuple[str, ...]
    complete_categories: dict[str, tuple[str, ...]]


class Modifier(Struct, frozen=True, kw_only=True):
    """One two-character modifier in our own words."""

    code: str
    set: Literal["CPT", "HCPCS"]
    words: str
    confidence: Confidence
    refs: tuple[str, ...]


class Rule(Struct, frozen=True, kw_only=True):
    """One coding rule; `section` is the place in the book that teaches it."""

    id: str
    domain: str
    severity: RuleSeverity
    statement: str
    confidence: Confidence
    section: str
    refs: tuple[str, ...]


class ExclusionTable(Struct, frozen=True, kw_only=True):
    """Excludes1 pairs: hard ones are errors, conditional ones worth a second look only."""

    confidence: Confidence
    refs: tuple[str, ...]
    hard: dict[str, tuple[str, ...]]
    conditional: dict[str, tuple[str, ...]]
    conditional_why: str


class Edit(Struct, frozen=True, kw_only=True):
    """One row of the procedure pair table; `active` False says that no pair is known or confirmed."""

    id: str
    column1: tuple[str, ...]
    column2: tuple[str, ...]
    active: bool
    confidence: Confidence
    words: str
    refs: tuple[str, ...]
    indicator: int | None = None


class CodingSource(Struct, frozen=True, kw_only=True):
    """Where a coding fact comes from."""

    title: str
    url: str
    kind: str


@cache
def procedures() -> dict[str, Procedure]:
    """Return the procedures by concept id."""
    return {row.concept: row for row in _read("procedures.json", tuple[Procedure, ...])}


@cache
def diagnosis_table() -> DiagnosisTable:
    """Return the diagnosis table as it stands in package data (source S01)."""
    return _read("diagnoses.json", DiagnosisTable)


@cache
def diagnoses() -> dict[str, Diagnosis]:
    """Return the course's billable diagnosis codes by code."""
    return {row.code: row for row in diagnosis_table().codes}


@cache
def modifiers() -> dict[str, Modifier]:
    """Return the modifiers by code."""
    return {row.code: row for row in _read("modifiers.json", tuple[Modifier, ...])}


@cache
def rules() -> dict[str, Rule]:
    """Return the 56 coding rules by id, procedures named as the codebook shows them."""
    rows = _read("coding_rules.json", tuple[Rule, ...])
    return {row.id: msgspec.structs.replace(row, statement=_filled(row.statement)) for row in rows}


@cache
def exclusion_table() -> ExclusionTable:
    """Return the Excludes1 pairs among the course's codes (source S01)."""
    return _read("excludes1.json", ExclusionTable)


@cache
def edits() -> tuple[Edit, ...]:
    """Return the pair table N01 to N16, unconfirmed rows included."""
    return _read("edits.json", tuple[Edit, ...])


def edit_between(first: str, second: str) -> Edit | None:
    """Return the active, sourced or standard pair of two procedures, in either order; None if there is none.

    Rows that are disputed, unverified or recalled are not returned, so that they never decide a score.
    """
    return _active_pairs().get((first, second)) or _active_pairs().get((second, first))


@cache
def _active_pairs() -> dict[tuple[str, str], Edit]:
    rows = [row for row in edits() if row.active and row.confidence in ("sourced", "standard")]
    return {(one, two): row for row in rows for one in row.column1 for two in row.column2}


@cache
def sources() -> dict[str, CodingSource]:
    """Return the sources by id."""
    return _read("coding_sources.json", dict[str, CodingSource])


def _filled(statement: str) -> str:
    return _CONCEPT.sub(lambda match: shown(match[1]), statement)


def _read(name: str, kind: type[T]) -> T:
    raw = (_DATA / name).read_bytes()
    return msgspec.json.decode(raw, type=kind)
