"""Measures in a sentence: minutes, miles, distances, counts and shares, and which of them are past.

A range (`10 to 15 minutes`) gives both of its ends. A ratio (`three of six classes`, `3/6 classes`) gives
its part, its whole as past, and the share that the one is of the other.
"""

from typing import NamedTuple

from msgspec import structs

from sacral_edu_documentation.keys import Measure
from sacral_edu_documentation.lexicon import Term

_FORMER_REACH = 6
_BEHIND_REACH = 1
_EASED_REACH = 1
_UNHINDERED = "unhindered"
_RATIO_REACH = 4
_NOW = frozenset({"now", "to", "but", "only", "today", ","})
_WORD_OF_ONE = frozenset({"a", "an"})
_WITHIN_RATIO = frozenset({"of", "/", "out", "the", "her", "his", "all", "those", "these", "its"})
_WITHIN_RANGE = frozenset({"to", "or", "--"})
_MEASURING = frozenset({"number", "count", "measure", "unit"})
_HUNDRED = 100.0
_OPENING: tuple[list[str], ...] = ([], ["."], ["\n"])
_LARGEST_DENOMINATOR = 4
_ORDINALS = frozenset(
    {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}
)


class _Read(NamedTuple):
    """A measure with its unit and the words from first to last that it is."""

    measure: Measure
    unit: str
    first: int
    last: int


def measures_in(words: list[str], sentence: list[Term]) -> list[tuple[Measure, Term]]:
    """Return the measures of a sentence by its terms of daily life, each with the words that it is."""
    found: list[tuple[Measure, Term]] = []
    unit = noun = ""
    for place, term in enumerate(sentence):
        if term.kind not in _MEASURING:
            continue
        for read in _ratio(words, sentence, place) or _plain(words, sentence, place, unit):
            unit = read.unit
            said = " ".join(words[read.first : read.last])
            if _is_no_measure(words, read, found):
                continue
            if words[read.last - 1] == "ones" and found:
                # "A single sitting now takes three short ones."
                said = f"{said[: -len('ones')]}{_several(found[-1][0].words.split()[-1])}"
            if _has_unit(sentence, place, read):
                noun = words[read.last - 1]
            elif term.kind == "number" and noun and read.first == term.first:
                said = f"{said} {_several(noun) if read.measure.value > 1 else noun}"
            former = read.measure.former or _is_former(words, sentence, read.first, read.last)
            eased = _is_eased(words, sentence, read.first, read.last)
            measure = structs.replace(read.measure, former=former, eased=eased, words=said)
            found.append((measure, term._replace(first=read.first, last=read.last)))
    return found


def _several(noun: str) -> str:
    """Return a unit in the plural."""
    if noun.endswith("s"):
        return noun
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def _has_unit(sentence: list[Term], place: int, read: _Read) -> bool:
    after = sentence[place + 1] if place + 1 < len(sentence) else None
    return after is not None and after.last == read.last and after.kind == "unit"


def _ratio(words: list[str], sentence: list[Term], place: int) -> list[_Read]:
    """Return the readings of a ratio that begins at a term: part, whole and share; or none."""
    term = sentence[place]
    whole = sentence[place + 1] if place + 1 < len(sentence) else None
    if term.kind != "number" or whole is None or whole.first - term.last > _RATIO_REACH:
        return []
    between = words[term.last : whole.first]
    part = float(term.value)
    unit = sentence[place + 2] if place + 2 < len(sentence) else None
    near = unit if unit is not None and unit.kind == "unit" and unit.first - whole.last <= 1 else None
    if part < 1 and whole.kind in ("unit", "number") and "of" in between:
        return [_Read(Measure(value=part, kind="share"), "count", term.first, term.last)]
    if whole.kind == "scale" and near is not None and near.value.startswith("count"):
        value = 10.0 if words[whole.last - 1] in ("10", "ten") else 9.0
    elif whole.kind == "number" and {"of", "/"} & set(between) and set(between) <= _WITHIN_RATIO:
        value = float(whole.value)
    else:
        return []
    if not 0 < part < value:
        return []
    last = near.last if near is not None else whole.last
    kind = near.value if near is not None else "count"
    if "of" in between and kind.startswith("time"):
        # "After one of five hours" is one flight and not one hour.
        return []
    if "/" in between and value <= _LARGEST_DENOMINATOR and not kind.startswith("count"):
        measure = _measured(part / value, kind)
        return [_Read(measure, kind, term.first, last)] if measure else []
    if near is None and "/" in between:
        return []
    told = [(part, False, kind), (value, True, kind), (part / value, False, "share")]
    measured = [(_measured(v, k), former) for v, former, k in told]
    return [_Read(structs.replace(m, former=f), kind, term.first, last) for m, f in measured if m is not None]


def _plain(words: list[str], sentence: list[Term], place: int, unit: str) -> list[_Read]:
    """Return the reading of the measure that begins at a term, if one does.

    `unit` is that of the measure before, which a bare number takes over (`from 35 miles to 10`).
    """
    term = sentence[place]
    if term.kind == "count":
        return [_Read(Measure(value=float(term.value), kind="count"), unit, term.first, term.last)]
    if term.kind == "measure":
        name, _, value = term.value.rpartition(" ")
        kind = name.partition("/")[0]
        return [_Read(Measure(value=float(value), kind=kind), unit, term.first, term.last)]
    if term.kind == "unit" and not term.value.startswith("count") and _follows_one(words, term):
        return _read(1.0, term.value, term.first - 1, term.last)
    if term.kind != "number" or _is_whole_of_ratio(words, sentence, place):
        return []
    return _number(words, sentence, place, unit)


def _number(words: list[str], sentence: list[Term], place: int, unit: str) -> list[_Read]:
    term, value = sentence[place], float(sentence[place].value)
    before = sentence[place - 1] if place else None
    after = sentence[place + 1] if place + 1 < len(sentence) else None
    beside = after if after is not None and after.first - term.last <= 1 else None
    if beside is not None and beside.kind == "unit":
        if value < 1 and beside.value.startswith("count"):
            return [_Read(Measure(value=value, kind="share"), beside.value, term.first, beside.last)]
        return _read(value, beside.value, term.first, beside.last)
    if beside is not None and beside.kind == "act":
        return [_Read(Measure(value=value, kind="count"), unit, term.first, beside.last)]
    if beside is not None and beside.kind == "scale":
        return []
    if beside is not None and beside.kind == "number":
        behind = sentence[place + 2] if place + 2 < len(sentence) else None
        ranged = set(words[term.last : beside.first]) <= _WITHIN_RANGE and words[term.first] not in _ORDINALS
        if behind is not None and behind.kind == "unit" and behind.first - beside.last <= 1 and ranged:
            return _read(value, behind.value, term.first, behind.last)
        return []
    if before is not None and before.kind == "unit" and term.first == before.last and "mile" in before.value:
        return [_Read(Measure(value=value, kind="mile"), before.value, before.first, term.last)]
    if value < 1:
        return [_Read(Measure(value=value, kind="share"), unit, term.first, term.last)]
    # An ordinal takes over no unit: in "three minutes, rolling over first" there is one measure.
    takes_over = unit and words[term.first] not in _ORDINALS
    return _read(value, unit, term.first, term.last) if takes_over else []


def _is_whole_of_ratio(words: list[str], sentence: list[Term], place: int) -> bool:
    return place > 0 and any(read.last > sentence[place].first for read in _ratio(words, sentence, place - 1))


def _read(value: float, unit: str, first: int, last: int) -> list[_Read]:
    measure = _measured(value, unit)
    return [_Read(measure, unit, first, last)] if measure else []


def _follows_one(words: list[str], term: Term) -> bool:
    return term.first > 0 and words[term.first - 1] in _WORD_OF_ONE


def _measured(value: float, unit: str) -> Measure | None:
    kind, _, rest = unit.partition(" ")
    if kind == "calendar":
        return None
    if kind == "percent":
        return Measure(value=value / _HUNDRED, kind="share")
    if kind == "time":
        factor = float(rest)
        return Measure(value=value * factor if factor else value / 60, kind="time")
    return Measure(value=value, kind=kind.partition("/")[0])


def _is_no_measure(words: list[str], read: _Read, found: list[tuple[Measure, Term]]) -> bool:
    """Say whether a number is no measure: `not one`, `at seven in the morning`, `a mile` behind a time."""
    if words[max(0, read.first - 1) : read.last] == ["not", "one"]:
        return True
    if words[read.first - 1] == "at" and words[read.last : read.last + 2] == ["in", "the"]:
        return True
    rate = bool(found) and found[-1][1].last == read.first and words[read.first] == "a"
    return rate and found[-1][0].kind == "time" and read.measure.kind == "mile"


def _is_eased(words: list[str], sentence: list[Term], first: int, last: int) -> bool:
    """Say whether a measure is told of what is no trouble: `two miles without pain`, `with it an hour`."""
    if words[max(0, first - 2) : first] == ["with", "it"]:
        return True
    return any(
        term.kind == term.value == _UNHINDERED and 0 <= term.first - last <= _EASED_REACH for term in sentence
    )


def _is_former(words: list[str], sentence: list[Term], first: int, last: int) -> bool:
    """Say whether what was possible before is meant: `instead of two hours`, `ten used to be easy`."""
    for term in sentence:
        if term.kind != "former":
            continue
        if term.value == "behind":
            if 0 <= term.first - last <= _BEHIND_REACH:
                return True
            continue
        reach = _FORMER_REACH if term.value == "far" else 0
        if 0 <= first - term.last <= reach and not _NOW & set(words[term.last : first]):
            return True
    # "Of (the) six classes she gives half": a sentence that opens with the whole.
    before = words[max(0, first - 3) : first]
    if ["not", "one"] in [words[i : i + 2] for i in range(last, sentence[-1].last)]:
        # "Of three attempts to stand, not one succeeded": all three are told of now.
        return False
    return (before[-1:] == ["of"] and before[-2:-1] in _OPENING) or before[-2:] == ["of", "the"]
