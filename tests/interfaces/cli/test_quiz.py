"""`sacral-edu quiz` on a pseudo-terminal, typed at like a person does."""

from collections.abc import Callable
from typing import Any

import pytest

from sacral_edu.clinical import coding
from sacral_edu.domain.items import Example, Item
from sacral_edu.interfaces.casebook import Desk

ASKED = {
    "audit": ("left-on-left", ["Enter for none: ", "Enter for none: ", "Enter for none: "]),
    "coding": ("v01", ["[y/N]: ", "M54.50: ", "Line 1: ", "Line 2: "]),
    "region": ("superior-shear", ["Enter for none: ", "Enter for none: "]),
    "tart": ("left-on-left", ["Enter for none: "]),
}
"""For every scorer a case, and what is said before each line is typed."""

FILLERS = {"audit": ["", "", ""], "coding": ["n", "", ""], "region": ["", ""], "tart": [""]}
"""Lines that hand in a blank answer."""

SCORERS = sorted(ASKED)

AGAIN = "Try again? [y/N]: "
"""What is asked after an answer that did not earn everything."""


@pytest.fixture
def example(desk: Desk) -> Callable[[Item[Any], str], Example]:
    """The first example of a kind that the scorer of an item brings."""
    return lambda item, kind: next(
        one for one in desk.scorers[item.prompt.scorer].examples(item) if one.kind == kind
    )


def one_exercise(terminal: Callable[..., Any], scorer: str) -> Any:
    return terminal("quiz", "--scorer", scorer, "--case", ASKED[scorer][0], "-n", "1", "--seed", "3")


@pytest.mark.parametrize("kind", ["right", "wrong"])
@pytest.mark.parametrize("scorer", SCORERS)
def test_an_answer_is_scored_as_the_scorer_says(
    scorer: str, kind: str, terminal: Any, item: Any, typed: Any, example: Any
) -> None:
    case_id, prompts = ASKED[scorer]
    asked = item(case_id, scorer)
    shown = example(asked, kind)
    screen = one_exercise(terminal, scorer)
    lines = typed(asked.prompt, shown.response.answers)
    for words, line in zip(prompts, lines, strict=True):
        screen.answer(words, line)
    if shown.points < 1:
        screen.answer(AGAIN, "")
    assert screen.ended() == 0
    assert f"Score {shown.points:.0%}\n" in screen.said
    assert f"1 exercise, mean score {shown.points:.0%}. The same again: --seed 3" in screen.said
    assert ("Earned" in screen.said) or kind == "wrong"
    assert "Read: " in screen.said


@pytest.mark.parametrize("scorer", SCORERS)
def test_every_line_fits_into_80_columns(scorer: str, terminal: Any) -> None:
    screen = one_exercise(terminal, scorer)
    for words, line in zip(ASKED[scorer][1], FILLERS[scorer], strict=False):
        screen.answer(words, line)
    screen.answer(AGAIN, "")
    assert screen.ended() == 0
    assert [line for line in screen.said.split("\n") if len(line) > 80] == []


@pytest.mark.parametrize(
    ("scorer", "before", "mistyped", "said"),
    [
        ("tart", [], "99T", "'99T' is no line that can be marked. Type it as 5T."),
        ("tart", [], "five", "'five' is no line that can be marked. Type it as 5T."),
        ("tart", [], "5", "'5': say which letter, one of T, A, R, N."),
        ("tart", [], "5Z", "'5Z': say which letter, one of T, A, R, N."),
        ("region", [], "X", "'X' is not offered; type one of S, P, L, E."),
        ("region", ["S"], "7 8 9 10", "4 lines marked; at most 3 are allowed."),
        ("region", ["S"], "1", "'1' is no line that can be marked. Type it as 5D."),
        ("audit", [], "13 14", "2 lines marked; at most 1 are allowed."),
        ("audit", ["14"], "Q", "'Q' is not offered; type one of A, B, C, D, E, F, G, H."),
        ("audit", ["14", "A"], "Q", "'Q' is not offered; type one of A, B, C, D, E."),
        ("coding", [], "perhaps", "'perhaps' is neither y nor n."),
        ("coding", ["n", "M99.04"], "???", "That line cannot be read. Type it as OMT_1_2-25 x1 : A B."),
        ("coding", ["n", "M99.04"], "OMT_1_2 x" + "9" * 70, "That line cannot be read."),
        ("coding", ["n", "M99.04"], "OMT_9_9", "OMT_9_9"),
    ],
)
def test_what_is_mistyped_is_said_and_asked_again(
    scorer: str, before: list[str], mistyped: str, said: str, terminal: Any
) -> None:
    screen = one_exercise(terminal, scorer)
    prompts, fillers = ASKED[scorer][1], FILLERS[scorer]
    for words, line in zip(prompts, before, strict=False):
        screen.answer(words, line)
    at = len(before)
    screen.answer(prompts[at], mistyped)
    screen.wait_for(said)
    for words, line in zip(prompts[at:], fillers[at:], strict=False):
        screen.answer(words, line)
    screen.answer(AGAIN, "")
    assert screen.ended() == 0
    assert "1 exercise, mean score " in screen.said
    assert "Traceback" not in screen.said


def test_a_claim_may_be_held(terminal: Any, item: Any) -> None:
    held = item("v10", "coding")
    assert held.key.claim.claim_action == "hold_query"
    screen = terminal("quiz", "--scorer", "coding", "--case", "v10", "-n", "1", "--seed", "1")
    for words, line in (("[y/N]: ", "y"), ("M54.50: ", ""), ("Line 1: ", "")):
        screen.answer(words, line)
    assert screen.ended() == 0
    assert "Score 100%" in screen.said


def test_a_procedure_may_go_by_its_number_with_pointers_by_letter(terminal: Any) -> None:
    screen = one_exercise(terminal, "coding")
    for words, line in zip(
        ASKED["coding"][1], ["n", "m99.04, m54.50", f"{coding.number_of('OMT_1_2')} -> a b", ""], strict=True
    ):
        screen.answer(words, line)
    assert screen.ended() == 0
    assert "  A  M99.04\n  B  M54.50\n" in screen.said
    assert "Score 100%" in screen.said


@pytest.mark.parametrize("key", ["C", "D"])
@pytest.mark.parametrize("scorer", SCORERS)
def test_an_interrupt_or_the_end_of_input_ends_with_a_summary(scorer: str, key: str, terminal: Any) -> None:
    screen = one_exercise(terminal, scorer)
    screen.wait_for(ASKED[scorer][1][0])
    screen.press(key)
    assert screen.ended() == 0
    assert screen.said.endswith("No exercise finished.\n")
    assert "Traceback" not in screen.said


def test_an_interrupt_later_sums_up_what_was_done(terminal: Any) -> None:
    screen = terminal("quiz", "--scorer", "tart", "--seed", "7")
    screen.answer("Enter for none: ", "")
    screen.answer(AGAIN, "")
    screen.answer("Another exercise? [Y/n]: ", "")
    screen.wait_for("Exercise 2: ")
    screen.wait_for("Enter for none: ")
    screen.press("C")
    assert screen.ended() == 0
    assert screen.said.endswith("1 exercise, mean score 0%. The same again: --seed 7\n")


def test_no_to_another_exercise_ends_it(terminal: Any) -> None:
    screen = terminal("quiz", "--scorer", "tart", "--seed", "7")
    screen.answer("Enter for none: ", "")
    screen.answer(AGAIN, "")
    screen.answer("Another exercise? [Y/n]: ", "n")
    assert screen.ended() == 0
    assert "Exercise 2" not in screen.said


def test_a_count_ends_it_without_asking(terminal: Any) -> None:
    screen = terminal("quiz", "--scorer", "tart", "--item", "evidence", "-n", "2", "--seed", "7")
    for _ in range(2):
        screen.answer("Enter for none: ", "")
        screen.answer(AGAIN, "")
    assert screen.ended() == 0
    assert "Another exercise?" not in screen.said
    assert screen.said.endswith("2 exercises, mean score 0%. The same again: --seed 7\n")


def test_the_same_seed_asks_the_same_again(printed: Callable[..., str]) -> None:
    first, again, other = (
        printed("quiz", "-n", "3", "--seed", seed, stdin="\n" * 40) for seed in ("8", "8", "9")
    )
    assert first == again
    assert first != other


def test_scorers_take_turns(printed: Callable[..., str], desk: Desk) -> None:
    said = " ".join(printed("quiz", "-n", str(len(desk.scorers)), "--seed", "8", stdin="\n" * 90).split())
    for words in ("Mark every statement that is TART", "Which region holds the primary", "Code this visit"):
        assert said.count(words) == 1


@pytest.mark.parametrize(
    ("scorer", "stems"),
    [
        (
            "tart",
            [
                "Mark every statement that is TART",
                "How old does the examination make",
                "Sort the examination",
                "Does it satisfy P.A.R.T.",
                "Do two of them contradict each other?",
            ],
        ),
        (
            "region",
            [
                "Which region holds the primary",
                "Of this examination you have the two flexion tests",
                "These are all the findings that you are given",
                "This note documents a lesion of the sacrum and another one;",
            ],
        ),
    ],
)
def test_the_kinds_of_a_scorer_take_turns(scorer: str, stems: list[str], printed: Callable[..., str]) -> None:
    count = str(2 * len(stems))
    said = " ".join(printed("quiz", "--scorer", scorer, "-n", count, "--seed", "8", stdin="\n" * 120).split())
    exercises = said.split(" Exercise ")
    for number, exercise in enumerate(exercises[-2 * len(stems) :]):
        assert stems[number % len(stems)] in exercise


def test_one_kind_alone_can_be_asked(printed: Callable[..., str]) -> None:
    said = " ".join(printed("quiz", "--item", "flexion", "-n", "3", "--seed", "8", stdin="\n" * 40).split())
    assert said.count("Of this examination you have the two flexion tests") == 3
    named = printed("quiz", "--case", "left-on-left", "--item", "picture", "-n", "1", stdin="\n" * 9)
    assert "How old does the examination make" in " ".join(named.split())


def test_the_audit_scorer_asks_in_the_quiz(printed: Callable[..., str]) -> None:
    assert "Mark that entry" in " ".join(
        printed("quiz", "--scorer", "audit", "-n", "1", stdin="\n\n\n").split()
    )


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["--scorer", "nope"], "There is no scorer 'nope'; installed are audit, coding, "),
        (["--case", "nope"], "There is no case 'nope'."),
        (["--case", "v01", "--scorer", "tart"], "tart asks nothing about case v01."),
        (["--item", "nope"], "No installed scorer has an exercise 'nope'; the kinds are "),
        (
            ["--scorer", "tart", "--item", "nope"],
            "Scorer tart has no exercise 'nope'; about generated cases it asks evidence, ",
        ),
        (["--case", "v01", "--item", "picture"], "tart asks nothing by the name 'picture' about case v01."),
        (["--cases", "nope.toml"], "nope.toml: there is no such file."),
        (["--seed", "-1"], "Seed -1 is outside 0 to 999999999999999999"),
        (["-n", "0"], "Invalid value for '-n' / '--count': 0 is not in the range x>=1."),
    ],
)
def test_what_cannot_be_asked_is_refused(args: list[str], sentence: str, refused: Callable[..., str]) -> None:
    assert refused("quiz", *args).startswith(sentence)
