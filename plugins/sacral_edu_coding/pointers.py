"""Do a line's modifiers and pointers fit the key's line? Mirrors the tolerance of the reference scorer."""

from collections.abc import Mapping

from msgspec import Struct

from sacral_edu.api import ProcedureLine, coding
from sacral_edu_coding.claims import MANIPULATION, MAX_POINTERS, family_of

_BODILY = frozenset("MGSO")


class PointerFaults(Struct, frozen=True, kw_only=True):
    """What is wrong with a line's pointers, by kind; no kind set means that they are right."""

    none: bool = False
    too_many: int = 0
    off_claim: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    unrelated: tuple[str, ...] = ()
    other_region: tuple[str, ...] = ()
    beside: bool = False

    def __bool__(self) -> bool:
        return self is not _RIGHT and self != _RIGHT


_RIGHT = PointerFaults()


def modifiers_fit(key: ProcedureLine, answer: ProcedureLine) -> bool:
    """Say whether the modifiers are those of the key or another accepted set, in any order."""
    if answer.modifiers == key.modifiers:
        return True
    given = sorted(answer.modifiers)
    return given == sorted(key.modifiers) or any(given == sorted(s) for s in key.modifiers_also_accepted)


def pointer_faults(
    key: ProcedureLine,
    answer: ProcedureLine,
    on_claim: frozenset[str],
    keyed: Mapping[str, str],
    lost: frozenset[str],
) -> PointerFaults:
    """Return what is wrong with a line's pointers (R-OMT-07, R-CLM-01, R-CLM-02).

    `on_claim` holds the claim's diagnoses, read as key codes through `keyed`. Codes that the claim lost
    (`lost`) were charged as missing diagnoses and are not charged again here.
    """
    if answer.dx == key.dx and on_claim.issuperset(key.dx):
        return _RIGHT
    wanted = frozenset(key.dx)
    if not answer.dx:
        return _RIGHT if wanted and wanted <= lost else PointerFaults(none=True)
    given = frozenset(keyed.get(code, code) for code in answer.dx)
    distinct = len(set(answer.dx))
    too_many = distinct if distinct > MAX_POINTERS else 0
    off = tuple(sorted(given - on_claim - lost))
    if family_of(key.code) in MANIPULATION:
        return PointerFaults(
            too_many=too_many,
            off_claim=off,
            lacking=_lacking(wanted, given, on_claim, lost),
            unrelated=tuple(sorted(code for code in given if code[:1] not in _BODILY)),
        )
    away: tuple[str, ...] = ()
    if family_of(key.code) != "em":
        away = tuple(sorted(code for code in given - wanted if coding.is_regional(code)))
    beside = not given & wanted and not wanted <= lost
    return PointerFaults(too_many=too_many, off_claim=off, other_region=away, beside=beside)


def _lacking(
    wanted: frozenset[str], given: frozenset[str], on_claim: frozenset[str], lost: frozenset[str]
) -> tuple[str, ...]:
    need = {code for code in wanted if coding.is_regional(code)}
    pointed = {code for code in given if coding.is_regional(code) and code in on_claim}
    least = min(MAX_POINTERS, len(need)) - len(need & lost)
    enough = len(pointed) >= least and (need - lost <= given or len(need) == MAX_POINTERS)
    return () if enough else tuple(sorted(need - lost - given)) or tuple(sorted(need - lost))
