"""How varied generated cases are: sentences, repetitions, and balance over what a learner could guess by."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from msgspec import Struct

from sacral_edu.domain.cases import Case, Section
from sacral_edu.scoring import Scorer, make_items

_PLACE = re.compile(r"\b(left|right|[CTL]\d(?:-[CTLS]?\d)?|\d+(?:\.\d+)?)\b", re.IGNORECASE)
_NEAR = 10
_SECTIONS: tuple[Section, ...] = get_args(Section)


class Variety(Struct, frozen=True, kw_only=True):
    """What a set of cases amounts to; shares are of all cases.

    `repeats_within_ten` is, by section of the note, the share of sentences whose skeleton already stood in
    one of the nine cases before; `situations` counts, by scorer, the items of each situation.
    """

    cases: int
    exam_sentences: int
    exam_skeletons: int
    history_skeletons: int
    identical_notes: int
    most_repeated: tuple[tuple[str, float], ...]
    repeats_within_ten: dict[str, float]
    balance: dict[str, dict[str, float]]
    situations: dict[str, dict[str, int]] = {}


def skeleton(sentence: str) -> str:
    """Return a sentence without its sides, levels and numbers, so that only its structure is left."""
    return _PLACE.sub("#", sentence).lower()


def measure(cases: Iterable[Case], scorers: Mapping[str, Scorer[Any]] | None = None) -> Variety:
    """Measure the cases in the order given, and the items that the scorers, if any, make of them.

    `most_repeated` are the skeletons of the examination that stand in the largest share of cases.
    """
    read = list(cases)
    said = {section: [_skeletons(case, section) for case in read] for section in _SECTIONS}
    exam, history = said["exam"], {line for lines in said["hpi"] for line in lines}
    stands_in = Counter(line for sentences in exam for line in set(sentences))
    count = len(read)
    notes = Counter(tuple(s.text for s in case.note) for case in read)
    return Variety(
        cases=count,
        exam_sentences=sum(map(len, exam)),
        exam_skeletons=len(stands_in),
        history_skeletons=len(history),
        identical_notes=sum(n - 1 for n in notes.values()),
        most_repeated=tuple((line, round(n / count, 3)) for line, n in stands_in.most_common(5)),
        repeats_within_ten={section: _repeats(lines) for section, lines in said.items()},
        balance=_balance(read),
        situations=_situations(read, scorers or {}),
    )


def _skeletons(case: Case, section: Section) -> list[str]:
    return [skeleton(statement.text) for statement in case.note if statement.section == section]


def _situations(cases: list[Case], scorers: Mapping[str, Scorer[Any]]) -> dict[str, dict[str, int]]:
    counted: dict[str, Counter[str]] = {name: Counter() for name in sorted(scorers)}
    for case in cases:
        for item in make_items(scorers, case).items:
            counted[item.prompt.scorer][item.situation or "not named"] += 1
    return {name: dict(sorted(counter.items())) for name, counter in counted.items()}


def _repeats(lines: list[list[str]]) -> float:
    again = total = 0
    for place, sentences in enumerate(lines):
        before = {said for earlier in lines[max(0, place - _NEAR + 1) : place] for said in earlier}
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
