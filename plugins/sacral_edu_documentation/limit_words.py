"""How a measured limit is put into words: `less than 15 minutes`, `woken two times a night`.

A bare measure can say the opposite of what the history says: whoever needs ten minutes to walk around a
truck is not limited to ten minutes of walking. So what the sentence says around the measure goes with it.
"""

from typing import NamedTuple

from sacral_edu_documentation.keys import Measure

_LONGER = frozenset({"longer", "later"})
_TALLIES = frozenset({"times", "time", "twice"})
_PAUSES = frozenset({"stop", "stops", "pauses"})
_UNITS = frozenset({"minute", "hour", "second", "mile", "block"})
_SINGLE = frozenset({"a", "an", "one", "half", "1", "single"})
_ORDINALS = ("st", "nd", "rd", "th")
_ORDINAL_WORDS = frozenset({"first", "second", "third"})
_PEOPLE = frozenset({"people", "persons"})
_PORTIONS = frozenset({"portions", "segments", "bouts", "installments"})
_TAKING = frozenset({"takes", "take", "took", "needs", "need"})
_BEYOND = frozenset({"than", "beyond", "over"})
_LENGTHS = frozenset({"time", "mile", "distance"})
_VERB_REACH = 7
_INTERRUPTED = {
    "paused": "paused",
    "pauses": "paused",
    "interrupted": "interrupted",
    "wakes": "woken",
    "woken": "woken",
    "sets": "set down",
}
_PERIODS = (
    "a night",
    "in a shift",
    "a day",
    "a week",
    "all week",
    "this month",
    "of the day",
    "at a time",
    "a mile",
    "at a stretch",
    "at the table all week",
)
"""What a measure is counted within, or done at; it goes with the measure."""


class Place(NamedTuple):
    """A measure with the first of its words in a text and the one behind it."""

    measure: Measure
    first: int
    last: int


def words_before(place: Place, words: list[str], count: int) -> list[str]:
    """Return up to so many words before a measure."""
    return words[max(0, place.first - count) : place.first]


def is_longer(place: Place, words: list[str]) -> bool:
    """Say whether a measure tells how much longer something takes than before."""
    return bool(_LONGER & set(words[place.last : place.last + 1]))


def is_rest(place: Place, words: list[str]) -> bool:
    """Say whether a time is one of rest: `a rest of two minutes`, `waits two minutes`."""
    before = words_before(place, words, 2)
    return place.measure.kind == "time" and (before == ["rest", "of"] or before[-1:] == ["waits"])


def is_tally(place: Place) -> bool:
    """Say whether a measure counts how often something happens."""
    return bool(_TALLIES & set(place.measure.words.split()))


def first_needed(place: Place, words: list[str]) -> str:
    """Return what has to be done first, as in `rocks forward three times before she can leave the sofa`."""
    if words[place.last : place.last + 1] != ["before"] or words[place.last + 2 : place.last + 3] != ["can"]:
        return ""
    start = place.first
    while start > 0 and words[start - 1] not in (".", "\n", ",", ";"):
        start -= 1
    return " ".join(words[start : place.last])


def needed_with(place: Place, words: list[str], first: int) -> bool:
    """Say whether a word names what is needed for a count: `needs the handrail on the ten steps`."""
    needed = words[max(0, first - 2) : first] == ["needs", "the"]
    return needed and words_before(place, words, 2) == ["on", "the"]


def pauses_within(limit: Place, places: list[Place], words: list[str]) -> Place | None:
    """Return the count of interruptions of a time or a distance, if there is one."""
    if limit.measure.kind not in _LENGTHS or is_longer(limit, words):
        return None
    return next((p for p in places if p != limit and _is_pause(p, words)), None)


def in_words(limit: Place, places: list[Place], words: list[str], *, is_up: bool) -> str:
    """Return a limit in words.

    `places` are all measures of its sentence; `is_up` says that it is counted how often someone gets up.
    """
    first = first_needed(limit, words)
    if first:
        return f"{first} first"
    start = next((i for i in range(limit.first) if needed_with(limit, words, i + 2)), None)
    if start is not None:
        return " ".join(words[start : limit.last])
    said = _of_whole(limit, places, words)
    if said:
        return said
    pauses = pauses_within(limit, places, words)
    if pauses is not None:
        return f"{_counted(pauses, words, is_up=is_up)} in {_bounded(limit, words)}"
    if limit.measure.kind == "count":
        said = _counted(limit, words, is_up=is_up)
    else:
        said = _lengthened(limit, places, words)
    rest = next((p for p in places if is_rest(p, words) and p != limit), None)
    return f"{said} before a rest of {_in_full(rest.measure)}" if rest else said


def _of_whole(limit: Place, places: list[Place], words: list[str]) -> str:
    """Return a limit that is part of a whole: `half of six classes`, `a quarter of a mile`; or nothing."""
    said = limit.measure.words
    before = words_before(limit, words, 1)
    if words[limit.last : limit.last + 3] == ["as", "long", "again"]:
        return f"{said} as long again"
    if before == ["mile"] and "of" in said.split():
        return f"up to mile {said}"
    whole = next((p for p in places if p.measure.former and p.last < limit.first), None)
    if whole is not None and limit.measure.kind == "share":
        said = " ".join(words[limit.first : limit.last])
        told = whole.measure.words.removeprefix("a ")
        if whole.measure.kind == "mile":
            told = "a mile" if whole.measure.value == 1 else f"the earlier {told}"
        return f"{said} of {told}"
    opening = words_before(whole, words, 2) if whole is not None else []
    if whole is not None and limit.measure.kind == "count" and "of" in opening:
        return f"{words[limit.first]} of {_in_full(whole.measure)}"
    if before == ["spends"] and words[limit.last : limit.last + 1] == ["standing"]:
        hours = next((p for p in places if p != limit and p.measure.kind == "time"), None)
        return f"{_in_full(limit.measure)}{f' of {_article(hours, words)}' if hours else ''} spent standing"
    return ""


def _counted(place: Place, words: list[str], *, is_up: bool) -> str:
    """Return a count with what was counted."""
    before = words_before(place, words, _VERB_REACH)
    said = _article(place, words)
    unit = said.split()[-1]
    verbs = [_INTERRUPTED[word] for word in before if word in _INTERRUPTED]
    if " not one " in f" {' '.join(words[place.last :])} ":
        number, _, noun = said.partition(" ")
        return f"{number} failed {noun}"
    if is_tally(place) and (is_up or verbs):
        said = f"{'up' if is_up else verbs[-1]} {said}"
    elif unit in _PEOPLE:
        said = f"help of {said}"
    elif before[-1:] == ["canceled"]:
        said = f"{said} canceled"
    elif before[-2:] == ["beyond", "the"]:
        said = f"up to the {said}"
    return f"{said}{_period(place, words)}"


def _lengthened(place: Place, places: list[Place], words: list[str]) -> str:
    """Return a time or a distance with what bounds it."""
    before = words_before(place, words, 2)
    if is_longer(place, words):
        count = next((p for p in places if p.measure.kind == "count" and p.last < place.first), None)
        for_what = f" for {count.measure.words}" if count else ""
        return f"{_in_full(place.measure)} {words[place.last]} than before{for_what}"
    said = _bounded(place, words)
    if before[-1:] == ["every"]:
        return f"relief needed every {said}"
    if before == ["by", "the"]:
        return f"relief needed by the {said}"
    if before == ["before", "the"]:
        return f"ended before the {said}"
    if before == ["dropped", "by"]:
        return f"slower by {said}{_period(place, words)}"
    if place.measure.kind == "time" and _TAKING & set(before[-1:]):
        count = next((p for p in places if p.measure.kind == "count" and p.last < place.first), None)
        said = f"taking {said} for {' '.join(words[count.first : count.last])}" if count else f"taking {said}"
    return f"{said}{_period(place, words)}{_else(place, places, words)}"


def _else(place: Place, places: list[Place], words: list[str]) -> str:
    """Return what it was before, or without what it is: `instead of five`, `without the belt`."""
    if words[place.last : place.last + 2] == ["instead", "of"]:
        was = next((p for p in places if p.first == place.last + 2), None)
        return f" instead of {words[was.first]}" if was else ""
    start = place.first
    while start > 0 and words[start - 1] not in (".", "\n", ",", ";"):
        start -= 1
    if words[start : start + 2] == ["without", "the"]:
        return f" {' '.join(words[start : start + 3])}"
    if "alternates" in words[start : place.first] or _PORTIONS & set(words[place.last : place.last + 1]):
        return " at a time"
    return " a week" if {"cut", "week"} <= set(words[start : place.first]) else ""


def _bounded(place: Place, words: list[str]) -> str:
    """Return a measure with `less than` where it was not reached: `cannot finish the five-mile loop`."""
    said = _article(place, words)
    before = words_before(place, words, 2)
    if before == ["the", "first"]:
        return f"slow for the first {said}" if "slowly" in words[place.last :] else said
    if before[-1:] == ["under"]:
        return f"under {said}"
    below = before in (["less", "than"], ["one", "of"]) or _is_failed(place, words)
    return f"less than {said}" if below else said


def _is_failed(place: Place, words: list[str]) -> bool:
    after = words[place.last : place.last + 4]
    if after[:3] == ["is", "too", "much"]:
        return True
    before = words_before(place, words, _VERB_REACH)
    if "cannot" not in before:
        return False
    behind = before[before.index("cannot") :]
    return not (_BEYOND | {","}) & set(behind)


def _is_pause(place: Place, words: list[str]) -> bool:
    """Say whether a count tells how often something is interrupted."""
    if place.measure.kind != "count" or place.measure.former:
        return False
    broken = place.measure.value > 1 or "broken" in words_before(place, words, _VERB_REACH)
    return broken and bool((_PAUSES | _TALLIES) & set(place.measure.words.split()))


def _article(place: Place, words: list[str]) -> str:
    """Return the words of a measure with the article before them."""
    said = _in_full(place.measure)
    before = words_before(place, words, 1)
    return f"a {said}" if before == ["a"] and said.split()[0] == "single" else said


def _period(place: Place, words: list[str]) -> str:
    """Return what a measure is counted within, as it stands behind it: ` a night`."""
    found = [p for p in _PERIODS if words[place.last : place.last + len(p.split())] == p.split()]
    longest = max(found, key=len, default="")
    return f" {longest}" if longest and not place.measure.words.endswith(longest) else ""


def _in_full(measure: Measure) -> str:
    """Return the words of a measure, the unit in the plural where a hyphen had kept it single."""
    first, unit = measure.words.split()[0], measure.words.split()[-1]
    ordinal = first.endswith(_ORDINALS) or first in _ORDINAL_WORDS
    several = unit in _UNITS and first not in _SINGLE and not ordinal
    return f"{measure.words}s" if several else measure.words
