"""The answer key of a claim item, and a learner's claim brought into the form that keys have."""

from msgspec import Struct

from sacral_edu.api import Claim, ClaimKey, Encounter, ProcedureLine, coding

MAX_DIAGNOSES = 12
MAX_POINTERS = 4
DISTINCT = frozenset({"59", "XE", "XP", "XS", "XU"})
"""59 and its more exact forms."""

MANIPULATION = frozenset({"omt", "cmt"})
"""Families whose lines must point at a regional code for each region (R-OMT-07)."""


class CodingKey(Struct, frozen=True, kw_only=True):
    """The right claim, the facts it rests on, and whether the note speaks of anything uncertain."""

    item_id: str
    claim: ClaimKey
    encounter: Encounter
    hedged: bool = False


class Finding(Struct, frozen=True):
    """One fault of an answer: what was done, why it is wrong here, and the rules it breaks."""

    text: str
    rules: tuple[str, ...]


def canonical(claim: Claim) -> Claim:
    """Return the claim with concept ids, codes and modifiers in capitals, and without blank entries."""
    return Claim(
        claim_action=claim.claim_action,
        diagnoses=_codes(claim.diagnoses),
        procedures=tuple(_line(line) for line in claim.procedures if line.code.strip()),
    )


def _line(line: ProcedureLine) -> ProcedureLine:
    return ProcedureLine(
        code=coding.find_concept(line.code) or line.code.strip().upper(),
        modifiers=tuple(sign for text in line.modifiers if (sign := text.strip().upper())),
        units=line.units,
        dx=_codes(line.dx),
    )


def _codes(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(coding.tidy_code(code) for code in codes if code.strip())


def family_of(code: str) -> str:
    """Return the family of a procedure, or an empty string for one outside the course."""
    row = coding.procedures().get(code)
    return row.family if row else ""


def is_timed(code: str) -> bool:
    """Say whether a procedure is billed in units of time."""
    row = coding.procedures().get(code)
    return row is not None and row.timed


def is_blank(claim: Claim) -> bool:
    """Say whether nothing was put on the claim."""
    return not claim.diagnoses and not claim.procedures


def distinct(rules: list[str]) -> tuple[str, ...]:
    """Return rule ids without repeats, in their first order."""
    return tuple(dict.fromkeys(rules))
