"""Free text in the quiz: typed in several lines or piped in, and shown again with its words marked."""

from collections.abc import Callable
from typing import Any

import click
import pytest

from sacral_edu.interfaces.casebook import OwnText, Piece
from sacral_edu.interfaces.casebook.own_words import Mark
from sacral_edu.interfaces.cli.own_text import show_own_text

ASKED = ("quiz", "--scorer", "wordy", "--case", "left-on-left", "-n", "1", "--seed", "1")
HOW = "In your own words, up to 600 characters; an empty line ends it."
AGAIN = "Try again? [y/N]: "
LINES = [
    "\N{GRINNING FACE} Consistent with left-on-left torsion of the sacrum.",
    "- Possible right-on-right torsion? Sits 20 minutes.",
]
MARKED = [
    "  \N{GRINNING FACE} [4+: Consistent with] [1+: left-on-left] [1+ 2+: torsion] [2+: of the sacrum].",
    "  - [4o: Possible] [1x 4o: right-on-right torsion]? Sits [3+: 20 minutes].",
]


@pytest.fixture
def quiz(terminal: Callable[..., Any], wordy: dict[str, str]) -> Any:
    """The quiz at a terminal, at the question for free text."""
    screen = terminal(*ASKED, env=wordy)
    screen.wait_for(HOW)
    return screen


@pytest.fixture
def piped(printed: Callable[..., str], wordy: dict[str, str]) -> Callable[[str | bytes], str]:
    """What the quiz prints for an answer that comes through a pipe."""
    return lambda stdin: printed(*ASKED, stdin=stdin, env=wordy)


def type_lines(screen: Any, *lines: str) -> None:
    for line in lines:
        screen.answer("> ", line)


def test_several_lines_are_typed_and_an_empty_one_ends_them(quiz: Any) -> None:
    type_lines(quiz, *LINES, "")
    quiz.answer(AGAIN, "")
    assert quiz.ended() == 0
    assert "Score 75%\n" in quiz.said
    assert "1 exercise, mean score 75%." in quiz.said


def test_an_empty_line_at_once_is_a_blank_answer(quiz: Any) -> None:
    type_lines(quiz, "")
    quiz.answer(AGAIN, "")
    assert quiz.ended() == 0
    assert "Score 0%\n" in quiz.said
    assert "your words with the number" not in quiz.said


def test_where_one_line_is_all_that_has_room_no_empty_line_is_waited_for(
    terminal: Callable[..., Any], wordy: dict[str, str]
) -> None:
    screen = terminal("quiz", "--scorer", "wordy", "--item", "line", "-n", "1", "--seed", "1", env=wordy)
    screen.wait_for("In your own words, up to 70 characters; Enter alone for none.")
    screen.answer("> ", "Consistent with left-on-left torsion of the sacrum; 20 minutes.")
    assert screen.ended() == 0
    assert "Score 100%\n" in screen.said


def test_the_end_of_the_input_ends_a_text_that_was_begun(quiz: Any) -> None:
    type_lines(quiz, LINES[0])
    quiz.wait_for("> ")
    quiz.press("D")
    quiz.answer(AGAIN, "")
    assert quiz.ended() == 0
    assert "1 exercise, mean score " in quiz.said


@pytest.mark.parametrize(("key", "before"), [("C", []), ("C", LINES), ("D", [])])
def test_an_interrupt_or_the_end_of_input_before_any_line_ends_the_quiz(
    key: str, before: list[str], quiz: Any
) -> None:
    type_lines(quiz, *before)
    quiz.wait_for("> ")
    quiz.press(key)
    assert quiz.ended() == 0
    assert quiz.said.endswith("No exercise finished.\n")
    assert "Traceback" not in quiz.said


def test_a_line_without_room_is_refused_and_those_before_it_stay(quiz: Any) -> None:
    type_lines(quiz, LINES[0], "x" * 600)
    quiz.wait_for("characters too long for the room left.")
    type_lines(quiz, "sits 20 minutes", "")
    assert quiz.ended() == 0
    assert "Score 100%\n" in quiz.said


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\r\n\r\n"])
def test_a_text_may_come_through_a_pipe(end: str, piped: Callable[[str], str]) -> None:
    said = piped("\n".join(LINES) + end)
    assert "Score 75%\n" in said
    assert " ".join(MARKED[1].split()) in " ".join(said.split())


def test_bytes_that_are_no_text_are_taken_as_a_question_mark(piped: Callable[[bytes], str]) -> None:
    said = piped(b"left-on-left torsion \xff\n")
    assert "[1+: left-on-left torsion] ?" in said


def test_marked_words_stand_in_brackets_with_number_and_sign_and_the_criteria_are_numbered(
    piped: Callable[[str], str],
) -> None:
    said = piped("\n".join(LINES))
    shown = said.split("does not count):\n")[1].split("\n\n")[0]
    assert " ".join(shown.split()) == " ".join(" ".join(MARKED).split())
    for line in ("x 1. Name the lesion", "+ 2. Name the site", "+ 3. Measure what", "+ 4. Be certain"):
        assert f"\n{line}" in said
    assert "\x1b" not in said


def test_every_line_fits_into_80_columns(piped: Callable[[str], str]) -> None:
    said = piped(f"{'left-on-left torsion of the sacrum ' * 9}\n{'x' * 200} sacral region\n")
    assert [line for line in said.split("\n") if len(line) > 80] == []
    assert "x" * 78 in said


def test_at_a_terminal_the_words_are_in_color_too(quiz: Any) -> None:
    type_lines(quiz, *LINES, "")
    quiz.answer(AGAIN, "")
    assert quiz.ended() == 0
    assert "\x1b[31m[1x 4o: right-on-right torsion]" in quiz.raw
    assert "\x1b[32m[3+: 20 minutes]" in quiz.raw
    assert "\x1b[33m[4o: Possible]" in quiz.raw


def test_what_would_move_the_cursor_is_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    mark = Mark(number=1, label="One", verdict="earned")
    pieces = (Piece(text="a\x1b[2J\tb\x85 \ud800"), Piece(text="c\u2028d", marks=(mark,)))
    show_own_text(OwnText(label="Text", pieces=pieces))
    said = click.unstyle(capsys.readouterr().out)
    assert said.split("\n")[1] == "  a\ufffd[2J b  \ufffd[1+: c d]"
