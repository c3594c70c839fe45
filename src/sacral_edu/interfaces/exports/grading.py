"""Grading an answer in a notebook, by the same scorers as everywhere else."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from sacral_edu.clinical.coding import notice
from sacral_edu.domain.errors import ResponseError
from sacral_edu.domain.items import (
    ChoiceField,
    ChoicesField,
    ClaimField,
    Field,
    NotGraded,
    Outcome,
    Prompt,
    Response,
)
from sacral_edu.interfaces.casebook import Casebook, Desk
from sacral_edu.interfaces.exports.feedback import Report, as_html, as_markdown, as_text, report
from sacral_edu.interfaces.exports.shorthand import spelled_out
from sacral_edu.plugin_manager import load_scorers

_NUMBER = re.compile(r"\b\d{5}\b")


class Graded:
    """What became of an answer. Jupyter shows it as HTML or Markdown, `print` as plain text."""

    def __init__(self, item_id: str, shown: Report, outcome: Outcome | None) -> None:
        """Keep the outcome, None where the answer could not be read, and what is shown of it."""
        self.item_id = item_id
        self.outcome = outcome
        self._shown = shown

    @property
    def points(self) -> float | None:
        """Points in 0..1; None where the answer was not graded, which is never a zero."""
        return None if self.outcome is None or isinstance(self.outcome, NotGraded) else self.outcome.points

    def __str__(self) -> str:
        return as_text(self._shown)

    def __repr__(self) -> str:
        return as_text(self._shown)

    def _repr_html_(self) -> str:
        return as_html(self._shown)

    def _repr_markdown_(self) -> str:
        return as_markdown(self._shown)


def grade(item_id: str, answers: Mapping[str, Any], *, cases: Iterable[str | PathLike[str]] = ()) -> Graded:
    """Grade the answers to an item and return what to show.

    `answers` goes from field id to answer. Lines of the note may be given by number and options by letter
    (`{"evidence": {5: "R"}}`) or both by id. `cases` are files or folders of cases of one's own in which
    to look the item's case up. An unknown item or an answer of the wrong shape is said in the result and
    costs nothing. A plugin that fails is left out, or gives an answer that is not graded. Raises
    PluginError where no scorer can be used.
    """
    desk = _desk(tuple(fspath(path) for path in cases))
    try:
        prompt = desk.item(item_id).prompt
        written = spelled_out(prompt, answers)
        outcome = desk.score(Response(item_id=item_id, answers=written))
    except ResponseError as error:
        return Graded(
            item_id, Report(heading="Not graded", said=f"{error} Mend it and run the cell again."), None
        )
    return Graded(item_id, report(outcome, prompt, written, _notice(prompt)), outcome)


@cache
def _desk(paths: tuple[str, ...]) -> Desk:
    return Desk(Casebook([Path(path) for path in paths]), load_scorers())


def _notice(prompt: Prompt) -> str:
    """Return the notice that must stand wherever the feedback may name a procedure by its number.

    That is so where a claim is built, and where an option to choose from shows such a number.
    """
    return notice() if any(_about_procedures(field) for field in prompt.fields) else ""


def _about_procedures(field: Field) -> bool:
    if isinstance(field, (ChoiceField, ChoicesField)):
        return any(_NUMBER.search(option.label) for option in field.options)
    return isinstance(field, ClaimField)
