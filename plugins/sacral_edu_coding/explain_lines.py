"""Explains wrong procedure lines: one code for another, lines left out, and units."""

from collections.abc import Callable

from sacral_edu.api import ProcedureLine, coding
from sacral_edu_coding import explain_counts as counts
from sacral_edu_coding.claims import CodingKey, Finding, distinct, family_of, is_timed
from sacral_edu_coding.explain_extra import added_line, outside_scope
from sacral_edu_coding.grading import Grade, units_right
from sacral_edu_coding.matching import Lines, Pair
from sacral_edu_coding.severity import claims_more, claims_more_units
from sacral_edu_coding.wording import counted, named, one, region_facts, regions_counted

_SAME_FAMILY: dict[str, Callable[[CodingKey, str, str], Finding]] = {
    "omt": counts.osteopathic,
    "cmt": counts.chiropractic,
    "em": counts.visit,
    "pt_eval": counts.evaluation,
    "injection": counts.muscles,
    "needling": counts.muscles,
    "imaging": counts.films,
}

_UNTIMED = {
    "omt": ("R-OMT-02", "R-OMT-05"),
    "cmt": ("R-CMT-01", "R-TIME-03"),
    "em": ("R-TIME-03",),
    "pt_eval": ("R-TIME-03", "R-PT-02"),
    "injection": ("R-INJ-02", "R-INJ-01"),
    "needling": ("R-INJ-03", "R-INJ-01", "R-TIME-03"),
    "imaging": ("R-IMG-01", "R-TIME-03"),
}


_MANY = {
    "omt": "regions, techniques or minutes",
    "cmt": "regions or vertebrae",
    "injection": "punctures",
    "needling": "punctures",
    "imaging": "projections",
}


def procedure_findings(key: CodingKey, grade: Grade) -> list[Finding]:
    """Return what is wrong with the answer's set of procedures."""
    lines = grade.lines
    found = [_replaced(key, lines, pair) for pair in lines.pairs if not pair.same]
    found += [added_line(key, lines, line) for line in lines.extra]
    found += [_left_out(key, lines, line) for line in lines.missing]
    return found


def _replaced(key: CodingKey, lines: Lines, pair: Pair) -> Finding:
    right, given = pair.key.code, pair.answer.code
    found = why_replaced(key, lines, right, given)
    return Finding(found.text, found.rules, critical=claims_more(key, right, given))


def why_replaced(key: CodingKey, lines: Lines, right: str, given: str) -> Finding:
    """Explain one procedure in the place of another."""
    family, other = family_of(right), family_of(given)
    scope = outside_scope(key, given)
    if family == other and "CMT_EXTRASPINAL" not in (right, given) and family in _SAME_FAMILY:
        found = _SAME_FAMILY[family](key, right, given)
        return Finding(found.text, distinct([*found.rules, *scope]))
    if family == "cmt" and other == "cmt":
        return counts.chiropractic(key, right, given)
    if family == "timed" and other == "timed":
        return _purpose(key, lines, right, given)
    return _other_family(key, right, given, scope)


def _purpose(key: CodingKey, lines: Lines, right: str, given: str) -> Finding:
    said = f"The work done was {named(right)}; you billed {named(given)}. Purpose picks the timed code."
    rules = ["R-PT-03"]
    if any(pair.same and pair.key.code == given for pair in lines.pairs):
        rules.append("R-TIME-04")
    return Finding(f"{said} {counts.minutes(key)}", tuple(rules))


def _other_family(key: CodingKey, right: str, given: str, scope: list[str]) -> Finding:
    family, other = family_of(right), family_of(given)
    rules = list(scope)
    said = f"{_who(key)} did {named(right)} here; you billed {named(given)}."
    if {family, other} & {"injection", "needling"}:
        injected = family == "injection"
        said = f"{said} {'Something was injected.' if injected else 'Nothing was injected.'}"
        rules += ["R-INJ-03"]
        if other == "timed":
            rules.append("R-PT-03")
    if "omt" in (family, other) or "cmt" in (family, other):
        said = f"{said} Physicians, chiropractors and therapists each have a family of codes for their hands."
        rules.append("R-OMT-06")
    if family == "omt" and other == "timed":
        rules.append("R-PT-03")
    if "pt_eval" in (family, other):
        rules += ["R-PT-04", "R-PT-02"]
    if not other:
        rules += _family_rules(key, family)
    return Finding(said, distinct(rules or ["R-CLM-02"]))


def _who(key: CodingKey) -> str:
    who = one(key.encounter.provider)
    return f"{who[:1].upper()}{who[1:]}"


def _family_rules(key: CodingKey, family: str) -> list[str]:
    """Return the rules that pick the code of a family."""
    return {
        "omt": ["R-OMT-01", "R-OMT-06"],
        "cmt": ["R-CMT-01"],
        "em": ["R-EM-02", "R-EM-03"],
        "pt_eval": ["R-PT-02"],
        "timed": ["R-PT-03", counts.time_rule_id(key)],
        "injection": ["R-INJ-01"],
        "needling": ["R-INJ-03"],
        "imaging": ["R-IMG-01"],
    }.get(family, [])


def _left_out(key: CodingKey, lines: Lines, line: ProcedureLine) -> Finding:
    family = family_of(line.code)
    missing = f"{named(line.code)} is missing."
    if family == "timed":
        return _timed_left_out(key, lines, line, missing)
    if family == "em":
        said = f"{missing} An evaluation with a plan of its own was made, beside whatever was treated."
        return Finding(said, distinct(["R-EM-05", *_excluded(key)]))
    if family == "omt":
        both = region_facts(key)[2]
        said = f"{missing} Regions documented and treated: {regions_counted(both)}."
        return Finding(said, ("R-OMT-01", "R-OMT-03"))
    if line.code == "CMT_EXTRASPINAL":
        said = f"{missing} A region outside the spine was adjusted, and it has a line of its own."
        return Finding(said, distinct(["R-CMT-03", *_excluded(key)]))
    reason = {
        "cmt": ("The spinal adjustment was done and is billed by its regions.", ["R-CMT-01"]),
        "pt_eval": (
            "The first assessment is a service of its own, one untimed unit.",
            ["R-PT-02", "R-TIME-03"],
        ),
        "injection": ("The injection was done and is billed by its muscles.", ["R-INJ-01", "R-INJ-02"]),
        "needling": ("The needling was done and is billed by its muscles.", ["R-INJ-03"]),
        "imaging": ("This office took and read the films, so it bills them.", ["R-IMG-02"]),
    }
    why, rules = reason.get(family, ("It was done and documented.", ["R-CLM-02"]))
    return Finding(f"{missing} {why}", distinct([*rules, *(_excluded(key) if family == "imaging" else [])]))


def _excluded(key: CodingKey) -> list[str]:
    return ["R-CMT-08"] if coding.is_excluded_by_medicare(key.encounter) else []


def _timed_left_out(key: CodingKey, lines: Lines, line: ProcedureLine, missing: str) -> Finding:
    rules = [counts.time_rule_id(key)]
    moved = [p for p in lines.pairs if is_timed(p.key.code) and p.answer.units > p.key.units]
    if moved:
        rules.append("R-PT-03")
        missing = f"{missing} Its time went to {coding.shown(moved[0].key.code)}, which is other work."
    return Finding(f"{missing} {counts.minutes(key)}", distinct([*rules, *_excluded(key)]))


def unit_findings(key: CodingKey, grade: Grade) -> list[Finding]:
    """Return what is wrong with the units of lines whose code is right or nearly so."""
    wrong = [p for p in grade.lines.pairs if p.alike and not units_right(grade.lines, p.key, p.answer)]
    return [_units(key, grade.lines, pair) for pair in wrong]


def _units(key: CodingKey, lines: Lines, pair: Pair) -> Finding:
    given, right = pair.answer.units, pair.key.units
    critical = claims_more_units(lines, pair)
    said = (
        f"{named(pair.answer.code)}: you billed {counted(given, 'unit')}, right is {counted(right, 'unit')}."
    )
    if not is_timed(pair.key.code):
        family = family_of(pair.key.code)
        once = list(
            ("R-CMT-03", "R-TIME-03") if pair.key.code == "CMT_EXTRASPINAL" else _UNTIMED.get(family, ())
        )
        if family == "omt" and coding.EXTREMITIES & set(region_facts(key)[1]):
            once.append("R-OMT-04")
        return Finding(
            f"{said} It is billed once, however many {_MANY.get(family, 'minutes')}.", tuple(once), critical
        )
    rules = [counts.time_rule_id(key)]
    if given > right:
        if sum(p.answer.units for p in lines.pairs) > sum(line.units for line in lines.keys):
            rules.append("R-TIME-04")
        if any(family_of(line.code) == "pt_eval" for line in lines.keys):
            rules.append("R-TIME-03")
    if lines.missing or any(not p.same for p in lines.pairs):
        rules.append("R-PT-03")
    others = [p for p in lines.pairs if p is not pair and is_timed(p.key.code)]
    if any((p.answer.units - p.key.units) * (given - right) < 0 for p in others):
        said = f"{said} A unit stands on the wrong line."
        rules.append("R-PT-03")
    return Finding(f"{said} {counts.minutes(key)}", distinct(rules), critical)
