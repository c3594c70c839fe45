"""`sacral-edu generate`: the same bytes for the same seed, every case solved by what its note states."""

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.clinical.solver import solve
from sacral_edu.domain.cases import Case
from sacral_edu.generation.spec import PROVIDERS


def test_a_note_is_printed_with_its_truth_and_claim_in_80_columns(printed: Callable[..., str]) -> None:
    said = printed("generate", "-n", "3", "--seed", "7")
    assert said.count("\nTRUTH  ") == said.count("\nCLAIM  ") == 3
    for heading in ("HISTORY", "EXAMINATION", "ASSESSMENT", "PLAN"):
        assert said.count(f"\n{heading}\n") == 3
    assert [line for line in said.split("\n") if len(line) > 80] == []


def test_json_and_json_lines_hold_the_same_cases(printed: Callable[..., str]) -> None:
    listed = json.loads(printed("generate", "-n", "3", "--seed", "7", "--format", "json"))
    lines = printed("generate", "-n", "3", "--seed", "7", "--format", "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == listed
    assert [case["id"] for case in listed] == ["g1-7-0", "g1-7-1", "g1-7-2"]


@pytest.mark.parametrize("form", ["note", "json", "jsonl"])
def test_the_same_seed_gives_the_same_bytes_on_screen_and_in_a_file(
    form: str, printed: Callable[..., str], tmp_path: Path
) -> None:
    call = ("generate", "-n", "20", "--seed", "3", "--format", form)
    first = printed(*call)
    assert printed(*call, "-o", tmp_path / "cases") == ""
    assert (tmp_path / "cases").read_text(encoding="utf-8") == first
    assert printed(*call, "-o", "-") == first


def test_another_seed_gives_other_cases(printed: Callable[..., str]) -> None:
    assert printed("generate", "--seed", "1") != printed("generate", "--seed", "2")


def test_a_thousand_cases_are_each_solved_by_what_they_state(
    printed: Callable[..., str], tmp_path: Path
) -> None:
    out = tmp_path / "cases.jsonl"
    printed("generate", "-n", "1000", "--seed", "1", "--format", "jsonl", "-o", out)
    cases = [msgspec.json.decode(line, type=Case) for line in out.read_bytes().splitlines()]
    assert len({case.id for case in cases}) == 1000
    wrong = [
        case.id for case in cases if case.truth is None or solve(case.findings) != {case.truth.dysfunction}
    ]
    assert wrong == []


@pytest.mark.parametrize("name", sorted(dysfunctions()))
def test_every_dysfunction_can_be_asked_for(name: str, printed: Callable[..., str]) -> None:
    (case,) = json.loads(printed("generate", "--dysfunction", name, "--format", "json"))
    assert case["truth"]["dysfunction"] == name


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_provider_can_be_asked_for(provider: str, printed: Callable[..., str]) -> None:
    cases = json.loads(printed("generate", "-n", "5", "--provider", provider, "--format", "json"))
    assert {case["encounter"]["provider"] for case in cases} == {provider}


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["-n", "0"], "Invalid value for '-n' / '--count': 0 is not in the range x>=1."),
        (["-n", "many"], "Invalid value for '-n' / '--count': 'many' is not a valid integer"),
        (["--seed", "-1"], "Seed -1 is outside 0 to 999999999999999999; choose a smaller whole number."),
        (["--seed", "9" * 30], f"Seed {'9' * 30} is outside 0 to 999999999999999999"),
        (
            ["--dysfunction", "L_ON_X"],
            "There is no dysfunction 'L_ON_X'. Did you mean L_ON_R? Choose from NORMAL, L_ON_L, ",
        ),
        (["--provider", "MD"], "Invalid value for '--provider': 'MD' is not one of 'DO', 'DC', 'PT'."),
        (["--format", "xml"], "Invalid value for '--format': 'xml' is not one of"),
    ],
)
def test_a_bad_value_is_refused_in_one_sentence(
    args: list[str], sentence: str, refused: Callable[..., str]
) -> None:
    assert refused("generate", *args).startswith(sentence)


def test_a_place_that_cannot_be_written_is_named(refused: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here before")
    missing = tmp_path / "missing" / "cases.jsonl"
    assert refused("generate", "-o", missing) == f"{missing}: cannot be written: No such file or directory."
    assert refused("generate", "-o", tmp_path) == f"{tmp_path}: cannot be written: Is a directory."
    below = tmp_path / "file" / "cases.jsonl"
    assert refused("generate", "-o", below) == f"{below}: cannot be written: Not a directory."
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
