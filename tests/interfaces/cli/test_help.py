"""Every command says what it is for and shows how it is used, and starts fast since it loads little."""

import subprocess
import sys
from collections.abc import Callable, Iterator

import click
import pytest

from sacral_edu import __version__
from sacral_edu.interfaces.cli.entry import cli


def _paths(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _paths(inner, (*path, name))


COMMANDS = sorted(_paths(cli))


def test_the_commands_are_those_that_the_course_speaks_of() -> None:
    wanted = {"build", "cases", "generate", "items", "plugins", "quiz", "score", "serve"}
    assert wanted <= {path[0] for path in COMMANDS if path}
    assert {("cases", name) for name in ("check", "list", "show", "where")} <= set(COMMANDS)


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: " ".join(path) or "sacral-edu")
def test_help_says_what_it_does_and_shows_examples(
    path: tuple[str, ...], printed: Callable[..., str]
) -> None:
    said = printed(*path, "--help")
    assert said.startswith(f"Usage: {' '.join(('sacral-edu', *path))} ")
    examples = said.split("\n  Examples:\n")
    assert len(examples) == 2, "there is no section Examples"
    assert f"    {' '.join(('sacral-edu', *path))}" in examples[1]
    assert [line for line in said.split("\n") if len(line) > 80] == []


def test_h_is_short_for_help(printed: Callable[..., str]) -> None:
    assert printed("-h") == printed("--help")


def test_the_version_is_that_of_the_package(printed: Callable[..., str]) -> None:
    assert printed("--version") == f"sacral-edu, version {__version__}\n"


def test_help_imports_no_command() -> None:
    heavy = "{'msgspec', 'rich', 'yaml', 'litestar', 'uvicorn', 'sphinx', 'faker', 'pluggy'}"
    code = f"""
import sys
sys.argv = ["sacral-edu", "--help"]
from sacral_edu.interfaces.cli import main
try:
    main()
except SystemExit:
    print("LOADED", sorted({heavy} & set(sys.modules)))
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.endswith("LOADED []\n")


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["nope"], "No such command 'nope'."),
        (["generate", "--nope"], "No such option"),
        (["generate", "extra"], "Got unexpected extra argument (extra)"),
        (["cases", "nope"], "No such command 'nope'."),
        (["score"], "Missing argument 'RESPONSES.jsonl'."),
        (["build"], "Missing option '-o' / '--output'."),
    ],
)
def test_a_wrong_call_is_refused_in_one_sentence(
    args: list[str], sentence: str, refused: Callable[..., str]
) -> None:
    assert refused(*args).startswith(sentence)
