"""Explains wrong diagnosis codes: those in another's place, those too many, and those left out."""

from sacral_edu.api import ProcedureLine, coding
from sacral_edu_coding.claims import CodingKey, Finding, distinct, family_of
from sacral_edu_coding.explain_regions import (
    dysfunction_replaced,
    region_added,
    region_missing,
    region_swapped,
)
from sacral_edu_coding.grading import Grade
from sacral_edu_coding.matching import COMPARED
from sacral_edu_coding.wording import listed

_UNCERTAIN = frozenset({"red_flag", "imaging"})
"""Groups of codes that stand for what films show: fractures, slippage, wear."""

_SYMPTOMS = frozenset({"low_back_pain", "symptom", "hip", "gait", "limb", "external_cause", "status"})
_UNCERTAIN_RULE = "R-ICD-06"
"""A condition that was only suspected; putting it on a claim is critical."""

_VAGUE = ("unspecified", "without mention", "Other ")


def diagnosis_findings(key: CodingKey, grade: Grade) -> list[Finding]:
    """Return what is wrong with the answer's set of diagnoses, one finding for each root cause."""
    dx = grade.dx
    found = [_swapped(key, grade, old, new) for old, new in dx.swaps]
    found += [_added(key, grade, code) for code in dx.extra]
    found += [_missing(key, grade, code) for code in dx.missing]
    for other in dx.instead:
        found.append(
            Finding(
                f"{other.to} in place of {other.from_} earns {other.credit:.0%}: {other.why}",
                _nuance(other.from_, other.to),
            )
        )
    for code in dx.repeated:
        found.append(Finding(f"{code} is listed twice; once is enough.", ("R-CLM-01",)))
    if dx.optional_conflicts:
        pair = " and ".join(dx.optional_conflicts[0])
        found.append(Finding(f"{pair} may each be added, but they exclude each other.", ("R-ICD-03",)))
    if dx.too_many:
        count = len(grade.answer.diagnoses)
        found.append(Finding(f"{count} diagnoses do not fit: a claim holds twelve.", ("R-CLM-01",)))
    return found


def _title(code: str) -> str:
    row = coding.diagnoses().get(code)
    return f"{code} ({row.title})" if row else code


def _group(code: str) -> str:
    row = coding.diagnoses().get(code)
    return row.group if row else ""


def invalid_finding(code: str, instead: str = "") -> Finding | None:
    """Return what is wrong with a code that is no billable code, or None for a valid or unknown one."""
    status = coding.diagnosis_status(code)
    if status.state in ("valid", "unknown"):
        return None
    rules = ["R-ICD-01"] if status.state != "seventh_character" else ["R-ICD-02", "R-ICD-01"]
    row = coding.diagnoses().get(instead)
    if row is not None and row.laterality and status.state == "header":
        rules.append("R-ICD-04")
    hint = f" The note supports {_title(instead)}." if instead else " A claim with it is refused."
    return Finding(status.message + hint, distinct(rules))


def _clash(key: CodingKey, grade: Grade, code: str) -> tuple[str, list[str]]:
    """Return a sentence and rules where a code may not stand beside others of claim or note."""
    given = grade.answer.diagnoses[:COMPARED]
    others = [other for other in dict.fromkeys(given) if coding.exclusion(code, other) == "hard"]
    if others:
        return f" An Excludes1 note keeps {code} and {listed(others)} apart.", ["R-ICD-03"]
    injury = next((c for c in key.claim.diagnoses if coding.is_injury(c)), None)
    if injury is not None and coding.is_dorsopathy(code):
        said = f" This is a current injury ({injury}), and the block M50 to M54 shuts current injury out."
        return said, ["R-ICD-03", "R-ICD-08"]
    return "", []


def _swapped(key: CodingKey, grade: Grade, old: str, new: str) -> Finding:
    invalid = invalid_finding(new, old)
    if invalid is not None:
        return invalid
    if coding.is_regional(old) and coding.is_regional(new):
        return region_swapped(key, old, new)
    if coding.is_regional(old):
        return dysfunction_replaced(key, old, new)
    clash, rules = _clash(key, grade, new)
    said, more = _difference(key, old, new)
    return Finding(f"{said}{clash}", distinct([*rules, *more]), critical=_UNCERTAIN_RULE in more)


def _difference(key: CodingKey, old: str, new: str) -> tuple[str, list[str]]:
    """Explain one valid code in the place of another that is no M99.0x."""
    if coding.is_regional(new):
        said = f"{new} names dysfunction of a region; it does not stand in for {_title(old)}."
        return said, ["R-ICD-07", *(["R-ICD-08"] if coding.is_injury(old) else ["R-ICD-05"])]
    if _phase_differs(old, new):
        said = f"{new} and {old} differ in the 7th character; care is in the phase that {old} tells."
        return said, ["R-ICD-02"]
    if coding.is_pregnancy(old) or new == "Z33.1":
        said = (
            f"In this pregnancy the chapter 15 code {_title(old)} is called for, and you gave {_title(new)}."
        )
        return said, ["R-ICD-10", *(["R-ICD-05"] if coding.is_pregnancy(new) else [])]
    if _side_differs(old, new):
        return f"The note gives the side: {_title(old)}, and not {_title(new)}.", [*_nuance(old, new)]
    if coding.is_injury(old) and not coding.is_injury(new):
        said = f"A current injury is coded from the injury chapter, {_title(old)}; you gave {_title(new)}."
        return said, ["R-ICD-08", *_doubtful(key, new)]
    doubtful = _doubtful(key, new)
    if doubtful:
        said = f"{_title(new)} is not established in this record; what is, is {_title(old)}."
        return said, [*doubtful, *(["R-ICD-08"] if coding.is_injury(new) else [])]
    if coding.is_injury(new):
        said = f"The record tells of no current injury, so {_title(new)} says too much; {_title(old)} fits."
        return said, ["R-ICD-08", "R-ICD-11", "R-ICD-05"]
    return f"The note says {_title(old)}; {_title(new)} says {_measure(new)}.", [*_nuance(old, new)]


def _doubtful(key: CodingKey, code: str) -> list[str]:
    group = _group(code)
    if group in _UNCERTAIN or (key.hedged and group and group not in _SYMPTOMS and code[0] in "MGS"):
        return [_UNCERTAIN_RULE, "R-ICD-11"]
    return []


def _side_differs(old: str, new: str) -> bool:
    row = coding.diagnoses().get(old)
    return row is not None and row.laterality is not None and old[:-1] == new[:-1]


def _phase_differs(old: str, new: str) -> bool:
    row = coding.diagnoses().get(old)
    return row is not None and row.seventh_character is not None and old[:-1] == new[:-1]


def _measure(code: str) -> str:
    row = coding.diagnoses().get(code)
    if row is not None and any(word in row.title for word in _VAGUE):
        return "less, or something else"
    return "something else"


def _nuance(old: str, new: str) -> tuple[str, ...]:
    """Return the rules for a code that says more, less or something other than the note."""
    if _side_differs(old, new):
        row = coding.diagnoses().get(new)
        vague = row is not None and row.laterality == "unspecified"
        return ("R-ICD-04", "R-ICD-05") if vague else ("R-ICD-04", "R-ICD-11")
    row = coding.diagnoses().get(new)
    vague = row is not None and any(word in row.title for word in _VAGUE)
    return ("R-ICD-05",) if vague or row is None else ("R-ICD-05", "R-ICD-11")


def _added(key: CodingKey, grade: Grade, code: str) -> Finding:
    invalid = invalid_finding(code)
    if invalid is not None:
        return invalid
    clash, rules = _clash(key, grade, code)
    if coding.is_regional(code):
        base = region_added(key, code)
        return Finding(f"{base.text}{clash}", distinct([*base.rules, *rules]), critical=base.critical)
    if rules:
        said, rules = f"{_title(code)} does not fit beside the other codes.", [*rules, *_doubtful(key, code)]
    else:
        said = (
            f"Nothing in this visit's record diagnoses, assesses or treats {_title(code)}: it is not coded."
        )
        rules = [*_doubtful(key, code), "R-ICD-11"]
    if coding.is_status(code) or coding.is_gait_sign(code):
        rules.append("R-ICD-09")
    if code == "Z33.1" or coding.is_pregnancy(code):
        rules.insert(0, "R-ICD-10")
    if coding.is_injury(code):
        rules.append("R-ICD-08")
    rules += _beside(key, code)
    return Finding(f"{said}{clash}", distinct(rules), critical=_UNCERTAIN_RULE in rules)


def _beside(key: CodingKey, code: str) -> list[str]:
    """Return rules where an added code says again, more vaguely or otherwise, what a keyed code says."""
    kin = [other for other in key.claim.diagnoses if other[:3] == code[:3]]
    if any(_side_differs(other, code) for other in kin):
        return ["R-ICD-04"]
    if any(_phase_differs(other, code) for other in (*kin, *key.claim.optional_diagnoses)):
        return ["R-ICD-02"]
    if code[:3] == "M99" or kin:
        return ["R-ICD-05"]
    return []


def _missing(key: CodingKey, grade: Grade, code: str) -> Finding:
    if coding.is_regional(code):
        return region_missing(key, grade, code)
    lines = _lines_for(key, code)
    said = f"{_title(code)} was dealt with at this visit and is missing."
    rules = ["R-ICD-11", "R-ICD-05"]
    if coding.is_injury(code):
        rules = ["R-ICD-08", "R-ICD-07", "R-ICD-11"]
        said = f"The current injury {_title(code)} is missing; an M99 code does not stand in for it."
    elif coding.is_pregnancy(code) or code.startswith("Z3A"):
        rules = ["R-ICD-10"]
        said = f"{_title(code)} is missing: in pregnancy chapter 15 leads and the weeks are told."
    elif key.encounter.provider == "DC" and coding.is_excluded_by_medicare(key.encounter):
        rules = ["R-CMT-04", *rules]
        said = f"{said} Medicare wants a related condition after the subluxation."
    if any(_side_differs(other, code) for other in key.claim.diagnoses if other != code):
        rules.append("R-ICD-04")
    if lines:
        said = f"{said} {listed(coding.shown(line.code) for line in lines)} was done for it."
        rules.append("R-CLM-02")
    return Finding(said, distinct(rules))


def _lines_for(key: CodingKey, code: str) -> list[ProcedureLine]:
    return [
        p for p in key.claim.procedures if p.dx[:1] == (code,) and family_of(p.code) not in ("omt", "cmt")
    ]
