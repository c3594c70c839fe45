"""The measured limit of a history in a few words, for the model phrases that a learner is shown."""

from sacral_edu_documentation.daily import Told
from sacral_edu_documentation.keys import Measure

_PAUSES = frozenset({"times", "stops", "pauses"})
_UNITS = frozenset({"minute", "hour", "second", "mile", "block"})
_SINGLE = frozenset({"a", "an", "one", "half", "1", "single"})
_ORDINALS = ("st", "nd", "rd", "th")
_VAGUE = frozenset({"daily activities", "household tasks"})
"""Activities that are named only where the sentence tells of no other one."""


def limit_of(told: Told) -> tuple[str, str]:
    """Return the activity and the measure of a sentence that tells a limit.

    Interruptions are given with the time that they fall into (`three times in an hour`); a count of one
    (`one leg at a time`) only where there is no other measure.
    """
    now = [m for m in told.measures if not m.former]
    limit = next((m for m in now if m.kind != "count" or m.value > 1), now[0])
    pauses = next((m for m in now if m.kind == "count" and m.value > 1 and _unit(m) in _PAUSES), None)
    if limit.kind == "time" and pauses is not None:
        return _activity(told, limit), f"{pauses.words} in {_in_full(limit)}"
    return _activity(told, limit), _in_full(limit)


def _activity(told: Told, limit: Measure) -> str:
    activities = (*limit.activities, *told.activities)
    return next((name for name in activities if name not in _VAGUE), activities[0])


def _unit(measure: Measure) -> str:
    return measure.words.split()[-1]


def _in_full(measure: Measure) -> str:
    """Return the words of a measure, the unit in the plural where a hyphen had kept it single."""
    first = measure.words.split()[0]
    several = _unit(measure) in _UNITS and first not in _SINGLE and not first.endswith(_ORDINALS)
    return f"{measure.words}s" if several else measure.words
