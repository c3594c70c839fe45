"""Showing a prompt and its feedback in 80 columns."""

import click

from sacral_edu.domain.items import Criterion, NotGraded, Outcome, Prompt
from sacral_edu.interfaces.cli.notes import SECTIONS, WIDTH, wrapped

_TINY = 1e-9


def show_prompt(prompt: Prompt, number: int) -> None:
    """Print the case, the question and the numbered lines of the note."""
    click.echo()
    click.secho(wrapped(f"Exercise {number}: {prompt.title}"), bold=True)
    click.echo("-" * WIDTH)
    for label, value in prompt.context:
        click.echo(wrapped(f"{label}: {value}", "", "    "))
    section = None
    for at, line in enumerate(prompt.note, 1):
        if line.section != section:
            section = line.section
            click.secho(f"\n{SECTIONS[section]}", fg="cyan")
        click.echo(wrapped(line.text, f"{at:>3}  ", "     "))
    click.echo()
    click.secho(wrapped(prompt.stem), bold=True)


def show_outcome(outcome: Outcome, prompt: Prompt) -> None:
    """Print the score and, for every criterion, what was earned, why, and where to read more."""
    click.echo()
    click.echo("=" * WIDTH)
    if isinstance(outcome, NotGraded):
        words = (
            f"Not graded: the plugin {outcome.scorer} failed. Your answer is not a zero. ({outcome.reason})"
        )
        click.secho(wrapped(words), fg="yellow")
        return
    click.secho(f"Score {outcome.points:.0%}", bold=True)
    if outcome.summary:
        click.echo(wrapped(outcome.summary))
    numbers = {line.id: at for at, line in enumerate(prompt.note, 1)}
    for criterion in outcome.criteria:
        click.echo()
        _show_criterion(criterion, numbers)
    for picture in outcome.pictures:
        click.echo()
        click.echo(wrapped(f"{picture.caption}. {picture.text}"))
    click.echo()


def _show_criterion(criterion: Criterion, numbers: dict[str, int]) -> None:
    sign, color, word = _verdict(criterion)
    at = [str(numbers[line]) for line in criterion.lines if line in numbers]
    where = f"line {', '.join(at)}: " if at else ""
    points = _points(criterion)
    click.secho(wrapped(f"{where}{criterion.label}", f"{sign} ", "  "), fg=color)
    head = f"{word}{f' ({points})' if points else ''}. " if word else ""
    click.echo(wrapped(f"{head}{criterion.feedback}", "    ", "    "))
    more = f"Read: {criterion.read_more}"
    if criterion.rules:
        more += f"   Rules: {', '.join(criterion.rules)}"
    click.secho(wrapped(more, "    ", "    "), dim=True)


def _points(criterion: Criterion) -> str:
    if criterion.possible:
        return f"{criterion.earned * 100:.0f} of {criterion.possible * 100:.0f}"
    return f"{criterion.earned * 100:+.0f}" if criterion.earned else ""


def _verdict(criterion: Criterion) -> tuple[str, str, str]:
    if criterion.earned < -_TINY:
        return "-", "red", "Taken off"
    if criterion.possible <= _TINY:
        return "i", "cyan", ""
    if criterion.earned >= criterion.possible - _TINY:
        return "+", "green", "Earned"
    if criterion.earned > _TINY:
        return "~", "yellow", "Partly"
    return "x", "red", "Missed"
