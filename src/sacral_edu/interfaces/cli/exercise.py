"""One exercise at a terminal: asked, answered, explained, and tried again as often as the learner likes."""

from collections.abc import Mapping
from typing import Any

import click
from msgspec.structs import replace

from sacral_edu.domain.errors import ResponseError
from sacral_edu.domain.items import Help, Outcome, Prompt, Response, Score
from sacral_edu.interfaces.casebook import Desk
from sacral_edu.interfaces.cli.ask import ask, ask_yes
from sacral_edu.interfaces.cli.feedback import show_outcome
from sacral_edu.interfaces.cli.hinting import GaveUp, Helping, help_words
from sacral_edu.interfaces.cli.notes import wrapped

_WHOLE = 1 - 1e-9


class Done:
    """How an exercise went: the outcome that counts, and all the help that was had with it."""

    def __init__(self, outcome: Outcome, had: Help) -> None:
        """Begin with the first outcome."""
        self.outcome = outcome
        self.had = had

    def take(self, outcome: Outcome, had: Help) -> None:
        """Take in a further try: the one with the most credit counts, the first of those with as much."""
        if _counted(outcome) > _counted(self.outcome):
            self.outcome = outcome
        self.had = had


def do_exercise(desk: Desk, prompt: Prompt, done: list[Done]) -> None:
    """Ask, score and explain, and offer another try while something is left to earn.

    `done` gets an entry with the first outcome, so that an interrupt later on does not lose it. Raises
    click.Abort, EOFError or KeyboardInterrupt where the input ends.
    """
    helping = Helping(desk, prompt)
    helping.announce()
    entry: Done | None = None
    try:
        while True:
            outcome, had = _try(desk, prompt, helping)
            if entry is None:
                entry = Done(outcome, had)
                done.append(entry)
            else:
                entry.take(outcome, had)
            if not isinstance(outcome, Score) or outcome.points >= _WHOLE or not _again(helping):
                return
    except GaveUp:
        if entry is None:
            # A blank answer after the worked one: scored as everywhere, and without credit.
            blank = Response(item_id=prompt.item_id, answers={}, help=helping.had())
            done.append(Done(desk.score(blank), helping.had()))
        else:
            entry.had = replace(entry.had, hints=helping.had().hints, solution=True)


def _try(desk: Desk, prompt: Prompt, helping: Helping) -> tuple[Outcome, Help]:
    """Ask until the answer can be read and is scored; what was typed wrongly is said and asked again."""
    while True:
        answers: Mapping[str, Any] = {field.id: ask(field, prompt, helping.heard) for field in prompt.fields}
        had = helping.had(answers)
        try:
            outcome = desk.score(Response(item_id=prompt.item_id, answers=answers, help=had))
        except ResponseError as error:
            click.secho(wrapped(f"{error} Please answer again."), fg="yellow")
            continue
        if isinstance(outcome, Score):
            helping.graded(answers, had)
        show_outcome(outcome, prompt, answers, help_words(had))
        return outcome, had


def _again(helping: Helping) -> bool:
    words = (
        f"Another try earns up to {helping.left()} credit, and the better one counts. "
        "? and solution help here too; Enter goes on."
    )
    click.echo(wrapped(words))
    return ask_yes("Try again?", helping.heard)


def kept(score: Score) -> float:
    """Return what a score counts (0..1): its credit, or its points where there was no help."""
    return score.points if score.credit is None else score.credit


def _counted(outcome: Outcome) -> float:
    """Return what an outcome counts; less than nothing where it was not graded."""
    return kept(outcome) if isinstance(outcome, Score) else -1.0
