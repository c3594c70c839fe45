import pytest

from sacral_edu.domain.cases import Case
from sacral_edu.domain.items import Item, Response, Score
from sacral_edu.scoring import score_response
from sacral_edu_audit.scorer import AuditKey, AuditScorer

AUDIT = AuditScorer()


@pytest.fixture
def item(bundled_cases: tuple[Case, ...]) -> Item[AuditKey]:
    case = next(case for case in bundled_cases if case.id == "left-on-left")
    return AUDIT.items(case)[0]


def _answered(item: Item[AuditKey], entry: str, correction: str) -> Score:
    answers = {"entry": {entry: "wrong"} if entry else {}, "correction": correction}
    outcome = score_response(AUDIT, item, Response(item_id=item.prompt.item_id, answers=answers))
    assert isinstance(outcome, Score)
    return outcome


def test_only_a_case_with_a_planted_error_gets_the_question(
    some_cases: tuple[Case, ...], bundled_cases: tuple[Case, ...]
) -> None:
    for case in (*some_cases[:100], *bundled_cases):
        assert len(AUDIT.items(case)) == (case.planted_error is not None)


def test_the_wrong_entry_can_be_marked_and_the_right_name_chosen(bundled_cases: tuple[Case, ...]) -> None:
    for case in bundled_cases:
        for item in AUDIT.items(case):
            entry, correction = item.prompt.fields
            assert item.key.line in entry.lines  # type: ignore[union-attr]
            assert item.key.right in [option.id for option in correction.options]  # type: ignore[union-attr]
            assert case.truth is not None
            assert item.key.right == case.truth.dysfunction


@pytest.mark.parametrize(
    ("entry", "correction", "points"),
    [
        ("s14", "R_ON_R", 1.0),
        ("s14", "L_ON_R", 0.5),
        ("s14", "", 0.5),
        ("s7", "R_ON_R", 0.0),
        ("", "R_ON_R", 0.0),
        ("", "", 0.0),
    ],
)
def test_a_correction_counts_with_the_right_entry_only(
    entry: str, correction: str, points: float, item: Item[AuditKey]
) -> None:
    assert _answered(item, entry, correction).points == points


@pytest.mark.parametrize(
    ("correction", "words"),
    [
        ("R_ON_R", "Right-on-right forward sacral torsion. Both rules applied"),
        ("R_ON_L", "Not Right-on-left backward sacral torsion: Rotation right, but the axis taken"),
        ("", "Nothing chosen. Right-on-right forward sacral torsion: Both rules applied"),
    ],
)
def test_each_slip_is_told_where_it_came_from(correction: str, words: str, item: Item[AuditKey]) -> None:
    score = _answered(item, "s14", correction)
    assert score.criteria[1].feedback.startswith(words)
    assert score.criteria[0].feedback.startswith("Found. The deep sulcus is on the left")


def test_a_missed_entry_is_pointed_at(item: Item[AuditKey]) -> None:
    score = _answered(item, "s7", "R_ON_R")
    assert score.criteria[0].lines == ("s14",)
    assert score.criteria[0].feedback.startswith("The wrong entry is another one.")


def test_the_question_shows_no_plan_and_says_the_examination_is_sound(item: Item[AuditKey]) -> None:
    assert {line.section for line in item.prompt.note} == {"hpi", "exam", "assessment"}
    assert "examination of this note is sound" in item.prompt.stem
