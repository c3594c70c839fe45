"""How varied generated cases are: sentences, repetitions, and balance over what a learner could guess by."""

import re
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from sacral_edu.domain.cases import Case

_PLACE = re.compile(r"\b(left|right|[CTL]\d(?:-[CTLS]?\d)?|\d+(?:\.\d+)?)\b", re.IGNORECASE)
_NEAR = 10


class Variety(Struct, frozen=True, kw_only=True):
    """What a set of cases amounts to; shares are of all cases."""

    cases: int
    exam_sentences: int
    exam_skeletons: int
    history_skeletons: int
    identical_notes: int
    most_repeated: tuple[tuple[str, float], ...]
    repeats_within_ten: float
    balance: dict[str, dict[str, float]]


def skeleton(sentence: str) -> str:
    """Return a sentence without its sides, levels and numbers, so that only its structure is left."""
    return _PLACE.sub("#", sentence).lower()


def measure(cases: Iterable[Case]) -> Variety:
    """Measure the cases in the order given.

    `repeats_within_ten` is the share of examination sentences whose skeleton already stood in one of the
    nine cases before; `most_repeated` the skeletons that stand in the largest share of cases.
    """
    read = list(cases)
    exam = [[skeleton(s.text) for s in case.note if s.section == "exam"] for case in read]
    history = {skeleton(s.text) for case in read for s in case.note if s.section == "hpi"}
    stands_in = Counter(said for sentences in exam for said in set(sentences))
    count = len(read)
    notes = Counter(tuple(s.text for s in case.note) for case in read)
    return Variety(
        cases=count,
        exam_sentences=sum(map(len, exam)),
        exam_skeletons=len(stands_in),
        history_skeletons=len(history),
        identical_notes=sum(n - 1 for n in notes.values()),
        most_repeated=tuple((said, round(n / count, 3)) for said, n in stands_in.most_common(5)),
        repeats_within_ten=_repeats(exam),
        balance=_balance(read),
    )


def _repeats(exam: list[list[str]]) -> float:
    again = total = 0
    for place, sentences in enumerate(exam):
        before = {said for earlier in exam[max(0, place - _NEAR + 1) : place] for said in earlier}
        again += sum(said in before for said in sentences)
        total += len(sentences)
    return round(again / total, 3) if total else 0.0


def _balance(cases: list[Case]) -> dict[str, dict[str, float]]:
    counted: dict[str, Counter[str]] = {
        "dysfunction": Counter(c.truth.dysfunction for c in cases if c.truth),
        "region": Counter(str(c.truth.region) for c in cases if c.truth),
        "restricted or affected side": Counter(_side(c) for c in cases),
        "sex": Counter(c.patient.sex for c in cases if c.patient),
        "age": Counter(f"{c.patient.age // 10 * 10}s" for c in cases if c.patient),
        "archetype": Counter(str(c.archetype) for c in cases),
        "clinician": Counter(c.encounter.provider for c in cases),
        "difficulty": Counter(c.challenge for c in cases),
    }
    return {
        name: {value: round(n / len(cases), 3) for value, n in sorted(counter.items())}
        for name, counter in counted.items()
    }


def _side(case: Case) -> str:
    leading = [f.side for f in case.findings if f.test == "seated_flexion" and f.value == "positive"]
    affected = [f.side for f in case.findings if f.test == "standing_flexion" and f.value == "positive"]
    return next((str(side) for side in [*leading, *affected] if side in ("L", "R")), "neither")
