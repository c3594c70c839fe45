"""What holds of every bundled scorer, whatever it asks."""

import copy
import math
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sacral_edu.domain.cases import Case
from sacral_edu.domain.items import Item, Score
from sacral_edu.scoring import Scorer, check_response, make_items, score_response

BUNDLED = ["audit", "coding", "documentation", "dysfunction", "region", "tart", "triage"]


@pytest.fixture(scope="session")
def anchors(checkout: Path) -> set[str]:
    """Every `page#section` of the book."""
    return {
        f"{page.stem}#{label}"
        for page in (checkout / "book").glob("*.md")
        for label in re.findall(r"^\(([a-z0-9-]+)\)=$", page.read_text(encoding="utf-8"), re.MULTILINE)
    }


@pytest.fixture(scope="session")
def items(
    scorers: dict[str, Scorer[Any]], some_cases: tuple[Case, ...], bundled_cases: tuple[Case, ...]
) -> list[Item[Any]]:
    bundled = {name: scorers[name] for name in BUNDLED}
    return [item for case in (*some_cases[:150], *bundled_cases) for item in make_items(bundled, case).items]


@pytest.fixture(scope="session")
def scores(scorers: dict[str, Scorer[Any]], items: list[Item[Any]]) -> list[tuple[Item[Any], Score]]:
    """Every item with the scores of its own examples."""
    found: list[tuple[Item[Any], Score]] = []
    for item in items:
        scorer = scorers[item.prompt.scorer]
        for example in scorer.examples(item):
            if example.points is not None:
                outcome = score_response(scorer, item, example.response)
                assert isinstance(outcome, Score)
                found.append((item, outcome))
    return found


def test_each_of_them_asks_something(items: list[Item[Any]]) -> None:
    assert {item.prompt.scorer for item in items} == set(BUNDLED)


def test_points_are_what_the_criteria_earned(scores: list[tuple[Item[Any], Score]]) -> None:
    for _, score in scores:
        earned = math.fsum(criterion.earned for criterion in score.criteria)
        assert score.points == pytest.approx(min(1.0, max(0.0, earned)), abs=1e-5)
        assert math.fsum(criterion.possible for criterion in score.criteria) == pytest.approx(1.0, abs=1e-5)


def test_no_criterion_earns_more_than_it_can(scores: list[tuple[Item[Any], Score]]) -> None:
    for _, score in scores:
        assert len({criterion.id for criterion in score.criteria}) == len(score.criteria)
        for criterion in score.criteria:
            assert criterion.earned <= criterion.possible + 1e-9
            assert criterion.earned >= 0 or criterion.possible == 0


def test_every_criterion_says_why_and_where_to_read_more(
    scores: list[tuple[Item[Any], Score]], anchors: set[str]
) -> None:
    assert len(anchors) > 50
    for _, score in scores:
        for criterion in score.criteria:
            assert criterion.feedback.strip()
            assert criterion.label.strip()
            assert criterion.feedback.rstrip().endswith((".", "!", "?", ")", '"')), criterion.feedback
            assert not re.search(r"[{}]|None|  ", criterion.feedback), criterion.feedback
    assert {criterion.read_more for _, score in scores for criterion in score.criteria} <= anchors


def test_a_criterion_points_at_lines_of_the_note(scores: list[tuple[Item[Any], Score]]) -> None:
    for item, score in scores:
        lines = {line.id for line in item.prompt.note}
        assert {line for criterion in score.criteria for line in criterion.lines} <= lines


def test_scoring_changes_neither_key_nor_response(
    scorers: dict[str, Scorer[Any]], items: list[Item[Any]]
) -> None:
    for item in items:
        scorer = scorers[item.prompt.scorer]
        key = copy.deepcopy(item.key)
        for example in scorer.examples(item):
            if example.points is None:
                continue
            response = check_response(item.prompt, example.response)
            before = copy.deepcopy(response)
            assert scorer.score(item.key, response) == scorer.score(item.key, response)
            assert item.key == key
            assert response == before


def test_items_of_a_case_are_the_same_every_time(
    scorers: dict[str, Scorer[Any]], some_cases: tuple[Case, ...], items: list[Item[Any]]
) -> None:
    again = [item for case in some_cases[:20] for item in make_items(scorers, case).items]
    known = {item.prompt.item_id: item for item in items}
    assert all(known.get(item.prompt.item_id, item) == item for item in again)


def test_fields_can_be_answered_by_keyboard(items: list[Item[Any]]) -> None:
    for item in items:
        for field in item.prompt.fields:
            letters = [option.letter for option in getattr(field, "options", ())]
            assert len(set(letters)) == len(letters)
            assert all(re.fullmatch(r"[A-Z0-9]", letter) for letter in letters)
            assert set(getattr(field, "lines", ())) <= {line.id for line in item.prompt.note}


@pytest.mark.parametrize("name", ["region", "tart"])
def test_a_prompt_about_findings_does_not_name_the_lesion(
    name: str, scorers: dict[str, Scorer[Any]], some_cases: tuple[Case, ...], bundled_cases: tuple[Case, ...]
) -> None:
    asked = 0
    for case in (*some_cases, *bundled_cases):
        for item in scorers[name].items(case):
            asked += 1
            assert {line.section for line in item.prompt.note} <= {"hpi", "exam"}
            assert case.truth is not None
            shown = msgspec.json.encode(item.prompt).decode()
            assert case.truth.name.lower() not in shown.lower()
            assert f'"{case.truth.dysfunction}"' not in shown
            assert "deciding" not in {field.id for field in item.prompt.fields}
    assert asked > 500


@pytest.mark.parametrize("name", BUNDLED)
def test_a_scorer_names_its_skills_and_each_of_its_items(
    name: str, scorers: dict[str, Scorer[Any]], items: list[Item[Any]]
) -> None:
    own = [item.prompt for item in items if item.prompt.scorer == name]
    assert scorers[name].title
    assert scorers[name].skills
    assert all(set(prompt.skills) <= set(scorers[name].skills) and prompt.skills for prompt in own)
    assert all(prompt.item_id.startswith(f"{prompt.case_id}/{name}/") for prompt in own)
    assert all(re.fullmatch(r"[a-z0-9-]+/[a-z_]+/[a-z_]+", prompt.item_id) for prompt in own)


def _in_turn(numbers: Iterable[float], start: float = 0) -> float:
    """Add up as `sum` does before Python 3.12, rounding after each number."""
    whole = start
    for number in numbers:
        whole += number
    return whole


def _compensated(numbers: Iterable[float], start: float = 0) -> float:
    """Add up as `sum` does from Python 3.12 on where floats are among the numbers."""
    every = [start, *numbers]
    return math.fsum(every) if any(isinstance(number, float) for number in every) else _in_turn(every)


def test_scores_do_not_hang_on_how_a_python_adds_floats_up(
    scorers: dict[str, Scorer[Any]], some_cases: tuple[Case, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    bundled = {name: scorers[name] for name in BUNDLED}
    written: list[list[bytes]] = []
    for add_up in (_in_turn, _compensated):
        monkeypatch.setattr("builtins.sum", add_up)
        made = [item for case in some_cases[:60] for item in make_items(bundled, case).items]
        written.append(
            [
                msgspec.json.encode(scorers[item.prompt.scorer].score(item.key, example.response))
                for item in made
                for example in scorers[item.prompt.scorer].examples(item)
                if example.points is not None
            ]
        )
    assert written[0] == written[1]
