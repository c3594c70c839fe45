"""What a text says of daily life: activities with a measure, and activities that are no trouble."""

from typing import NamedTuple

from msgspec import structs

from sacral_edu_documentation.keys import Function, Measure
from sacral_edu_documentation.lexicon import Term
from sacral_edu_documentation.measures import measures_in
from sacral_edu_documentation.reading import Reading
from sacral_edu_documentation.scopes import COPIED, DOUBTED, ELSEWHERE
from sacral_edu_documentation.words import Text

_SAME = 1e-6
_TAKING = frozenset({"takes", "take", "took", "lasts"})
_FIRST = "first "
_DENIAL_REACH = 3
_DENIALS = frozenset({"no", "not", "without", "never", "denies", "denied", "isn't", "doesn't", "none", "nor"})
_EXACT_KINDS = frozenset({"time", "mile", "distance"})


class Told(NamedTuple):
    """One sentence about daily life: its activities, measures and the words from first to last.

    `spans` are the first word of each measure and the one behind it, `acts` the terms that name activities;
    `unhindered` says that an activity is called no trouble, `unbroken` that it is done without a pause.
    """

    activities: list[str]
    measures: list[Measure]
    unhindered: bool
    unbroken: bool
    first: int
    last: int
    state: int
    spans: list[tuple[int, int]]
    acts: list[Term]


def told_of_daily_life(
    text: Text, words: list[str], terms: list[Term], state: list[int], about: str = ""
) -> list[Told]:
    """Return what each sentence of a text says of daily life; sentences about something else are left out.

    `about` is the activity of a measure whose sentence names none; without it such a sentence is left out.
    """
    by_sentence: dict[int, list[Term]] = {}
    for term in terms:
        by_sentence.setdefault(text.sentence[term.first], []).append(term)
    found: list[Told] = []
    for sentence in by_sentence.values():
        if any(t.kind == "goal" for t in sentence):
            continue
        activities = [t for t in sentence if _activity(t)]
        measures = measures_in(words, sentence)
        unhindered = [t for t in sentence if _is_unhindered(words, t)]
        used = [*(t for t in activities if t.kind == "act"), *unhindered, *(t for _, t in measures)]
        if (activities or about) and used:
            first, last = min(t.first for t in used), max(t.last for t in used)
            told = [structs.replace(m, activities=_of(text, activities, t) or (about,)) for m, t in measures]
            holds = _holding(state, used)
            names = [_activity(t) for t in sorted(activities, key=_is_implied)] or [about]
            spans = [(t.first, t.last) for _, t in measures]
            unbroken = {t.value == "unbroken" for t in unhindered}
            free = (False in unbroken, True in unbroken)
            found.append(Told(names, told, *free, first, last, holds, spans, activities))
    return found


def compared_function(told: Told, function: Function) -> str:
    """Return how a sentence on daily life compares with the case: earned, wrong, or missing.

    A measure earns where the history gives it for that activity; another one than the history gives is
    wrong. A count that the history does not ask about is no measure of function.
    """
    now = [m for m in told.measures if not m.former]
    fitting = [m for m in now if _is_borne_out(m, function)]
    counted = any(m.kind == "count" and m.limiting and not m.former for m in function.measures)
    if told.unbroken and counted and not any(m.kind == "count" for m in fitting):
        # The history counts the interruptions that are denied here.
        return "wrong"
    others = [m for m in now if m not in fitting]
    eased = [m for m in others if any(e.eased and _is_alike(e, m) for e in function.measures)]
    strays = [m for m in others if m not in eased and (m.kind in _EXACT_KINDS or (counted and _is_tally(m)))]
    # A count of one (`one flight`) proves nothing beside another measure or a limit denied.
    weak = all(m.kind == "count" and m.value <= 1 for m in fitting)
    if fitting and not (weak and (told.unhindered or strays)):
        return "earned"
    if eased and not strays:
        # What the history itself calls no trouble is true, and no limit.
        return "missing"
    return "wrong" if strays or told.unhindered or told.unbroken else "missing"


def counts(told: Told) -> bool:
    """Say whether a sentence is the learner's own statement."""
    return told.state < ELSEWHERE


def activities_of(reading: Reading) -> list[Told]:
    """Return what a learner's text says of daily life."""
    return told_of_daily_life(reading.text, reading.words, reading.daily, reading.state)


def _activity(term: Term) -> str:
    """Return the activity that a term names or, as `flights` does, implies; empty for none."""
    if term.kind == "act":
        return term.value
    return term.value.partition("/")[2].partition(" ")[0] if term.kind == "unit" else ""


def _is_implied(term: Term) -> bool:
    """Say whether a term only implies its activity, as miles do running."""
    return term.kind != "act"


def _of(text: Text, activities: list[Term], measure: Term) -> tuple[str, ...]:
    """Return the activities that a measure is about: those between its commas, else those next before.

    The nearest comes first, those that a unit implies last.
    """
    segment = text.segment[measure.first]
    before = [text.segment[t.first] for t in activities if text.segment[t.first] <= segment]
    nearest = max(before, default=None)
    own = [t for t in activities if text.segment[t.first] == nearest]
    if all(_is_implied(t) for t in own):
        # What a unit implies yields to what is named: "the evening walk, a mile".
        own = activities
    taking = {word.text for word in text.words[max(0, measure.first - 2) : measure.first]} & _TAKING
    # What takes two attempts is named first; elsewhere the nearest activity is the one measured.
    ranked = sorted(
        own or activities,
        key=lambda t: (_is_implied(t), t.first if taking else abs(t.first - measure.first)),
    )
    return tuple(dict.fromkeys(_activity(t) for t in ranked))


def _is_unhindered(words: list[str], term: Term) -> bool:
    if term.kind == "hindrance":
        return bool(_DENIALS & set(words[max(0, term.first - _DENIAL_REACH) : term.first]))
    return term.kind == "unhindered"


def _is_tally(measure: Measure) -> bool:
    """Say whether a count tells how often or how many, as `a chair` and `one leg` do not."""
    return measure.kind == "count" and (measure.value > 1 or measure.words.startswith(_FIRST))


def _is_alike(one: Measure, other: Measure) -> bool:
    return one.kind == other.kind and abs(one.value - other.value) < _SAME


def _is_borne_out(measure: Measure, function: Function) -> bool:
    if measure.kind == "count" and measure.words.startswith(_FIRST):
        # What succeeds at the first try is no limit.
        return False
    alike = [m for m in function.measures if m.kind == measure.kind and not m.former and not m.eased]
    about = set(measure.activities)
    same = [m for m in alike if _is_alike(m, measure)]
    if any(about & set(m.activities) for m in same):
        return True
    # The number of one activity is no measure of another one that has a number of its own.
    if any(about & set(m.activities) for m in alike if m.limiting):
        return False
    return any(m.limiting for m in same)


def _holding(state: list[int], used: list[Term]) -> int:
    """Return what holds of a sentence: a copy or a list where any word is, doubt where all is doubted."""
    states = [max(state[t.first : t.last], default=0) for t in used]
    strongest = max(states)
    if strongest >= COPIED or strongest == ELSEWHERE:
        return strongest
    return ELSEWHERE if min(states) == DOUBTED else 0
