"""The scorer `documentation`: its items, its points, and what it ships to prove itself."""

import math
from collections import Counter
from pathlib import Path

import pytest

from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.domain.cases import Case
from sacral_edu.domain.errors import ResponseError
from sacral_edu.domain.items import Item, Response, Score
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import checked_spec
from sacral_edu.scoring import score_response
from sacral_edu.testing import check_examples
from sacral_edu_documentation.grading import HABITS
from sacral_edu_documentation.keys import NoteKey
from sacral_edu_documentation.scorer import DocumentationScorer

SCORER = DocumentationScorer()


@pytest.fixture(scope="module")
def every_lesion() -> list[Case]:
    """Cases of every dysfunction and every challenge."""
    lesions = [generate(checked_spec(seed=s, dysfunction=name)) for name in dysfunctions() for s in (1, 2)]
    kinds = ("minimal", "noisy", "mixed", "red_flag", "normal")
    return lesions + [generate(checked_spec(seed=s, challenge=kind)) for kind in kinds for s in range(6)]


def _scored(item: Item[NoteKey], text: str) -> Score:
    response = Response(item_id=item.prompt.item_id, answers={"assessment": text})
    outcome = score_response(SCORER, item, response)
    assert isinstance(outcome, Score)
    return outcome


def _first(case: Case) -> Item[NoteKey]:
    return SCORER.items(case)[0]


def test_its_own_examples_score_as_it_says(
    every_lesion: list[Case], some_cases: tuple[Case, ...], bundled_cases: tuple[Case, ...]
) -> None:
    assert check_examples(SCORER, [*every_lesion, *some_cases[:100], *bundled_cases]) == []


def test_nearly_every_case_gets_both_items(some_cases: tuple[Case, ...]) -> None:
    made = [SCORER.items(case) for case in some_cases[:400]]
    assert {len(items) for items in made} <= {0, 2}
    assert sum(len(items) == 2 for items in made) >= 380


def test_a_note_without_measured_function_or_condition_is_not_asked_about() -> None:
    for habit in ("function", "linkage"):
        for state in ("absent", "poor"):
            assert SCORER.items(generate(checked_spec(seed=5, habits={habit: state}))) == ()


def test_the_prompt_shows_history_and_examination_and_no_assessment(every_lesion: list[Case]) -> None:
    for case in every_lesion:
        for item in SCORER.items(case):
            shown = {line.id: line for line in item.prompt.note}
            told = {s.id: s.section for s in case.note}
            assert all(told[line] in ("hpi", "exam") for line in shown if line in told)
            own = [line.text for line in shown.values() if line.id not in told]
            assert len(own) == (4 if item.prompt.item_id.endswith("/improve") else 0)
            assert case.truth is not None
            whole = " ".join((item.prompt.stem, *(line.text for line in shown.values()))).lower()
            assert case.truth.name.lower() not in whole


def test_the_poor_assessment_is_the_same_every_time_and_not_the_same_for_all(
    every_lesion: list[Case],
) -> None:
    poor = [
        tuple(line.text for line in item.prompt.note if line.section == "assessment")
        for case in every_lesion
        for item in SCORER.items(case)[1:]
    ]
    assert len(set(poor)) > 10
    assert [i.prompt for i in SCORER.items(every_lesion[0])] == [
        i.prompt for i in SCORER.items(every_lesion[0])
    ]


def test_each_habit_is_worth_the_same_and_only_what_can_be_kept_counts(every_lesion: list[Case]) -> None:
    for case in every_lesion:
        for item in SCORER.items(case)[:1]:
            score = _scored(item, item.key.models.whole)
            assert score.points == 1.0
            assert [criterion.id for criterion in score.criteria] == list(HABITS)
            possible = {c.id: c.possible for c in score.criteria if c.possible}
            assert set(possible) == set(item.key.earnable)
            assert len(set(possible.values())) == 1
            assert math.isclose(sum(possible.values()), 1.0, abs_tol=1e-5)


def test_letters_are_asked_for_only_where_the_sacrum_has_a_lesion(every_lesion: list[Case]) -> None:
    for case in every_lesion:
        for item in SCORER.items(case)[:1]:
            assert case.truth is not None
            assert ("tart" in item.key.earnable) == (case.truth.region == "sacral")
            assert ("site" in item.key.earnable) == (case.truth.region is not None)


def test_blank_earns_nothing_and_says_what_to_write(every_lesion: list[Case]) -> None:
    for case in every_lesion[:30]:
        for item in SCORER.items(case):
            score = _scored(item, "")
            assert score.points == 0.0
            assert item.key.models.whole in score.summary
            asked = [c for c in score.criteria if c.possible]
            assert all("In this case, for example:" in c.feedback for c in asked)


def test_feedback_quotes_the_words_that_earned_and_marks_them(bundled_cases: tuple[Case, ...]) -> None:
    case = next(c for c in bundled_cases if c.id == "linked-sciatica")
    text = "Somatic dysfunction of the sacrum:  right-on-left backward torsion. Left sciatica, linked to it."
    by_id = {c.id: c for c in _scored(_first(case), text).criteria}
    assert '"right-on-left' in by_id["descriptor"].feedback
    (marked,) = by_id["descriptor"].highlights
    assert text[marked.start : marked.end].startswith("right-on-left")
    assert (marked.field, marked.verdict) == ("assessment", "earned")
    assert by_id["linkage"].highlights[0].verdict == "wrong"
    assert by_id["linkage"].earned == 0.0


def test_a_wrong_habit_earns_as_little_as_a_missing_one(bundled_cases: tuple[Case, ...]) -> None:
    case = next(c for c in bundled_cases if c.id == "linked-sciatica")
    wrong, missing = _scored(_first(case), "Left-on-left sacral torsion."), _scored(_first(case), "Torsion.")
    assert wrong.points == missing.points == 0.0
    assert wrong.criteria[0].feedback != missing.criteria[0].feedback


def test_a_text_in_another_language_is_told_so(bundled_cases: tuple[Case, ...]) -> None:
    score = _scored(
        _first(bundled_cases[0]), "La torsión del sacro es a la izquierda, con dolor en el surco."
    )
    assert score.points == 0.0
    assert "in English" in score.summary


def test_anything_but_a_text_is_refused(bundled_cases: tuple[Case, ...]) -> None:
    item = _first(bundled_cases[0])
    for answer in (5, ["text"], {"text": 1}, "x" * 1501):
        with pytest.raises(ResponseError, match="assessment"):
            score_response(
                SCORER, item, Response(item_id=item.prompt.item_id, answers={"assessment": answer})
            )


def test_situations_are_many(every_lesion: list[Case]) -> None:
    told = Counter(item.situation for case in every_lesion for item in SCORER.items(case))
    assert "" not in told
    plain = {situation for situation in told if not situation.startswith("rewriting")}
    assert len(plain) >= 10
    assert len(told) >= 2 * len(plain) - 2


def test_the_key_feature_are_lines_of_the_prompt(every_lesion: list[Case]) -> None:
    for case in every_lesion:
        for item in SCORER.items(case):
            assert item.key_feature
            assert set(item.key_feature) <= {line.id for line in item.prompt.note}


def test_the_book_shows_the_rubric_as_it_is(checkout: Path) -> None:
    rubric = (checkout / "plugins" / "sacral_edu_documentation" / "rubric.md").read_text(encoding="utf-8")
    assert rubric.strip() in (checkout / "book" / "documentation.md").read_text(encoding="utf-8")
