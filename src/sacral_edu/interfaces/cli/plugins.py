"""`sacral-edu plugins`: what is installed and what it can do, what is wrong with it, and a new one."""

from typing import Any

import click
import msgspec

from sacral_edu.domain.cases import Case
from sacral_edu.domain.errors import SacralEduError
from sacral_edu.interfaces.casebook import Casebook, Watch
from sacral_edu.interfaces.cli.notes import wrapped
from sacral_edu.interfaces.cli.output import write
from sacral_edu.interfaces.cli.plugin_check import check
from sacral_edu.interfaces.cli.plugin_new import new
from sacral_edu.plugin_manager import Installed, Problem, discover_scorers

_EPILOG = """\b
Examples:
  sacral-edu plugins list
  sacral-edu plugins new my_scorer
  sacral-edu plugins check my_scorer
"""
_LIST_EPILOG = """\b
Examples:
  sacral-edu plugins list
  sacral-edu plugins list --format json
  sacral-edu plugins list --strict      exit status 2 if there is a problem
"""


@click.group(epilog=_EPILOG)
def plugins() -> None:
    """Show the installed scoring plugins, check them, or begin a new one."""


@plugins.command("list", epilog=_LIST_EPILOG)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--strict", is_flag=True, help="End with exit status 2 if a plugin has a problem.")
def list_plugins(form: str, strict: bool) -> None:
    """List scorers with title, distribution, version, skills and the items they make on bundled cases.

    What is wrong with plugins stands below them: those that cannot be used, and those that fail or take too
    long on a bundled case.
    """
    try:
        cases = Casebook().cases()
    except SacralEduError as error:
        raise click.ClickException(str(error)) from error
    found = discover_scorers()
    watch = Watch(found)
    rows = [_row(name, installed, cases, watch) for name, installed in found.scorers.items()]
    problems = watch.problems()
    if form == "json":
        listed = {"scorers": rows, "problems": problems}
        write(msgspec.json.format(msgspec.json.encode(listed), indent=2).decode() + "\n", None)
    else:
        _show(rows, problems)
    if strict and problems:
        raise SystemExit(2)


plugins.add_command(check)
plugins.add_command(new)


def _show(rows: list[dict[str, Any]], problems: tuple[Problem, ...]) -> None:
    wide = max((len(row["name"]) for row in rows), default=0)
    for row in rows:
        click.echo(f"{row['name']:<{wide}} {row['title']}")
        items = f"{row['items']} {'item' if row['items'] == 1 else 'items'}"
        click.echo(f"{'':<{wide}} {row['distribution']} {row['version']}; {items} on the bundled cases")
        click.echo(wrapped(f"skills: {', '.join(row['skills'])}", " " * (wide + 1), " " * (wide + 9)))
    if problems:
        click.echo("\nProblems")
    for problem in problems:
        click.echo(wrapped(problem.sentence, "- ", "  "))


def _row(name: str, installed: Installed, cases: list[Case], watch: Watch) -> dict[str, Any]:
    scorer = installed.scorer
    sets = [watch.make_items({name: scorer}, case, name) for case in cases]
    return {
        "name": name,
        "title": scorer.title,
        "distribution": installed.distribution,
        "version": installed.version,
        "skills": list(scorer.skills),
        "items": sum(len(made.items) for made in sets),
    }
