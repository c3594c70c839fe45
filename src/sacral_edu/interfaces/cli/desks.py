"""The installed scorers for a command, with what is wrong with plugins told once on standard error."""

from collections.abc import Collection
from typing import Any

import click

from sacral_edu.interfaces.casebook import Casebook, Desk, Watch
from sacral_edu.plugin_manager import Problem, ProblemKind, discover_scorers
from sacral_edu.scoring import Scorer


def desk_of(casebook: Casebook, *, silent: Collection[ProblemKind] = ()) -> Desk:
    """Return a desk on the installed scorers; each problem of a plugin is told when it is first seen.

    Kinds in `silent` are not told, for commands that show them in another way. Raises PluginError where no
    scorer can be used.
    """

    def tell(problem: Problem) -> None:
        if problem.kind not in silent:
            warn(problem)

    found = discover_scorers()
    return Desk(casebook, found.usable(), Watch(found, tell=tell))


def told_scorers() -> dict[str, Scorer[Any]]:
    """Return the installed scorers by name, after telling what is wrong with plugins."""
    found = discover_scorers()
    for problem in found.problems:
        warn(problem)
    return found.usable()


def warn(problem: Problem) -> None:
    """Print a problem on standard error; the command goes on and its exit status stays what it is."""
    click.echo(f"Warning: {problem.sentence}", err=True)
