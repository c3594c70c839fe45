"""The fact tables, each read once from package data when first asked for.

Tables that other modules work with stand in `sacral_edu.clinical.tables` (decision table, innominate rows,
archetypes, sources); what those leave out is in the `_details` tables here.
"""

from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from sacral_edu.clinical.facts.practice_rows import (
    ArchetypeDetail,
    Contraindication,
    CounterstrainPoint,
    DiagnosisSupport,
    Dispute,
    InnominateDetail,
    KnownError,
    PublishedCheck,
    RedFlag,
    SacralDetail,
    Technique,
)
from sacral_edu.clinical.facts.rows import (
    Accuracy,
    AcuteChronic,
    Agreement,
    Axis,
    ExaminationTest,
    Landmark,
    LookAlike,
    Motion,
    RegionEvidence,
    Saying,
    TartPhrase,
    WrongRegion,
)

_DATA = Path(__file__).parents[1] / "data" / "facts"

T = TypeVar("T")


@cache
def axes() -> tuple[Axis, ...]:
    """Return the seven axes of the sacrum."""
    return _read("axes", tuple[Axis, ...])


@cache
def motions() -> tuple[Motion, ...]:
    """Return nutation and counternutation."""
    return _read("motions", tuple[Motion, ...])


@cache
def landmarks() -> tuple[Landmark, ...]:
    """Return the landmarks, with the bone that carries each."""
    return _read("landmarks", tuple[Landmark, ...])


@cache
def examination_tests() -> tuple[ExaminationTest, ...]:
    """Return the motion tests with their sign convention."""
    return _read("tests", tuple[ExaminationTest, ...])


@cache
def region_evidence() -> tuple[RegionEvidence, ...]:
    """Return what speaks for and against sacrum, pelvis and their lumbar and leg neighbors."""
    return _read("regions", tuple[RegionEvidence, ...])


@cache
def tart_phrases() -> tuple[TartPhrase, ...]:
    """Return phrases that document TART at the sacrum, texture both acute and chronic."""
    return _read("tart_phrases", tuple[TartPhrase, ...])


@cache
def acute_and_chronic() -> tuple[AcuteChronic, ...]:
    """Return how each criterion differs between acute and chronic dysfunction."""
    return _read("tart_acute_chronic", tuple[AcuteChronic, ...])


@cache
def look_alikes() -> tuple[LookAlike, ...]:
    """Return the 17 phrases that are no TART evidence at all."""
    return _read("tart_look_alikes", tuple[LookAlike, ...])


@cache
def wrong_region_phrases() -> tuple[WrongRegion, ...]:
    """Return phrases that are TART evidence of another region, or of none that can be settled."""
    return _read("tart_wrong_region", tuple[WrongRegion, ...])


@cache
def agreement() -> tuple[Agreement, ...]:
    """Return published agreement between and within examiners."""
    return _read("agreement", tuple[Agreement, ...])


@cache
def accuracy() -> tuple[Accuracy, ...]:
    """Return published sensitivity and specificity."""
    return _read("accuracy", tuple[Accuracy, ...])


@cache
def red_flags() -> dict[str, RedFlag]:
    """Return the red flags by id."""
    return {row.id: row for row in _read("red_flags", tuple[RedFlag, ...])}


@cache
def diagnosis_support() -> dict[str, DiagnosisSupport]:
    """Return by code the diagnoses that occur beside somatic dysfunction, with what supports each."""
    return {row.id: row for row in _read("diagnoses", tuple[DiagnosisSupport, ...])}


@cache
def techniques() -> tuple[Technique, ...]:
    """Return the treatment of each kind of dysfunction."""
    return _read("techniques", tuple[Technique, ...])


@cache
def technique_rules() -> dict[str, Saying]:
    """Return by id what holds for whole groups of techniques: breath, classes, when to stop in pregnancy."""
    return {row.id: row for row in _read("technique_rules", tuple[Saying, ...])}


@cache
def counterstrain_points() -> tuple[CounterstrainPoint, ...]:
    """Return the counterstrain points of the sacrum and its surroundings."""
    return _read("counterstrain", tuple[CounterstrainPoint, ...])


@cache
def contraindications() -> tuple[Contraindication, ...]:
    """Return what rules techniques out."""
    return _read("contraindications", tuple[Contraindication, ...])


@cache
def disputes() -> dict[str, Dispute]:
    """Return the 14 points on which schools differ, by id."""
    return {row.id: row for row in _read("disputes", tuple[Dispute, ...])}


@cache
def known_errors() -> tuple[KnownError, ...]:
    """Return wrong or incomplete statements that were met in print."""
    return _read("known_errors", tuple[KnownError, ...])


@cache
def published_checks() -> tuple[PublishedCheck, ...]:
    """Return published findings and answers that the decision table was tried on."""
    return _read("published_checks", tuple[PublishedCheck, ...])


@cache
def sayings(table: str) -> tuple[Saying, ...]:
    """Return the rows of a table of plain sentences, such as `conventions` or `evidence`."""
    return _read(table, tuple[Saying, ...])


@cache
def sacral_details() -> dict[str, SacralDetail]:
    """Return by row id what is stuck in each sacral dysfunction and what is enough to name it."""
    return {row.id: row for row in _read("sacral_details", tuple[SacralDetail, ...])}


@cache
def innominate_details() -> dict[str, InnominateDetail]:
    """Return by row id what goes with each innominate and pubic dysfunction."""
    return {row.id: row for row in _read("innominate_details", tuple[InnominateDetail, ...])}


@cache
def archetype_details() -> dict[str, ArchetypeDetail]:
    """Return by id onset, pattern, findings, codes and flags of each history pattern."""
    return {row.id: row for row in _read("archetype_details", tuple[ArchetypeDetail, ...])}


def _read(name: str, kind: type[T]) -> T:
    raw = (_DATA / f"{name}.json").read_bytes()
    return msgspec.json.decode(raw, type=kind)
