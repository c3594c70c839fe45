"""The next test: candidates come from the solver, and only the right answer tells all of them apart."""

from collections import Counter
from itertools import combinations

import pytest

from sacral_edu.analysis.asked import ask, mixed_case
from sacral_edu.analysis.gaming import audit
from sacral_edu.clinical.solver import expected_reading, solve
from sacral_edu.domain.cases import Case
from sacral_edu.domain.items import Item
from sacral_edu.testing import generated_cases
from sacral_edu_dysfunction.evidence import SIGNS
from sacral_edu_dysfunction.further_tests import FURTHER, TESTS, why_not
from sacral_edu_dysfunction.gaps import decides
from sacral_edu_dysfunction.keys import ChoiceKey
from sacral_edu_dysfunction.rows import ROWS, lowered
from sacral_edu_dysfunction.scorer import DysfunctionScorer
from sacral_edu_dysfunction.signs import would_show

Questions = list[tuple[Case, Item[ChoiceKey], frozenset[str]]]


@pytest.fixture(scope="session")
def questions() -> Questions:
    """Cases with their question for the next test, and the rows that the shown lines leave."""
    found: Questions = []
    for kind in ("textbook", "minimal", "normal"):
        for case in generated_cases(150, seed=14, challenge=kind):
            for item in DysfunctionScorer().items(case):
                if item.prompt.item_id.endswith("/next_finding"):
                    lines = {line.id for line in item.prompt.note}
                    said = [f for s in case.note if s.id in lines for f in case.findings_of(s)]
                    found.append((case, item, solve(said) & frozenset(ROWS)))  # type: ignore[arg-type]
    return found


def test_the_stem_names_exactly_the_candidates_that_the_shown_lines_leave(questions: Questions) -> None:
    assert len(questions) > 150
    for case, item, left in questions:
        assert case.truth is not None
        assert case.truth.dysfunction in left
        assert 2 <= len(left) <= 3
        named = {row for row in ROWS if lowered(row) in item.prompt.stem}
        assert named == left


def test_only_the_right_test_reads_differently_in_every_two_candidates(questions: Questions) -> None:
    for _, item, left in questions:
        (field,) = item.prompt.fields
        offered = [option.id for option in field.options]  # type: ignore[union-attr]
        assert len(set(offered)) == 5
        telling = [
            test
            for test in offered
            if test in SIGNS
            and all(
                not expected_reading(one, test) & expected_reading(other, test)
                for one, other in combinations(left, 2)
            )
        ]
        assert telling == [item.key.right]


def test_the_line_of_the_right_test_is_not_shown(questions: Questions) -> None:
    for case, item, _ in questions:
        lines = {line.id for line in item.prompt.note}
        shown = {f.test for s in case.note if s.id in lines for f in case.findings_of(s)}
        assert item.key.right not in shown


def test_a_wrong_test_gets_its_reason(questions: Questions) -> None:
    for _, item, left in questions[:80]:
        for answer, (criterion,) in item.key.graded.items():
            assert (criterion.earned == 1.0) == (answer == item.key.right)
            assert TESTS[item.key.right] in criterion.feedback
            if answer and answer != item.key.right:
                assert f"{TESTS[answer]} does not decide." in criterion.feedback
            for row in left:
                assert would_show(row, item.key.right) in criterion.feedback


@pytest.mark.parametrize("test", [name for name in TESTS if name not in FURTHER])
def test_a_reason_of_alike_readings_is_true(test: str) -> None:
    for pair in combinations(ROWS, 2):
        if decides(test, pair):
            continue
        said = why_not(test, pair)
        if said.startswith("It reads the same"):
            assert would_show(pair[0], test) == would_show(pair[1], test)
        else:
            assert "level" in expected_reading(pair[0], test) & expected_reading(pair[1], test)


@pytest.mark.parametrize("test", FURTHER)
def test_a_further_test_never_decides_between_rows(test: str) -> None:
    assert not any(decides(test, pair) for pair in combinations(ROWS, 2))
    assert why_not(test, ROWS[:2]).endswith(".")


def test_every_test_that_decides_somewhere_is_right_in_some_items_and_wrong_in_most(
    questions: Questions,
) -> None:
    right = Counter(item.key.right for _, item, _ in questions)
    offered = Counter(o.id for _, item, _ in questions for o in item.prompt.fields[0].options)  # type: ignore[union-attr]
    assert set(right) == set(TESTS) - set(FURTHER)
    for test, count in right.items():
        assert count < 0.5 * offered[test], test


def test_what_is_offered_does_not_tell_what_is_right() -> None:
    asking = ask({"dysfunction": DysfunctionScorer()}, (mixed_case(index, seed=5) for index in range(1000)))
    for row in audit(asking).kinds:
        assert {name: points for name, points in row.points.items() if points >= 0.35} == {}, row.kind


def test_a_lordosis_that_does_not_decide_may_also_be_normal() -> None:
    assert "or a normal one" in why_not("lordosis", ("L_ON_L", "R_UNI_FLEX"))
    assert decides("lordosis", ("NORMAL", "BI_FLEX", "BI_EXT"))
