"""`sacral-edu plugins`: what is installed and what it can do."""

from typing import Any

import click
import msgspec

from sacral_edu.domain.cases import Case
from sacral_edu.domain.errors import SacralEduError
from sacral_edu.interfaces.casebook import Casebook
from sacral_edu.interfaces.cli.output import write
from sacral_edu.plugin_manager import Installed, installed_scorers
from sacral_edu.scoring import make_items

_EPILOG = """\b
Examples:
  sacral-edu plugins list
  sacral-edu plugins list --format json
"""


@click.group(epilog=_EPILOG)
def plugins() -> None:
    """Show the installed scoring plugins."""


@plugins.command("list", epilog=_EPILOG)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def list_plugins(form: str) -> None:
    """List scorers with title, distribution, version, skills and the items they make on bundled cases."""
    try:
        cases = Casebook().cases()
    except SacralEduError as error:
        raise click.ClickException(str(error)) from error
    rows = [_row(name, installed, cases) for name, installed in installed_scorers().items()]
    if form == "json":
        write(msgspec.json.format(msgspec.json.encode(rows), indent=2).decode() + "\n", None)
        return
    for row in rows:
        click.echo(f"{row['name']:<10} {row['title']}")
        items = f"{row['items']} {'item' if row['items'] == 1 else 'items'}"
        click.echo(f"{'':<10} {row['distribution']} {row['version']}; {items} on the bundled cases")
        click.echo(f"{'':<10} skills: {', '.join(row['skills'])}")
        for failure in row["failures"][:1]:
            click.echo(f"{'':<10} {failure}")


def _row(name: str, installed: Installed, cases: list[Case]) -> dict[str, Any]:
    scorer = installed.scorer
    sets = [make_items({name: scorer}, case) for case in cases]
    return {
        "name": name,
        "title": str(scorer.title),
        "distribution": installed.distribution,
        "version": installed.version,
        "skills": [str(skill) for skill in scorer.skills or ()],
        "items": sum(len(made.items) for made in sets),
        "failures": [failure for made in sets for failure in made.failures],
    }
