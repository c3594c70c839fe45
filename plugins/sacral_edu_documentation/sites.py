"""Where a finding is said to be: the nearest place and side in a text."""

from sacral_edu_documentation.lexicon import Term
from sacral_edu_documentation.reading import Reading

_BARRIERS = frozenset({",", "and", "with", "--", ";", "(", ")", "plus", "+", "while", ":"})
_BARRIER_COST = 4
_PARTING = frozenset({"and", "while", "plus", "+", "&"})
_SACRAL_MARKS = frozenset({"sulcus", "base", "ila"})
_SIDE_WORDS = frozenset({"left", "right", "l", "r", "lt", "rt", "both"})
_LEADING = frozenset({"on", "the", "at"})
PLACES = frozenset({"mark", "place", "bone", "region"})
"""Kinds of terms that say where something is."""


def segment_of(reading: Reading, clause: list[Term], term: Term) -> list[Term]:
    """Return the terms between the commas that a term stands between."""
    segment = reading.text.segment[term.first]
    return [t for t in clause if reading.text.segment[t.first] == segment]


def part_of(reading: Reading, clause: list[Term], term: Term) -> list[Term]:
    """Return the terms between the commas and `and`s that a term stands between."""
    segment = segment_of(reading, clause, term)
    return [t for t in segment if not _PARTING & set(reading.words[_gap(term, t)])]


def nearest(reading: Reading, term: Term, others: list[Term]) -> Term | None:
    """Return the term that stands nearest, where commas and `and` keep apart; an earlier one on a tie."""
    best, least = None, 0
    for other in others:
        distance = _distance(reading, term, other)
        if best is None or distance < least:
            best, least = other, distance
    return best


def site_of(reading: Reading, clause: list[Term], term: Term, *, of_sacrum: bool = False) -> Term | None:
    """Return the place that a finding is about: in its segment, else before it, else behind it.

    With `of_sacrum` a place is only taken from the finding's own segment or the one before it.
    """
    places = [t for t in clause if t.kind in PLACES and t is not term]
    segment = reading.text.segment[term.first]
    own = [t for t in places if reading.text.segment[t.first] == segment]
    if own:
        return nearest(reading, term, own)
    before = [t for t in places if t.last <= term.first]
    if of_sacrum:
        return before[-1] if before else None
    return before[-1] if before else next((t for t in places if t.first >= term.last), None)


def side_near(
    reading: Reading,
    clause: list[Term],
    term: Term,
    site: Term | None,
    *,
    rivals: list[Term] | None = None,
) -> str | None:
    """Return the side of a finding: in its segment or that of its site, or else None.

    Of several sides the nearest counts; a side that stands nearer to a rival landmark is the rival's.
    """
    segment = reading.text.segment
    sides = [t for t in clause if t.kind == "side" and segment[t.first] == segment[term.first]]
    anchor = site if site is not None and segment[site.first] == segment[term.first] else term
    if not sides and site is not None:
        sides = [t for t in clause if t.kind == "side" and segment[t.first] == segment[site.first]]
        anchor = site
    if rivals:
        sides = [t for t in sides if nearest(reading, t, rivals) is term]
    chosen = nearest(reading, anchor, sides) if sides else None
    return None if chosen is None else chosen.value


def with_side(reading: Reading, first: int, last: int) -> tuple[int, int]:
    """Return the words of a finding together with a side that stands right before or behind it."""
    words = reading.words
    if first and words[first - 1] in _SIDE_WORDS:
        first -= 1
    for behind in (1, 2, 3):
        if words[last + behind - 1 : last + behind] and words[last + behind - 1] in _SIDE_WORDS:
            leading = words[last : last + behind - 1]
            return first, last + behind if set(leading) <= _LEADING else last
    return first, last


def is_elsewhere(reading: Reading, site: Term) -> bool:
    """Say whether a place is no part of the sacrum."""
    if site.kind == "mark":
        beside = reading.words[max(0, site.first - 5) : site.first]
        return site.value not in _SACRAL_MARKS and not (site.value == "psis" and "medial" in beside)
    if site.kind == "bone":
        return site.value not in ("sacrum", "sacral")
    return site.value != "sacral"


def _gap(one: Term, other: Term) -> slice:
    """Return the words between two terms."""
    return slice(one.last, other.first) if one.first < other.first else slice(other.last, one.first)


def _distance(reading: Reading, one: Term, other: Term) -> int:
    first, last = (one.last, other.first) if one.first < other.first else (other.last, one.first)
    barriers = len([word for word in reading.words[first:last] if word in _BARRIERS])
    return last - first + _BARRIER_COST * barriers
