from typing import Any

import pytest

from sacral_edu.clinical.tart import CRITERIA, PART_LETTERS, criteria_in, is_open, supports
from sacral_edu.domain.cases import Finding


def _finding(test: str, value: str, side: Any = None, region: Any = "sacral", tart: Any = ()) -> Finding:
    return Finding(id="f", test=test, value=value, side=side, kind="landmark", region=region, tart=tart)


def test_each_criterion_answers_to_one_letter_of_part() -> None:
    assert set(PART_LETTERS) == set(CRITERIA)
    assert sorted(PART_LETTERS.values()) == ["A", "P", "R", "T"]


def test_criteria_count_in_their_own_region_only() -> None:
    seen = [
        _finding("sulcus", "deep", "L", tart=("asymmetry",)),
        _finding("texture", "acute", "L", tart=("texture",)),
        _finding("asis", "superior", "L", "pelvic", ("asymmetry",)),
        _finding("spring", "negative"),
    ]
    assert criteria_in(seen, "sacral") == {"asymmetry", "texture"}
    assert criteria_in(seen, "pelvic") == {"asymmetry"}
    assert criteria_in(seen, "lumbar") == set()


@pytest.mark.parametrize(
    ("criteria", "enough"),
    [
        (set(), False),
        ({"asymmetry"}, False),
        ({"texture", "tenderness"}, False),
        ({"texture", "asymmetry"}, True),
        ({"restriction", "tenderness"}, True),
        (set(CRITERIA), True),
    ],
)
def test_two_criteria_support_a_diagnosis_if_one_is_asymmetry_or_restriction(
    criteria: set[Any], enough: bool
) -> None:
    assert supports(frozenset(criteria)) is enough


@pytest.mark.parametrize(
    ("finding", "region", "either_way"),
    [
        (_finding("sulcus", "deep", "L"), "sacral", False),
        (_finding("sulcus", "deep", "L"), "pelvic", True),
        (_finding("sulcus", "level", "none"), "pelvic", False),
        (_finding("sulcus", "deep", "both"), "sacral", True),
        (_finding("ila_ap", "posterior", "both"), "sacral", True),
        (_finding("ila_ap", "posterior", "L"), "sacral", False),
        (_finding("sphinx", "decreases"), "sacral", True),
        (_finding("sphinx", "increases"), "sacral", False),
        (_finding("asis_compression", "positive", "L"), "sacral", True),
        (_finding("asis_compression", "positive", "L"), "pelvic", False),
        (_finding("spring", "positive"), "sacral", False),
    ],
)
def test_what_may_be_read_either_way_is_open(finding: Finding, region: Any, either_way: bool) -> None:
    assert is_open(finding, region) is either_way
