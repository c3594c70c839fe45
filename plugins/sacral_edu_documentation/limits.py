"""The measured limit of a history, for the model phrases that a learner is shown.

Of the measures that a sentence gives, a limit is neither what was possible before nor what is no trouble;
how much longer something takes goes before all others, tries and pauses before the hands that help, and
what is more than one before what is one.
"""

from sacral_edu_documentation.daily import Told
from sacral_edu_documentation.keys import Measure
from sacral_edu_documentation.lexicon import Term
from sacral_edu_documentation.limit_words import (
    Place,
    first_needed,
    in_words,
    is_longer,
    is_rest,
    is_tally,
    needed_with,
    pauses_within,
    words_before,
)

_VAGUE = frozenset({"daily activities", "household tasks"})
"""Activities that are named only where the sentence tells of no other one."""
_MEANS = frozenset({"hands", "arms"})
_NEEDING = frozenset({"takes", "take", "took", "needs", "need"})
_NEED_REACH = 8
_PURPOSE_REACH = 3
_NO_PURPOSE = frozenset({"after", "and", "her", "his"})
_SITS = frozenset({"sit", "sits"})
_WAKING = frozenset({"wakes", "woken", "awakens"})
_GETTING_UP = frozenset({"get up", "gets up", "getting up", "stand up", "stands up", "standing up"})
_SITTING, _STANDING, _RISING, _SLEEPING = "sitting", "standing", "rising", "sleeping"


def is_limit(told: Told) -> bool:
    """Say whether a sentence gives a measure that is a limit now."""
    return any(not m.former and not m.eased for m in told.measures)


def limit_of(told: Told, words: list[str]) -> tuple[str, str]:
    """Return the activity and the measure of a sentence that tells a limit.

    `words` are those of the text in which the sentence stands.
    """
    limit, places = _limit(told, words)
    is_up = _counts_rising(told, places, words)
    return _activity(told, limit, words, is_up=is_up), in_words(limit, places, words, is_up=is_up)


def whole_of(told: Told, words: list[str]) -> Measure | None:
    """Return the time or distance that is interrupted, where the limit is how often that happens.

    It is no limit by itself: a drive of two hours that needs two stops is one of two hours all the same.
    """
    limit, places = _limit(told, words)
    return limit.measure if pauses_within(limit, places, words) else None


def _limit(told: Told, words: list[str]) -> tuple[Place, list[Place]]:
    """Return the measure that is the limit, and all measures of the sentence."""
    places = [Place(m, *span) for m, span in zip(told.measures, told.spans, strict=True)]
    now = [p for p in places if not p.measure.former and not p.measure.eased]
    return min(now, key=lambda place: _rank(place, words)), places


def _rank(place: Place, words: list[str]) -> tuple[bool, ...]:
    """Return what puts a measure behind others; the first of equals is the limit."""
    measure = place.measure
    means = measure.words.split()[-1] in _MEANS
    single = measure.kind == "count" and measure.value <= 1
    return (not is_longer(place, words), is_rest(place, words), means, single)


def _activity(told: Told, limit: Place, words: list[str], *, is_up: bool) -> str:
    """Return the activity that a limit is one of, by what the sentence says around it."""
    named = _governing(told, limit, words) or _nearest(told, limit)
    before = words_before(limit, words, 1)
    if named == _RISING and before == ["every"]:
        return _SITTING
    seated = any(t.value == _SITTING for t in told.acts)
    if seated and (is_up or (named == _STANDING and before == ["spends"])):
        return _SITTING
    return named


def _governing(told: Told, limit: Place, words: list[str]) -> str:
    """Return the activity that the wording puts a measure to, wherever it stands; empty for none."""
    acts = [t for t in told.acts if t.kind == "act"]
    if _WAKING & set(words_before(limit, words, 2)):
        return _SLEEPING
    if any(words[t.last : t.last + 1] == ["after"] and _is_sitting_down(words, t) for t in acts):
        # Who sits down after 20 minutes has stood for them.
        return _STANDING
    counted = {_implied(t) for t in told.acts if limit.first <= t.first < limit.last}
    for term in acts:
        if term.value in counted or needed_with(limit, words, term.first):
            return term.value
    return _needed(acts, limit, words)


def _needed(acts: list[Term], limit: Place, words: list[str]) -> str:
    """Return the activity that needs a measure, as in `two tries to get out of the car`; empty for none."""
    needs = bool(_NEEDING & set(words_before(limit, words, _NEED_REACH)))
    if needs and any(t.value == _RISING and words[t.first] == "from" for t in acts):
        return _RISING
    for term in (t for t in acts if t.first >= limit.last):
        between = words[limit.last : term.first]
        purpose = "to" in between[-_PURPOSE_REACH:] and not _NO_PURPOSE & set(between)
        delay = is_longer(limit, words) and "because" in between
        if (needs and purpose) or delay or (first_needed(limit, words) and "before" in between):
            return term.value
    return ""


def _implied(term: Term) -> str:
    """Return the activity that a unit implies, as `flight` does stairs; empty for none."""
    return term.value.partition("/")[2] if term.kind == "unit" else ""


def _is_sitting_down(words: list[str], term: Term) -> bool:
    said = words[max(0, term.first - 2) : term.last]
    return said[-1] in _SITS or said == ["from", "a", "chair"]


def _nearest(told: Told, limit: Place) -> str:
    activities = (*limit.measure.activities, *told.activities)
    return next((name for name in activities if name not in _VAGUE), activities[0])


def _counts_rising(told: Told, places: list[Place], words: list[str]) -> bool:
    """Say whether it is counted how often someone gets up, as in `gets up from the table four times`."""
    up = [t for t in told.acts if " ".join(words[t.first : t.last]) in _GETTING_UP]
    return any(is_tally(place) and any(t.first < place.first for t in up) for place in places)
