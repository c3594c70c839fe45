"""`sacral-edu codes` shows, checks and finds diagnosis codes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sacral_edu.interfaces.cli.codes import codes


def run(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(codes, list(arguments), input=text)


def test_show_prints_title_notes_and_release() -> None:
    result = run("show", "m9904")
    assert result.exit_code == 0
    assert "M99.04  Segmental and somatic dysfunction of sacral region" in result.output
    assert "April 2026 release" in result.output


def test_show_says_in_one_sentence_each_what_is_not_valid() -> None:
    result = run("show", "M99.04", "M54.5", "hello")
    assert result.exit_code == 2
    assert "M54.50, M54.51, M54.59" in result.output
    assert "hello is not shaped like a diagnosis code" in result.output


def test_show_as_json_carries_state_and_what_was_meant() -> None:
    result = run("show", "S33.6A", "--format", "json")
    assert result.exit_code == 2
    [known] = json.loads(result.output)
    assert (known["state"], known["probable"]) == ("unknown", ["S33.6XXA"])


def test_show_answers_for_the_day_asked_about() -> None:
    assert run("show", "M72.2", "--on", "2026-09-30").exit_code == 0
    assert run("show", "M72.2", "--on", "2026-10-01").exit_code == 2
    assert run("show", "M72.2", "--on", "soon").exit_code == 2


def test_check_reads_one_code_a_line_and_parts_claims_by_blank_lines(tmp_path: Path) -> None:
    file = tmp_path / "codes.txt"
    file.write_text("M54.31  # right\n\nG57.01\nM99.04\n", encoding="utf-8")
    result = run("check", str(file))
    assert result.exit_code == 0
    assert result.output.endswith("2 claims, 3 codes: 0 invalid, 0 Excludes1 pairs, 0 notes.\n")


def test_check_tells_invalid_codes_and_pairs_of_one_claim() -> None:
    result = run("check", "-", text="M54.31, G57.01\nM54.5\n")
    assert result.exit_code == 2
    assert 'names "sciatica NOS (M54.3-)"' in result.output
    assert result.output.splitlines()[-1] == "1 claims, 3 codes: 1 invalid, 1 Excludes1 pairs, 0 notes."


def test_codes_outside_the_extract_are_notes_and_no_fault() -> None:
    result = run("check", "-", text="N39.0\n")
    assert result.exit_code == 0
    assert "note: N39.0 cannot be checked" in result.output


@pytest.mark.parametrize("lines", [False, True])
def test_check_reads_cases_as_json_and_as_json_lines(lines: bool) -> None:
    cases = [{"id": name, "claim": {"diagnoses": ["M54.5"]}} for name in ("one", "two")]
    text = "\n".join(json.dumps(case) for case in cases) if lines else json.dumps(cases)
    result = run("check", "-", text=text)
    assert result.exit_code == 2
    assert "one.claim" in result.output
    assert "two.claim" in result.output
    assert "2 claims, 2 codes: 2 invalid" in result.output


def test_check_as_json_lists_the_faults() -> None:
    result = run("check", "-", "--format", "json", text="M54.5\n")
    assert json.loads(result.output)[0]["kind"] == "code"


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "holds no diagnosis codes"), ("[]", "holds no diagnosis codes"), ("{oops", "line 1 is not JSON")],
)
def test_check_says_why_it_cannot_read_a_file(text: str, said: str) -> None:
    result = run("check", "-", text=text)
    assert result.exit_code != 0
    assert said in result.output


def test_check_names_a_file_that_is_not_there() -> None:
    result = run("check", "no-such-file.txt")
    assert result.exit_code != 0
    assert "no-such-file.txt" in result.output


def test_search_lists_the_closest_title_first_and_marks_headers() -> None:
    result = run("search", "low", "back", "pain")
    assert result.exit_code == 0
    assert result.output.startswith("M54.50")
    assert "(header; M54.50, M54.51, M54.59)" in result.output


def test_search_marks_a_code_that_needs_a_7th_character() -> None:
    assert "S33.6+" in run("search", "sprain", "sacroiliac").output


def test_search_that_finds_nothing_says_what_to_try() -> None:
    result = run("search", "piriformis")
    assert result.exit_code == 2
    assert "other words" in result.output


@pytest.mark.parametrize("command", ["show", "check", "search"])
def test_help_shows_an_example(command: str) -> None:
    assert f"sacral-edu codes {command}" in run(command, "--help").output
