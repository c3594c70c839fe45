"""What the history tells about the age of a complaint, where it tells it plainly.

A complaint of days to weeks is read as acute and one of months to years as chronic. That is the reading of
the archetypes behind the cases (none lies between six weeks and four months), and no rule for a real chart.
"""

import re
from typing import NamedTuple

from sacral_edu.api import Case, Criterion
from sacral_edu_tart.keys import UNMARKED

_TIME = re.compile(r"\b(day|week|month|year)s?\b")
_UNCLEAR = frozenset({"pregnancy_pgp", "post_fusion", "hypermobile"})
"""Histories whose times are about a pregnancy, an operation or several spells rather than the complaint."""

_WORDS = {"acute": "days to weeks", "chronic": "months to years"}


class TimeCourse(NamedTuple):
    """The age that the history tells, and the statement that tells it."""

    age: str
    line: str
    text: str


def told_time(case: Case) -> TimeCourse | None:
    """Return the age told by the opening of a generated history; None where it is not told plainly."""
    if case.chronicity is None or case.archetype in _UNCLEAR or case.origin != "generated":
        return None
    openings = {fact.id for fact in case.facts if fact.topic == "opening"}
    for statement in case.note:
        if openings.intersection(statement.conveys) and _TIME.search(statement.text):
            return TimeCourse(case.chronicity, statement.id, statement.text)
    return None


def criteria_of_history(time: TimeCourse, picture: str, share: float) -> dict[str, Criterion]:
    """Return what each answer about the time course earns."""
    return {chosen: _criterion(chosen, time, picture, share) for chosen in (UNMARKED, "acute", "chronic")}


def _criterion(chosen: str, time: TimeCourse, picture: str, share: float) -> Criterion:
    right = f'the history tells of {_WORDS[time.age]}: "{time.text}"'
    if chosen == time.age:
        opening = f"Right, {right}"
    elif not chosen:
        opening = f"No time course chosen; {right}"
    else:
        opening = f"You chose {_WORDS[chosen]}, but {right}"
    agrees = (
        "The examination agrees with it."
        if picture == time.age
        else "The examination does not agree with it, so the two have to be read apart."
    )
    return Criterion(
        id="history",
        label="Time course that the history tells",
        earned=share if chosen == time.age else 0.0,
        possible=share,
        feedback=f"{opening} {agrees}",
        read_more="tart#tart-texture",
        lines=(time.line,),
    )
