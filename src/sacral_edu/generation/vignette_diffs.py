"""Wrong answers as diffs: thirteen verbs, each of which changes a claim in one way.

The order of the verbs in a diff is the order of the changes: `swap_proc` before `set_units` renames a
line first and sets the units of the renamed one.
"""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from sacral_edu.clinical.coding import find_concept
from sacral_edu.domain.claims import Claim, ClaimKey, ProcedureLine
from sacral_edu.domain.errors import CaseError


def apply_diff(key: ClaimKey, diff: Mapping[str, Any]) -> Claim:
    """Return the wrong claim that a diff makes of a key, always with the action `submit`.

    Raises CaseError where a verb is unknown, or names a code or modifier that is not there.
    """
    draft = _Draft(key)
    for verb, value in diff.items():
        change = VERBS.get(verb)
        if change is None:
            raise CaseError(f"{verb}: there is no such verb; use one of {', '.join(VERBS)}.")
        try:
            change(draft, value)
        except CaseError as error:
            raise CaseError(f"{verb}: {error}") from None
    return Claim(claim_action="submit", diagnoses=tuple(draft.diagnoses), procedures=tuple(draft.lines))


class _Draft:
    """A claim under change."""

    def __init__(self, key: ClaimKey) -> None:
        self.diagnoses = list(key.diagnoses)
        self.lines = [replace(line, modifiers_also_accepted=()) for line in key.procedures]

    def place(self, code: str) -> int:
        if code not in self.diagnoses:
            raise CaseError(f"{code} is not among the diagnoses ({', '.join(self.diagnoses) or 'none'})")
        return self.diagnoses.index(code)

    def change(self, named: str, /, **fields: Any) -> None:
        index = self.find(named)
        self.lines[index] = replace(self.lines[index], **fields)

    def find(self, code: str) -> int:
        wanted = find_concept(code) or code
        for index, line in enumerate(self.lines):
            if line.code == wanted:
                return index
        raise CaseError(f"there is no line {code} ({', '.join(line.code for line in self.lines) or 'none'})")

    def without(self, code: str, modifier: str) -> tuple[str, ...]:
        carried = list(self.lines[self.find(code)].modifiers)
        if modifier not in carried:
            raise CaseError(f"line {code} does not carry {modifier}")
        carried.remove(modifier)
        return tuple(carried)

    def repoint(self, change: Callable[[str], str | None]) -> None:
        for index, line in enumerate(self.lines):
            pointers = tuple(new for code in line.dx if (new := change(code)) is not None)
            self.lines[index] = replace(line, dx=pointers)


def many(value: Any) -> list[Any]:
    """Return a list as it is and anything else as a list of one."""
    return list(value) if isinstance(value, (list, tuple)) else [value]  # pyright: ignore[reportUnknownArgumentType]


def _add_dx(draft: _Draft, value: Any) -> None:
    draft.diagnoses.extend(many(value))


def _drop_dx(draft: _Draft, value: Any) -> None:
    for code in many(value):
        draft.diagnoses.pop(draft.place(code))
        draft.repoint(lambda pointer, gone=code: None if pointer == gone else pointer)


def _swap_dx(draft: _Draft, value: Any) -> None:
    for swap in many(value):
        old, new = swap["from"], swap["to"]
        draft.diagnoses[draft.place(old)] = new
        draft.repoint(lambda pointer, old=old, new=new: new if pointer == old else pointer)


def _first_dx(draft: _Draft, value: Any) -> None:
    draft.diagnoses.insert(0, draft.diagnoses.pop(draft.place(value)))


def _add_proc(draft: _Draft, value: Any) -> None:
    for line in many(value):
        draft.lines.append(
            ProcedureLine(
                code=find_concept(line["code"]) or line["code"],
                modifiers=tuple(line.get("modifiers", ())),
                units=line.get("units", 1),
                dx=tuple(line.get("dx", ())),
            )
        )


def _drop_proc(draft: _Draft, value: Any) -> None:
    for code in many(value):
        draft.lines.pop(draft.find(code))


def _swap_proc(draft: _Draft, value: Any) -> None:
    for swap in many(value):
        draft.change(swap["from"], code=find_concept(swap["to"]) or swap["to"])


def _set_units(draft: _Draft, value: Any) -> None:
    for code, units in value.items():
        draft.change(code, units=units)


def _set_dx(draft: _Draft, value: Any) -> None:
    for code, pointers in value.items():
        draft.change(code, dx=tuple(many(pointers)))


def _add_mod(draft: _Draft, value: Any) -> None:
    for code, added in value.items():
        carried = draft.lines[draft.find(code)].modifiers
        draft.change(code, modifiers=(*carried, *many(added)))


def _drop_mod(draft: _Draft, value: Any) -> None:
    for code, dropped in value.items():
        for modifier in many(dropped):
            draft.change(code, modifiers=draft.without(code, modifier))


def _move_mod(draft: _Draft, value: Any) -> None:
    for move in many(value):
        draft.change(move["from"], modifiers=draft.without(move["from"], move["mod"]))
        carried = draft.lines[draft.find(move["to"])].modifiers
        draft.change(move["to"], modifiers=(*carried, move["mod"]))


def _swap_mod(draft: _Draft, value: Any) -> None:
    for swap in many(value):
        kept = draft.without(swap["code"], swap["from"])
        draft.change(swap["code"], modifiers=(*kept, swap["to"]))


VERBS: dict[str, Callable[[_Draft, Any], None]] = {
    "add_dx": _add_dx,
    "drop_dx": _drop_dx,
    "swap_dx": _swap_dx,
    "first_dx": _first_dx,
    "add_proc": _add_proc,
    "drop_proc": _drop_proc,
    "swap_proc": _swap_proc,
    "set_units": _set_units,
    "set_dx": _set_dx,
    "add_mod": _add_mod,
    "drop_mod": _drop_mod,
    "move_mod": _move_mod,
    "swap_mod": _swap_mod,
}
"""What each verb does to a draft claim."""
