"""Explains what a count or level rests on in this case: regions, minutes, decision making, muscles, views."""

from sacral_edu.api import VisitLevel, coding
from sacral_edu_coding.claims import CodingKey, Finding, distinct
from sacral_edu_coding.severity import size
from sacral_edu_coding.wording import counted, in_words, listed, named, region_facts, regions_counted

_LEVEL_WORDS = {1: "straightforward", 2: "low", 3: "moderate", 4: "high"}
_MIDPOINT, _BLOCK = 8, 15


def osteopathic(key: CodingKey, right: str, given: str) -> Finding:
    """Explain an osteopathic code for another number of regions (R-OMT-01 and what misleads)."""
    documented, treated, both = region_facts(key)
    said = f"You billed {named(given)}."
    said = f"{said} Regions documented and treated: {regions_counted(both)}, so {named(right)}."
    rules = ["R-OMT-01"]
    if size(given) > size(right):
        rules.append("R-OMT-05")
        said = f"{said} Techniques, segments and minutes are not counted."
        unsupported = [in_words(region) for region in treated if region not in documented]
        untreated = [in_words(region) for region in documented if region not in treated]
        if unsupported:
            said = f"{said} Treated without a documented finding: {listed(unsupported)}."
        if untreated:
            said = f"{said} Found but not treated: {listed(untreated)}."
        if unsupported or untreated:
            rules += ["R-OMT-03", "R-DOC-01"] if unsupported else ["R-OMT-03"]
        limbs = [in_words(region) for region in treated if region in coding.EXTREMITIES]
        if limbs:
            said = f"{said} Right and left together are one region: {listed(limbs)}."
            rules.append("R-OMT-04")
    return Finding(said, tuple(rules))


def chiropractic(key: CodingKey, right: str, given: str) -> Finding:
    """Explain a spinal adjustment code for another number of regions (R-CMT-01, R-CMT-02, R-CMT-03)."""
    facts = key.encounter.facts
    adjusted = coding.distinct_regions(facts.cmt_spinal_regions or ())
    said = (
        f"You billed {named(given)}. Spinal regions adjusted: {regions_counted(adjusted)}, so {named(right)}."
    )
    if "CMT_EXTRASPINAL" in (right, given):
        said = f"{said} Spinal and other regions have codes of their own."
        return Finding(said, ("R-CMT-03", "R-CMT-01"))
    rules = ["R-CMT-01"]
    if {"sacral", "pelvic"} & set(adjusted):
        said = f"{said} Sacrum with coccyx is one region, ilium with its sacroiliac joint another."
        rules.append("R-CMT-02")
    if facts.cmt_extraspinal_regions and size(given) > size(right):
        said = f"{said} Regions outside the spine are not counted with these."
        rules.append("R-CMT-03")
    return Finding(said, tuple(rules))


def visit(key: CodingKey, right: str, given: str) -> Finding:
    """Explain a visit code of the wrong status or level (R-EM-01 to R-EM-04, R-EM-06, R-EM-07)."""
    table = coding.procedures()
    said, rules = f"You billed {named(given)}; the record supports {named(right)}.", list[str]()
    if table[given].new != table[right].new:
        rules.append("R-EM-01")
        said = f"{said} {_status(key)}"
    wanted, got = table[right].level or 0, table[given].level or 0
    if wanted != got:
        more, why = _level(key, too_high=got > wanted)
        said, rules = f"{said} {why}", [*rules, *more]
    return Finding(said, distinct(rules))


def _status(key: CodingKey) -> str:
    status = key.encounter.patient_status
    months = key.encounter.facts.months_since_same_group_same_specialty
    if months is not None:
        return f"The group's same specialty saw the patient {months} months ago, so the patient is {status}."
    return f"For this clinician the patient is {status}."


def _level(key: CodingKey, *, too_high: bool) -> tuple[list[str], str]:
    facts = key.encounter.facts
    rules: list[str] = []
    said: list[str] = []
    for level in (facts.em, facts.em_mdm_alternative):
        if level is None:
            continue
        if level.basis == "time":
            said.append(by_time(key, level))
            rules.append("R-EM-03")
            if level.minutes_of_separately_billed_work:
                rules.append("R-EM-04")
        else:
            said.append(by_decisions(level))
            rules.append("R-EM-02")
    decided = facts.em is not None and facts.em.basis == "mdm"
    if decided and too_high:
        said.append("Conditions that were not addressed do not count.")
        rules.append("R-EM-07")
        if facts.imaging is not None and facts.imaging.performed_in_office:
            said.append("Films that this office bills are not counted as data.")
            rules.append("R-EM-06")
    return rules or ["R-EM-02"], " ".join(said)


def by_time(key: CodingKey, level: VisitLevel) -> str:
    """Return what the minutes of a visit come to, against the minimums of its patient's status."""
    total, apart = level.total_minutes or 0, level.minutes_of_separately_billed_work
    sum_up = (
        f"{total} less {apart} billed separately leaves {total - apart} minutes"
        if apart
        else f"{total} minutes"
    )
    new = key.encounter.patient_status == "new"
    cuts = [
        r.minutes for r in coding.procedures().values() if r.family == "em" and r.new == new and r.minutes
    ]
    return f"By time: {sum_up}, against minimums of {listed(str(cut) for cut in cuts)}."


def by_decisions(level: VisitLevel) -> str:
    """Return what problems, data and risk of a visit reach together."""
    reached = _LEVEL_WORDS[coding.decision_rank(level)]
    return (
        f"By decision making: problems {level.problems}, data {level.data}, risk {level.risk}; "
        f"two of the three reach {reached}."
    )


def evaluation(key: CodingKey, right: str, given: str) -> Finding:
    """Explain a therapy evaluation of the wrong grade (R-PT-02)."""
    graded = key.encounter.facts.pt_eval
    said = f"You billed {named(given)}; the record supports {named(right)}."
    if graded is not None:
        said = (
            f"{said} It tells {counted(graded.factors, 'factor')}, {counted(graded.elements, 'element')} "
            f"and a picture that is {graded.presentation}; every part must reach the grade."
        )
    return Finding(said, ("R-PT-02",))


def muscles(key: CodingKey, right: str, given: str) -> Finding:
    """Explain an injection or needling code for another number of muscles (R-INJ-01, R-INJ-03)."""
    facts = key.encounter.facts
    done = facts.muscles_injected or facts.muscles_needled or ()
    said = f"You billed {named(given)}. Muscles: {listed(done)} = {len(set(done))}, so {named(right)}."
    if facts.injections:
        said = f"{said} Punctures ({facts.injections}) are not counted."
    needled = coding.procedures()[right].family == "needling"
    return Finding(said, ("R-INJ-03", "R-INJ-01") if needled else ("R-INJ-01",))


def films(key: CodingKey, right: str, given: str) -> Finding:
    """Explain a film code of the wrong body part or number of projections (R-IMG-01)."""
    film = key.encounter.facts.imaging
    said = f"You billed {named(given)}; the record supports {named(right)}."
    if film is not None:
        said = f"{said} Films: {film.site.replace('_', ' ')}, {counted(film.views, 'projection')}."
    return Finding(said, ("R-IMG-01",))


def time_rule_id(key: CodingKey) -> str:
    """Return the id of the rule by which this payer counts minutes."""
    return "R-TIME-01" if coding.time_rule(key.encounter) == "cms_total" else "R-TIME-02"


def minutes(key: CodingKey) -> str:
    """Return the case's minutes and the units that the payer's rule makes of them."""
    spent = key.encounter.facts.timed_minutes or {}
    if not spent:
        return "No minutes of timed work are recorded."
    rule = coding.time_rule(key.encounter)
    units = coding.timed_units(spent, rule).units
    each = listed(f"{coding.shown(code)} {m} min" for code, m in spent.items())
    made = listed(f"{coding.shown(code)} x{units[code]}" for code in spent if units.get(code)) or "no unit"
    if rule == "cms_total":
        total = sum(spent.values())
        whole = (total + _BLOCK - _MIDPOINT) // _BLOCK
        return f"Minutes: {each}; {total} pooled make {counted(whole, 'unit')}: {made}."
    return f"Minutes: {each}; each code by itself, a remainder of {_MIDPOINT} or more making a unit: {made}."
