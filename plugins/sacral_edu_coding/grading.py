"""Shares of each criterion that an answer earns, for the best of the accepted sets of lines."""

import math

from msgspec import Struct

from sacral_edu.api import Claim, ClaimKey, ProcedureLine
from sacral_edu_coding.claims import is_timed
from sacral_edu_coding.matching import Diagnoses, Lines, Pair, match_diagnoses, match_lines
from sacral_edu_coding.pointers import modifiers_fit, pointer_faults

WEIGHTS = {
    "action": 0.05,
    "diagnoses": 0.30,
    "first_listed": 0.10,
    "procedures": 0.25,
    "units": 0.08,
    "modifiers": 0.12,
    "pointers": 0.10,
}
"""Points of each criterion where the key is a claim to submit; they sum to 1."""

HELD_WEIGHTS = {"action": 0.5, "diagnoses": 0.2, "procedures": 0.3}
"""Points of each criterion where the claim must be held: asking, and sending nothing."""

LINE_PARTS = ("procedures", "units", "modifiers", "pointers")


class Grade(Struct, frozen=True, kw_only=True):
    """An answer measured against a key: how it matches, and the share earned of each criterion."""

    answer: Claim
    dx: Diagnoses
    lines: Lines
    shares: dict[str, float]
    credit: float = 1.0
    why: str = ""


def grade(key: ClaimKey, answer: Claim) -> Grade:
    """Return the answer's grade, by the set of lines that serves the learner best."""
    dx = match_diagnoses(key, answer)
    lines = match_lines(key.procedures, answer, dx)
    shares = _line_shares(lines, answer, dx)
    credit, why = 1.0, ""
    if key.alternative_procedures and min(shares.values()) < 1:
        best = _worth(shares)
        for other in key.alternative_procedures:
            tried = match_lines(other.lines, answer, dx)
            found = _line_shares(tried, answer, dx)
            concerned = _differing(key.procedures, other.lines)
            found = {name: x * other.credit if name in concerned else x for name, x in found.items()}
            if _worth(found) > best:
                best, lines, shares, credit, why = _worth(found), tried, found, other.credit, other.why
    shares["diagnoses"] = _diagnosis_share(dx)
    first = answer.diagnoses[0] if answer.diagnoses else ""
    shares["first_listed"] = float(dx.keyed.get(first, first) in key.acceptable_first_listed)
    return Grade(answer=answer, dx=dx, lines=lines, shares=shares, credit=credit, why=why)


def _worth(shares: dict[str, float]) -> float:
    return math.fsum(WEIGHTS[name] * shares[name] for name in LINE_PARTS)


def _diagnosis_share(dx: Diagnoses) -> float:
    wrong = len(dx.extra) + len(dx.repeated) + len(dx.optional_conflicts) + (1 if dx.too_many else 0)
    if not dx.required:
        return 0.0 if wrong else 1.0
    hits = dx.required - len(dx.missing) - len(dx.swaps) - len(dx.instead)
    credit = math.fsum(other.credit for other in dx.instead)
    surplus = max(0, wrong - len(dx.missing))
    return max(0.0, (hits + credit - surplus) / dx.required)


def _line_shares(lines: Lines, answer: Claim, dx: Diagnoses) -> dict[str, float]:
    wanted = len(lines.keys)
    if not wanted:
        right = 0.0 if lines.extra else 1.0
        return dict.fromkeys(LINE_PARTS, right)
    hits = 0
    pairs: list[Pair] = []
    for pair in lines.pairs:
        hits += pair.same
        if pair.alike:
            pairs.append(pair)
    surplus = max(0, len(lines.extra) - len(lines.missing))
    shares = {"procedures": max(0, hits - surplus) / wanted}
    count = len(pairs)
    if not count:
        return shares | {"units": 0.0, "modifiers": 0.0, "pointers": 0.0}
    on_claim = frozenset([dx.keyed.get(code, code) for code in answer.diagnoses])
    wrong_units, faulty = 0, 0
    wrong_modifiers: list[Pair] = []
    for pair in pairs:
        key, given = pair.key, pair.answer
        wrong_units += not units_right(lines, key, given)
        if given.modifiers != key.modifiers and not modifiers_fit(key, given):
            wrong_modifiers.append(pair)
        if given.dx != key.dx or not on_claim.issuperset(key.dx):
            faulty += bool(pointer_faults(key, given, on_claim, dx.keyed, dx.lost))
    shares["units"] = (count - wrong_units) / count
    shares["modifiers"] = max(0, count - _modifier_faults(wrong_modifiers)) / count
    nothing_to_point_at = dx.required > 0 and len(dx.missing) == dx.required
    shares["pointers"] = 0.0 if nothing_to_point_at else (count - faulty) / count
    return shares


def units_right(lines: Lines, key: ProcedureLine, answer: ProcedureLine) -> bool:
    """Say whether a line's units are right, or wrong only through a fault that is charged elsewhere.

    Units that belong to a missing timed line are part of that other fault.
    """
    if answer.units == key.units:
        return True
    if answer.code != key.code:
        return False
    moved = sum(line.units for line in lines.missing if is_timed(line.code))
    return is_timed(key.code) and 0 < answer.units - key.units <= moved


def _modifier_faults(wrong: list[Pair]) -> int:
    """Count lines with wrong modifiers; one that moved from line to line is one fault."""
    if len(wrong) < 2:  # noqa: PLR2004 nothing moves from a line to itself
        return len(wrong)
    short = [set(p.key.modifiers) - set(p.answer.modifiers) for p in wrong]
    spare = [set(p.answer.modifiers) - set(p.key.modifiers) for p in wrong]
    moved = sum(
        1
        for i, gone in enumerate(short)
        for j, come in enumerate(spare)
        if i != j and gone & come and not spare[i] and not short[j]
    )
    return len(wrong) - moved


def _differing(first: tuple[ProcedureLine, ...], second: tuple[ProcedureLine, ...]) -> set[str]:
    one, two = {line.code: line for line in first}, {line.code: line for line in second}
    if set(one) != set(two):
        return {"procedures"}
    names = ("units", "modifiers", "pointers")
    fields = ("units", "modifiers", "dx")
    found = {
        n
        for n, f in zip(names, fields, strict=True)
        if any(getattr(one[c], f) != getattr(two[c], f) for c in one)
    }
    return found or {"procedures"}
