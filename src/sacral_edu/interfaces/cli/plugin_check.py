"""`sacral-edu plugins check`: put installed scorers to every test, and say in words what to mend."""

import os
import sys
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

import click
import msgspec

from sacral_edu.domain.errors import PluginError
from sacral_edu.generation.spec import checked_spec
from sacral_edu.interfaces.cli.files import casebook_of
from sacral_edu.interfaces.cli.notes import wrapped
from sacral_edu.interfaces.cli.output import write
from sacral_edu.plugin_manager import Discovery, Problem, discover_scorers
from sacral_edu.testing import STEPS, Report, conformance, mixed_cases

_EPILOG = """\b
Examples:
  sacral-edu plugins check region
  sacral-edu plugins check --all --format json
  sacral-edu plugins check region -n 200 --seed 3 --cases my-cases/
"""

Step = Callable[[str], None]


@click.command("check", epilog=_EPILOG)
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--all", "everything", is_flag=True, help="Check every installed scorer.")
@click.option(
    "-n", "--count", default=42, show_default=True, type=click.IntRange(0), help="How many generated cases."
)
@click.option("--seed", default=0, show_default=True, help="Course seed of the generated cases.")
@click.option(
    "--cases",
    "paths",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Case file or folder of your own, besides the bundled ones; may be repeated.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def check(
    *, names: tuple[str, ...], everything: bool, count: int, seed: int, paths: tuple[Path, ...], form: str
) -> None:
    """Check installed scorers by name: their items, prompts, scores and answers of every kind.

    Generated cases of all difficulties and the bundled ones are asked about. A fault is one sentence that
    says how to mend it; advice is no fault. Exit status 2 if there is a fault.
    """
    found = discover_scorers()
    chosen = _chosen(names, found, everything=everything)
    checked_spec(seed=seed)
    cases = [*mixed_cases(count, seed=seed), *casebook_of(paths).cases()]
    scorers = found.usable()
    with _out_of_the_way(), _watched(len(chosen)) as step:
        reports = [
            conformance(scorers[name], cases, step=lambda what, name=name: step(f"{name}: {what}"))
            for name in chosen
        ]
    problems = found.problems if everything else ()
    write(_as_json(reports, problems) if form == "json" else _as_text(reports, problems), None)
    if problems or not all(report.conforms for report in reports):
        raise SystemExit(2)


def _chosen(names: tuple[str, ...], found: Discovery, *, everything: bool) -> tuple[str, ...]:
    """Return the names of the scorers to check; raise where one cannot be used, with the reason."""
    if everything == bool(names):
        raise click.UsageError("Name the scorers to check, or say --all for every installed one.")
    for name in names:
        if name not in found.scorers:
            reasons = [problem.sentence for problem in found.problems if problem.plugin == name]
            installed = ", ".join(found.scorers)
            raise PluginError(
                " ".join(reasons)
                or f"There is no scorer {name!r}; installed are {installed}. `sacral-edu plugins list` "
                "shows them."
            )
    return tuple(dict.fromkeys(names or found.scorers))


def _as_text(reports: list[Report], problems: tuple[Problem, ...]) -> str:
    said = ["\n".join(wrapped(line, rest="  ") for line in str(report).split("\n")) for report in reports]
    if problems:
        cannot = [wrapped(f"- {problem.sentence}", rest="  ") for problem in problems]
        said.append("\n".join(["Plugins that cannot be used:", *cannot]))
    if len(reports) > 1:
        sound = sum(report.conforms for report in reports)
        said.append(f"{sound} of {len(reports)} scorers conform.")
    return "\n\n".join(said) + "\n"


def _as_json(reports: list[Report], problems: tuple[Problem, ...]) -> str:
    rows = [{"conforms": report.conforms, **msgspec.to_builtins(report)} for report in reports]
    said = {"reports": rows, "problems": problems}
    return msgspec.json.format(msgspec.json.encode(said), indent=2).decode() + "\n"


@contextmanager
def _out_of_the_way() -> Generator[None]:
    """Let hypothesis keep its notes in a folder that goes away, and what a plugin prints off the report."""
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(sys.stderr):
        os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", folder)
        yield


@contextmanager
def _watched(scorers: int) -> Generator[Step]:
    """Yield what shows the check that is run: a bar on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    # Imported late, since rich costs more than all the rest of a short command.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Checking", total=scorers * STEPS)
        yield lambda what: progress.update(task, description=what, advance=1)
