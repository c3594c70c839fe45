"""The rubric, rule by rule, on real cases: the region, the measured limit, and the tie to the complaint.

In linked-sciatica the potter works at the wheel for 20 minutes instead of two hours and has right sciatica;
in left-on-left the librarian stands 20 minutes and has low back pain.
"""

from collections.abc import Callable

import pytest

from sacral_edu_documentation.grading import Judged

Judge = Callable[[str, str, str], Judged]

SCIATICA = "linked-sciatica"
BACK = "left-on-left"


@pytest.mark.parametrize(
    "text",
    [
        "Somatic dysfunction of the sacrum.",
        "Sacral somatic dysfunction.",
        "SD sacrum: R on L torsion.",
        "M99.04",
        "Somatic dysfunction, sacral region.",
        "Region: sacral.",
        "The primary dysfunction is of the sacrum, not the innominates.",
        "M99.04, not M99.05.",
    ],
)
def test_the_region_may_be_given_in_words_or_by_code(text: str, judged: Judge) -> None:
    assert judged(SCIATICA, "site", text).label == "earned"


@pytest.mark.parametrize(
    "text",
    [
        "Right-on-left backward sacral torsion.",
        "Somatic dysfunction: right-on-left sacral torsion.",
        "SI joint dysfunction.",
        "Tender at the sacrum.",
        "Pain in the sacral region.",
        "Possibly M99.04.",
    ],
)
def test_the_name_of_a_lesion_or_the_joint_chooses_no_region(text: str, judged: Judge) -> None:
    assert judged(SCIATICA, "site", text).label == "missing"


@pytest.mark.parametrize(
    "text",
    [
        "M99.05",
        "Somatic dysfunction of the pelvic region.",
        "M99.04 and M99.05.",
        "There is no somatic dysfunction of the sacrum.",
        "Somatic dysfunction of the sacral region is not present.",
    ],
)
def test_a_region_that_the_case_does_not_support_is_wrong(text: str, judged: Judge) -> None:
    assert judged(SCIATICA, "site", text).label == "wrong"


@pytest.mark.parametrize(
    "text",
    [
        "She manages 20 minutes at the wheel.",
        "Wheel work: 20 min.",
        "Where she used to work two hours at the wheel she now manages twenty minutes.",
        "Works 20 minutes at a stretch instead of two hours.",
        "She cannot sit at the wheel for more than 20 minutes.",
    ],
)
def test_an_activity_with_a_measure_earns(text: str, judged: Judge) -> None:
    assert judged(SCIATICA, "function", text).label == "earned"


@pytest.mark.parametrize(
    "text",
    [
        "Work is hard for her.",
        "Pain limits activity.",
        "Pain for 12 days.",
        "Goal: 60 minutes at the wheel.",
        "",
    ],
)
def test_without_a_measure_or_an_activity_function_is_missing(text: str, judged: Judge) -> None:
    assert judged(SCIATICA, "function", text).label == "missing"


@pytest.mark.parametrize(
    "text",
    [
        "She works at the wheel for 45 minutes.",
        "She can still throw for two hours.",
        "She has no difficulty at work.",
    ],
)
def test_another_measure_or_a_limit_denied_is_wrong(text: str, judged: Judge) -> None:
    assert judged(SCIATICA, "function", text).label == "wrong"


@pytest.mark.parametrize(
    "text",
    [
        "Right sciatica, linked to the sacral dysfunction.",
        "Sacral torsion with right sciatica (M54.31).",
        "M54.31 is due to the sacral dysfunction.",
        "Associated with sciatica.",
        "R sciatica 2/2 sacral SD.",
        "The torsion explains the sciatica on the right.",
        "Right sciatica. Sacral torsion. Both are treated under one plan.",
    ],
)
def test_a_condition_named_or_coded_and_tied_earns(text: str, judged: Judge) -> None:
    assert judged(SCIATICA, "linkage", text).label == "earned"


@pytest.mark.parametrize(
    "text",
    ["Right sciatica.", "Sacral torsion. Also sciatica.", "M99.04, M54.31.", "Possibly linked to sciatica."],
)
def test_a_condition_beside_the_lesion_is_not_tied(text: str, judged: Judge) -> None:
    assert judged(SCIATICA, "linkage", text).label == "missing"


@pytest.mark.parametrize(
    "text",
    [
        "Left sciatica, linked to the sacral dysfunction.",
        "Linked to sciatica on the left.",
        "Sacral torsion with sciatica (M54.32).",
        "The sciatica has nothing to do with the sacrum.",
        "Right sciatica is not related to the torsion.",
        "Linked to low back pain with sciatica (M54.41).",
    ],
)
def test_another_side_or_code_or_a_denied_tie_is_wrong(text: str, judged: Judge) -> None:
    assert judged(SCIATICA, "linkage", text).label == "wrong"


def test_a_condition_without_a_side_needs_none(judged: Judge) -> None:
    assert (
        judged(BACK, "linkage", "Mechanical low back pain related to the sacral dysfunction.").label
        == "earned"
    )
    assert judged(BACK, "linkage", "LBP from the sacral torsion.").label == "earned"


def test_a_documented_symptom_tied_to_the_lesion_is_enough(judged: Judge) -> None:
    assert (
        judged("g1-900-8", "linkage", "His leg pain is linked to the sacral dysfunction.").label == "earned"
    )
