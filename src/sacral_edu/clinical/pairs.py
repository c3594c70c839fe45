"""Two lesions at once: a sacral one with an innominate, lumbar or leg one, told apart by elimination.

Each bone keeps its pure landmarks, so the sacral signs follow the sacral row and the others their own.
A sulcus is a mixed landmark; beside an innominate rotation it may read anything, and is left open here
(facts: `sulcus_combination_rule`, DICKEY_2003).
"""

from collections.abc import Iterable
from functools import cache

from sacral_edu.clinical.dysfunctions import Dysfunction, dysfunctions
from sacral_edu.clinical.solver import PLAIN, SIDED, expected_reading, reading
from sacral_edu.domain.cases import Finding

_SACRAL_TESTS = ("seated_flexion", "base", "ila_ap", "ila_si", "spring", "sphinx", "lordosis")
_OPEN_SULCUS = frozenset({"L", "R", "both", "neither", "level"})
_SECOND_FAMILIES = ("innominate", "lumbar", "lower_extremity")
_ROTATIONS = ("ANT_ROT", "POST_ROT")

Pair = tuple[str, str | None]
"""A dysfunction, with a second one beside it or None."""


def solve_pairs(findings: Iterable[Finding]) -> frozenset[Pair]:
    """Return every single dysfunction and every pair that no finding contradicts."""
    left = (1 << len(_pairs())) - 1
    for finding in findings:
        value = reading(finding)
        if value is not None:
            left &= _masks().get((finding.test, value), 0)
    return frozenset(pair for place, pair in enumerate(_pairs()) if left >> place & 1)


@cache
def seconds() -> tuple[str, ...]:
    """Return the ids of the dysfunctions that may stand beside a sacral one."""
    return tuple(d.id for d in dysfunctions().values() if d.family in _SECOND_FAMILIES)


@cache
def _pairs() -> tuple[Pair, ...]:
    sacral = [d.id for d in dysfunctions().values() if d.region == "sacral"]
    return (*((name, None) for name in dysfunctions()), *((s, o) for s in sacral for o in seconds()))


@cache
def _masks() -> dict[tuple[str, str], int]:
    masks: dict[tuple[str, str], int] = {}
    for place, pair in enumerate(_pairs()):
        for test, allowed in _expected(*pair).items():
            for value in allowed:
                masks[test, value] = masks.get((test, value), 0) | (1 << place)
    return masks


def _expected(first: str, second: str | None) -> dict[str, frozenset[str]]:
    tests = (*_SACRAL_TESTS, "sulcus", "standing_flexion", "asis_compression", *_others())
    own = {test: expected_reading(first, test) for test in tests}
    if second is None:
        return own
    other = dysfunctions()[second]
    mixed = {test: expected_reading(second, test) for test in _others()}
    mixed |= {test: own[test] for test in _SACRAL_TESTS}
    mixed["sulcus"] = _OPEN_SULCUS if other.row in _ROTATIONS else own["sulcus"]
    for test in ("standing_flexion", "asis_compression"):
        mixed[test] = own[test] | expected_reading(second, test)
    if other.family == "lumbar":
        mixed["lordosis"] = PLAIN["lordosis"]
    return mixed


@cache
def _others() -> tuple[str, ...]:
    pelvic = ("asis", "psis", "crest", "tuberosity", "pubic", "malleolus", "asis_ml")
    compared = ("seated_flexion", "standing_flexion", "asis_compression")
    return (*pelvic, *sorted(SIDED - set(compared)))


def fits_beside(first: Dysfunction, second: Dysfunction) -> bool:
    """Say whether the second may stand beside the first: it must lie in another region."""
    return first.region == "sacral" and second.family in _SECOND_FAMILIES
