"""A shorter note for the question about P.A.R.T.: the statements of some letters are left out.

Whether the note is to satisfy the rule, and which letters it keeps for that, is settled by the case's id.
"""

from collections.abc import Iterable
from itertools import combinations

from sacral_edu.api import Case, Finding, Statement, Tart, drawn
from sacral_edu_tart.evidence import is_open
from sacral_edu_tart.wording import examination

LETTER_OF: dict[Tart, str] = {"tenderness": "P", "asymmetry": "A", "restriction": "R", "texture": "T"}
"""The P.A.R.T. letter that each TART criterion answers to (facts: coding `documentation.PART`)."""

_SOUGHT = ("satisfied", "neither", "too_few", "satisfied", "neither", "too_few", "satisfied")
"""What a note is to come to; rarely `neither`, since only one set of letters goes with it."""

_KEPT = tuple(frozenset(kept) for size in range(1, 5) for kept in combinations("PART", size))
_PAINFUL = frozenset({"provocation", "localisation"})
_DISPUTED = frozenset({"asis_compression", "crest", "malleolus", "recheck"})


def verdict_of(documented: tuple[str, ...]) -> str:
    """Return whether letters satisfy P.A.R.T.: two of four, A or R among them (rule R-CMT-06; S11, S12)."""
    if len(documented) <= 1:
        return "too_few"
    return "satisfied" if {"A", "R"}.intersection(documented) else "neither"


def shorter_note(case: Case, region: str) -> tuple[list[Statement], tuple[str, ...]]:
    """Return the statements that the shorter note keeps, and the letters that they document in the region.

    Left out are the region's statements of letters that are not kept, whatever may fairly be read either
    way, and what could be taken for a letter that is not kept: a provoked pain for P, the sphinx test for A,
    a standing flexion test for R, a bruise for T.
    """
    told = [(s, case.findings_of(s)) for s in examination(case) if not is_open(case, s)]
    told = [(s, findings) for s, findings in told if not any(f.test in _DISPUTED for f in findings)]
    notes: dict[str, list[tuple[str, ...]]] = {}
    written: dict[tuple[str, ...], list[Statement]] = {}
    for kept in _KEPT:
        shown = [(s, found) for s, found in told if not any(_spoils(f, region, kept) for f in found)]
        documented = letters_in(region, (finding for _, found in shown for finding in found))
        if documented and documented not in written:
            written[documented] = [s for s, _ in shown]
            notes.setdefault(verdict_of(documented), []).append(documented)
    if not notes:
        return [], ()
    wanted = _SOUGHT[drawn(case.id, "part", len(_SOUGHT))]
    group = notes.get(wanted) or notes[min(notes)]
    documented = group[drawn(case.id, "letters", len(group))]
    return written[documented], documented


def letters_in(region: str, findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return the letters that findings document in a region, in the order of P.A.R.T."""
    found = {LETTER_OF[criterion] for f in findings if f.region == region for criterion in f.tart}
    return tuple(letter for letter in "PART" if letter in found)


def _spoils(finding: Finding, region: str, kept: frozenset[str]) -> bool:
    if finding.test == "skin":
        return "T" not in kept
    if finding.test == "sphinx" and "A" not in kept:
        return True
    if finding.kind in _PAINFUL:
        return "P" not in kept
    if finding.test == "standing_flexion" and finding.tart:
        return "R" not in kept
    return finding.region == region and any(LETTER_OF[criterion] not in kept for criterion in finding.tart)
