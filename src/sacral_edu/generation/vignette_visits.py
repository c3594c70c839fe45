"""The countable facts of a vignette's visit; entries that the course does not know are passed over."""

from typing import Any, cast

import msgspec

from sacral_edu.clinical.coding import SPINAL_REGIONS, TimeRule, decision_rank, region_id
from sacral_edu.domain.cases import VisitFacts, VisitLevel
from sacral_edu.domain.errors import CodeError
from sacral_edu.generation.vignette_reading import Faults, mapping, procedure, short

_MINUTES = ("timed_minutes", "timed_minutes_not_billable")
_REGIONS = ("omt_regions_documented", "omt_regions_treated", "cmt_spinal_regions")
_LEVELS = ("em", "em_mdm_alternative")
_PART = frozenset("PART")
_RULES: tuple[TimeRule, ...] = ("cms_total", "cpt_midpoint")


def read_facts(faults: Faults, value: object, where: str) -> VisitFacts:
    """Return the facts, one fault line for each entry of the wrong type or with an unknown word."""
    if not isinstance(value, dict):
        mapping(faults, value, where, required=(), allowed=())
        return VisitFacts()
    given = {str(name): inner for name, inner in cast("dict[object, Any]", value).items()}
    read: dict[str, Any] = {}
    for field in msgspec.structs.fields(VisitFacts):
        entry = given.get(field.name)
        if entry is None:
            continue
        inner = f"{where}.{field.name}"
        if field.name in _MINUTES:
            entry = _minutes(faults, entry, inner)
        try:
            read[field.name] = msgspec.convert(entry, field.type)
        except (msgspec.ValidationError, RecursionError) as error:
            faults.note(inner, _words(error))
            continue
        _check(faults, field.name, read[field.name], inner)
    return VisitFacts(**read)


def _minutes(faults: Faults, entry: object, where: str) -> object:
    if not isinstance(entry, dict):
        return entry
    minutes: dict[str, Any] = {}
    for token, spent in cast("dict[object, Any]", entry).items():
        concept = procedure(faults, token, f"{where}.{token}")
        if isinstance(spent, bool) or not isinstance(spent, int) or spent < 0:
            faults.note(f"{where}.{token}", f"expected whole minutes, got {short(spent)}")
        else:
            minutes[concept] = spent
    return minutes


def _words(error: Exception) -> str:
    said, _, place = str(error).partition(" - at `$")
    inner = place.rstrip("`").lstrip(".")
    said = f"{said[:1].lower()}{said[1:]}"
    return f"{said} ({inner})" if inner else said


def _check(faults: Faults, name: str, value: Any, where: str) -> None:
    if name in _REGIONS:
        for index, region in enumerate(value):
            known = region_id(region)
            if known is None or (name == "cmt_spinal_regions" and known not in SPINAL_REGIONS):
                kind = name.partition("_")[0].upper()
                faults.note(f"{where}[{index}]", f"{region!r} is no {kind} region")
    elif name in _LEVELS:
        _check_level(faults, value, where)
    elif name == "part" and not {letter.upper() for letter in value} <= _PART:
        faults.note(where, f"P.A.R.T. has the letters P, A, R and T, got {', '.join(value)}")


def _check_level(faults: Faults, level: VisitLevel, where: str) -> None:
    if level.basis == "time":
        if level.total_minutes is None:
            faults.note(f"{where}.total_minutes", "is missing for a visit by time")
        return
    try:
        decision_rank(level)
    except CodeError as error:
        faults.note(where, str(error))
