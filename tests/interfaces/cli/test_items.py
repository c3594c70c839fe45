"""`sacral-edu items`: prompts for everybody, keys for instructors who ask for them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sacral_edu.domain.items import ClaimField, Prompt, TextField
from sacral_edu.interfaces.casebook import Casebook, Desk, bundled

KEY_WORDS = (
    '"key"',
    '"letters"',
    '"deciding"',
    '"worth"',
    '"why"',
    '"looks"',
    '"right"',
    '"truth"',
    '"claim":',
    '"rationale"',
    '"acceptable_first_listed"',
    '"planted_error"',
    '"findings":',
    '"conveys"',
)
"""Names of fields that only answer keys and whole cases have."""


def test_every_prompt_of_every_case_is_printed_as_it_is_and_nothing_more(
    printed: Callable[..., str], desk: Desk
) -> None:
    for case_id in ("left-on-left", "superior-shear", "v01", "g1-7-0"):
        text = printed("items", case_id)
        case = desk.casebook.case(case_id)
        prompts = [item.prompt for name in sorted(desk.scorers) for item in desk.items(case, name).items]
        assert msgspec.json.decode(text, type=list[Prompt], strict=True) == prompts
        # Not one field more than prompts have, at any depth.
        assert json.loads(text) == json.loads(msgspec.json.encode(prompts))


@pytest.mark.parametrize("case_id", ["left-on-left", "superior-shear", "v01", "g1-7-0", "g1-7-5"])
def test_no_word_of_a_key_is_printed(case_id: str, printed: Callable[..., str]) -> None:
    text = printed("items", case_id)
    assert [word for word in KEY_WORDS if word in text] == []
    case = Casebook().case(case_id)
    prompts = msgspec.json.decode(text, type=list[Prompt])
    offered = [
        {option.id for option in field.options}
        for prompt in prompts
        for field in prompt.fields
        if not isinstance(field, (ClaimField, TextField))
    ]
    if case.truth is not None and case.origin == "generated":
        truth = case.truth.dysfunction
        # It may stand among options, never anywhere else and never as the one option of a list.
        assert text.count(f'"{truth}"') == sum(truth in ids for ids in offered)
        assert all(len(ids) > 1 for ids in offered if truth in ids)
    if case.claim is not None and case.claim.rationale:
        assert case.claim.rationale not in text


def test_the_name_of_the_truth_is_not_in_a_region_question(printed: Callable[..., str]) -> None:
    for index in range(0, 60, 12):
        case = Casebook().case(f"g1-11-{index}")
        text = printed("items", case.id, "--scorer", "region")
        assert case.truth is not None
        assert case.truth.name.lower() not in text.lower()


def test_keys_are_printed_for_those_who_ask(printed: Callable[..., str]) -> None:
    shown = json.loads(printed("items", "left-on-left", "--with-keys"))
    keys = {item["prompt"]["scorer"]: item["key"] for item in reversed(shown)}
    assert keys["audit"]["right"] == "R_ON_R"
    assert keys["region"]["region"] == "sacral"
    assert any(look["letters"] for look in keys["tart"]["evidence"])
    assert keys["coding"]["claim"]["diagnoses"]


def test_one_scorer_can_be_asked(printed: Callable[..., str]) -> None:
    asked = json.loads(printed("items", "left-on-left", "--scorer", "tart"))
    assert asked[0]["item_id"] == "left-on-left/tart/evidence"
    assert {item["scorer"] for item in asked} == {"tart"}
    assert printed("items", "v01", "--scorer", "tart") == "[]\n"


def test_a_case_file_can_be_asked_about(printed: Callable[..., str], tmp_path: Path) -> None:
    words = (bundled("cases") / "left-on-left.toml").read_text(encoding="utf-8")
    path = tmp_path / "mine.toml"
    path.write_text(words.replace('id = "left-on-left"', 'id = "mine"'), encoding="utf-8")
    by_file = printed("items", path)
    assert {item["case_id"] for item in json.loads(by_file)} == {"mine"}
    assert printed("items", "mine", "--cases", path) == by_file


def test_a_file_of_vignettes_gives_an_item_for_each(printed: Callable[..., str]) -> None:
    shown = json.loads(printed("items", bundled("cases") / "vignettes/chiropractic.yaml"))
    assert {item["scorer"] for item in shown} == {"coding"}
    assert len(shown) > 4


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_generated_cases_come_in_from_a_file_or_a_pipe(
    form: str, printed: Callable[..., str], tmp_path: Path
) -> None:
    made = printed("generate", "-n", "20", "--seed", "7", "--format", form)
    path = tmp_path / f"cases.{form}"
    path.write_text(made, encoding="utf-8")
    piped = printed("items", "-", stdin=made)
    assert printed("items", path) == piped
    ids = [item["case_id"] for item in json.loads(piped)]
    assert list(dict.fromkeys(ids)) == [f"g1-7-{index}" for index in range(20)]
    with_keys: list[dict[str, Any]] = json.loads(printed("items", "-", "--with-keys", stdin=made))
    assert [item["prompt"] for item in with_keys] == json.loads(piped)


def test_blank_lines_between_cases_are_skipped(printed: Callable[..., str]) -> None:
    made = printed("generate", "-n", "2", "--format", "jsonl")
    spaced = "\n" + made.replace("\n", "\n\n  \n")
    assert printed("items", "-", stdin=spaced) == printed("items", "-", stdin=made)
    assert printed("items", "-", stdin="\n \n") == "[]\n"


def test_items_are_written_to_a_file(printed: Callable[..., str], tmp_path: Path) -> None:
    out = tmp_path / "items.json"
    assert printed("items", "v01", "-o", out) == ""
    assert out.read_text(encoding="utf-8") == printed("items", "v01")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "-: line 1: this is not a case as `sacral-edu generate` writes it: "),
        ("\n\n7\n", "-: line 3: this is not a case as `sacral-edu generate` writes it: "),
        ('{"id": "x"}', "-: line 1: this is not a case as `sacral-edu generate` writes it: Object missing"),
        ("[{}]", "-: this is not a case as `sacral-edu generate` writes it: Object missing required"),
        ("[" * 9000, "-: this is not a case as `sacral-edu generate` writes it: "),
        (b"\xff", "-: is not UTF-8 text (byte 0)."),
    ],
    ids=["broken", "third-line", "no-case", "list", "deep", "bytes"],
)
def test_what_is_no_case_is_refused_with_its_line(
    text: str | bytes, sentence: str, refused: Callable[..., str]
) -> None:
    assert refused("items", "-", stdin=text).startswith(sentence)


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["nope"], "There is no case 'nope'."),
        (
            ["v01", "--scorer", "nope"],
            "There is no scorer 'nope'; installed are audit, coding, ",
        ),
        (["nope.json"], "nope.json: cannot be read: No such file or directory."),
        (["nope.toml"], "nope.toml: there is no such file."),
        (["g1-0-0", "--cases", "nope.toml"], "nope.toml: there is no such file."),
    ],
)
def test_what_is_not_there_is_refused_in_one_sentence(
    args: list[str], sentence: str, refused: Callable[..., str]
) -> None:
    assert refused("items", *args).startswith(sentence)
