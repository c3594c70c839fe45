"""`sacral-edu cases`: what cases there are, what one says, and whether a file of them is sound."""

from pathlib import Path

import click
import msgspec

from sacral_edu.interfaces.casebook import Casebook, bundled, check_paths
from sacral_edu.interfaces.cli.desks import told_scorers
from sacral_edu.interfaces.cli.files import casebook_of
from sacral_edu.interfaces.cli.notes import note_text
from sacral_edu.interfaces.cli.output import write
from sacral_edu.interfaces.cli.variety import variety

_EPILOG = """\b
Examples:
  sacral-edu cases list
  sacral-edu cases show left-on-left --with-key
  sacral-edu cases check my-cases
"""
_CHECK_EPILOG = """\b
Examples:
  sacral-edu cases check cases
  sacral-edu cases check my-case.toml my-vignettes.yaml
"""

_paths_option = click.option(
    "--cases",
    "paths",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Case file or folder of your own, besides the bundled ones; may be repeated.",
)


@click.group(epilog=_EPILOG)
def cases() -> None:
    """List, show and check case files."""


@cases.command("check", epilog=_CHECK_EPILOG)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
def check(paths: tuple[Path, ...]) -> None:
    """Check case files and folders of them; one line a fault, then the counts.

    An authored case must be solved uniquely by what its note states. A vignette's key must follow from
    its facts and earn full marks, and each of its mistakes must earn less and be told why. Exit status 2
    if there is a fault.
    """
    report = check_paths(paths, told_scorers())
    for fault in report.faults:
        click.echo(fault)
    click.echo(
        f"{report.files} files: {report.cases} authored cases, {report.vignettes} vignettes "
        f"({report.vignettes} keys, {report.mistakes} mistakes); {len(report.faults)} faults."
    )
    if report.faults:
        raise SystemExit(2)


@cases.command(
    "list", epilog="\b\nExamples:\n  sacral-edu cases list\n  sacral-edu cases list --cases my-cases/\n"
)
@_paths_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def list_cases(paths: tuple[Path, ...], form: str) -> None:
    """List the cases that stand in files, sorted by id."""
    found = Casebook(paths).cases()
    if form == "json":
        rows = [{"id": c.id, "title": c.title, "origin": c.origin, "difficulty": c.difficulty} for c in found]
        write(msgspec.json.format(msgspec.json.encode(rows), indent=2).decode() + "\n", None)
        return
    for case in found:
        click.echo(f"{case.id:<18} {case.origin:<9} {case.title}")


@cases.command(
    "show",
    epilog="\b\nExamples:\n  sacral-edu cases show left-on-left\n  sacral-edu cases show g1-7-0 --with-key\n",
)
@click.argument("case_id")
@_paths_option
@click.option("--with-key", is_flag=True, help="Show the truth and the correct claim as well.")
def show(case_id: str, paths: tuple[Path, ...], with_key: bool) -> None:
    """Print the note of a case: an authored one, a vignette, or a generated one by its id."""
    click.echo(note_text(casebook_of(paths).case(case_id), with_key=with_key), nl=False)


cases.add_command(variety)


@cases.command("where", epilog="\b\nExamples:\n  sacral-edu cases where\n")
def where() -> None:
    """Print the folder of the bundled cases, to copy one as a start for your own."""
    click.echo(str(bundled("cases")))
