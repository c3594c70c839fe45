"""Symptoms and conditions in a text, and whether they are tied to the lesion."""

from typing import Literal, NamedTuple

from sacral_edu_documentation.keys import Condition
from sacral_edu_documentation.lexicon import Term
from sacral_edu_documentation.reading import Reading
from sacral_edu_documentation.scopes import DENIED, STATED

Verdict = Literal["tied", "named", "wrong", "uncounted"]
"""Tied to the lesion; named only; contradicted; or not stated by the learner."""

_LESION_KINDS = frozenset({"dys", "les", "short", "region"})
_LESION_BONES = frozenset({"sacrum", "sacral", "innominate", "pelvis", "lumbar", "pubic"})
_POINTERS = frozenset(
    {"this", "it", "these", "which", "that", "both", "here", "they", "findings", "above", "same"}
)
_PLURAL = frozenset({"these", "both", "they", "two", "all", "problems", "diagnoses", "conditions"})
_DIAGNOSES = frozenset(
    {
        "sciatica",
        "lumbago_sciatica",
        "piriformis",
        "si_sprain",
        "back_strain",
        "contusion",
        "radiculopathy",
        "hypermobility",
        "fracture",
        "spondyloarthritis",
        "pelvic_girdle_pain",
    }
)
_SIDE_REACH = 3
_WEAK_REACH = 6
_BETWEEN = frozenset({"mark", "pos", "feel", "test", "res", "found"})
_MIRROR = frozenset({"L", "R"})
_SIDES = {"left": "L", "l": "L", "lt": "L", "right": "R", "r": "R", "rt": "R"}
_SIDED_PARENT = 5
_BEFORE_SIDE = frozenset({"on", "of", "in", "at", "over", "down", "into", "to", ",", "("})
_CLOSING = frozenset(
    {
        ",",
        ".",
        ";",
        ")",
        "and",
        "which",
        "that",
        "is",
        "has",
        "with",
        "\n",
        "side",
        "more",
        "only",
        "to",
        "from",
    }
)
_BODY = frozenset(
    {
        "buttock",
        "glute",
        "gluteal",
        "glutes",
        "leg",
        "hip",
        "thigh",
        "calf",
        "foot",
        "back",
        "low",
        "lower",
        "si",
    }
    | {"sij", "sacroiliac", "groin", "joint", "muscles", "limb", "piriformis", "pelvis", "s1"}
)
_LIMB_SYMPTOMS = frozenset(
    {"leg_pain", "gluteal_myalgia", "sciatica", "radiculopathy", "piriformis", "hip_pain"}
)
_SIDED_SYMPTOMS = _LIMB_SYMPTOMS | {"si_pain", "si_sprain"}


class Linked(NamedTuple):
    """A symptom, condition or code that a text names, and where."""

    verdict: Verdict
    first: int
    last: int
    state: int


def sides_told(reading: Reading) -> dict[str, set[str]]:
    """Return the sides that a text gives to symptoms of one side, by their names."""
    found: dict[str, set[str]] = {}
    for sentence in reading.sentences:
        for term in sentence:
            sided = term.kind == "cond" and term.value in _SIDED_SYMPTOMS
            side = _side(reading, sentence, term) if sided else None
            if side is not None and reading.state_of(term) == STATED:
                found.setdefault(term.value, set()).add(side)
    return found


def linked_conditions(reading: Reading, condition: Condition) -> list[Linked]:
    """Return the symptoms, conditions and codes that a text names, with how each fits the case."""
    found: list[Linked] = []
    for sentence in reading.sentences:
        if not any(t.kind == "cond" for t in sentence):
            found = _tied_afterward(reading, sentence, found)
        for term in sentence:
            if term.kind == "cond" or (term.kind == "code" and not term.value.startswith("M99")):
                found.append(_linked(reading, sentence, term, condition))
    return found


def _linked(reading: Reading, sentence: list[Term], term: Term, condition: Condition) -> Linked:
    state = reading.state_of(term)
    fits = _fits(reading, sentence, term, condition)
    tie = _tie(reading, sentence, term)
    first, last = term.first, term.last
    if tie is not None:
        first, last = min(first, tie.first), max(last, tie.last)
    if fits is None:
        verdict: Verdict = "uncounted"
        if tie is not None and tie.value != "none" and term.value in _DIAGNOSES:
            verdict = "wrong"
        return Linked(verdict, first, last, state)
    if not fits:
        return Linked("wrong", first, last, state)
    if state == DENIED and term.kind == "cond" and term.value not in condition.names:
        return Linked("uncounted", first, last, state)
    if tie is None:
        return Linked(
            "wrong" if state == DENIED else "named", first, last, STATED if state == DENIED else state
        )
    tie_state = reading.state_of(tie)
    if tie.value == "none" or DENIED in (state, tie_state):
        return Linked(
            "wrong", first, last, STATED if max(state, tie_state) == DENIED else max(state, tie_state)
        )
    return Linked("tied", first, last, max(state, tie_state))


def _tied_afterward(reading: Reading, sentence: list[Term], found: list[Linked]) -> list[Linked]:
    """Return what was named before, tied or untied by a sentence such as `These are related`."""
    ties = [t for t in sentence if t.kind == "tie" and t.value in ("strong", "none")]
    if not ties or not _PLURAL & _words_of(reading, sentence):
        return found
    state = reading.state_of(ties[0])
    verdict: Verdict = "wrong" if ties[0].value == "none" or state == DENIED else "tied"
    if state not in (STATED, DENIED):
        return found
    return [link._replace(verdict=verdict) if link.verdict == "named" else link for link in found]


def _fits(reading: Reading, sentence: list[Term], term: Term, condition: Condition) -> bool | None:
    """Say whether a condition is the case's and on its side; None where it is another one."""
    if term.kind == "code":
        return _code_fits(term.value, condition)
    if term.value not in condition.names and term.value not in condition.symptoms:
        return None
    side = _side(reading, sentence, term)
    if side not in _MIRROR:
        return True
    told = dict(condition.sides).get(term.value, "")
    if term.value in condition.names:
        return (condition.side or told) in ("", side)
    return told == side or (not told and (condition.side in ("", side) or term.value not in _LIMB_SYMPTOMS))


def _code_fits(code: str, condition: Condition) -> bool | None:
    if code in condition.codes:
        return True
    near = [known for known in condition.codes if known[:_SIDED_PARENT] == code[:_SIDED_PARENT]]
    if near:
        # Of a sided pair the other one is wrong; of an unsided family a sister says little less.
        return not condition.side
    alike = [known for known in condition.codes if known[:3] == code[:3]]
    return False if alike else None


def _side(reading: Reading, sentence: list[Term], term: Term) -> str | None:
    inside = [_SIDES[word] for word in reading.words[term.first : term.last] if word in _SIDES]
    if inside:
        return inside[0]
    before = [t for t in sentence if t.kind == "side" and 0 <= term.first - t.last <= 1]
    if before:
        return before[-1].value
    after = [t for t in sentence if t.kind == "side" and 0 <= t.first - term.last <= _SIDE_REACH]
    after = [t for t in after if _BEFORE_SIDE & set(reading.words[term.last : t.first])]
    return after[0].value if after and _ends_there(reading, after[0]) else None


def _ends_there(reading: Reading, side: Term) -> bool:
    """Say whether a side closes the phrase, alone or with a part of the body that has no TART letter."""
    behind = reading.words[side.last : side.last + 1]
    return not behind or behind[0] in _CLOSING or behind[0] in _BODY


def _tie(reading: Reading, sentence: list[Term], term: Term) -> Term | None:
    """Return the word that ties a condition to the lesion, or denies the tie; None where there is none."""
    ties = [t for t in sentence if t.kind == "tie"]
    denied = next((t for t in ties if t.value == "none"), None)
    if denied is not None:
        return denied
    lesions = [t for t in sentence if _is_lesion(t)]
    strong = [t for t in ties if t.value == "strong"]
    if strong and (lesions or _POINTERS & _words_of(reading, sentence) or _needs_none(reading, strong, term)):
        return min(strong, key=lambda t: abs(t.first - term.first))
    for tie in ties:
        if tie.value == "weak" and any(_joins(reading, sentence, term, tie, lesion) for lesion in lesions):
            return tie
    return None


def _joins(reading: Reading, sentence: list[Term], term: Term, tie: Term, lesion: Term) -> bool:
    first, last = (term, lesion) if term.first < lesion.first else (lesion, term)
    if not first.last <= tie.first < last.first or last.first - tie.last > _WEAK_REACH:
        return False
    if tie.first - first.last > _WEAK_REACH:
        return False
    return not any(t.kind in _BETWEEN for t in sentence if first.last <= t.first < last.first)


def _is_lesion(term: Term) -> bool:
    if term.kind == "code":
        return term.value.startswith("M99")
    return term.kind in _LESION_KINDS or (term.kind == "bone" and term.value in _LESION_BONES)


def _needs_none(reading: Reading, ties: list[Term], term: Term) -> bool:
    """Say whether a tie goes without naming the lesion: `Linked to sciatica`, `sciatica, related`."""
    ends = [t for t in ties if t.last >= len(reading.words) or reading.words[t.last] in (".", "\n", ";")]
    return bool(ends) or any(t.last <= term.first for t in ties)


def _words_of(reading: Reading, sentence: list[Term]) -> set[str]:
    number = reading.text.sentence[sentence[0].first]
    return {word for word, s in zip(reading.words, reading.text.sentence, strict=True) if s == number}
