"""Drawings sent with a score: what was answered beside what was found."""

from functools import cache

from sacral_edu.api import Illustration, draw_dysfunction
from sacral_edu_dysfunction.rows import name_of


@cache
def found(row: str) -> tuple[Illustration, ...]:
    """Return the drawing of what the findings add up to."""
    return (_drawn("What the findings add up to", row, "found"),)


@cache
def beside(answered: str, row: str) -> tuple[Illustration, ...]:
    """Return the drawing of the answer and that of what was found; one where they are the same."""
    if answered in ("", row):
        return found(row)
    return (_drawn("What you named", answered, "answered"), *found(row))


def _drawn(head: str, row: str, uid: str) -> Illustration:
    drawn = draw_dysfunction(row, uid=uid)
    return Illustration(svg=drawn.svg, text=drawn.text, caption=f"{head}: {name_of(row)}")
