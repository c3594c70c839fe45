from collections import Counter

import pytest

from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.domain.cases import Case
from sacral_edu.domain.items import Item, Response, Score
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import Spec
from sacral_edu.scoring import score_response
from sacral_edu_region.keys import LesionsKey
from sacral_edu_region.lesions import LINE_SHARE, OTHER_SHARE, RELATION_SHARE, lesions_item
from sacral_edu_region.scorer import RegionScorer


@pytest.fixture(scope="module")
def asked() -> list[tuple[Case, Item[LesionsKey]]]:
    cases = [generate(Spec(seed=21, index=index, challenge="mixed")) for index in range(200)]
    return [(case, item) for case in cases if (item := lesions_item(case)) is not None]


def _scored(item: Item[LesionsKey], **answers: object) -> Score:
    response = Response(item_id=item.prompt.item_id, answers=answers)
    outcome = score_response(RegionScorer(), item, response)
    assert isinstance(outcome, Score)
    return outcome


def test_every_case_with_a_second_lesion_is_asked_about_and_no_other(
    asked: list[tuple[Case, Item[LesionsKey]]], some_cases: tuple[Case, ...]
) -> None:
    assert len(asked) == 200
    assert all(
        lesions_item(case) is None for case in some_cases[:100] if case.truth and not case.truth.secondary
    )


def test_the_relation_varies_and_is_not_told_in_one_note_of_five(
    asked: list[tuple[Case, Item[LesionsKey]]],
) -> None:
    told = Counter(item.key.relation for _, item in asked)
    assert min(told["sacral"], told["other"]) > 60
    assert 20 < told["untold"] < 60


def test_the_note_tells_of_a_recheck_as_the_key_has_it(asked: list[tuple[Case, Item[LesionsKey]]]) -> None:
    for case, item in asked:
        check = next(s for s in case.note if any(f.test == "recheck" for f in case.findings_of(s)))
        shown = {line.id: line.text for line in item.prompt.note}
        if item.key.relation == "untold":
            assert check.text not in shown.values()
            assert item.key.line == ""
            assert item.key_feature == ()
        elif item.key.relation == "sacral":
            assert shown[item.key.line] == check.text
            assert "sacr" in check.text.lower()
        else:
            text = shown[item.key.line]
            bone = {"pelvic": "pelvis", "lumbar": "lumbar segment", "lower_extremity": "leg"}[item.key.other]
            assert text != check.text
            assert bone in text
            assert "sacr" in text


def test_the_place_of_the_recheck_does_not_betray_it(asked: list[tuple[Case, Item[LesionsKey]]]) -> None:
    places = [
        [line.id for line in item.prompt.note if line.section == "exam"].index(item.key.line)
        / sum(line.section == "exam" for line in item.prompt.note)
        for _, item in asked
        if item.key.line
    ]
    assert 0.4 < sum(places) / len(places) < 0.6


def test_the_other_region_is_that_of_the_second_lesion(asked: list[tuple[Case, Item[LesionsKey]]]) -> None:
    for case, item in asked:
        assert case.truth is not None
        assert case.truth.secondary is not None
        assert item.key.other == dysfunctions()[case.truth.secondary].region


def test_relation_region_and_line_earn_their_shares(asked: list[tuple[Case, Item[LesionsKey]]]) -> None:
    for _, item in asked:
        key = item.key
        shows = {key.line: "tells"} if key.line else {}
        assert _scored(item, relation=key.relation, other=key.other, shows=shows).points == 1.0
        assert _scored(item, other=key.other).points == OTHER_SHARE
        if key.line:
            assert _scored(item, shows=shows).points == LINE_SHARE
            assert _scored(item, relation=key.relation).points == RELATION_SHARE
        else:
            assert _scored(item, relation="untold").points == pytest.approx(RELATION_SHARE + LINE_SHARE)
            stray = next(line.id for line in item.prompt.note if line.section == "exam")
            assert _scored(item, relation="untold", shows={stray: "tells"}).points == RELATION_SHARE


@pytest.mark.parametrize("relation", ["most", "standing"])
def test_counting_findings_or_trusting_the_standing_test_is_told_to_be_a_mistake(
    relation: str, asked: list[tuple[Case, Item[LesionsKey]]]
) -> None:
    for _, item in asked[:30]:
        score = _scored(item, relation=relation)
        assert score.points == 0.0
        assert "Primary:" in score.criteria[0].feedback or "does not tell" in score.criteria[0].feedback
