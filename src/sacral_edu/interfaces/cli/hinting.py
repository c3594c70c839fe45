"""Help with one exercise at a terminal: what a typed line may ask for, what it costs, and what was had."""

import sys
from collections.abc import Mapping
from typing import Any

import click

from sacral_edu.domain.errors import ResponseError
from sacral_edu.domain.items import Help, Prompt
from sacral_edu.interfaces.casebook import Desk
from sacral_edu.interfaces.cli.feedback import show_solution
from sacral_edu.interfaces.cli.notes import wrapped
from sacral_edu.scoring import COSTS, credit

_HINT = frozenset({"?", "hint"})
_SOLUTION = "solution"


class GaveUp(Exception):  # noqa: N818 no fault, but what a learner chose
    """The worked answer was shown, so there is nothing left to ask."""


class Helping:
    """The help that a learner has with one exercise, with the credit that is left."""

    def __init__(self, desk: Desk, prompt: Prompt) -> None:
        """Help with the exercise of a prompt, by what the desk knows of it."""
        self._desk = desk
        self._prompt = prompt
        self._hints = 0
        self._of: int | None = None
        self._tries = 0
        self._solution = False
        self._scored: tuple[Mapping[str, Any], Help] | None = None

    def had(self, answers: Mapping[str, Any] | None = None) -> Help:
        """Return the help before these answers: the same answer once more is no further try."""
        if self._scored is not None and answers == self._scored[0] and not self._solution:
            return self._scored[1]
        return Help(hints=self._hints, tries=self._tries, solution=self._solution)

    def graded(self, answers: Mapping[str, Any], had: Help) -> None:
        """Take note of an answer that was scored, and of the help before it."""
        if self._scored is None or answers != self._scored[0]:
            self._tries += 1
        self._scored = (answers, had)

    def left(self) -> str:
        """Return the most credit that the next answer can have, such as `63%`."""
        return f"{credit(1.0, self.had()):.0%}"

    def announce(self) -> None:
        """Print what may be typed instead of an answer, and what it costs."""
        words = (
            f"Help: ? for a hint ({_price()} of the credit each), solution for the worked answer (no credit)."
        )
        click.secho(wrapped(words), dim=True)

    def heard(self, typed: str) -> bool:
        """Give a hint or the worked answer where the line asks for one, else return False.

        Raises GaveUp once the worked answer was shown.
        """
        word = typed.strip().lower()
        if word not in _HINT and word != _SOLUTION:
            return False
        if not sys.stdin.isatty():
            # Where nobody's Enter has ended the line of the question.
            click.echo()
        if word == _SOLUTION:
            self._solve()
        else:
            self._hint()
        return True

    def _hint(self) -> None:
        if self._of is not None and self._hints >= self._of:
            click.secho(wrapped("There are no more hints; none was counted."), fg="yellow")
            return
        try:
            hint = self._desk.hint(self._prompt.item_id, self._hints + 1)
        except ResponseError as error:
            click.secho(wrapped(f"{error} Nothing was counted."), fg="yellow")
            return
        self._hints, self._of = hint.number, hint.of
        click.secho(wrapped(f"Hint {hint.number} of {hint.of}: {hint.text}", "", "  "), fg="cyan")
        if hint.read_more:
            click.secho(wrapped(f"Read: {hint.read_more}", "  ", "  "), dim=True)
        more = f"; the next hint costs {_price()} more" if hint.number < hint.of else "; it was the last hint"
        click.secho(wrapped(f"Credit now at most {self.left()}{more}.", "  ", "  "), dim=True)

    def _solve(self) -> None:
        try:
            solution = self._desk.solution(self._prompt.item_id)
        except ResponseError as error:
            click.secho(wrapped(f"{error} Nothing was counted."), fg="yellow")
            return
        self._solution = True
        show_solution(solution, self._prompt)
        raise GaveUp


def help_words(had: Help) -> str:
    """Return in words what help came before an answer; empty where there was none."""
    parts = ["the worked answer was shown"] if had.solution else []
    if had.hints:
        parts.append("one hint" if had.hints == 1 else f"{had.hints} hints")
    if had.tries:
        parts.append("second try" if had.tries == 1 else f"try {had.tries + 1}")
    return _listed(parts)


def help_totals(each: list[Help]) -> str:
    """Return in words all the help of several exercises; empty where there was none."""
    counts = (
        (sum(one.hints for one in each), "hint", "hints"),
        (sum(one.tries for one in each), "further try", "further tries"),
        (sum(one.solution for one in each), "worked answer", "worked answers"),
    )
    return _listed([f"{count} {one if count == 1 else many}" for count, one, many in counts if count])


def _listed(parts: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def _price() -> str:
    return f"{COSTS.hint:.0%}"
