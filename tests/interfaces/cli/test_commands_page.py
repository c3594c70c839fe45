"""The page of commands of the built course against the command line itself."""

from collections.abc import Callable
from pathlib import Path

import click
import pytest

from sacral_edu.interfaces.cli.commands_page import commands, help_of


@pytest.mark.parametrize(
    ("call", "command"), list(commands()), ids=lambda one: "-".join(one) if isinstance(one, tuple) else ""
)
def test_every_command_stands_there_as_its_help_prints_it(
    call, command, bundled_site: Path, words_of: Callable[[Path], str]
) -> None:
    words = words_of(bundled_site / "reference-commands.html")
    assert help_of(call, command) in words
    options = [each for each in command.params if isinstance(each, click.Option) and not each.hidden]
    assert all(option in words for parameter in options for option in parameter.opts)


def test_help_has_an_example_for_every_command_that_does_something() -> None:
    lacking = [" ".join(call) for call, command in commands() if "sacral-edu" not in (command.epilog or "")]
    assert lacking == []
