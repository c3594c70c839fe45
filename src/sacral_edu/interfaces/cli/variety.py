"""`sacral-edu cases variety`: how varied generated cases are, as a report."""

import click
import msgspec

from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import checked_spec
from sacral_edu.generation.wishes import CHALLENGES
from sacral_edu.interfaces.casebook.variety import Variety, measure
from sacral_edu.interfaces.cli.desks import told_scorers
from sacral_edu.interfaces.cli.output import write
from sacral_edu.interfaces.cli.progress import tracked

_EPILOG = """\b
Examples:
  sacral-edu cases variety
  sacral-edu cases variety -n 5000 --difficulty noisy --format json
"""

_SECTIONS = {"hpi": "history", "exam": "examination", "assessment": "assessment", "plan": "plan"}


@click.command("variety", epilog=_EPILOG)
@click.option(
    "-n", "--count", default=1000, show_default=True, type=click.IntRange(2), help="How many cases."
)
@click.option("--seed", default=0, show_default=True, help="Course seed.")
@click.option("--difficulty", type=click.Choice(CHALLENGES), help="Only cases of this difficulty.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def variety(count: int, seed: int, difficulty: str | None, form: str) -> None:
    """Report sentence structures, duplicates, balance over what could be guessed by, and item situations."""
    first = checked_spec(seed=seed, challenge=difficulty)
    cases = (generate(first.at(index)) for index in tracked(range(count), "Generating cases"))
    report = measure(cases, told_scorers())
    if form == "json":
        write(msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n", None)
        return
    for line in _lines(report):
        click.echo(line)


def _lines(report: Variety) -> list[str]:
    lines = [
        f"{report.cases} cases, {report.exam_sentences} examination sentences",
        f"distinct structures: {report.exam_skeletons} in the examination, "
        f"{report.history_skeletons} in the history",
        f"identical notes: {report.identical_notes}",
        "sentences as in one of the nine cases before: "
        + ", ".join(f"{_SECTIONS[name]} {share:.1%}" for name, share in report.repeats_within_ten.items()),
        "most repeated structures (share of cases):",
    ]
    lines += [f"  {share:>4.0%}  {said[:68]}" for said, share in report.most_repeated]
    for name, shares in report.balance.items():
        lines.append(f"{name}:")
        lines += [f"  {share:>6.1%}  {value}" for value, share in shares.items()]
    for name, counted in report.situations.items():
        lines.append(f"situations that scorer {name} asks in: {len(counted)}")
        lines += [f"  {count:>6}  {situation}" for situation, count in counted.items()]
    return lines
