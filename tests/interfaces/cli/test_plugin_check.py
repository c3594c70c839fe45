"""`sacral-edu plugins check`: a report in words or as JSON, and exit status 2 where there is a fault."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

FAULTY = """
from sacral_edu.api import ChoiceField, Item, Option, Prompt, hookimpl, note_lines


class Faulty:
    name = "faulty"
    title = "Faulty on purpose"
    skills = ("none",)

    def items(self, case):
        options = (Option(id="a", label="One", letter="A"), Option(id="b", label="", letter="A"))
        prompt = Prompt(
            item_id=f"{{case.id}}/faulty/it", scorer=self.name, case_id=case.id, title="T", stem="Which?",
            note=note_lines(case, ("exam",)), fields=(ChoiceField(id="it", label="It", options=options),),
            skills=self.skills,
        )
        return (Item(prompt=prompt, key="a"),)

    def score(self, key, response):
        print("a word that belongs in no report")
        raise RuntimeError("not written yet")

    def examples(self, item):
        return ()


@hookimpl
def sacral_edu_scorers():
    return {brought}
"""


@pytest.fixture
def installed(tmp_path: Path) -> Callable[..., dict[str, str]]:
    """Install a plugin that brings a faulty scorer, and return the environment in which it is found."""

    def install(*, brought: str = "(Faulty(),)") -> dict[str, str]:
        folder = tmp_path / "site"
        meta = folder / "faulty-1.0.dist-info"
        meta.mkdir(parents=True)
        (folder / "faulty_plugin.py").write_text(FAULTY.format(brought=brought))
        (meta / "METADATA").write_text("Metadata-Version: 2.1\nName: faulty\nVersion: 1.0\n")
        (meta / "entry_points.txt").write_text("[sacral_edu]\nfaulty = faulty_plugin\n")
        paths = [str(folder), os.environ.get("PYTHONPATH", "")]
        return {"PYTHONPATH": os.pathsep.join(path for path in paths if path)}

    return install


def test_a_bundled_scorer_is_checked_on_generated_and_bundled_cases(
    printed: Callable[..., str], tmp_path: Path
) -> None:
    said = printed("plugins", "check", "audit", "-n", "6", cwd=tmp_path)
    assert said.startswith("Scorer audit conforms: ")
    assert "  malformed answers  " in said
    assert "\n  score()            " in said
    assert [line for line in said.split("\n") if len(line) > 80] == []
    assert list(tmp_path.iterdir()) == []


def test_a_report_is_written_as_json(printed: Callable[..., str]) -> None:
    written = json.loads(printed("plugins", "check", "audit", "-n", "3", "--seed", "5", "--format", "json"))
    (report,) = written["reports"]
    assert written["problems"] == []
    assert (report["scorer"], report["conforms"], report["faults"]) == ("audit", True, [])
    assert {check["name"] for check in report["checks"]} >= {"items", "secrecy", "examples", "random answers"}
    assert {speed["call"] for speed in report["speed"]} == {"items()", "score()"}


def test_faults_are_told_and_end_with_status_2(
    run: Callable[..., object], installed: Callable[..., dict[str, str]]
) -> None:
    ended = run("plugins", "check", "faulty", "-n", "1", env=installed())
    assert ended.returncode == 2
    assert set(ended.stderr.splitlines()) == {"a word that belongs in no report"}
    said = " ".join(ended.stdout.split())
    assert said.startswith("Scorer faulty does not conform: ")
    for words in (
        "field 'it' has an option without label or id; give every option an id and a label in words.",
        "field 'it' has the letter 'A' twice; give each option of a field a letter of its own.",
        "there is no example of kind right; yield one of kind right for every item.",
        "score() raised RuntimeError: not written yet; score every answer that fits the prompt",
    ):
        assert words in said


def test_with_all_a_plugin_that_cannot_be_used_is_a_fault_too(
    run: Callable[..., object], installed: Callable[..., dict[str, str]]
) -> None:
    env = installed(brought="1 / 0")
    ended = run("plugins", "check", "--all", "-n", "0", "--format", "json", env=env)
    assert ended.returncode == 2
    written = json.loads(ended.stdout)
    assert len(written["reports"]) > 3
    (problem,) = written["problems"]
    assert (problem["distribution"], problem["version"]) == ("faulty", "1.0")


def test_a_scorer_that_cannot_be_used_is_refused_with_the_reason(
    refused: Callable[..., str], installed: Callable[..., dict[str, str]]
) -> None:
    env = installed(brought='(type("Untitled", (Faulty,), {"title": 7})(),)')
    assert refused("plugins", "check", "faulty", env=env).startswith(
        "The plugin of faulty 1.0 brings a scorer (faulty) whose title is 7; use a text."
    )


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        ([], "Name the scorers to check, or say --all for every installed one."),
        (["audit", "--all"], "Name the scorers to check, or say --all for every installed one."),
        (["nope"], "There is no scorer 'nope'; installed are audit, "),
        (["audit", "--seed", "-1"], "Seed -1 is outside 0 to "),
        (["audit", "-n", "-1"], "Invalid value for '-n' / '--count': -1 is not in the range x>=0."),
        (["audit", "--format", "xml"], "Invalid value for '--format': 'xml'"),
        (["audit", "--cases", "nope.toml"], "nope.toml: there is no such file."),
    ],
)
def test_a_wrong_call_is_refused_in_one_sentence(
    args: list[str], sentence: str, refused: Callable[..., str]
) -> None:
    assert refused("plugins", "check", *args).startswith(sentence)


def test_a_terminal_shows_what_is_being_checked(terminal: Callable[..., object]) -> None:
    shown = terminal("plugins", "check", "audit", "-n", "2")
    shown.wait_for("audit: ")
    shown.wait_for("Scorer audit conforms")
    assert shown.ended() == 0
