"""`sacral-edu items lint` and `items gaming`: reports on what the scorers ask, beside `items CASE`."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from sacral_edu.analysis.gaming import TRICKS
from sacral_edu.generation.authored import read_case
from sacral_edu.generation.authored_checks import NOT_FOR_CASES
from sacral_edu.interfaces.cli.items import items


def test_a_first_word_that_is_no_command_is_a_case(printed: Callable[..., str]) -> None:
    assert json.loads(printed("items", "left-on-left", "--scorer", "tart"))
    assert printed("items", "--scorer", "tart", "left-on-left") == printed(
        "items", "left-on-left", "--scorer", "tart"
    )
    assert printed("items", "lint", "--help").startswith("Usage: sacral-edu items lint ")


def test_help_tells_of_the_case_and_of_the_commands(printed: Callable[..., str]) -> None:
    said = printed("items", "--help")
    assert said.startswith("Usage: sacral-edu items [OPTIONS] CASE\n")
    assert "--with-keys" in said
    assert "\n  lint " in said
    assert "\n  gaming " in said


def test_no_case_can_have_the_name_of_a_command(bundled_texts: dict[str, str]) -> None:
    assert set(items.commands) == NOT_FOR_CASES
    words = bundled_texts["left-on-left.toml"]
    for name in NOT_FOR_CASES:
        case, faults = read_case(words.replace('id = "left-on-left"', f'id = "{name}"'), name="mine.toml")
        assert case is None
        assert faults == [f"mine.toml: id: {name!r} is the name of a command on items; choose another."]


def test_the_linter_says_what_it_looked_at_and_ends_by_what_it_found(run: Callable[..., Any]) -> None:
    ended = run("items", "lint", "--scorer", "audit", "-n", "40", "--format", "json")
    report = json.loads(ended.stdout)
    assert (ended.returncode, ended.stderr) == (int(bool(report["faults"])), "")
    assert report["cases"] > 40
    assert report["items"] > 30
    assert {row["scorer"] for row in report["positions"]} == {"audit"}
    assert report["not_measured"]


def test_the_linters_table_is_for_reading(run: Callable[..., Any]) -> None:
    ended = run("items", "lint", "--scorer", "audit", "-n", "40")
    assert " items on " in ended.stdout.splitlines()[0]
    assert "\nNot measured\n- Whether each wrong option is ever chosen" in ended.stdout
    assert "\nHow often each position was right" in ended.stdout
    assert "  audit/error correction" in ended.stdout
    assert [line for line in ended.stdout.splitlines() if len(line) > 80] == []


def test_the_same_seed_gives_the_same_report(run: Callable[..., Any]) -> None:
    for command in ("lint", "gaming"):
        call = ("items", command, "--scorer", "audit", "-n", "30", "--seed", "7", "--format", "json")
        assert run(*call).stdout == run(*call).stdout
        assert run(*call[:-3], "8", *call[-2:]).stdout != run(*call).stdout


@pytest.mark.parametrize("form", ["table", "json", "markdown"])
def test_tricks_are_reported_in_each_form_and_below_the_bar_for_audit(
    form: str, printed: Callable[..., str]
) -> None:
    said = printed("items", "gaming", "--scorer", "audit", "-n", "40", "--format", form)
    if form == "json":
        (row,) = json.loads(said)["kinds"]
        assert set(row["points"]) <= set(TRICKS)
        assert row["points"]["blank"] == 0
    elif form == "markdown":
        assert "| `audit` error |" in said
    else:
        assert "\naudit/error: " in said
        assert "commonest" in said
        assert [line for line in said.splitlines() if len(line) > 80] == []


def test_progress_is_shown_on_a_terminal(terminal: Callable[..., Any]) -> None:
    one = terminal("items", "lint", "--scorer", "audit", "-n", "200")
    one.wait_for("Asking about cases")
    one.wait_for("items on ")


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["lint", "--scorer", "nope"], "There is no scorer 'nope'; installed are "),
        (["gaming", "--scorer", "nope"], "There is no scorer 'nope'; installed are "),
        (["lint", "--seed", "-1"], "Seed -1 is outside 0 to "),
        (["gaming", "--seed", "-1"], "Seed -1 is outside 0 to "),
        (["lint", "left-on-left"], "Got unexpected extra argument (left-on-left)"),
        (["gaming", "-n", "1"], "Invalid value for '-n' / '--count': 1 is not in the range x>=2."),
        (["lint", "--format", "xml"], "Invalid value for '--format': 'xml' is not one of 'table', 'json'."),
    ],
)
def test_a_wrong_call_is_refused_in_one_sentence(
    args: list[str], sentence: str, refused: Callable[..., str]
) -> None:
    assert refused("items", *args).startswith(sentence)
