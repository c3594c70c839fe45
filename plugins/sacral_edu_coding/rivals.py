"""Codes that are listed first by mistake, each with the reason why it does not lead this claim.

Which of them stand beside the right one is drawn by the case's own lot, with weights: a code is offered as a
wrong answer four to five times as often as it is the right one, so that no code is right whenever it is
listed. The weights were set on three thousand generated cases.
"""

from collections.abc import Iterable, Iterator

from sacral_edu.api import Case, coding
from sacral_edu_coding.choosing import Choosable, lot
from sacral_edu_coding.claims import CodingKey
from sacral_edu_coding.explain_claim import not_first
from sacral_edu_coding.wording import listed

PREGNANCY, PUERPERIUM = "O26.893", "O99.893"
"""The codes of chapter 15 that lead the visits of this course."""

_INJURIES = {"S39.012A": 0.74, "S30.0XXA": 0.5, "S33.6XXA": 0.39}
_REGIONS = {
    "M99.04": 6.7,
    "M99.01": 0.44,
    "M99.02": 0.27,
    "M99.08": 0.17,
    "M99.05": 0.14,
    "M99.03": 0.073,
    "M99.06": 0.045,
}
_CONDITIONS = {
    "M54.59": 100.0,
    "M79.18": 0.93,
    "M51.17": 0.19,
    "M54.50": 0.097,
    "M35.7": 0.094,
    "G57.02": 0.047,
    "M53.3": 0.045,
    "G57.01": 0.035,
}
_UNLIKE = {"M54.50": ("M54.59", "S39.012A"), "M51.17": ("S39.012A",)}
"""Codes that are not offered beside a condition, since its notes come near to them."""

_SURELY = 1e6
"""The weight of a code that is always offered where it can be."""

_OWN = 4.0
"""The weight of a code of the claim itself that does not lead."""


def rivals(case: Case, whole: CodingKey, right: str) -> list[Choosable]:
    """Return the wrong codes that a case may offer beside the right one, those first that are drawn."""
    offered = {one.id: (weight, one) for weight, one in _all(case, whole, right)}
    return [offered[code][1] for code in _drawn(case.id, {code: w for code, (w, _) in offered.items()})]


def titled(code: str) -> str:
    """Return a code with its title."""
    row = coding.diagnoses().get(code)
    return f"{code}, {row.title}" if row else code


def _drawn(case_id: str, weights: dict[str, float]) -> list[str]:
    """Return codes in an order drawn by weight, always the same for a case."""
    return sorted(weights, key=lambda code: lot(case_id, code) ** (1 / weights[code]), reverse=True)


def _all(case: Case, whole: CodingKey, right: str) -> Iterator[tuple[float, Choosable]]:
    key = whole.claim
    own = tuple(c for c in (*key.diagnoses, *key.optional_diagnoses) if c not in key.acceptable_first_listed)
    taken = {*_listable(whole), *(fact.code for fact in case.facts if fact.code)}
    taken.update(code for condition in key.diagnoses for code in _UNLIKE.get(condition, ()))
    expecting = coding.is_pregnancy(right)
    yield from ((_OWN, _own(whole, code)) for code in own)
    if expecting:
        yield from ((_SURELY, _of_chapter_15(code, right)) for code in _new((PREGNANCY, PUERPERIUM), taken))
    else:
        yield from ((_INJURIES[code], _injury(whole, code)) for code in _new(_INJURIES, taken))
    yield from ((_REGIONS[code], _region(whole, code)) for code in _new(_REGIONS, taken))
    yield from ((_CONDITIONS[code], _condition(whole, code)) for code in _new(_CONDITIONS, taken))


def _new(codes: Iterable[str], taken: set[str]) -> list[str]:
    return [code for code in codes if code not in taken]


def _listable(whole: CodingKey) -> tuple[str, ...]:
    key = whole.claim
    return (*key.diagnoses, *key.optional_diagnoses, *(other.to for other in key.alternative_diagnoses))


def _own(whole: CodingKey, code: str) -> Choosable:
    """Return a code of the claim that does not lead."""
    found = not_first(whole, code)
    lines = whole.claim.procedures
    rests = any(code in line.dx for line in lines)
    spare = coding.is_regional(code) and code in whole.claim.optional_diagnoses and lines and not rests
    said = f"{found.text} It may be listed, but no line of the claim rests on it." if spare else found.text
    return _wrong(code, said, found.rules)


def _of_chapter_15(code: str, right: str) -> Choosable:
    time = "after the birth" if right == PUERPERIUM else "in pregnancy"
    return _wrong(code, f"The visit is {time}, and {code} belongs to another time.", ("R-ICD-05", "R-ICD-10"))


def _injury(whole: CodingKey, code: str) -> Choosable:
    injury = next((c for c in whole.claim.diagnoses if coding.is_injury(c)), None)
    if injury is not None:
        said = f"The injury that the record diagnoses is another: {titled(injury)}."
        return _wrong(code, said, ("R-ICD-05", "R-ICD-08"))
    return _wrong(code, "The record diagnoses no current injury of that kind.", ("R-ICD-08", "R-ICD-11"))


def _region(whole: CodingKey, code: str) -> Choosable:
    regional = [c for c in _listable(whole) if coding.is_regional(c)]
    others = f"; it does for {listed(regional)}" if regional else ""
    said = f"{code} names a region in which the record diagnoses no dysfunction{others}."
    return _wrong(code, said, ("R-ICD-11",))


def _condition(whole: CodingKey, code: str) -> Choosable:
    """Return a condition that is common about the sacrum and is not what this record diagnoses."""
    key = whole.claim
    injury = next((c for c in key.diagnoses if coding.is_injury(c)), None)
    if injury is not None and coding.is_dorsopathy(code):
        said = f"This is a current injury ({injury}), and the block M50 to M54 shuts current injury out."
        return _wrong(code, said, ("R-ICD-08", "R-ICD-03"))
    if code == "M54.50" and "M54.59" in key.diagnoses:
        said = f"{code} leaves the kind of pain open, and the note names it."
        return _wrong(code, said, ("R-ICD-05",))
    named = next((c for c in key.diagnoses if not coding.is_regional(c)), key.diagnoses[0])
    said = f"It is no diagnosis of this record, which names {titled(named)}."
    if coding.is_pregnancy(named):
        said = f"{said} In pregnancy and after a birth chapter 15 leads."
        return _wrong(code, said, ("R-ICD-10", "R-ICD-11"))
    if injury is not None:
        return _wrong(code, f"{said} The current injury is why the patient came.", ("R-ICD-08", "R-ICD-11"))
    return _wrong(code, said, ("R-ICD-11", "R-ICD-05"))


def _wrong(code: str, said: str, rules: tuple[str, ...]) -> Choosable:
    return Choosable(id=code, label=titled(code), right=False, why=said, rules=rules)
