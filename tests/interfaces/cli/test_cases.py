"""`sacral-edu cases`: list, show and check, as a person calls them."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sacral_edu.interfaces.casebook import bundled


def test_the_bundled_cases_and_vignettes_are_sound(printed: Callable[..., str]) -> None:
    said = printed("cases", "check", bundled("cases"))
    found = re.fullmatch(
        r"\d+ files: (\d+) authored cases, 34 vignettes \(34 keys, 107 mistakes\); 0 faults\.\n", said
    )
    assert found is not None, said
    assert int(found[1]) >= 5


def test_every_fault_of_broken_files_is_printed_with_its_place(
    run: Callable[..., object], tmp_path: Path
) -> None:
    words = (bundled("cases") / "left-on-left.toml").read_text(encoding="utf-8")
    (tmp_path / "a.toml").write_bytes(b"\xff")
    (tmp_path / "b.yaml").write_bytes(b"#" * 5_000_000)
    (tmp_path / "c.yaml").write_text("a: [")
    (tmp_path / "d.toml").write_text(words.replace('dysfunction = "R_ON_R"', 'dysfunction = "R_ON_L"'))
    (tmp_path / "e.toml").write_text(words.replace('value = "decreases"', 'value = "decreased"'))
    (tmp_path / "empty").mkdir()
    ended = run("cases", "check", tmp_path, tmp_path / "empty", tmp_path / "nope.toml")
    assert (ended.returncode, ended.stderr) == (2, "")
    *faults, last = ended.stdout.splitlines()
    assert [fault.removeprefix(str(tmp_path)).split(": ")[:2] for fault in faults] == [
        ["/a.toml", "is not UTF-8 text (byte 0); save it as UTF-8."],
        ["/b.yaml", "has 5,000,000 bytes, more than the 4,000,000 that a case file may have; split it."],
        ["/c.yaml", "is not valid YAML"],
        ["/d.toml", "dysfunction"],
        ["/e.toml", "note[10].findings"],
        ["/empty", "there is no case file (.toml, .yaml, .yml) in this folder."],
        ["/nope.toml", "there is no such file."],
    ]
    assert last == "6 files: 0 authored cases, 0 vignettes (0 keys, 0 mistakes); 7 faults."


def test_cases_are_listed_as_a_table_and_as_json(printed: Callable[..., str]) -> None:
    table = printed("cases", "list").splitlines()
    rows = json.loads(printed("cases", "list", "--format", "json"))
    assert [line.split()[0] for line in table] == [row["id"] for row in rows]
    assert "left-on-left       authored  A name that does not fit its findings" in table
    assert {row["origin"] for row in rows} == {"authored", "vignette"}
    assert all(row["title"] and row["difficulty"] for row in rows)


def test_ones_own_cases_are_listed_besides(printed: Callable[..., str], tmp_path: Path) -> None:
    words = (bundled("cases") / "left-on-left.toml").read_text(encoding="utf-8")
    (tmp_path / "mine.toml").write_text(words.replace('id = "left-on-left"', 'id = "mine"'))
    assert "mine " in printed("cases", "list", "--cases", tmp_path)
    assert "[mine]" in printed("cases", "show", "mine", "--cases", tmp_path / "mine.toml")


@pytest.mark.parametrize("case_id", ["left-on-left", "v01", "g1-7-0"])
def test_a_case_is_shown_without_its_truth_unless_asked(case_id: str, printed: Callable[..., str]) -> None:
    without = printed("cases", "show", case_id)
    assert without.split("\n", 1)[0].endswith(f"[{case_id}]")
    assert "TRUTH" not in without
    assert "CLAIM" not in without
    with_key = printed("cases", "show", case_id, "--with-key")
    assert with_key.startswith(without.rstrip("\n"))
    assert "\nCLAIM  " in with_key
    assert [line for line in with_key.split("\n") if len(line) > 80] == []


def test_the_folder_of_the_bundled_cases_is_printed(printed: Callable[..., str]) -> None:
    assert Path(printed("cases", "where").strip()) == bundled("cases")


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["show", "left-on-rigt"], "There is no case 'left-on-rigt'. Did you mean left-on-left?"),
        (["show", "nope"], "There is no case 'nope'. `sacral-edu cases list` shows all."),
        (["show", "g1-0-0", "--cases", "nope.toml"], "nope.toml: there is no such file."),
        (["list", "--cases", "nope"], "nope: there is no such file."),
        (["check"], "Missing argument 'PATHS...'."),
    ],
)
def test_what_is_not_there_is_refused_in_one_sentence(
    args: list[str], sentence: str, refused: Callable[..., str]
) -> None:
    assert refused("cases", *args).startswith(sentence)


def test_a_name_is_written_whole_whatever_the_system_thinks_of_its_letters(
    printed: Callable[..., str], tmp_path: Path
) -> None:
    words = (bundled("cases") / "left-on-left.toml").read_text(encoding="utf-8")
    words = words.replace('id = "left-on-left"', 'id = "mine"').replace(
        "Marisol Whitcomb", "Zoë Šimůnková 王"
    )
    (tmp_path / "mine.toml").write_text(words, encoding="utf-8")
    said = printed("cases", "show", "mine", "--cases", tmp_path, env={"PYTHONIOENCODING": "ascii"})
    assert "Zoë Šimůnková 王" in said
