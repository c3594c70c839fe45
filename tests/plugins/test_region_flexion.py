import pytest

from sacral_edu.domain.cases import Case, Finding
from sacral_edu.domain.items import Item, Response, Score
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import Spec
from sacral_edu.scoring import score_response
from sacral_edu_region.flexion import CONCLUSION_SHARE, SIDE_SHARE, concluded, flexion_item
from sacral_edu_region.keys import FlexionKey
from sacral_edu_region.scorer import RegionScorer


@pytest.fixture(scope="module")
def asked(some_cases: tuple[Case, ...]) -> list[tuple[Case, Item[FlexionKey]]]:
    return [(case, item) for case in some_cases[:400] if (item := flexion_item(case)) is not None]


def _scored(item: Item[FlexionKey], **answers: object) -> Score:
    response = Response(item_id=item.prompt.item_id, answers=answers)
    outcome = score_response(RegionScorer(), item, response)
    assert isinstance(outcome, Score)
    return outcome


def _test(test: str, side: str | None, region: str = "pelvic") -> Finding:
    value = "negative" if side is None else "positive"
    return Finding(id=test, test=test, value=value, side=side, kind="motion", region=region)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("standing", "seated", "region", "expected"),
    [
        (None, "L", "pelvic", ("sacrum", "L")),
        ("R", "R", "pelvic", ("sacrum_first", "R")),
        ("R", None, "pelvic", ("innominate_or_leg", "R")),
        ("R", None, "lower_extremity", ("leg", "L")),
        ("L", "R", "pelvic", ("two", "each")),
        (None, None, "pelvic", ("neither", "none")),
    ],
)
def test_the_table_of_the_two_tests(
    standing: str | None, seated: str | None, region: str, expected: tuple[str, str]
) -> None:
    found = concluded(_test("standing_flexion", standing, region), _test("seated_flexion", seated, "sacral"))
    assert found == expected


def test_the_conclusion_does_not_speak_against_the_truth(asked: list[tuple[Case, Item[FlexionKey]]]) -> None:
    may_be = {
        "sacrum": {"sacral"},
        "sacrum_first": {"sacral"},
        "innominate_or_leg": {"pelvic", "lower_extremity"},
        "leg": {"lower_extremity"},
        "neither": {"sacral", "lumbar", None},
    }
    for case, item in asked:
        assert case.truth is not None
        assert case.truth.region in may_be[item.key.conclusion]
    assert {item.key.conclusion for _, item in asked} == set(may_be)


def test_two_lesions_may_make_the_tests_positive_on_opposite_sides() -> None:
    cases = [generate(Spec(seed=6, index=index, challenge="mixed")) for index in range(40)]
    found = [item.key.conclusion for case in cases if (item := flexion_item(case)) is not None]
    assert {"two", "sacrum_first"} <= set(found)


def test_only_the_two_tests_are_shown(asked: list[tuple[Case, Item[FlexionKey]]]) -> None:
    for case, item in asked:
        shown = {line.id for line in item.prompt.note}
        tests = {f.test for s in case.note if s.id in shown for f in case.findings_of(s)}
        assert tests == {"standing_flexion", "seated_flexion"}


def test_no_conclusion_is_right_in_more_than_a_third_of_the_notes(
    asked: list[tuple[Case, Item[FlexionKey]]],
) -> None:
    told = [item.key.conclusion for _, item in asked]
    assert all(told.count(conclusion) < len(told) / 3 for conclusion in set(told))


def test_a_patient_who_cannot_stand_is_not_asked_about(some_cases: tuple[Case, ...]) -> None:
    for index in range(60):
        case = generate(Spec(seed=5, index=index, challenge="red_flag"))
        tests = {f.test for f in case.findings}
        assert flexion_item(case) is None or {"standing_flexion", "seated_flexion"} <= tests


def test_a_reason_earns_only_beside_the_right_conclusion(asked: list[tuple[Case, Item[FlexionKey]]]) -> None:
    for _, item in asked[:150]:
        right = item.key.conclusion
        wrong = "two" if right != "two" else "neither"
        assert _scored(item, conclusion=right, side=item.key.side, reason=right).points == 1.0
        assert _scored(item, conclusion=wrong, reason=right).points == 0.0
        assert _scored(item, reason=right).points == 0.0
        assert _scored(item, conclusion=right, reason=wrong).points == CONCLUSION_SHARE
        assert _scored(item, side=item.key.side).points == SIDE_SHARE


def test_feedback_quotes_both_lines_and_says_what_the_choice_would_need(
    asked: list[tuple[Case, Item[FlexionKey]]],
) -> None:
    for _, item in asked[:60]:
        wrong = "two" if item.key.conclusion != "two" else "neither"
        said = _scored(item, conclusion=wrong).criteria[0].feedback
        assert said.startswith("That would need the two tests positive on opposite sides.")
        assert all(f'"{line.text}"' in said for line in item.prompt.note)
