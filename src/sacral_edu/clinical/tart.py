"""TART: which findings are evidence of somatic dysfunction in a region, and which are open to dispute.

Sources: facts `tart` (standard; acute and chronic BRAINSCAPE_BASICS), `sulcus_is_mixed_landmark`
(DICKEY_2003), `region_discrimination` (ASIS compression: KNOWT_SFT).
"""

from collections.abc import Iterable

from sacral_edu.domain.cases import Finding, Region, Tart

CRITERIA: tuple[Tart, ...] = ("texture", "asymmetry", "restriction", "tenderness")

PART_LETTERS: dict[Tart, str] = {"tenderness": "P", "asymmetry": "A", "restriction": "R", "texture": "T"}
"""The P.A.R.T. letter that each TART criterion answers to (facts: coding `documentation.PART`)."""


def criteria_in(findings: Iterable[Finding], region: Region) -> frozenset[Tart]:
    """Return the TART criteria that the findings document in a region."""
    return frozenset(letter for f in findings if f.region == region for letter in f.tart)


def supports(criteria: frozenset[Tart]) -> bool:
    """Say whether criteria of one region support a diagnosis there by this course's rule.

    Two or more, at least one of them asymmetry or restriction. The threshold is disputed (one or more by
    the ECOP), so no scored item rests on it (facts: dispute `tart_threshold`).
    """
    return len(criteria) >= 2 and bool(criteria & {"asymmetry", "restriction"})  # noqa: PLR2004 the rule's own number


def is_open(finding: Finding, region: Region | None) -> bool:
    """Say whether a finding may fairly be read either way where `region` is the primary one.

    A sulcus is a mixed landmark: with an innominate lesion it may speak of the ilium. Both sides alike
    are no side-to-side asymmetry, yet a position. An asymmetry that fades in the sphinx position is
    neither restricted nor nothing. ASIS compression lateralizes but does not discriminate.
    """
    if finding.test == "sulcus":
        return finding.side == "both" or (region != "sacral" and finding.value != "level")
    if finding.test in ("ila_ap", "ila_si"):
        return finding.side == "both"
    if finding.test == "sphinx":
        return finding.value == "decreases"
    if finding.test == "asis_compression":
        return finding.value == "positive" and region == "sacral"
    return False
