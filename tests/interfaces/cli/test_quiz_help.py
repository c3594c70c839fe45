"""Hints, further tries and the worked answer in the quiz, with the credit that the page gives."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from sacral_edu.domain.items import Help, Item, Response, Score
from sacral_edu.interfaces.casebook import Desk

ASKED = ("quiz", "--scorer", "tart", "--case", "left-on-left", "-n", "1", "--seed", "3")
OFFER = "Help: ? for a hint (10% of the credit each), solution for the worked answer (no credit)."
AGAIN = "Try again? [y/N]: "


def flat(said: str) -> str:
    return " ".join(said.split())


@pytest.fixture
def evidence(item: Callable[[str, str], Item[Any]]) -> Item[Any]:
    return item("left-on-left", "tart")


@pytest.fixture
def right(desk: Desk, evidence: Item[Any]) -> Mapping[str, Any]:
    return desk.solution(evidence.prompt.item_id).response.answers


@pytest.fixture
def line(typed: Callable[..., list[str]], evidence: Item[Any], right: Mapping[str, Any]) -> str:
    """The right answer as it is typed."""
    return typed(evidence.prompt, right)[0]


@pytest.fixture
def quiz(printed: Callable[..., str]) -> Callable[..., str]:
    """What the quiz prints, its spaces made one, for lines that come through a pipe."""
    return lambda *lines: flat(printed(*ASKED, stdin="".join(f"{one}\n" for one in lines)))


def credit(desk: Desk, item: Item[Any], answers: Mapping[str, Any], had: Help) -> float:
    scored = desk.score(Response(item_id=item.prompt.item_id, answers=answers, help=had))
    assert isinstance(scored, Score)
    assert scored.credit is not None
    return scored.credit


@pytest.mark.parametrize("word", ["?", "hint", " HINT "])
def test_a_hint_says_its_cost_before_and_the_answer_has_the_credit_of_the_page(
    word: str, quiz: Any, desk: Desk, evidence: Item[Any], right: Mapping[str, Any], line: str
) -> None:
    said = quiz(word, line)
    hint = desk.hint(evidence.prompt.item_id, 1)
    assert said.index(OFFER) < said.index(f"Hint 1 of {hint.of}: {hint.text}")
    assert "Credit now at most 90%; the next hint costs 10% more." in said
    left = credit(desk, evidence, right, Help(hints=1))
    assert f"Score 100% One hint: {left:.0%} credit." in said
    assert f"1 exercise, mean score 100%, mean credit {left:.0%} after 1 hint." in said
    assert AGAIN.strip() not in said


def test_hints_come_one_after_the_other_and_one_too_many_costs_nothing(
    quiz: Any, desk: Desk, evidence: Item[Any], right: Mapping[str, Any], line: str
) -> None:
    of = desk.hint(evidence.prompt.item_id, 1).of
    said = quiz(*["?"] * (of + 1), line)
    told = [flat(desk.hint(evidence.prompt.item_id, number).text) for number in range(1, of + 1)]
    assert [said.index(words) for words in told] == sorted(said.index(words) for words in told)
    assert "it was the last hint." in said
    assert "There are no more hints; none was counted." in said
    left = credit(desk, evidence, right, Help(hints=of))
    assert f"mean credit {left:.0%} after {of} hints." in said


def test_a_second_try_is_offered_with_its_credit_and_the_better_one_counts(
    quiz: Any, desk: Desk, evidence: Item[Any], right: Mapping[str, Any], line: str
) -> None:
    said = quiz("", "y", line)
    left = credit(desk, evidence, right, Help(tries=1))
    assert f"Another try earns up to {left:.0%} credit, and the better one counts." in said
    assert f"Score 100% Second try: {left:.0%} credit." in said
    assert f"1 exercise, mean score 100%, mean credit {left:.0%} after 1 further try." in said


def test_a_worse_second_try_takes_nothing_away(quiz: Any, line: str) -> None:
    most = " ".join(line.split()[:-1])
    first = quiz(most, "")
    score = first.partition("1 exercise, mean score ")[2].partition(".")[0]
    said = quiz(most, "y", "", "")
    assert f"1 exercise, mean score {score}, mean credit {score} after 1 further try." in said


def test_the_same_answer_once_more_is_no_further_try(
    quiz: Any, desk: Desk, evidence: Item[Any], right: Mapping[str, Any], line: str
) -> None:
    said = quiz("", "y", "", "y", line)
    assert f"Second try: {credit(desk, evidence, right, Help(tries=1)):.0%} credit." in said


def test_a_hint_may_be_had_between_two_tries(
    quiz: Any, desk: Desk, evidence: Item[Any], right: Mapping[str, Any], line: str
) -> None:
    said = quiz("", "?", "y", line)
    left = credit(desk, evidence, right, Help(hints=1, tries=1))
    assert f"One hint and second try: {left:.0%} credit." in said
    assert f"mean credit {left:.0%} after 1 hint and 1 further try." in said


def test_the_worked_answer_ends_the_exercise_without_credit(
    quiz: Any, desk: Desk, evidence: Item[Any]
) -> None:
    said = quiz("solution")
    assert "Worked answer" in said
    for told in desk.solution(evidence.prompt.item_id).told:
        assert all(flat(words) in said for words in (told.label, *told.lines))
    assert said.endswith("mean credit 0% after 1 worked answer. The same again: --seed 3")


def test_the_worked_answer_after_a_try_leaves_what_the_try_earned(quiz: Any, line: str) -> None:
    most = " ".join(line.split()[:-1])
    score = quiz(most, "").partition("1 exercise, mean score ")[2].partition(".")[0]
    said = quiz(most, "solution")
    assert f"1 exercise, mean score {score}, mean credit {score} after 1 worked answer." in said


def test_the_end_of_the_input_at_the_offer_keeps_what_was_done(quiz: Any) -> None:
    assert quiz("").endswith("1 exercise, mean score 0%. The same again: --seed 3")


@pytest.mark.parametrize("scorer", ["audit", "coding", "documentation", "dysfunction", "region", "triage"])
def test_every_scorer_gives_hints_and_a_worked_answer(scorer: str, printed: Callable[..., str]) -> None:
    said = printed("quiz", "--scorer", scorer, "-n", "1", "--seed", "3", stdin="?\nhint\nsolution\n")
    assert "Hint 1 of " in said
    assert "Hint 2 of " in said
    assert "\nWorked answer\n" in said
    assert "mean credit 0% after 2 hints and 1 worked answer." in flat(said)
    assert [one for one in said.split("\n") if len(one) > 80] == []


def test_help_works_within_a_claim_and_what_was_typed_stays(terminal: Any) -> None:
    screen = terminal("quiz", "--scorer", "coding", "--case", "v01", "-n", "1", "--seed", "3")
    screen.answer("[y/N]: ", "?")
    screen.wait_for("Hint 1 of ")
    screen.answer("[y/N]: ", "n")
    screen.answer("M54.50: ", "M99.04 M54.50")
    screen.answer("Line 1: ", "hint")
    screen.wait_for("Hint 2 of ")
    screen.answer("Line 1: ", "OMT_1_2 : A B")
    screen.answer("Line 2: ", "")
    assert screen.ended() == 0
    assert "Score 100%\n2 hints: 80% credit.\n" in screen.said


def test_in_a_text_that_was_begun_only_the_question_mark_asks_for_help(
    printed: Callable[..., str], wordy: dict[str, str]
) -> None:
    lines = [
        "?",
        "Consistent with left-on-left torsion of the sacrum, after",
        "?",
        "solution",
        "Sits 20 minutes.",
    ]
    said = printed(
        "quiz", "--scorer", "wordy", "--case", "left-on-left", "-n", "1", "--seed", "1",
        stdin="\n".join(lines), env=wordy,
    )  # fmt: skip
    assert "Hint 1 of " in said
    assert "Hint 2 of " in said
    assert "\n  solution\n" in said
    assert "Worked answer" not in said


def test_the_help_of_the_command_says_what_help_costs(printed: Callable[..., str]) -> None:
    said = flat(printed("quiz", "--help"))
    assert "type ? (or hint) for a hint, and solution for the worked answer" in said
    assert "a hint takes 10%, a second try is worth 70%, any later one 50%" in said
