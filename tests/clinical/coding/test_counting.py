"""Counting rules: regions, visit levels, minutes, muscles, views (facts/coding.yaml)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacral_edu.clinical import coding
from sacral_edu.domain.cases import Imaging, TherapyEvaluation, VisitLevel
from sacral_edu.domain.errors import CodeError

REGIONS = sorted(coding.REGION_CODES)
EXERCISE, CONTROL, GAIT, MANUAL, ULTRASOUND = (
    "TX_EXERCISE", "TX_NEUROMOTOR", "TX_GAIT", "TX_MANUAL", "SOME_OTHER_TIMED_CODE",
)  # fmt: skip
regions = st.lists(st.sampled_from(REGIONS), max_size=12)
minutes = st.dictionaries(st.sampled_from([EXERCISE, CONTROL, GAIT, MANUAL]), st.integers(0, 90))


@pytest.mark.parametrize(
    ("spent", "pooled", "alone"),
    [
        ({EXERCISE: 33, MANUAL: 7}, {EXERCISE: 2, MANUAL: 1}, {EXERCISE: 2}),
        ({CONTROL: 24, EXERCISE: 23}, {CONTROL: 2, EXERCISE: 1}, {CONTROL: 2, EXERCISE: 2}),
        (
            {EXERCISE: 18, MANUAL: 13, GAIT: 10, ULTRASOUND: 8},
            {EXERCISE: 1, MANUAL: 1, GAIT: 1},
            {EXERCISE: 1, MANUAL: 1, GAIT: 1, ULTRASOUND: 1},
        ),
    ],
)
def test_the_published_examples_of_timed_units_hold(
    spent: dict[str, int], pooled: dict[str, int], alone: dict[str, int]
) -> None:
    assert coding.cms_units(spent).units == pooled
    assert coding.midpoint_units(spent).units == alone


def test_equal_remainders_tie_for_the_leftover_unit() -> None:
    twice_20 = coding.cms_units({EXERCISE: 20, CONTROL: 20})
    assert sum(twice_20.units.values()) == 3
    assert twice_20.ties == {EXERCISE, CONTROL}
    thrice_7 = coding.cms_units({EXERCISE: 7, CONTROL: 7, MANUAL: 7})
    assert sum(thrice_7.units.values()) == 1
    assert thrice_7.ties == {EXERCISE, CONTROL, MANUAL}
    assert coding.midpoint_units({EXERCISE: 7, CONTROL: 7, MANUAL: 7}).units == {}


@given(minutes)
def test_pooled_units_are_never_fewer_than_whole_blocks_nor_more_than_the_total_earns(
    spent: dict[str, int],
) -> None:
    units = coding.cms_units(spent).units
    assert sum(units.values()) == (sum(spent.values()) + 7) // 15
    assert all(spent[code] // 15 <= units.get(code, 0) <= spent[code] // 15 + 1 for code in spent)


@given(regions, regions)
def test_osteopathic_codes_count_regions_both_documented_and_treated(
    documented: list[str], treated: list[str]
) -> None:
    count = len(set(documented) & set(treated))
    concept = coding.omt_concept(documented, treated)
    if concept is None:
        assert count == 0
    else:
        row = coding.procedures()[concept]
        assert row.min_regions is not None
        assert row.max_regions is not None
        assert row.min_regions <= count <= row.max_regions


@given(st.lists(st.sampled_from(coding.SPINAL_REGIONS), max_size=9))
def test_adjustments_count_spinal_regions_and_not_segments(adjusted: list[str]) -> None:
    expected = [None, "CMT_SPINAL_1_2", "CMT_SPINAL_1_2", "CMT_SPINAL_3_4", "CMT_SPINAL_3_4", "CMT_SPINAL_5"]
    assert coding.cmt_concept(adjusted) == expected[len(set(adjusted))]


@pytest.mark.parametrize(
    ("letters", "film", "shown"),
    [("PT", False, False), ("PA", False, True), ("RT", False, True), ("A", False, False), ("", True, True)],
)
def test_a_subluxation_needs_two_of_part_with_a_or_r_or_a_film(letters: str, film: bool, shown: bool) -> None:
    assert coding.part_demonstrates(letters, film=film) is shown


@pytest.mark.parametrize(
    ("problems", "data", "risk", "concept"),
    [
        ("low", "minimal", "low", "EM_EST_LOW"),
        ("low", "minimal", "moderate", "EM_EST_LOW"),
        ("moderate", "minimal", "moderate", "EM_EST_MOD"),
        ("minimal", "minimal", "low", "EM_EST_SF"),
        ("high", "extensive", "low", "EM_EST_HIGH"),
    ],
)
def test_two_of_three_columns_decide_the_level(problems: str, data: str, risk: str, concept: str) -> None:
    level = VisitLevel(basis="mdm", problems=problems, data=data, risk=risk)
    assert coding.visit_concept("established", level) == concept


@pytest.mark.parametrize(
    ("status", "total", "apart", "concept"),
    [
        ("established", 34, 10, "EM_EST_LOW"),
        ("established", 30, 0, "EM_EST_MOD"),
        ("established", 29, 0, "EM_EST_LOW"),
        ("established", 9, 0, None),
        ("new", 44, 0, "EM_NEW_LOW"),
        ("new", 60, 0, "EM_NEW_HIGH"),
    ],
)
def test_minutes_must_reach_the_minimum_after_separate_work_is_taken_off(
    status: str, total: int, apart: int, concept: str | None
) -> None:
    level = VisitLevel(basis="time", total_minutes=total, minutes_of_separately_billed_work=apart)
    assert coding.visit_concept(status, level) == concept  # pyright: ignore[reportArgumentType]


def test_the_better_of_time_and_decision_making_counts() -> None:
    by_time = VisitLevel(basis="time", total_minutes=24)
    by_decisions = VisitLevel(basis="mdm", problems="moderate", data="minimal", risk="moderate")
    assert coding.visit_concept("established", by_time, by_decisions) == "EM_EST_MOD"


def test_a_level_without_its_three_columns_is_refused() -> None:
    with pytest.raises(CodeError, match="data"):
        coding.decision_rank(VisitLevel(basis="mdm", problems="low", risk="low"))


@pytest.mark.parametrize(
    ("factors", "elements", "presentation", "concept"),
    [
        (0, 2, "stable", "PT_EVAL_LOW"),
        (1, 3, "evolving", "PT_EVAL_MOD"),
        (3, 4, "evolving", "PT_EVAL_MOD"),
        (3, 4, "unstable", "PT_EVAL_HIGH"),
        (3, 2, "unstable", "PT_EVAL_LOW"),
    ],
)
def test_every_part_of_a_therapy_evaluation_must_reach_the_grade(
    factors: int, elements: int, presentation: str, concept: str
) -> None:
    evaluation = TherapyEvaluation(factors=factors, elements=elements, presentation=presentation)  # pyright: ignore[reportArgumentType]
    assert coding.therapy_evaluation_concept(evaluation) == concept


def test_muscles_are_counted_once_however_often_they_are_entered() -> None:
    assert coding.injection_concept(["piriformis", "piriformis", "gluteus medius"]) == "INJ_TP_1_2"
    assert coding.needling_concept(["a", "b", "c"]) == "NEEDLE_DRY_3PLUS"


@pytest.mark.parametrize(
    ("site", "views", "concept"),
    [
        ("lumbosacral_spine", 3, "XR_LSPINE_2_3"),
        ("lumbosacral_spine", 4, "XR_LSPINE_4PLUS"),
        ("sacrum_coccyx", 2, "XR_SACROCOCCYX"),
        ("sacroiliac_joints", 3, "XR_SIJ_3PLUS"),
        ("pelvis", 1, "XR_PELVIS_1_2"),
    ],
)
def test_film_codes_follow_site_and_projections(site: str, views: int, concept: str) -> None:
    assert coding.imaging_concept(Imaging(site=site, views=views, performed_in_office=True)) == concept


def test_a_film_that_no_code_covers_is_refused() -> None:
    with pytest.raises(CodeError, match="skull"):
        coding.imaging_concept(Imaging(site="skull", views=2, performed_in_office=True))
