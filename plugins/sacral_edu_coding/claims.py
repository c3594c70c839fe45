"""The answer key of a claim item, and a learner's claim brought into the form that keys have."""

from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from sacral_edu.api import Claim, ClaimKey, Criterion, Encounter, ProcedureLine, coding

MAX_DIAGNOSES = 12
MAX_POINTERS = 4
DISTINCT = frozenset({"59", "XE", "XP", "XS", "XU"})
"""59 and its more exact forms."""

MANIPULATION = frozenset({"omt", "cmt"})
"""Families whose lines must point at a regional code for each region (R-OMT-07)."""


class CodingKey(Struct, frozen=True, kw_only=True):
    """The right claim, the facts it rests on, and whether the note speaks of anything uncertain.

    `right` is the claim as an answer holds it, and `earned` the criteria of a right claim, each with all
    its points, so that scoring looks up what is right and words only what is wrong.
    """

    item_id: str
    claim: ClaimKey
    encounter: Encounter
    hedged: bool = False
    right: Claim = Claim()
    earned: tuple[Criterion, ...] = ()


class Finding(Struct, frozen=True):
    """One fault of an answer: what was done, why it is wrong here, and the rules it breaks.

    `critical` says that the claim, as it stands, asks for more than the record holds; see `severity`.
    """

    text: str
    rules: tuple[str, ...]
    critical: bool = False


def canonical(claim: Claim) -> Claim:
    """Return the claim with concept ids, codes and modifiers in capitals, and without blank entries."""
    return Claim(
        claim_action=claim.claim_action,
        diagnoses=_codes(claim.diagnoses),
        procedures=tuple([_line(line) for line in claim.procedures if line.code.strip()]),
    )


def as_answer(key: ClaimKey) -> Claim:
    """Return the claim that a key describes, as an answer holds it."""
    lines = [replace(line, modifiers_also_accepted=()) for line in key.procedures]
    return Claim(claim_action=key.claim_action, diagnoses=key.diagnoses, procedures=tuple(lines))


def _line(line: ProcedureLine) -> ProcedureLine:
    return ProcedureLine(
        code=coding.find_concept(line.code) or line.code.strip().upper(),
        modifiers=_signs(line.modifiers) if line.modifiers else (),
        units=line.units,
        dx=_codes(line.dx),
    )


def _signs(signs: tuple[str, ...]) -> tuple[str, ...]:
    known = coding.modifiers()
    if all(sign in known for sign in signs):
        return signs
    return tuple(sign for text in signs if (sign := text.strip().upper()))


def _codes(codes: tuple[str, ...]) -> tuple[str, ...]:
    if coding.diagnoses().keys() >= set(codes):
        return codes
    return tuple([coding.tidy_code(code) for code in codes if code.strip()])


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


@lru_cache(maxsize=1024)
def refs_of(rules: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids of the sources behind rules, each once."""
    table = coding.rules()
    return distinct([ref for rule in rules for ref in table[rule].refs])
