"""`sacral-edu items gaming`: what tricks earn in place of knowledge, beside an honest novice."""

import click
import msgspec

from sacral_edu.analysis.asked import ask, mixed_case
from sacral_edu.analysis.gaming import BAR, TRICKS, GamingReport, audit, markdown, rows
from sacral_edu.generation.spec import checked_spec
from sacral_edu.interfaces.cli.desks import told_scorers
from sacral_edu.interfaces.cli.notes import wrapped
from sacral_edu.interfaces.cli.output import write
from sacral_edu.interfaces.cli.progress import tracked

_EPILOG = """\b
Examples:
  sacral-edu items gaming
  sacral-edu items gaming --scorer tart -n 200
  sacral-edu items gaming --format markdown
"""


@click.command("gaming", epilog=_EPILOG)
@click.option("--scorer", metavar="NAME", help="Only the items of this scorer.")
@click.option(
    "-n", "--count", default=1000, show_default=True, type=click.IntRange(2), help="How many generated cases."
)
@click.option("--seed", default=0, show_default=True, help="Course seed of the cases, and of all lots.")
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "markdown"]), default="table", show_default=True
)
def items_gaming(*, scorer: str | None, count: int, seed: int, form: str) -> None:
    """Measure what can be earned without understanding a note.

    Eleven tricks, from marking everything to pasting a model answer of another case, are tried on every item
    that the scorers make, beside an honest novice who earns about a half. Exit status 1 if a trick earns
    0.35 or more on average.
    """
    checked_spec(seed=seed)
    cases = (mixed_case(index, seed=seed) for index in tracked(range(count), "Asking about cases"))
    asking = ask(told_scorers(), cases, only=scorer)
    report = audit(asking, seed=seed, track=tracked)
    if form == "json":
        write(msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n", None)
    elif form == "markdown":
        write(markdown(report), None)
    else:
        _show(report)
    if not report.holds:
        raise SystemExit(1)


def _show(report: GamingReport) -> None:
    click.echo(f"{report.items:,} items on {report.cases:,} cases; mean scores, 1 is everything.")
    for row in rows(report):
        name = f"{row.scorer}/{row.kind}" if row.kind else f"{row.scorer}, all"
        chance = "" if row.p is None else f", right in {row.p:.0%} of decisions"
        click.echo(f"\n{name}: {row.items:,} items, novice {row.novice:.2f}{chance}")
        shown = [f"{trick} {row.points[trick]:.2f}" for trick in TRICKS if trick in row.points]
        click.echo(wrapped(", ".join(shown), "  ", "  "))
        for trick, mean in row.over.items():
            what = row.constant if trick == "constant" and row.constant else TRICKS[trick]
            click.echo(wrapped(f"! {trick} earns {mean:.2f}, {BAR} or more: {what}", "  ", "    "))
    for sentence in (*report.failures, *(f"{words} ({n} items)" for words, n in report.unjudged.items())):
        click.echo(wrapped(sentence, "- ", "  "))
