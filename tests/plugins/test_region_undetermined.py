from collections import Counter

import pytest

from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.clinical.solver import decides_region, solve
from sacral_edu.domain.cases import Case, Finding
from sacral_edu.domain.items import Item, Response, Score
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import Spec
from sacral_edu.scoring import score_response
from sacral_edu_region.keys import UndeterminedKey
from sacral_edu_region.scorer import RegionScorer
from sacral_edu_region.undetermined import ONE_SLIP, SET_SHARE, VERDICT_SHARE, undetermined_item

REGIONS = ("sacral", "pelvic", "lumbar", "lower_extremity")


@pytest.fixture(scope="module")
def asked(some_cases: tuple[Case, ...]) -> list[tuple[Case, Item[UndeterminedKey]]]:
    return [(case, item) for case in some_cases[:500] if (item := undetermined_item(case)) is not None]


def _shown(case: Case, item: Item[UndeterminedKey]) -> list[Finding]:
    lines = {line.id for line in item.prompt.note}
    return [f for s in case.note if s.id in lines for f in case.findings_of(s)]


def _scored(item: Item[UndeterminedKey], verdict: str, possible: tuple[str, ...] = ()) -> Score:
    answers = {"verdict": verdict, "possible": possible}
    outcome = score_response(RegionScorer(), item, Response(item_id=item.prompt.item_id, answers=answers))
    assert isinstance(outcome, Score)
    return outcome


def test_the_key_is_what_the_solver_leaves(asked: list[tuple[Case, Item[UndeterminedKey]]]) -> None:
    assert len(asked) > 400
    for case, item in asked:
        findings = _shown(case, item)
        left = {dysfunctions()[name].region for name in solve(findings)} - {None}
        assert set(item.key.possible) == left
        assert case.truth is not None
        assert case.truth.region in left
        assert (item.key.verdict != "open") == decides_region(findings, case.truth.region)
        assert item.key.verdict in ("open", case.truth.region)


def test_about_half_of_the_notes_decide(asked: list[tuple[Case, Item[UndeterminedKey]]]) -> None:
    decided = sum(item.key.verdict != "open" for _, item in asked) / len(asked)
    assert 0.4 < decided < 0.65


def test_each_region_is_decided_and_left_open(asked: list[tuple[Case, Item[UndeterminedKey]]]) -> None:
    told = Counter((case.truth.region, item.key.verdict == "open") for case, item in asked if case.truth)
    assert all(told[region, still_open] > 2 for region in REGIONS for still_open in (True, False))
    assert len({item.key.possible for _, item in asked}) > 5


def test_two_lesions_misread_signs_and_none_are_not_asked_about() -> None:
    for challenge in ("mixed", "noisy", "normal"):
        for index in range(10):
            assert undetermined_item(generate(Spec(seed=4, index=index, challenge=challenge))) is None  # type: ignore[arg-type]


def test_no_line_that_tells_more_than_its_reading_is_shown(
    asked: list[tuple[Case, Item[UndeterminedKey]]],
) -> None:
    for case, item in asked:
        tests = {finding.test for finding in _shown(case, item)}
        assert not tests & {"seated_flexion", "lordosis"}
        # With a pelvic lesion or a leg the line on the standing test tells of the seated one too.
        assert case.truth is not None
        assert case.truth.region in ("sacral", "lumbar") or "standing_flexion" not in tests
        assert 2 <= len(item.prompt.note) <= 4


def test_verdict_and_regions_earn_everything_and_regions_nothing_beside_a_wrong_verdict(
    asked: list[tuple[Case, Item[UndeterminedKey]]],
) -> None:
    for _, item in asked[:150]:
        key = item.key
        wrong = next(one for one in (*REGIONS, "open") if one != key.verdict)
        assert _scored(item, key.verdict, key.possible).points == 1.0
        assert _scored(item, key.verdict).points == VERDICT_SHARE
        assert _scored(item, wrong, key.possible).points == 0.0
        other = next((region for region in REGIONS if region not in key.possible), None)
        slipped = (*key.possible, other) if other else key.possible[1:]
        expected = pytest.approx(VERDICT_SHARE + SET_SHARE * ONE_SLIP)
        assert _scored(item, key.verdict, slipped).points == expected


def test_feedback_says_of_each_line_what_it_leaves(
    asked: list[tuple[Case, Item[UndeterminedKey]]],
) -> None:
    for _, item in asked[:100]:
        said = _scored(item, "lumbar" if item.key.verdict != "lumbar" else "open").criteria[0].feedback
        assert all(f'"{line.text}"' in said for line in item.prompt.note)
        assert "Together they leave" in said
