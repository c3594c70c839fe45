"""Findings in, set of consistent dysfunctions out, by elimination over the decision tables.

Each reading rules out the dysfunctions whose table row contradicts it; what is left is the answer. The
solver never looks at how a case was made. Palpation is relative: "right sulcus deep" and "left sulcus
shallow" are one observation, and "level" cannot tell a normal sacrum from a bilateral one.

Assumption: one dysfunction is present. Sources: the tables' own (`sacral_rows.json`,
`innominate_rows.json`), convention MECS-1.
"""

from collections.abc import Iterable
from functools import cache

from sacral_edu.clinical.dysfunctions import OTHER_SIDE, Dysfunction, dysfunctions
from sacral_edu.clinical.tables import innominate_rows, sacral_rows
from sacral_edu.domain.cases import Finding, Side
from sacral_edu.domain.errors import CaseError

POLES: dict[str, tuple[str, str]] = {
    "sulcus": ("deep", "shallow"),
    "base": ("anterior", "posterior"),
    "ila_ap": ("posterior", "anterior"),
    "ila_si": ("inferior", "superior"),
    "asis": ("superior", "inferior"),
    "psis": ("superior", "inferior"),
    "crest": ("superior", "inferior"),
    "tuberosity": ("superior", "inferior"),
    "pubic": ("superior", "inferior"),
    "malleolus": ("superior", "inferior"),
    "asis_ml": ("medial", "lateral"),
}
"""Tests that compare the two sides, each with the value that names its first and its second pole."""

SIDED = frozenset(
    {"seated_flexion", "standing_flexion", "asis_compression", "lumbar_segment", "fibular_head"}
)
"""Tests that are positive on one side, or negative."""

PLAIN: dict[str, frozenset[str]] = {
    "spring": frozenset({"positive", "negative"}),
    "sphinx": frozenset({"increases", "decreases", "symmetric", "no_change"}),
    "lordosis": frozenset({"increased", "decreased", "normal"}),
}
"""Tests without a side."""

_KNOWN: dict[tuple[str, str, str | None], int] = {}
"""Masks of readings met before; a case repeats the same few."""

_MOST_KNOWN = 2000
_SACRAL_PAIRS = ("sulcus", "base", "ila_ap", "ila_si")
_PELVIC_PAIRS = ("asis", "psis", "crest", "tuberosity", "pubic", "malleolus", "asis_ml")
_SULCUS_OF_INNOMINATE = {"deeper": "deep", "shallower": "shallow"}


def reading(finding: Finding) -> str | None:
    """Return a finding in canonical form, so that two ways of saying one thing compare equal.

    For a comparison it is the side of the first pole (`L`, `R`), `both`, `neither` or `level`; for a
    one-sided test the positive side or `none`; else the value itself. None for findings that the tables
    do not speak of. Raises CaseError for a value that the test does not know.
    """
    if finding.test in POLES:
        return _pair_reading(finding, *POLES[finding.test])
    if finding.test in SIDED:
        if finding.value == "negative":
            return "none"
        if finding.value == "positive" and finding.side in ("L", "R"):
            return finding.side
        raise CaseError(
            f"{finding.test}: {finding.value!r} on side {finding.side!r} is no reading of this test; it is "
            "positive on side L or R, or negative."
        )
    if finding.test in PLAIN:
        if finding.value in PLAIN[finding.test]:
            return finding.value
        allowed = ", ".join(sorted(PLAIN[finding.test]))
        raise CaseError(f"{finding.test}: {finding.value!r} is no reading of this test; it has {allowed}.")
    return None


def solve(findings: Iterable[Finding]) -> frozenset[str]:
    """Return the ids of all dysfunctions that no finding contradicts; empty for a contradiction."""
    return _names(_left_by(findings))


def consistent_with(finding: Finding) -> int:
    """Return, as a bit mask over all dysfunctions, those that a single finding leaves standing."""
    told = (finding.test, finding.value, finding.side)
    mask = _KNOWN.get(told)
    if mask is None:
        value = reading(finding)
        mask = _everything() if value is None else _masks().get((finding.test, value), 0)
        if len(_KNOWN) < _MOST_KNOWN:
            _KNOWN[told] = mask
    return mask


def expected_reading(dysfunction: str, test: str) -> frozenset[str]:
    """Return the canonical readings that a test may give where this dysfunction is the only one."""
    return _expectations()[dysfunction].get(test, frozenset())


def decides_region(findings: Iterable[Finding], region: str | None) -> bool:
    """Say whether these findings alone rule out every dysfunction outside the region."""
    return is_within(_left_by(findings), region)


def is_within(left: int, region: str | None) -> bool:
    """Say whether a mask holds some dysfunction, and none outside the region."""
    return left != 0 and left & ~_region_masks().get(region, 0) == 0


def _left_by(findings: Iterable[Finding]) -> int:
    left = _everything()
    for finding in findings:
        left &= consistent_with(finding)
    return left


def _pair_reading(finding: Finding, first: str, second: str) -> str:
    value, side = finding.value, finding.side
    if value == "level":
        return "level"
    if value in (first, second):
        if side == "both":
            return "both" if value == first else "neither"
        if side in ("L", "R"):
            return side if value == first else OTHER_SIDE[side]
    raise CaseError(
        f"{finding.test}: {value!r} on side {side!r} is no reading of this landmark; it is {first} or "
        f"{second} on side L, R or both, or level."
    )


@cache
def _everything() -> int:
    return (1 << len(dysfunctions())) - 1


@cache
def _expectations() -> dict[str, dict[str, frozenset[str]]]:
    return {name: _expected(dysfunction) for name, dysfunction in dysfunctions().items()}


@cache
def _masks() -> dict[tuple[str, str], int]:
    masks: dict[tuple[str, str], int] = {}
    for index, name in enumerate(dysfunctions()):
        for test, allowed in _expectations()[name].items():
            for value in allowed:
                masks[test, value] = masks.get((test, value), 0) | (1 << index)
    return masks


@cache
def _region_masks() -> dict[str | None, int]:
    masks: dict[str | None, int] = {}
    for index, dysfunction in enumerate(dysfunctions().values()):
        masks[dysfunction.region] = masks.get(dysfunction.region, 0) | (1 << index)
    return masks


@cache
def _names(mask: int) -> frozenset[str]:
    return frozenset(name for index, name in enumerate(dysfunctions()) if mask >> index & 1)


def _expected(dysfunction: Dysfunction) -> dict[str, frozenset[str]]:
    """Return what each test may read where this dysfunction is the only one."""
    row = sacral_rows()[dysfunction.row if dysfunction.row in sacral_rows() else "NORMAL"].findings
    expected = {test: _seen(row[f"{test}_L"], row[f"{test}_R"], test) for test in _SACRAL_PAIRS}
    expected |= {test: frozenset({row[test]}) for test in ("seated_flexion", *PLAIN)}
    # A sacral lesion may lift the PSIS in the standing test too, on the side of the seated one.
    expected["standing_flexion"] = frozenset({"none", row["seated_flexion"]})
    expected["asis_compression"] = frozenset({"none", row["seated_flexion"]})
    expected |= {test: frozenset({"level"}) for test in _PELVIC_PAIRS}
    expected |= {"lumbar_segment": frozenset({"none"}), "fibular_head": frozenset({"none"})}
    if dysfunction.side is not None:
        expected |= _neighbor(dysfunction, dysfunction.side)
    return expected


def _neighbor(dysfunction: Dysfunction, side: Side) -> dict[str, frozenset[str]]:
    if dysfunction.family == "lumbar":
        return {"lumbar_segment": frozenset({side}), "lordosis": frozenset(PLAIN["lordosis"])}
    if dysfunction.family == "lower_extremity":
        return {"fibular_head": frozenset({side}), "standing_flexion": frozenset({OTHER_SIDE[side]})}
    if dysfunction.family == "innominate":
        return _innominate(dysfunction.row, side)
    return {}


def _innominate(row: str, side: Side) -> dict[str, frozenset[str]]:
    values = innominate_rows()[row].findings
    expected = {test: frozenset({_side_of_first_pole(test, values[test], side)}) for test in _PELVIC_PAIRS}
    depth = _SULCUS_OF_INNOMINATE.get(values["sulcus_depth"], "level")
    expected["sulcus"] = frozenset({_side_of_first_pole("sulcus", depth, side)})
    expected["standing_flexion"] = expected["asis_compression"] = frozenset({side})
    return expected


def _side_of_first_pole(test: str, value: str, side: Side) -> str:
    if value == "level":
        return "level"
    return side if value == POLES[test][0] else OTHER_SIDE[side]


def _seen(left: str, right: str, test: str) -> frozenset[str]:
    """Return what may be read where the table gives these values for the left and the right."""
    first, _ = POLES[test]
    if left == right:
        if left in ("level", "neutral"):
            return frozenset({"level"})
        return frozenset({"both" if left == first else "neither", "level"})
    return frozenset({"L" if left == first else "R"})
