"""The directive `{sacral-commands}`: every command as its own `--help` prints it, so it cannot grow stale.

It stands here, since the site knows nothing of the command line; a build names it to Sphinx.
"""

from collections.abc import Iterator
from typing import Any

import click
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from sacral_edu import __version__
from sacral_edu.interfaces.cli.entry import cli
from sacral_edu.interfaces.site.sections import section

_WIDTH = 80


class SacralCommands(SphinxDirective):
    """Puts every command into the page."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return a section for each command, and after it those of the commands below it."""
        made: list[nodes.Node] = []
        for words, command in commands():
            shown = nodes.literal_block("", help_of(words, command), language="none")
            made.append(section(f"command-{'-'.join(words)}", " ".join(words), [shown]))
        return made


def commands() -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command with the words that call it, sorted."""
    yield from _below(("sacral-edu",), cli)


def help_of(words: tuple[str, ...], command: click.Command) -> str:
    """Return what `--help` of a command prints in a window of 80 columns."""
    context = click.Context(
        command, info_name=" ".join(words), terminal_width=_WIDTH, max_content_width=_WIDTH
    )
    return command.get_help(context)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive with Sphinx."""
    app.add_directive("sacral-commands", SacralCommands)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _below(words: tuple[str, ...], command: click.Command) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield words, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None:
                yield from _below((*words, name), found)
