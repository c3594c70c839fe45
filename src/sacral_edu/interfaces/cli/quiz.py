"""`sacral-edu quiz`: exercises in the terminal, one after another, until the learner has had enough."""

import secrets
from pathlib import Path
from statistics import fmean
from typing import Any

import click

from sacral_edu.domain.errors import CaseError, PluginError
from sacral_edu.domain.items import Item, Prompt, Score
from sacral_edu.generation.chance import Chance
from sacral_edu.generation.spec import checked_spec
from sacral_edu.interfaces.casebook import Desk
from sacral_edu.interfaces.cli.desks import desk_of
from sacral_edu.interfaces.cli.exercise import Done, do_exercise, kept
from sacral_edu.interfaces.cli.feedback import show_prompt
from sacral_edu.interfaces.cli.files import casebook_of
from sacral_edu.interfaces.cli.hinting import help_totals
from sacral_edu.interfaces.cli.notes import wrapped

_EPILOG = """\b
Examples:
  sacral-edu quiz
  sacral-edu quiz --scorer tart --seed 7
  sacral-edu quiz --scorer tart --item picture
  sacral-edu quiz --case left-on-left --scorer audit
"""


@click.command(epilog=_EPILOG)
@click.option(
    "--seed", type=int, help="Course seed, to do the same exercises again; else a new one is drawn."
)
@click.option("--scorer", metavar="NAME", help="Only exercises of this scorer; else they take turns.")
@click.option("--item", metavar="NAME", help="Only exercises of this kind; else a scorer's kinds take turns.")
@click.option("--case", "case_id", metavar="ID", help="Begin with this case, authored or generated.")
@click.option("-n", "--count", type=click.IntRange(1), help="Stop after this many exercises.")
@click.option("--cases", "paths", multiple=True, type=click.Path(path_type=Path), metavar="PATH",
              help="Case file or folder of your own.")  # fmt: skip
def quiz(
    seed: int | None,
    scorer: str | None,
    item: str | None,
    case_id: str | None,
    count: int | None,
    paths: tuple[Path, ...],
) -> None:
    """Do exercises in the terminal, with feedback that says why.

    At any question type ? (or hint) for a hint, and solution for the worked answer. After an answer that did
    not earn everything you may try again. Help lowers the credit, never the score: a hint takes 10%, a second
    try is worth 70%, any later one 50%, and after the worked answer no credit is left. Of several tries the
    one with the most credit counts.

    Ctrl-C or an empty line at "another?" with n ends the quiz and shows what you have done.
    """
    desk = desk_of(casebook_of(paths), silent=("score",))
    if scorer is not None and scorer not in desk.scorers:
        raise PluginError(f"There is no scorer {scorer!r}; installed are {', '.join(sorted(desk.scorers))}.")
    chosen = secrets.randbelow(1_000_000) if seed is None else checked_spec(seed=seed).seed
    done: list[Done] = []
    try:
        _run(desk, _Plan(desk, chosen, scorer, item, case_id), count, done)
    except (click.Abort, KeyboardInterrupt, EOFError):
        click.echo("\n")
    _sum_up(done, chosen)


class _Plan:
    """Which exercise comes next."""

    def __init__(
        self, desk: Desk, seed: int, scorer: str | None, item: str | None, case_id: str | None
    ) -> None:
        self._desk = desk
        self._seed = seed
        self._item = item
        self._case_id = case_id
        self._names = [scorer] if scorer else _able(desk, item)

    def prompt(self, number: int) -> Prompt:
        if number == 0 and self._case_id is not None:
            return self._named(self._case_id)
        turns = number // len(self._names)
        turn = Chance("quiz", self._seed, turns).sample(self._names, len(self._names))
        name = turn[number % len(self._names)]
        # A scorer's kinds of question take turns as well, one in each round of the scorers.
        kinds = self._desk.kinds(name)
        kind = self._item or (kinds[turns % len(kinds)] if kinds else None)
        try:
            return self._desk.first(name, checked_spec(seed=self._seed, index=number * 7), kind).prompt
        except CaseError:
            return self._from_files(name, number)

    def _named(self, case_id: str) -> Prompt:
        case = self._desk.casebook.case(case_id)
        for name in self._names:
            made = [one for one in self._desk.items(case, name).items if self._wanted(one)]
            if made:
                return made[0].prompt
        asked = f" by the name {self._item!r}" if self._item else ""
        raise CaseError(f"{', '.join(self._names)} asks nothing{asked} about case {case_id}.")

    def _wanted(self, item: Item[Any]) -> bool:
        return self._item is None or item.prompt.item_id.endswith(f"/{self._item}")

    def _from_files(self, name: str, number: int) -> Prompt:
        """Return an exercise on an authored case, for scorers that ask nothing about generated ones."""
        sets = [self._desk.items(case, name) for case in self._desk.casebook.cases()]
        made = [item for found in sets for item in found.items if self._wanted(item)]
        if not made and self._item is not None:
            kinds = ", ".join(self._desk.kinds(name)) or "nothing"
            raise CaseError(
                f"Scorer {name} has no exercise {self._item!r}; about generated cases it asks {kinds}."
            )
        if not made:
            failures = [failure for found in sets for failure in found.failures]
            reason = failures[0] if failures else "It asks nothing about them."
            raise CaseError(f"Scorer {name} has no exercise on any case at hand. {reason}")
        return made[number % len(made)].prompt


def _able(desk: Desk, item: str | None) -> list[str]:
    """Return the scorers that take turns: all that ask something, or that item, about generated cases."""
    able = [name for name in sorted(desk.scorers) if desk.kinds(name)]
    if item is None:
        return able or sorted(desk.scorers)
    asking = [name for name in able if item in desk.kinds(name)]
    if not asking:
        known = ", ".join(sorted({kind for name in able for kind in desk.kinds(name)}))
        raise CaseError(f"No installed scorer has an exercise {item!r}; the kinds are {known}.")
    return asking


def _run(desk: Desk, plan: _Plan, count: int | None, done: list[Done]) -> None:
    number = 0
    while count is None or number < count:
        prompt = plan.prompt(number)
        show_prompt(prompt, number + 1)
        do_exercise(desk, prompt, done)
        number += 1
        if count is None and not click.confirm("Another exercise?", default=True):
            return


def _sum_up(done: list[Done], seed: int) -> None:
    if not done:
        click.echo("No exercise finished.")
        return
    scored = [one.outcome for one in done if isinstance(one.outcome, Score)]
    parts = [f"{len(done)} {'exercise' if len(done) == 1 else 'exercises'}"]
    if len(scored) < len(done):
        parts.append(f"{len(done) - len(scored)} not graded")
    if scored:
        parts.append(f"mean score {fmean(one.points for one in scored):.0%}")
    help_had = help_totals([one.had for one in done])
    if scored and help_had:
        parts.append(f"mean credit {fmean(map(kept, scored)):.0%} after {help_had}")
    click.echo(wrapped(f"{', '.join(parts)}. The same again: --seed {seed}"))
