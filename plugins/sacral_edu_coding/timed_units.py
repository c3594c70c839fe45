"""How many units the timed minutes of the day make, by each of the two rules."""

from collections.abc import Mapping

from sacral_edu.api import Case, Item, coding
from sacral_edu_coding.choosing import Ask, ChoiceKey, Choosable, Question, choice_item, lot, turned
from sacral_edu_coding.claim_item import deciding_lines
from sacral_edu_coding.claims import CodingKey
from sacral_edu_coding.wording import counted, listed, named

KIND = "units"
BLOCK, MIDPOINT = 15, 8
_OFFERED = 4
"""Options of a field."""

_SHORTEST, _SPAN, _TRIES = 16, 29, 80
"""Supposed minutes run from the shortest up to the span above it; so many are tried for a case."""

_STEM = (
    "Turn the timed minutes shown above into units twice: once as a payer counts who pools all timed "
    "minutes (the total-time rule), once as a payer counts who takes each service alone (the midpoint rule)."
)
_SUPPOSE = "Suppose that the timed minutes of this visit were those shown above."
_LABELS = {"total": "Units by the total-time rule", "midpoint": "Units by the midpoint rule"}
_POINTS = {"total": 0.4, "midpoint": 0.6}
_RULES = {"total": "R-TIME-01", "midpoint": "R-TIME-02"}
_ODD = "that gives an odd unit to a service which does not earn it"

Units = tuple[int, ...]


def units_item(case: Case, whole: CodingKey) -> Item[ChoiceKey] | None:
    """Return the item, or None where fewer than two timed services were given or remainders tie.

    For a generated visit other minutes are supposed, unless its own are drawn, so that every way in which
    the rules agree or part is as frequent as any other and no answer is the usual one.
    """
    recorded = whole.encounter.facts.timed_minutes or {}
    if len(recorded) < 2 or whole.claim.claim_action != "submit":  # noqa: PLR2004 one service has nothing to share
        return None
    minutes = _drawn(case.id, recorded) if case.origin == "generated" else recorded
    supposed = minutes != recorded
    if coding.cms_units(minutes).ties:
        return None
    total, midpoint = _answer(minutes)
    offered = _offered(minutes, total, midpoint)
    if len(offered) < _OFFERED:
        return None
    question = Question(
        kind=KIND,
        stem=f"{_SUPPOSE} {_STEM}" if supposed else _STEM,
        asks=tuple(
            Ask(
                id=name,
                label=_LABELS[name],
                options=turned(tuple(_options(minutes, offered, right, name)), case.id, KIND),
                points=_POINTS[name],
                section="coding#coding-therapy",
            )
            for name, right in (("total", total), ("midpoint", midpoint))
        ),
        title="Count the units",
        skills=("procedures",),
        situation=f"timed units: {_situation(total, midpoint)}",
        key_feature=deciding_lines(case, "treatment", "time"),
        minutes=2.0,
        shown=(("Supposed minutes" if supposed else "Timed minutes", _in_words(minutes)),),
    )
    return choice_item(case, whole, question)


def _situation(total: Units, midpoint: Units) -> str:
    if total == midpoint:
        return "the rules agree"
    if sum(total) == sum(midpoint):
        return "the rules part over the service, not over the number"
    more = "total-time" if sum(total) > sum(midpoint) else "midpoint"
    return f"the {more} rule gives more"


def _drawn(case_id: str, recorded: dict[str, int]) -> dict[str, int]:
    """Return minutes for the same services that hang on the case alone, the recorded ones among the tries.

    Tries are sorted by which services each rule rounds up. Each of these ways is as likely as any other.
    """
    tries = [
        {code: _SHORTEST + int(lot(f"{case_id}/{attempt}", code) * _SPAN) for code in recorded}
        for attempt in range(_TRIES)
    ]
    by_way: dict[tuple[bool, ...], dict[str, int]] = {}
    for minutes in (recorded, *tries):
        if all(spent % BLOCK for spent in minutes.values()) and not coding.cms_units(minutes).ties:
            by_way.setdefault(_rounded_up(minutes), minutes)
    ways = sorted(by_way)
    return by_way[ways[int(lot(case_id, "way") * len(ways))]] if ways else recorded


def _rounded_up(minutes: Mapping[str, int]) -> tuple[bool, ...]:
    """Say for each rule of each service whether it gets more than its whole quarter hours."""
    whole = tuple(spent // BLOCK for spent in minutes.values())
    return tuple(n > least for units in _answer(minutes) for n, least in zip(units, whole, strict=True))


def _answer(minutes: Mapping[str, int]) -> tuple[Units, Units]:
    """Return the units by the total-time rule and by the midpoint rule."""
    pooled, alone = coding.cms_units(minutes), coding.midpoint_units(minutes)
    return _counts(minutes, pooled.units), _counts(minutes, alone.units)


def _counts(minutes: Mapping[str, int], units: Mapping[str, int]) -> Units:
    return tuple(units.get(code, 0) for code in minutes)


def _offered(minutes: Mapping[str, int], total: Units, midpoint: Units) -> dict[Units, tuple[str, str]]:
    """Return sets of units with what makes learners arrive at each, the right ones first."""
    spent = tuple(minutes.values())
    whole = tuple(m // BLOCK for m in spent)
    longest = max(range(len(spent)), key=lambda i: spent[i])
    odd = tuple(tuple(n + (i == at) for i, n in enumerate(whole)) for at in range(len(spent)))
    tempting = (
        (total, "that is what pooling gives", "R-TIME-01"),
        (midpoint, "that is what each service gives alone", "R-TIME-02"),
        (whole, "that counts whole quarter hours and drops the rest", "R-TIME-01"),
        (
            tuple(-(-m // BLOCK) for m in spent),
            "that makes a unit of every quarter hour begun, however short",
            "R-TIME-02",
        ),
        *((units, _ODD, "R-TIME-01") for units in odd),
        (
            tuple(sum(total) if i == longest else 0 for i in range(len(spent))),
            "that puts all units on the longest service",
            "R-PT-03",
        ),
        *(
            (tuple(n + (i == at) for i, n in enumerate(total)), "that counts minutes twice", "R-TIME-04")
            for at in (longest, *(i for i in range(len(spent)) if i != longest))
        ),
    )
    found: dict[Units, tuple[str, str]] = {}
    for units, slip, rule in tempting:
        if len(found) < _OFFERED and sum(units):
            found.setdefault(units, (slip, rule))
    return found


def _options(
    minutes: Mapping[str, int], offered: Mapping[Units, tuple[str, str]], right: Units, rule: str
) -> list[Choosable]:
    worked = _worked(minutes, rule)
    made: list[Choosable] = []
    for units, (slip, broken) in offered.items():
        hit = units == right
        made.append(
            Choosable(
                id="-".join(str(n) for n in units),
                label=listed(f"{coding.shown(code)} x{n}" for code, n in zip(minutes, units, strict=True)),
                right=hit,
                why=worked if hit else f"By this rule it is wrong: {slip}.",
                rules=() if hit else tuple(dict.fromkeys((_RULES[rule], broken))),
            )
        )
    return made


def _spent(minutes: Mapping[str, int]) -> str:
    return listed(f"{coding.shown(code)} {spent}" for code, spent in minutes.items())


def _in_words(minutes: Mapping[str, int]) -> str:
    """Return what took how long: a reader of the note knows the services by their words, not by numbers."""
    return "; ".join(f"{named(code)}: {spent} minutes" for code, spent in minutes.items())


def _worked(minutes: Mapping[str, int], rule: str) -> str:
    if rule == "total":
        whole = sum(minutes.values())
        units = counted((whole + BLOCK - MIDPOINT) // BLOCK, "unit")
        said = f"Minutes: {_spent(minutes)}; together {whole} make {units}."
        return (
            f"{said} Whole quarter hours go to their services first, what is left to the largest remainder."
        )
    rests = listed(
        f"{coding.shown(code)} {spent // BLOCK} x {BLOCK} and {spent % BLOCK}"
        for code, spent in minutes.items()
    )
    return f"Each alone: {rests}; a remainder of {MIDPOINT} minutes or more makes one more unit."
