"""The region explorer's answers against the solver and the decision tables."""

from pathlib import Path

from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.clinical.pairs import solve_pairs
from sacral_edu.clinical.solver import expected_reading
from sacral_edu.interfaces.site.region_explorer import (
    ASKED,
    FOLDER,
    explorer_html,
    findings_of,
    landmarks,
    outcome,
    states,
)


def allowed_by_the_tables(state: str, name: str) -> bool:
    """Say whether a single lesion may show this state, from the tables and without the solver."""
    for (test, _, _), letter in zip(ASKED, state, strict=True):
        negative = "none" if test.endswith("flexion") else "level"
        reading = negative if letter == "0" else letter
        if letter != "-" and reading not in expected_reading(name, test):
            return False
    return True


def test_in_every_state_the_lesions_left_are_those_that_the_tables_allow() -> None:
    assert len(states()) == 256
    for state in states():
        left = [name for _, names in outcome(state).left for name in names]
        expected = [d.name for d in dysfunctions().values() if allowed_by_the_tables(state, d.id)]
        assert sorted(left) == sorted(expected)


def test_two_lesions_are_named_only_where_no_single_one_does() -> None:
    for state in states():
        found, verdict = solve_pairs(findings_of(state)), outcome(state).verdict
        single = any(second is None for _, second in found)
        assert verdict.startswith("No single lesion explains this") == (bool(found) and not single)
        assert ("examine again" in verdict) == (not found)


def test_each_state_and_its_mirror_image_leave_the_same_regions() -> None:
    mirrored = str.maketrans("LR", "RL")
    for state in states():
        here, there = outcome(state), outcome(state.translate(mirrored))
        assert here.verdict == there.verdict
        assert [region for region, _ in here.left] == [region for region, _ in there.left]


def test_the_two_tests_read_as_the_chapter_says() -> None:
    assert outcome("0L--").verdict == "One region is left: Sacral region (M99.04)."
    assert outcome("LL--").verdict == "One region is left: Sacral region (M99.04)."
    assert outcome("L0--").verdict == "Open: Pelvic region (M99.05) or lower extremity (M99.06)."
    assert "No single lesion" in outcome("LR--").verdict
    assert outcome("L00L").verdict == "One region is left: Pelvic region (M99.05)."


def test_what_to_examine_next_has_not_been_done_and_parts_something() -> None:
    for state in states():
        advice = [words for words in outcome(state).why if words.startswith("Most would be learned")]
        assert len(advice) <= 1
        assert not advice or len(outcome(state).left) > 1
        if state[1] != "-":
            assert not any("seated" in words for words in advice)


def test_every_reading_of_the_landmarks_has_its_drawing(bundled_site: Path) -> None:
    for marks in landmarks():
        svg = (bundled_site / FOLDER / f"{marks}.svg").read_text(encoding="utf-8")
        assert "Sacrum and pelvis from behind" in svg
    page = (bundled_site / "regions.html").read_text(encoding="utf-8")
    assert page.count("<sacral-regions>") == 1


def test_without_javascript_the_nine_results_of_the_two_tests_remain_as_a_table() -> None:
    assert explorer_html().count("<tr>") == 10
