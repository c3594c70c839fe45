"""The diagnosis codes of claims, found wherever they stand in a case, an item, a response or a list."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal, cast

from msgspec import Struct

from sacral_edu.clinical.icd.excludes import excludes1_among
from sacral_edu.clinical.icd.status import CodeState, status

FaultKind = Literal["code", "pair", "note"]
"""An invalid code, two codes that exclude each other, or a remark that is no fault."""

_DEEPEST = 40
_NOT_CHECKED: tuple[CodeState, ...] = ("outside",)


class CodeList(Struct, frozen=True, kw_only=True):
    """The codes of one claim: `together` are reported side by side, `apart` stand for themselves only.

    `where` tells a person which claim it is, `day` is its date of service where that is known.
    """

    where: str
    together: tuple[str, ...]
    apart: tuple[str, ...] = ()
    day: str | None = None


class CodeFault(Struct, frozen=True, kw_only=True):
    """One line of a check."""

    where: str
    kind: FaultKind
    message: str


def check_codes(listed: CodeList, on: date | None = None) -> tuple[CodeFault, ...]:
    """Return what is wrong with the codes of one claim on a day, or else on its own date of service."""
    found: list[CodeFault] = []
    for code in dict.fromkeys((*listed.together, *listed.apart)):
        known = status(code, on or _day(listed.day))
        if known.state != "valid":
            kind: FaultKind = "note" if known.state in _NOT_CHECKED else "code"
            found.append(CodeFault(where=listed.where, kind=kind, message=known.message))
    for conflict in excludes1_among(listed.together):
        kind = "pair" if conflict.certain else "note"
        found.append(CodeFault(where=listed.where, kind=kind, message=conflict.sentence))
    return tuple(found)


def claims_in(value: object, where: str = "") -> tuple[CodeList, ...]:
    """Return every claim in decoded JSON: each object that has a list of diagnoses, at any depth.

    Cases, vignettes, items with their keys, responses and claims all hold such objects. Optional and
    alternative diagnoses and the pointers of the lines are checked as codes, not as pairs.
    """
    return tuple(_found(value, where, None, 0))


def _found(value: object, where: str, day: str | None, depth: int) -> Iterator[CodeList]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for number, one in enumerate(cast("list[object]", value), 1):
            yield from _found(one, _joined(where, _name(one) or str(number)), day, depth + 1)
        return
    if not isinstance(value, dict):
        return
    fields = cast("dict[str, Any]", value)
    day = _date_of_service(fields) or day
    if isinstance(fields.get("diagnoses"), list):
        yield CodeList(where=where, together=_codes(fields["diagnoses"]), apart=_apart(fields), day=day)
    for name, inner in fields.items():
        if isinstance(inner, dict | list):
            yield from _found(cast("object", inner), _joined(where, name), day, depth + 1)


def _apart(fields: dict[str, Any]) -> tuple[str, ...]:
    found = [*_codes(fields.get("optional_diagnoses")), *_codes(fields.get("acceptable_first_listed"))]
    for entry in _entries(fields.get("alternative_diagnoses")):
        found += _codes([entry.get("to")])
    for line in _entries(fields.get("procedures")):
        found += _codes(line.get("dx"))
    return tuple(found)


def _codes(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        return ()
    return tuple(one for one in cast("list[object]", value) if isinstance(one, str))


def _entries(value: object) -> list[dict[str, Any]]:
    if not isinstance(value, list):
        return []
    return [cast("dict[str, Any]", one) for one in cast("list[object]", value) if isinstance(one, dict)]


def _name(value: object) -> str | None:
    if not isinstance(value, dict):
        return None
    name = cast("dict[str, Any]", value).get("id")
    return name if isinstance(name, str) else None


def _joined(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _date_of_service(fields: dict[str, Any]) -> str | None:
    encounter = fields.get("encounter")
    held = cast("dict[str, Any]", encounter) if isinstance(encounter, dict) else fields
    day = held.get("date_of_service")
    return day if isinstance(day, str) else None


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        return None
