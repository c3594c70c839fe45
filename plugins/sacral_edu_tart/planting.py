"""Putting one statement into an examination that cannot be true beside another one there.

What is planted is a finding of the same test with the contrary result, so that the two can be compared:
the contrary side, positive for negative, increased for decreased, or texture and tenderness of the other
age at the very same site. Examinations that contradict themselves for other reasons are left alone: misread
signs, and a look again after treatment.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations

from msgspec import Struct, structs

from sacral_edu.api import Case, Finding, Side, Statement, drawn, reading
from sacral_edu_tart.qualities import OTHER_AGE, in_quality, tells_age
from sacral_edu_tart.restated import restated
from sacral_edu_tart.wording import examination

SOUND_IN = 4
"""One examination in so many is left without a contradiction."""

_OTHER_SIDE: dict[str, Side] = {"L": "R", "R": "L"}
_SIDES: tuple[Side, Side] = ("L", "R")
_CONTRARY = {
    ("spring", "positive"): "negative",
    ("spring", "negative"): "positive",
    ("sphinx", "increases"): "decreases",
    ("sphinx", "decreases"): "increases",
    ("lordosis", "increased"): "decreased",
    ("lordosis", "decreased"): "increased",
}
_ONE_SIDED = {
    "seated_flexion": "positive",
    "standing_flexion": "positive",
    "straight_leg_raise": "positive",
    "fibular_head": "positive",
    "l5_rotation": "rotated",
}
_COMPARED = {"sulcus": "deep", "ila_ap": "posterior", "asis": "inferior", "pubic": "superior"}
"""Tests that compare the two sides, with the value that a planted statement names."""


class Entry(Struct, frozen=True, kw_only=True):
    """One line as it will be shown, with the findings that it states."""

    text: str
    findings: tuple[Finding, ...]


class Examination(Struct, frozen=True, kw_only=True):
    """The lines to be shown, in no particular order; the planted one and its contrary by place, if any."""

    entries: tuple[Entry, ...]
    planted: int | None = None
    against: int | None = None


def contradict(first: Finding, second: Finding) -> bool:
    """Say whether two findings cannot both be true: one test or quality at one place, two results.

    Both sides alike and level may be one observation (facts: palpation is relative), so they do not
    contradict each other.
    """
    if first.test != second.test or first.region != second.region:
        return False
    if first.test in ("texture", "tenderness"):
        told = tells_age(first) and tells_age(second)
        return told and first.side == second.side and first.value != second.value
    one, other = reading(first), reading(second)
    if one is None or other is None:
        return (first.value, first.side) != (second.value, second.side)
    return one != other and not ({one, other} <= {"both", "neither", "level"})


def planted_examination(case: Case) -> Examination | None:
    """Return the case's examination with one contradiction, or without; None where the case is not fit."""
    exam = [s for s in examination(case) if case.findings_of(s)]
    if case.challenge in ("noisy", "mixed") or _is_contradictory(case, exam):
        return None
    told = Counter((f.test, f.region) for s in exam for f in case.findings_of(s))
    possible = [pair for s in exam if (pair := _contrary_statement(case, s, told)) is not None]
    if not possible:
        return None
    if drawn(case.id, "sound", SOUND_IN) == 0:
        return _arranged(case, _said_again(case, exam, keep=(), count=2))
    chosen, planted = possible[drawn(case.id, "contradiction", len(possible))]
    entries = _said_again(case, exam, keep=(chosen.id,), count=1)
    place = exam.index(chosen)
    if tells_age(planted):
        # Both at one site: it is the sulcus that cannot be boggy and fibrotic at once.
        own = case.findings_of(chosen)[0]
        text = in_quality(own, own.value, case.id, "against")
        entries[place] = Entry(text=text, findings=entries[place].findings)
        words = in_quality(planted, planted.value, case.id, "planted")
    else:
        words = restated(planted, case.id) or ""
    return _arranged(case, [*entries, Entry(text=words, findings=(planted,))], against=place)


def _is_contradictory(case: Case, exam: list[Statement]) -> bool:
    alike: dict[tuple[str, str], list[Finding]] = {}
    for finding in (finding for statement in exam for finding in case.findings_of(statement)):
        alike.setdefault((finding.test, finding.region), []).append(finding)
    return any(contradict(*pair) for group in alike.values() for pair in combinations(group, 2))


def _contrary_statement(
    case: Case, statement: Statement, told: Counter[tuple[str, str]]
) -> tuple[Statement, Finding] | None:
    """Return a statement with a finding that contradicts one of its own, if one can be worded.

    No other statement may be about the same thing, so that one pair only is contradictory; `told` counts
    the findings of each test and region.
    """
    findings = case.findings_of(statement)
    for finding in findings:
        planted = _contrary(case, finding) if told[finding.test, finding.region] == 1 else None
        if planted is None:
            continue
        if (tells_age(planted) and len(findings) == 1) or restated(planted, case.id):
            return statement, planted
    return None


def _contrary(case: Case, finding: Finding) -> Finding | None:
    test, value = finding.test, finding.value
    if tells_age(finding):
        return structs.replace(finding, id="planted", value=OTHER_AGE[value])
    if (test, value) in _CONTRARY:
        return _planted(finding, _CONTRARY[test, value], finding.side)
    if test in _ONE_SIDED:
        return _other_side(case, finding)
    if test in _COMPARED and finding.side != "both":
        own = reading(finding)
        sides = [side for side in _SIDES if reading(_planted(finding, _COMPARED[test], side)) != own]
        return _planted(finding, _COMPARED[test], sides[drawn(case.id, f"side {test}", len(sides))])
    return None


def _other_side(case: Case, finding: Finding) -> Finding | None:
    test, positive = finding.test, _ONE_SIDED[finding.test]
    region = case.truth.region if case.truth else None
    if test.endswith("flexion") and region in ("pelvic", "lower_extremity"):
        # Their statements on one of the two flexion tests speak of the other as well.
        return None
    if finding.value == positive and finding.side in _OTHER_SIDE:
        if test in ("straight_leg_raise", "fibular_head"):
            return _planted(finding, "negative", None)
        return _planted(finding, positive, _OTHER_SIDE[finding.side])
    if finding.value == "negative":
        return _planted(finding, positive, _SIDES[drawn(case.id, f"side {test}", 2)])
    return None


def _planted(finding: Finding, value: str, side: str | None) -> Finding:
    return structs.replace(finding, id="planted", value=value, side=side, tart=())


def _said_again(case: Case, exam: list[Statement], *, keep: Iterable[str], count: int) -> list[Entry]:
    """Return the examination with some lines in our own words, so that those betray nothing."""
    entries = [Entry(text=s.text, findings=case.findings_of(s)) for s in exam]
    kept = frozenset(keep)
    able: list[tuple[int, str]] = []
    for place, statement in enumerate(exam):
        findings = case.findings_of(statement)
        words = restated(findings[0], case.id) if len(findings) == 1 else None
        if words is None or statement.id in kept or _fades(findings[0]):
            continue
        if findings[0].test == "standing_flexion":
            # Its statement may speak of the seated test too, which a reader could take for a contradiction.
            entries[place] = Entry(text=words, findings=findings)
        else:
            able.append((place, words))
    for _ in range(min(count, len(able))):
        place, words = able.pop(drawn(case.id, f"again {len(able)}", len(able)))
        entries[place] = Entry(text=words, findings=entries[place].findings)
    return entries


def _fades(finding: Finding) -> bool:
    """Say whether a statement tells that a standing test turns negative once the hamstrings are stretched."""
    return finding.test == "standing_flexion" and finding.region == "lower_extremity"


def _arranged(case: Case, entries: list[Entry], *, against: int | None = None) -> Examination:
    """Return the lines in an order settled by the case's id, since places would betray what is planted."""
    order = sorted(range(len(entries)), key=lambda place: (drawn(case.id, f"place {place}", 1 << 20), place))
    return Examination(
        entries=tuple(entries[place] for place in order),
        planted=None if against is None else order.index(len(entries) - 1),
        against=None if against is None else order.index(against),
    )
