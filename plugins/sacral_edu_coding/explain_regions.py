"""Explains wrong, added and missing dysfunction codes (M99.0x) by the regions found and treated."""

from sacral_edu.api import coding
from sacral_edu_coding.claims import MAX_POINTERS, CodingKey, Finding, distinct
from sacral_edu_coding.grading import Grade
from sacral_edu_coding.wording import in_words, listed, region_facts

_TWINS = frozenset({"M99.04", "M99.05"})
_NEIGHBOURS = (_TWINS, frozenset({"M99.03", "M99.04"}), frozenset({"M99.05", "M99.06"}))


def _region(code: str) -> str:
    return in_words(coding.region_of(code) or code)


def _family_rules(key: CodingKey, codes: frozenset[str]) -> list[str]:
    facts = key.encounter.facts
    if facts.omt_regions_documented is not None:
        return ["R-OMT-03"]
    if facts.cmt_spinal_regions is None:
        return []
    return ["R-CMT-02"] if codes <= _TWINS else ["R-CMT-01"]


def region_swapped(key: CodingKey, old: str, new: str) -> Finding:
    """Explain one region's code in the place of another's."""
    documented, _, _ = region_facts(key)
    pair = frozenset((old, new))
    rules = ["R-ICD-12"] if pair in _NEIGHBOURS else []
    rules += _family_rules(key, pair)
    if key.encounter.facts.omt_regions_treated:
        rules.append("R-OMT-07")
    if _medicare_adjustment(key) and new not in coding.MEDICARE_PRIMARY:
        rules.append("R-CMT-04")
    where = listed(in_words(region) for region in documented)
    if documented:
        said = f"You coded {new} ({_region(new)}), but the findings lie in: {where}. {old} is the code there."
    else:
        said = f"You coded {new} ({_region(new)}); the record names {_region(old)} dysfunction, {old}."
    return Finding(said, distinct([*rules, "R-ICD-11"]))


def dysfunction_replaced(key: CodingKey, old: str, new: str) -> Finding:
    """Explain a regional dysfunction code that gave way to some other code."""
    medicare = _medicare_adjustment(key)
    rules = ["R-CMT-04"] if medicare else []
    if new.startswith("M99"):
        said = f"The record calls it dysfunction of the {_region(old)} region: {old}, not {new}."
        rules += ["R-ICD-05", "R-ICD-07"]
    else:
        said = f"{new} does not tell the dysfunction that was found in the {_region(old)} region; {old} does."
        rules += ["R-ICD-07", "R-ICD-05"]
    if key.encounter.facts.omt_regions_treated:
        rules.append("R-OMT-07")
    elif not medicare and key.encounter.facts.cmt_spinal_regions:
        rules.append("R-CLM-02")
    if medicare:
        said = f"{said} Medicare's adjustment edits look for M99.00 to M99.05."
    return Finding(said, distinct(rules))


def region_added(key: CodingKey, code: str) -> Finding:
    """Explain a regional code for a region that the record does not support."""
    documented, treated, _ = region_facts(key)
    region = coding.region_of(code)
    rules = ["R-ICD-11", *_family_rules(key, frozenset({code}))]
    said = f"{code} says dysfunction of the {_region(code)} region, and no finding there is documented."
    if region in treated and region not in documented:
        said = f"{said} Treating it is not enough: ask the clinician what was found."
        rules += ["R-DOC-03", "R-DOC-01"]
    if _medicare_adjustment(key):
        rules.append("R-CMT-06")
    if code in _TWINS and _TWINS & set(key.claim.diagnoses):
        other = next(iter(_TWINS - {code}))
        said = f"{said} One finding at the sacroiliac joint does not make both {code} and {other}."
        rules.append("R-ICD-12")
    if not any(coding.is_regional(other) for other in key.claim.diagnoses):
        said = f"{said} What was diagnosed has a code of its own."
        rules.append("R-ICD-07")
    return Finding(said, distinct(rules), critical=bool(documented))


def region_missing(key: CodingKey, grade: Grade, code: str) -> Finding:
    """Explain a region's code that was left out."""
    documented, _, both = region_facts(key)
    region = coding.region_of(code)
    if region not in both:
        said = (
            f"Dysfunction of the {_region(code)} region is diagnosed and considered here, so {code} is coded"
        )
        return Finding(f"{said}{', treated or not.' if documented else '.'}", ("R-ICD-11", "R-ICD-05"))
    count = len(both)
    place = f"is one of {count} regions that count" if count > 1 else "is the region that counts"
    said = f"{_region(code).capitalize()} {place}, and without {code} nothing supports it."
    rules: list[str] = []
    if count > MAX_POINTERS:
        said = f"{said} A line takes four pointers, but the claim has room for twelve diagnoses."
        rules.append("R-CLM-01")
    if key.encounter.facts.cmt_spinal_regions is None:
        return Finding(said, distinct(["R-OMT-07", *rules]))
    rules.append("R-CMT-03" if region not in coding.SPINAL_REGIONS else "R-CMT-01")
    if code in _TWINS and set(key.claim.diagnoses) >= _TWINS:
        rules.append("R-CMT-02")
    if _medicare_adjustment(key) and not coding.MEDICARE_PRIMARY & set(grade.answer.diagnoses):
        rules.append("R-CMT-04")
    return Finding(said, distinct([*rules, "R-CLM-02"]))


def _medicare_adjustment(key: CodingKey) -> bool:
    return coding.is_excluded_by_medicare(key.encounter) and bool(key.encounter.facts.cmt_spinal_regions)
