"""`sacral-edu score`: responses in, scores out, a line each, or a line number and nothing at all."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sacral_edu.domain.items import NotGraded, Score
from sacral_edu.interfaces.casebook import Desk

GOOD = {"item_id": "left-on-left/tart/evidence", "answers": {"evidence": {"s5": "restriction"}}}
CLAIM = {"item_id": "v01/coding/claim", "answers": {"claim": {"diagnoses": ["M99.04"]}}}


def lines(*responses: object) -> str:
    return "".join(json.dumps(response) + "\n" for response in responses)


@pytest.fixture(scope="module")
def examples(desk: Desk) -> list[Any]:
    """An example of every kind that can be scored, from every scorer, on authored and generated cases."""
    found: list[Any] = []
    for case_id in ("left-on-left", "superior-shear", "v01", "v10", "g1-7-0", "g1-7-1", "g1-7-2"):
        case = desk.casebook.case(case_id)
        for name, scorer in desk.scorers.items():
            for item in desk.items(case, name).items:
                found += [example for example in scorer.examples(item) if example.points is not None]
    return found


def test_scores_come_in_the_order_of_the_responses_and_as_the_scorers_say(
    printed: Callable[..., str], examples: list[Any]
) -> None:
    text = b"".join(msgspec.json.encode(example.response) + b"\n" for example in examples)
    said = printed("score", "-", stdin=text).splitlines()
    outcomes = [msgspec.json.decode(line, type=Score | NotGraded) for line in said]
    assert [outcome.item_id for outcome in outcomes] == [example.response.item_id for example in examples]
    assert [getattr(outcome, "points", None) for outcome in outcomes] == pytest.approx(
        [example.points for example in examples], abs=1e-6
    )
    assert {"audit", "coding", "region", "tart"} <= {outcome.scorer for outcome in outcomes}


def test_a_file_and_a_pipe_are_scored_alike(printed: Callable[..., str], tmp_path: Path) -> None:
    path = tmp_path / "responses.jsonl"
    path.write_text(lines(GOOD, CLAIM), encoding="utf-8")
    piped = printed("score", "-", stdin=lines(GOOD, CLAIM))
    assert printed("score", path) == piped
    assert printed("score", path, "-o", tmp_path / "scores.jsonl") == ""
    assert (tmp_path / "scores.jsonl").read_text(encoding="utf-8") == piped


def test_blank_lines_are_skipped_and_no_line_is_no_fault(printed: Callable[..., str]) -> None:
    assert len(printed("score", "-", stdin="\n" + lines(GOOD) + "   \n\n" + lines(CLAIM)).splitlines()) == 2
    assert printed("score", "-", stdin="") == ""


def test_windows_line_ends_and_a_byte_order_mark_are_read(printed: Callable[..., str]) -> None:
    text = b"\xef\xbb\xbf" + lines(GOOD, CLAIM).replace("\n", "\r\n").encode()
    assert printed("score", "-", stdin=text) == printed("score", "-", stdin=lines(GOOD, CLAIM))


NOT_A_RESPONSE = "responses: line 3: this is not a response ("


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ("{", "line 3: this is not a response ("),
        (
            "7",
            "line 3: this is not a response (Expected `object`, got `int`); expected an object with item_id",
        ),
        ("{}", "line 3: this is not a response (Object missing required field `item_id`)"),
        ('{"item_id": 7, "answers": {}}', "line 3: this is not a response (Expected `str`, got `int`"),
        ('{"item_id": "x", "answers": []}', "line 3: this is not a response (Expected `object`, got `array`"),
        ('{"item_id": "x", "answers": {}}', "line 3: 'x' is not an item id; one reads case/scorer/name."),
        ('{"item_id": "a/b/c", "answers": {}}', "line 3: There is no case 'a'."),
        ('{"item_id": "v01/nope/claim", "answers": {}}', "line 3: There is no scorer 'nope'"),
        ('{"item_id": "v01/coding/nope", "answers": {}}', "line 3: There is no item 'v01/coding/nope'."),
        (
            '{"item_id": "v01/coding/claim", "answers": {"clam": {}}}',
            "line 3: Item v01/coding/claim: there is no field 'clam'; its fields are claim.",
        ),
        (
            '{"item_id": "v01/coding/claim", "answers": {"claim": 7}}',
            "line 3: Item v01/coding/claim, field 'claim': this is not a claim (",
        ),
        (
            '{"item_id": "left-on-left/tart/evidence", "answers": {"evidence": ["s1"]}}',
            "line 3: Item left-on-left/tart/evidence, field 'evidence': expected an object",
        ),
        (
            '{"item_id": "left-on-left/audit/error", "answers": {"correction": "M99.04"}}',
            "line 3: Item left-on-left/audit/error, field 'correction': there is no option 'M99.04'",
        ),
        ('{"item_id": "x", "answers": {"a": ' + "[" * 100_000 + "]" * 100_000 + "}}", "line 3: this is not"),
        (
            '{"item_id": "left-on-left/tart/evidence", "answers": {"evidence": '
            + '{"s5":' * 980
            + "1"
            + "}" * 980
            + "}}",
            "line 3: ",
        ),
    ],
    ids=[
        "broken",
        "number",
        "empty-object",
        "id-is-number",
        "answers-are-list",
        "no-item-id",
        "no-case",
        "no-scorer",
        "no-item",
        "no-field",
        "no-claim",
        "wrong-shape",
        "no-option",
        "deep",
        "deep-but-readable",
    ],
)
def test_a_bad_line_is_told_by_its_number_and_nothing_is_written(
    bad: str, sentence: str, refused: Callable[..., str], tmp_path: Path
) -> None:
    out = tmp_path / "scores.jsonl"
    out.write_text("from before")
    said = refused("score", "-", "-o", out, stdin=lines(GOOD) + "\n" + bad + "\n" + lines(CLAIM))
    assert said.startswith(f"-: {sentence}")
    assert out.read_text() == "from before"
    assert [path.name for path in tmp_path.iterdir()] == ["scores.jsonl"]


def test_a_fault_names_the_file_it_stands_in(refused: Callable[..., str], tmp_path: Path) -> None:
    path = tmp_path / "responses.jsonl"
    path.write_text("7\n")
    assert refused("score", path).startswith(f"{path}: line 1: this is not a response (")
    path.write_bytes(b"\xff\n")
    assert refused("score", path) == f"{path}: is not UTF-8 text (byte 0)."


def test_files_that_are_not_there_are_named(refused: Callable[..., str], tmp_path: Path) -> None:
    missing = tmp_path / "nope.jsonl"
    assert refused("score", missing) == f"{missing}: cannot be read: No such file or directory."
    assert refused("score", tmp_path) == f"{tmp_path}: cannot be read: Is a directory."
    assert refused("score", "-", "--cases", missing).startswith(f"{missing}: ")


def test_a_place_that_cannot_be_written_is_named(refused: Callable[..., str], tmp_path: Path) -> None:
    out = tmp_path / "missing" / "scores.jsonl"
    said = refused("score", "-", "-o", out, stdin=lines(GOOD))
    assert said == f"{out}: cannot be written: No such file or directory."


def test_a_file_is_replaced_whole_and_readable_by_others(printed: Callable[..., str], tmp_path: Path) -> None:
    out = tmp_path / "scores.jsonl"
    out.write_text("from before, and longer than one score " * 500)
    printed("score", "-", "-o", out, stdin=lines(GOOD))
    assert json.loads(out.read_text())["item_id"] == GOOD["item_id"]
    assert out.stat().st_mode & 0o777 == 0o644
    assert [path.name for path in tmp_path.iterdir()] == ["scores.jsonl"]


def test_responses_about_ones_own_cases_are_scored(
    printed: Callable[..., str], tmp_path: Path, checkout: Path
) -> None:
    words = (checkout / "cases/left-on-left.toml").read_text(encoding="utf-8")
    path = tmp_path / "mine.toml"
    path.write_text(words.replace('id = "left-on-left"', 'id = "mine"'), encoding="utf-8")
    response = GOOD | {"item_id": "mine/tart/evidence"}
    assert json.loads(printed("score", "-", "--cases", path, stdin=lines(response)))["points"] > 0
