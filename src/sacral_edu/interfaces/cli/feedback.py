"""Showing a prompt and its feedback in 80 columns."""

from collections.abc import Mapping
from typing import Any

import click
import msgspec

from sacral_edu.domain.items import Criterion, NotGraded, Outcome, Prompt, Response, Score
from sacral_edu.interfaces.casebook import Solution, own_texts
from sacral_edu.interfaces.cli.notes import SECTIONS, WIDTH, wrapped
from sacral_edu.interfaces.cli.own_text import show_own_text

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


def show_outcome(outcome: Outcome, prompt: Prompt, answers: Mapping[str, Any], had: str = "") -> None:
    """Print the score and, for every criterion, what was earned, why, and where to read more.

    `answers` are those that were scored: where criteria speak of words in them, the text is printed again
    with these words marked, and the criteria are numbered. `had` says in words what help came before.
    """
    click.echo()
    click.echo("=" * WIDTH)
    if isinstance(outcome, NotGraded):
        words = (
            f"Not graded: the plugin {outcome.scorer} failed. Your answer is not a zero. ({outcome.reason})"
        )
        click.secho(wrapped(words), fg="yellow")
        click.echo(wrapped("Your answer is this line; keep it, and `sacral-edu score` takes it later:"))
        response = Response(item_id=outcome.item_id, answers=outcome.answers)
        # In one line, however long, so that it can be copied whole.
        click.echo(msgspec.json.encode(response).decode())
        return
    click.secho(f"Score {outcome.points:.0%}", bold=True)
    if had and outcome.credit is not None:
        click.echo(wrapped(f"{had[0].upper()}{had[1:]}: {outcome.credit:.0%} credit."))
    _show_reasons(outcome, prompt, answers)


def show_solution(solution: Solution, prompt: Prompt) -> None:
    """Print the worked answer, field by field, and why it earns what it earns."""
    click.echo()
    click.secho("Worked answer", bold=True)
    for told in solution.told:
        click.echo(wrapped(told.label))
        for line in told.lines:
            click.echo(wrapped(line, "    ", "    "))
    click.echo()
    _show_reasons(solution.score, prompt, solution.response.answers)


def _show_reasons(outcome: Score, prompt: Prompt, answers: Mapping[str, Any]) -> None:
    if outcome.summary:
        click.echo(wrapped(outcome.summary))
    texts = own_texts(outcome, prompt, answers)
    for own in texts:
        click.echo()
        show_own_text(own)
    lines = {line.id: at for at, line in enumerate(prompt.note, 1)}
    for number, criterion in enumerate(outcome.criteria, 1):
        click.echo()
        _show_criterion(criterion, lines, f"{number}. " if texts else "")
    for picture in outcome.pictures:
        click.echo()
        click.echo(wrapped(f"{picture.caption}. {picture.text}"))
    click.echo()


def _show_criterion(criterion: Criterion, numbers: dict[str, int], place: str) -> None:
    sign, color, word = _verdict(criterion)
    at = [str(numbers[line]) for line in criterion.lines if line in numbers]
    where = f"line {', '.join(at)}: " if at else ""
    points = _points(criterion)
    click.secho(wrapped(f"{place}{where}{criterion.label}", f"{sign} ", "  "), fg=color)
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
