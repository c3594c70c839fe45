"""The claim key of a vignette and the diffs of its mistakes, read with every fault noted."""

from collections.abc import Callable
from typing import Any, cast

from sacral_edu.domain.claims import (
    AlternativeDiagnosis,
    AlternativeLines,
    Claim,
    ClaimAction,
    ClaimKey,
    ProcedureLine,
)
from sacral_edu.domain.errors import CaseError
from sacral_edu.generation.vignette_diffs import VERBS, apply_diff, many
from sacral_edu.generation.vignette_reading import (
    Faults,
    diagnosis,
    diagnosis_list,
    mapping,
    modifier,
    modifier_list,
    near,
    one_of,
    procedure,
    sequence,
    share,
    short,
    text,
    whole,
)

_ACTIONS = ("submit", "hold_query")
_KEY = ("claim_action", "diagnoses", "acceptable_first_listed", "procedures")
_KEY_OPTIONAL = ("optional_diagnoses", "alternative_diagnoses", "alternative_procedures", "query")
_LINE = ("modifiers", "units", "dx")


def read_key(faults: Faults, value: object, where: str, *, rationale: str) -> ClaimKey | None:
    """Return the claim key, or None where it is no mapping or lacks what it needs."""
    given = mapping(faults, value, where, required=_KEY, allowed=(*_KEY, *_KEY_OPTIONAL))
    if given is None or not set(_KEY) <= set(given):
        return None
    lists = ("diagnoses", "acceptable_first_listed", "optional_diagnoses")
    codes = {name: diagnosis_list(faults, given.get(name), f"{where}.{name}") for name in lists}
    for code in codes["acceptable_first_listed"]:
        if code not in codes["diagnoses"] and code not in codes["optional_diagnoses"]:
            faults.note(f"{where}.acceptable_first_listed", f"{code} is not among the diagnoses")
    if codes["diagnoses"] and codes["diagnoses"][0] not in codes["acceptable_first_listed"]:
        faults.note(f"{where}.diagnoses[0]", f"{codes['diagnoses'][0]} is not among acceptable_first_listed")
    listed = (*codes["diagnoses"], *codes["optional_diagnoses"])
    query = given.get("query")
    lines = _lines(faults, given["procedures"], f"{where}.procedures", listed)
    return ClaimKey(
        claim_action=cast(
            "ClaimAction", one_of(faults, given["claim_action"], f"{where}.claim_action", _ACTIONS)
        ),
        procedures=lines,
        alternative_diagnoses=_other_codes(faults, given, f"{where}.alternative_diagnoses", listed),
        alternative_procedures=_other_lines(faults, given, f"{where}.alternative_procedures", listed),
        query=None if query is None else text(faults, query, f"{where}.query"),
        rationale=rationale,
        **codes,
    )


def _lines(faults: Faults, value: object, where: str, listed: tuple[str, ...]) -> tuple[ProcedureLine, ...]:
    made = [
        _line(faults, raw, f"{where}[{index}]", listed)
        for index, raw in enumerate(sequence(faults, value, where))
    ]
    return tuple(line for line in made if line is not None)


def _line(faults: Faults, raw: object, where: str, listed: tuple[str, ...]) -> ProcedureLine | None:
    allowed = ("code", *_LINE, "modifiers_also_accepted")
    given = mapping(faults, raw, where, required=("code", "dx"), allowed=allowed)
    if given is None or "code" not in given:
        return None
    pointers = diagnosis_list(faults, given.get("dx"), f"{where}.dx")
    for index, code in enumerate(pointers):
        if code not in listed:
            faults.note(f"{where}.dx[{index}]", f"{code} is not on the claim")
    also = sequence(faults, given.get("modifiers_also_accepted"), f"{where}.modifiers_also_accepted")
    return ProcedureLine(
        code=procedure(faults, given["code"], f"{where}.code"),
        modifiers=modifier_list(faults, given.get("modifiers"), f"{where}.modifiers"),
        units=whole(faults, given.get("units", 1), f"{where}.units"),
        dx=pointers,
        modifiers_also_accepted=tuple(
            modifier_list(faults, mods, f"{where}.modifiers_also_accepted[{index}]")
            for index, mods in enumerate(also)
        ),
    )


def _other_codes(
    faults: Faults, given: dict[str, Any], where: str, listed: tuple[str, ...]
) -> tuple[AlternativeDiagnosis, ...]:
    made: list[AlternativeDiagnosis] = []
    names = ("from", "to", "credit", "why")
    for index, raw in enumerate(sequence(faults, given.get("alternative_diagnoses"), where)):
        inner = f"{where}[{index}]"
        entries = mapping(faults, raw, inner, required=names, allowed=names)
        if entries is None or not set(names) <= set(entries):
            continue
        old = diagnosis(faults, entries["from"], f"{inner}.from")
        if old and old not in listed:
            faults.note(f"{inner}.from", f"{old} is not among the diagnoses")
        made.append(
            AlternativeDiagnosis(
                from_=old,
                to=diagnosis(faults, entries["to"], f"{inner}.to"),
                credit=share(faults, entries["credit"], f"{inner}.credit"),
                why=text(faults, entries["why"], f"{inner}.why"),
            )
        )
    return tuple(made)


def _other_lines(
    faults: Faults, given: dict[str, Any], where: str, listed: tuple[str, ...]
) -> tuple[AlternativeLines, ...]:
    made: list[AlternativeLines] = []
    names = ("credit", "why", "lines")
    for index, raw in enumerate(sequence(faults, given.get("alternative_procedures"), where)):
        inner = f"{where}[{index}]"
        entries = mapping(faults, raw, inner, required=names, allowed=names)
        if entries is None or not set(names) <= set(entries):
            continue
        made.append(
            AlternativeLines(
                credit=share(faults, entries["credit"], f"{inner}.credit"),
                why=text(faults, entries["why"], f"{inner}.why"),
                lines=_lines(faults, entries["lines"], f"{inner}.lines", listed),
            )
        )
    return tuple(made)


def read_diff(faults: Faults, value: object, where: str, key: ClaimKey | None) -> dict[str, Any]:
    """Return a diff with concept ids, after trying it on the key.

    Codes that a diff brings in may be wrong ones; those that it takes away or changes must be there.
    """
    if not isinstance(value, dict) or value == {}:
        faults.note(where, "expected a mapping of verbs to changes")
        return {}
    before = len(faults.lines)
    diff: dict[str, Any] = {}
    for name, change in cast("dict[object, Any]", value).items():
        verb = str(name)
        if verb not in _SHAPES:
            faults.note(where, f"there is no verb {verb!r}{near(verb, VERBS)}")
            continue
        diff[verb] = _SHAPES[verb](faults, change, f"{where}.{verb}")
    if key is not None and len(faults.lines) == before:
        _try(faults, key, diff, where)
    return diff


def _try(faults: Faults, key: ClaimKey, diff: dict[str, Any], where: str) -> None:
    try:
        changed = apply_diff(key, diff)
    except CaseError as error:
        verb, _, said = str(error).partition(": ")
        faults.note(f"{where}.{verb}", said)
        return
    plain = tuple(
        ProcedureLine(code=p.code, modifiers=p.modifiers, units=p.units, dx=p.dx) for p in key.procedures
    )
    if changed == Claim(claim_action=key.claim_action, diagnoses=key.diagnoses, procedures=plain):
        faults.note(where, "leaves the claim as it was, so it is no mistake")


def _codes(faults: Faults, value: object, where: str) -> list[str]:
    return [diagnosis(faults, code, where, strange=True) for code in many(value)]


def _code(faults: Faults, value: object, where: str) -> str:
    return diagnosis(faults, value, where, strange=True)


def _procedures(faults: Faults, value: object, where: str) -> list[str]:
    return [procedure(faults, code, where, strange=True) for code in many(value)]


def _added_lines(faults: Faults, value: object, where: str) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for raw in many(value):
        given = mapping(faults, raw, where, required=("code",), allowed=("code", *_LINE))
        if given is None or "code" not in given:
            continue
        made.append(
            {
                "code": procedure(faults, given["code"], f"{where}.code", strange=True),
                "modifiers": list(
                    modifier_list(faults, given.get("modifiers"), f"{where}.modifiers", strange=True)
                ),
                "units": whole(faults, given.get("units", 1), f"{where}.units", least=0),
                "dx": list(diagnosis_list(faults, given.get("dx"), f"{where}.dx", strange=True)),
            }
        )
    return made


def _entries(*names: str) -> Callable[[Faults, object, str], Any]:
    """Return a reader of `{from: ..., to: ...}` and the like; procedures or modifiers go by their names."""

    def read(faults: Faults, value: object, where: str) -> Any:
        made: list[dict[str, str]] = []
        for raw in many(value):
            given = mapping(faults, raw, where, required=names, allowed=names)
            if given is not None and set(names) <= set(given):
                made.append({name: _entry(faults, names, name, given[name], where) for name in names})
        return made[0] if len(made) == 1 else made

    return read


def _entry(faults: Faults, names: tuple[str, ...], name: str, value: object, where: str) -> str:
    modifying = name == "mod" or ("code" in names and name != "code")
    reader = modifier if modifying else procedure
    return reader(faults, value, f"{where}.{name}", strange=True)


def _swapped_codes(faults: Faults, value: object, where: str) -> list[dict[str, str]]:
    made: list[dict[str, str]] = []
    for raw in many(value):
        given = mapping(faults, raw, where, required=("from", "to"), allowed=("from", "to"))
        if given is not None and {"from", "to"} <= set(given):
            made.append({side: _code(faults, given[side], f"{where}.{side}") for side in ("from", "to")})
    return made


def _by_line(reader: Callable[[Faults, object, str], Any]) -> Callable[[Faults, object, str], Any]:
    def read(faults: Faults, value: object, where: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            faults.note(where, f"expected a mapping from procedure to value, got {short(value)}")
            return {}
        given = cast("dict[object, Any]", value)
        return {
            procedure(faults, code, where, strange=True): reader(faults, inner, f"{where}.{code}")
            for code, inner in given.items()
        }

    return read


def _units(faults: Faults, value: object, where: str) -> int:
    return whole(faults, value, where, least=0)


def _carried(faults: Faults, value: object, where: str) -> list[str]:
    return [modifier(faults, code, where, strange=True) for code in many(value)]


_SHAPES: dict[str, Callable[[Faults, object, str], Any]] = {
    "add_dx": _codes,
    "drop_dx": _codes,
    "swap_dx": _swapped_codes,
    "first_dx": _code,
    "add_proc": _added_lines,
    "drop_proc": _procedures,
    "swap_proc": _entries("from", "to"),
    "set_units": _by_line(_units),
    "set_dx": _by_line(_codes),
    "add_mod": _by_line(_carried),
    "drop_mod": _by_line(_carried),
    "move_mod": _entries("mod", "from", "to"),
    "swap_mod": _entries("code", "from", "to"),
}
