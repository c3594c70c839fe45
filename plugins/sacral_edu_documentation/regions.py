"""Regions that a text names as the site of somatic dysfunction, by code or in words.

The name of a lesion chooses no region: `sacral torsion` alone names none, `somatic dysfunction of the
sacrum` does.
"""

import re
from typing import NamedTuple

from sacral_edu.api import REGION_CODES
from sacral_edu_documentation.lexicon import Term
from sacral_edu_documentation.reading import Reading
from sacral_edu_documentation.scopes import DENIED
from sacral_edu_documentation.signs import Row

_BY_CODE = {code: str(region) for region, code in REGION_CODES.items()}
_BONES = {"c": "sacral", "I": "pelvic", "m": "lumbar", "g": "lower_extremity"}
_SITED = re.compile(r"d[,o]?[LRB]?([cImg])(?![TFESUDufbr])|(?<![LRfbsi])([cImg])_?,?d|([cImg])[fbr]?,?d")
_LABEL = re.compile(r"^([cI]),(?=.)")
_COMPLAINTS = frozenset({"feel", "cond"})
_NAMING = frozenset({"dys", "code", "les", "short"})
_NEAR = 3
_REGION_REACH = 6
_EQUALS = frozenset({"is", ":", "=", "as", "be"})
_BONE_REGIONS = {
    "sacrum": "sacral",
    "sacral": "sacral",
    "innominate": "pelvic",
    "pelvis": "pelvic",
    "lumbar": "lumbar",
    "leg": "lower_extremity",
}
_PAINS = frozenset({"pain", "ache", "aches", "hurts", "sore", "numbness"})


class Sited(NamedTuple):
    """A region named as the site, and where; `sure` where a code or a dysfunction stands with it."""

    region: str
    first: int
    last: int
    state: int
    sure: bool


def named_regions(reading: Reading, rows: list[Row]) -> list[Sited]:
    """Return the regions that a text names as the site of a dysfunction, stated or not."""
    found: list[Sited] = []
    for clause, row in zip(reading.clauses, rows, strict=True):
        denied = any(t.kind == "dys" and reading.state_of(t) == DENIED for t in clause)
        for term in clause:
            if term.kind == "code" and term.value in _BY_CODE:
                found.append(_sited(_BY_CODE[term.value], term, reading.state_of(term), sure=True))
            elif term.kind == "region" and not _is_of_pain(reading, clause, term):
                state = max(reading.state_of(term), DENIED if denied else 0)
                kinds = {t.kind for t in clause}
                sure = bool(kinds & _NAMING) or kinds <= {"region", "side"}
                found.append(_sited(term.value, term, state, sure=sure))
            elif term.kind == "bone" and term.value in _BONE_REGIONS and _is_named_region(reading, term):
                state = reading.state_of(term)
                found.append(_sited(_BONE_REGIONS[term.value], term, state, sure=True))
        found += _in_words(reading, clause, row)
    return found


def _sited(region: str, term: Term, state: int, *, sure: bool) -> Sited:
    return Sited(region, term.first, term.last, state, sure)


def _is_named_region(reading: Reading, bone: Term) -> bool:
    """Say whether a bone is said to be the region: `the region that I code is sacral`."""
    sentence = reading.text.sentence
    first = max(0, bone.first - _REGION_REACH)
    before = [p for p in range(first, bone.first) if sentence[p] == sentence[bone.first]]
    words = [reading.words[place] for place in before]
    named = next((place for place, word in enumerate(words) if word in ("region", "site")), None)
    return named is not None and bool(_EQUALS & set(words[named:]))


def _in_words(reading: Reading, clause: list[Term], row: Row) -> list[Sited]:
    found: list[Sited] = []
    for pattern in (_SITED, _LABEL):
        for match in pattern.finditer(row.signs):
            sign = next(group for group in match.groups() if group)
            first, last = row.span(match.start(), match.end())
            if _is_loose(clause, first, last, as_name=match.group(1) is None):
                continue
            if pattern is _LABEL and ":" not in reading.words[first : last + 1]:
                continue
            state = max(reading.state[first:last], default=0)
            found.append(Sited(_BONES[sign], first, last, state, pattern is _SITED))
    return found


def _is_loose(clause: list[Term], first: int, last: int, *, as_name: bool) -> bool:
    """Say whether words from first to last are a name that chooses no region.

    `Sacral dysfunction` is as loose as `sacral torsion`; `the dysfunction is of the sacrum` tells where.
    """
    values = {t.value for t in clause if t.kind == "dys" and first <= t.first < last}
    return values == {"lesion"} or (as_name and values == {"dysfunction"})


def _is_of_pain(reading: Reading, clause: list[Term], region: Term) -> bool:
    """Say whether a region is only the place of a complaint, as in `pain in the sacral region`."""
    if any(t.kind in ("dys", "les", "short", "code") for t in clause):
        return False
    near = {t.kind for t in clause if abs(t.first - region.first) <= _NEAR + 2}
    words = reading.words[max(0, region.first - _NEAR) : region.last + _NEAR]
    return bool(near & _COMPLAINTS) or bool(_PAINS & set(words))
