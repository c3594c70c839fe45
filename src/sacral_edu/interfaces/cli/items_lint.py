"""`sacral-edu items lint`: known flaws of item writing in what the installed scorers ask."""

from itertools import chain

import click
import msgspec

from sacral_edu.analysis.asked import ask, mixed_case
from sacral_edu.analysis.linting import LintReport, Positions, lint
from sacral_edu.generation.spec import checked_spec
from sacral_edu.interfaces.casebook import Casebook
from sacral_edu.interfaces.cli.desks import told_scorers
from sacral_edu.interfaces.cli.notes import wrapped
from sacral_edu.interfaces.cli.output import write
from sacral_edu.interfaces.cli.progress import tracked

_EPILOG = """\b
Examples:
  sacral-edu items lint
  sacral-edu items lint --scorer region -n 200
  sacral-edu items lint --format json
"""


@click.command("lint", epilog=_EPILOG)
@click.option("--scorer", metavar="NAME", help="Only the items of this scorer.")
@click.option(
    "-n", "--count", default=1000, show_default=True, type=click.IntRange(1), help="How many generated cases."
)
@click.option("--seed", default=0, show_default=True, help="Course seed of the generated cases.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def items_lint(*, scorer: str | None, count: int, seed: int, form: str) -> None:
    """Look for flaws of item writing that help a guesser or mislead a reader.

    Asked are generated cases of all difficulties and the bundled ones: for a right option that is the
    longest or repeats the stem, absolute words, "all of the above", doubles and overlaps, a favored
    position, a stem that asks nothing or asks negatively. A remark is no fault. Exit status 1 if there is
    a fault.
    """
    checked_spec(seed=seed)
    generated = (mixed_case(index, seed=seed) for index in tracked(range(count), "Asking about cases"))
    report = lint(ask(told_scorers(), chain(generated, Casebook().cases()), only=scorer))
    if form == "json":
        write(msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n", None)
    else:
        _show(report)
    if not report.clean:
        raise SystemExit(1)


def _show(report: LintReport) -> None:
    click.echo(f"{report.items:,} items on {report.cases:,} cases; {len(report.faults)} faults.")
    sections = {
        "Faults": [*map(str, report.faults), *report.failures],
        "Remarks": list(map(str, report.remarks)),
        "Not judged": [f"{words} ({count} items)" for words, count in report.unjudged.items()],
        "Not measured": list(report.not_measured),
    }
    for head, sentences in sections.items():
        if sentences:
            click.echo(f"\n{head}")
        for sentence in sentences:
            click.echo(wrapped(sentence, "- ", "  "))
    if report.positions:
        click.echo("\nHow often each position was right (p: chance of counts as uneven)")
    for row in report.positions:
        click.echo(_position(row))


def _position(row: Positions) -> str:
    counts = " ".join(map(str, row.counts))
    judged = "one order" if row.p is None else f"p {row.p:.3f}"
    return f"  {f'{row.scorer}/{row.kind} {row.field}':<34} {judged:<10} {counts}"
