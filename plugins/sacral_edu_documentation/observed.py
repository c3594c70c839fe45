"""One finding of the sacrum that a text mentions, beside the examination."""

from typing import Literal, NamedTuple

from sacral_edu_documentation.lexicon import Term
from sacral_edu_documentation.reading import Reading
from sacral_edu_documentation.scopes import DENIED, ELSEWHERE, STATED
from sacral_edu_documentation.sites import with_side

Verdict = Literal["supported", "side", "value", "denied", "unknown"]
"""Borne out; on the wrong side; of the wrong value; denied though it is there; not in the note."""

SIDED = ("L", "R")


class Seen(NamedTuple):
    """A finding that a text mentions: its letter (empty for none), the verdict, and the words it is."""

    letter: str
    verdict: Verdict
    first: int
    last: int
    state: int


def seen(reading: Reading, letter: str, verdict: Verdict, one: Term, other: Term) -> Seen:
    """Return a finding told by two terms, its place or test first, with what holds of both."""
    first, last = min(one.first, other.first), max(one.last, other.last)
    state, beside = reading.state_of(other), reading.state_of(one)
    # A denial or doubt about the place is about another finding there.
    state = max(state, beside) if beside >= ELSEWHERE else state
    first, last = with_side(reading, first, last)
    told = STATED if verdict == "denied" and state == DENIED else state
    return Seen(letter, verdict, first, last, told)
