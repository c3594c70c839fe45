"""Notes with a group of findings left out, and what would decide between the rows that are still possible.

The candidates are those that the solver leaves standing on the lines that are kept.
"""

from collections.abc import Iterable

from msgspec import Struct

from sacral_edu.api import Case, Statement, bits_of, expected_reading
from sacral_edu_dysfunction.evidence import rows_left, shown, told
from sacral_edu_dysfunction.rows import ROWS

SITUATIONS = {
    "ila": "ILA not yet read: torsion or unilateral",
    "seated": "restricted side not yet known",
    "sulcus": "depth of the sulcus not yet known",
    "sides": "neither seated test nor sulcus read yet",
    "alike": "nothing asymmetric: normal or bilateral",
    "silent": "no side leads, nothing palpated yet",
}
_PARITY = ("spring", "sphinx", "lordosis", "breath_motion")
_POSITION = ("sulcus", "base", "ila_ap", "ila_si")
ALIKE = ("alike", "silent")
_LEFT_OUT: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ila": (("ila_ap", "ila_si"), ("ila_ap",)),
    "seated": (("seated_flexion", "standing_flexion", *_PARITY), ("seated_flexion", "spring", "sphinx")),
    "sulcus": (("sulcus", "base", "l5_rotation", *_PARITY), ("sulcus", "spring", "sphinx")),
    "sides": (
        ("seated_flexion", "standing_flexion", "sulcus", "base", "l5_rotation", "breath_motion"),
        ("seated_flexion", "sulcus"),
    ),
    "alike": ((*_POSITION, "lordosis", "breath_motion"), ("lordosis",)),
    "silent": ((*_POSITION, *_PARITY), ("lordosis",)),
}
"""By situation: the tests whose lines are left out, and the tests that may be the right answer."""

_FEWEST, _MOST = 2, 3


class Gap(Struct, frozen=True, kw_only=True):
    """A note with a group of findings left out: what is shown, what remains possible, what decides."""

    kind: str
    kept: tuple[Statement, ...]
    candidates: tuple[str, ...]
    deciding: tuple[str, ...]


def gaps_of(case: Case, row: str) -> list[Gap]:
    """Return the ways to leave findings out of a note so that one test decides, in a fixed order."""
    return [gap for kind in _LEFT_OUT if (gap := _gap(case, row, kind)) is not None]


def decides(test: str, candidates: Iterable[str]) -> bool:
    """Say whether a test reads differently in every two of the candidates."""
    seen: set[str] = set()
    for name in candidates:
        allowed = expected_reading(name, test)
        if not allowed or allowed & seen:
            return False
        seen |= allowed
    return True


def _gap(case: Case, row: str, kind: str) -> Gap | None:
    left_out, asked = _LEFT_OUT[kind]
    if (kind in ALIKE) != (bits_of(row) is None):
        return None
    kept = tuple(s for s in shown(case) if not any(f.test in left_out for f in case.findings_of(s)))
    findings = told(case, kept)
    candidates = rows_left(findings)
    if row not in candidates or not _FEWEST <= len(candidates) <= _MOST:
        return None
    said = {finding.test for finding in findings}
    deciding = tuple(t for t in asked if t not in said and decides(t, candidates))
    if not deciding:
        return None
    ordered = tuple(name for name in ROWS if name in candidates)
    return Gap(kind=kind, kept=kept, candidates=ordered, deciding=deciding)
