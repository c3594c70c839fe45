"""Explains procedure lines that do not belong on the claim."""

from sacral_edu.api import ProcedureLine, coding
from sacral_edu_coding import explain_counts as counts
from sacral_edu_coding.claims import DISTINCT, CodingKey, Finding, distinct, family_of
from sacral_edu_coding.matching import Lines
from sacral_edu_coding.wording import in_words, listed, named, one, region_facts

_PAIRED = frozenset({"TX_NEUROMOTOR", "TX_MASSAGE", "TX_MANUAL"})
"""Second column of the pair with spinal adjustment (edit N03)."""


def outside_scope(key: CodingKey, code: str) -> list[str]:
    """Return the rules by which this provider may not bill this procedure at all."""
    row = coding.procedures().get(code)
    provider = key.encounter.provider
    if row is None or provider in row.providers:
        return []
    rules = ["R-PT-04"] if provider == "PT" and row.family in ("omt", "cmt", "em") else []
    if row.family in ("omt", "cmt"):
        rules.append("R-OMT-06")
    if row.family == "pt_eval":
        rules.append("R-PT-04")
    if row.family == "injection":
        rules.append("R-INJ-03")
    return rules


def added_line(key: CodingKey, lines: Lines, line: ProcedureLine) -> Finding:
    """Explain one line too many."""
    scope = outside_scope(key, line.code)
    family = family_of(line.code)
    if family == "em":
        text, rules = _visit(key, lines, line)
    elif family == "omt":
        text, rules = _osteopathic(key, lines)
    elif family == "cmt":
        text, rules = _adjustment(key, line)
    elif family == "timed":
        text, rules = _timed(key, lines, line)
    elif family in ("injection", "needling"):
        text, rules = _needle(key, lines, line)
    elif family == "imaging":
        text, rules = _film(key)
    elif family == "pt_eval":
        text, rules = "The record holds no further assessment of that kind.", ["R-PT-02", "R-TIME-03"]
    else:
        text, rules = "The record shows no such service.", ["R-DOC-02", "R-CLM-02"]
        rules += ["R-CMT-08"] if coding.is_excluded_by_medicare(key.encounter) else []
    who = f" It is not for {one(key.encounter.provider)} to bill." if scope else ""
    # Without the modifier that opens the pair, the edit keeps a bundled line from being paid.
    caught = family == "timed" and "R-NCCI-01" in rules and not set(line.modifiers) & DISTINCT
    return Finding(
        f"{named(line.code)} does not belong on the claim. {text}{who}",
        distinct([*scope, *rules]),
        critical=bool(family) and not caught,
    )


def _billed(lines: Lines, family: str) -> bool:
    return any(family_of(line.code) == family for line in lines.keys)


def _visit(key: CodingKey, lines: Lines, line: ProcedureLine) -> tuple[str, list[str]]:
    if key.encounter.provider == "PT":
        return "A therapist's assessment has codes of its own.", []
    keyed = next((other.code for other in lines.keys if family_of(other.code) == "em"), None)
    if keyed is not None and keyed != line.code:
        found = counts.visit(key, keyed, line.code)
        return f"One visit, one visit code. {found.text}", list(found.rules)
    if keyed is not None:
        return "It is there already; a visit is billed once.", ["R-TIME-03", "R-EM-05"]
    rules = ["R-EM-05"]
    if coding.is_excluded_by_medicare(key.encounter):
        rules.append("R-CMT-08")
    if "25" not in line.modifiers:
        rules.append("R-NCCI-01")
    return "Nothing was evaluated apart from the look that belongs to the treatment.", rules


def _osteopathic(key: CodingKey, lines: Lines) -> tuple[str, list[str]]:
    documented, treated, both = region_facts(key)
    if _billed(lines, "omt"):
        return "One line with one unit carries all the regions of the day.", ["R-OMT-02"]
    if key.encounter.provider not in ("DO", "MD"):
        return "Manipulation has a family of codes for each profession.", ["R-OMT-06"]
    if key.encounter.facts.payer_credentials_provider_for_omt is False:
        return "This payer has not credentialed the clinician for osteopathic treatment.", ["R-OMT-06"]
    if not treated:
        return "No region was treated, so nothing was done that it could stand for.", ["R-OMT-03"]
    found = listed(in_words(region) for region in documented)
    said = f"Documented: {found}; treated: {listed(in_words(r) for r in treated)}; both: {len(both)}."
    return said, ["R-OMT-03", "R-DOC-01"]


def _adjustment(key: CodingKey, line: ProcedureLine) -> tuple[str, list[str]]:
    facts = key.encounter.facts
    if line.code == "CMT_EXTRASPINAL":
        medicare = ["R-CMT-08"] if coding.is_excluded_by_medicare(key.encounter) else []
        if facts.cmt_extraspinal_regions:
            return "It is billed once a day, however many regions outside the spine.", ["R-CMT-03", *medicare]
        return "No region outside the spine was adjusted.", ["R-CMT-03", *medicare]
    if key.encounter.provider != "DC":
        return "Adjustment codes are a chiropractor's; a physician's hands bill by the osteopathic family.", [
            "R-OMT-06"
        ]
    spinal = coding.distinct_regions(facts.cmt_spinal_regions or ())
    where = listed(in_words(region) for region in spinal)
    return f"One line carries all the spinal regions adjusted ({where}).", ["R-CMT-01"]


def _timed(key: CodingKey, lines: Lines, line: ProcedureLine) -> tuple[str, list[str]]:
    facts = key.encounter.facts
    if _billed(lines, "cmt") and line.code in _PAIRED and line.code not in (facts.timed_minutes or {}):
        return _bundled(key, line)
    spent = (facts.timed_minutes or {}).get(line.code)
    if spent is not None:
        rules = [counts.time_rule_id(key)]
        if any(other.code == line.code for other in lines.keys):
            rules.append("R-TIME-04")
        return f"{counts.minutes(key)}", rules
    rules = ["R-DOC-02"]
    said = "No minutes of such work are recorded."
    if facts.timed_minutes:
        said = f"{said} {counts.minutes(key)} A minute counts for one code."
        rules = ["R-TIME-04", "R-PT-03", *rules]
    if facts.pt_eval is not None:
        rules.append("R-TIME-03")
    if _billed(lines, "omt"):
        said = f"{said} What the physician's hands did is in the osteopathic line."
        rules = ["R-OMT-06", "R-NCCI-01", "R-OMT-05", *rules]
        rules += ["R-NCCI-02"] if set(line.modifiers) & DISTINCT else []
    elif _billed(lines, "cmt") and set(line.modifiers) & DISTINCT:
        rules.append("R-NCCI-02")
    elif _billed(lines, "needling"):
        rules.append("R-INJ-03")
    if coding.is_excluded_by_medicare(key.encounter) and "GY" not in line.modifiers:
        rules.append("R-CMT-08")
    return said, rules


def _bundled(key: CodingKey, line: ProcedureLine) -> tuple[str, list[str]]:
    facts = key.encounter.facts
    adjusted = coding.distinct_regions(facts.cmt_spinal_regions or ())
    worked = coding.distinct_regions(facts.manual_therapy_regions or ())
    both = [in_words(region) for region in worked if region in adjusted]
    said = "Beside an adjustment it is billed only for a region that was not adjusted."
    if both:
        said = (
            f"{said} The hands-on work was in {listed(both)}, adjusted too, so it is part of the adjustment"
        )
        said = f"{said} and 59 would say what did not happen."
    rules = ["R-NCCI-02", "R-NCCI-01"] if set(line.modifiers) & DISTINCT else ["R-NCCI-01", "R-NCCI-02"]
    return said, rules


def _needle(key: CodingKey, lines: Lines, line: ProcedureLine) -> tuple[str, list[str]]:
    facts = key.encounter.facts
    family = family_of(line.code)
    if _billed(lines, family):
        rules = ["R-INJ-02", "R-INJ-01"] if family == "injection" else ["R-INJ-03", "R-INJ-01"]
        return "A session takes one of the two codes, chosen by the muscles, and one unit.", rules
    injected = bool(facts.muscles_injected) and facts.drug_injected is not False
    if family == "injection" and facts.muscles_needled:
        return "Needles went in and nothing was injected.", ["R-INJ-03"]
    if family == "needling" and injected:
        return "Something was injected, which is another service.", ["R-INJ-03", "R-INJ-02"]
    return "No muscle was injected or needled.", [
        "R-INJ-01" if family == "injection" else "R-INJ-03",
        "R-DOC-02",
    ]


def _film(key: CodingKey) -> tuple[str, list[str]]:
    film = key.encounter.facts.imaging
    if film is None:
        return "No film was taken or read here.", ["R-IMG-02"]
    if not film.performed_in_office:
        return "The films were ordered; whoever takes and reads them bills them.", ["R-IMG-02"]
    return "One set of films was taken, and it is on the claim.", ["R-IMG-01", "R-IMG-02"]
