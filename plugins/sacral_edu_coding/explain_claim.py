"""Explains the first diagnosis, and the choice between sending the claim and asking first."""

from collections.abc import Iterable

from sacral_edu.api import ProcedureLine, coding
from sacral_edu_coding.claims import CodingKey, Finding, distinct, family_of
from sacral_edu_coding.explain_codes import invalid_finding
from sacral_edu_coding.explain_extra import outside_scope
from sacral_edu_coding.grading import Grade
from sacral_edu_coding.wording import listed, named

_LEAVE_OUT = {
    "omt": ["R-OMT-03", "R-DOC-01"],
    "cmt": ["R-CMT-01"],
    "timed": ["R-DOC-02"],
    "em": ["R-DOC-02"],
    "pt_eval": ["R-DOC-02"],
    "injection": ["R-DOC-02"],
    "needling": ["R-DOC-02"],
    "imaging": ["R-IMG-02"],
}
_UNCERTAIN = frozenset({"red_flag", "imaging"})


def first_listed_finding(key: CodingKey, grade: Grade) -> Finding:
    """Explain why the answer's first diagnosis does not lead."""
    if not grade.answer.diagnoses:
        accepted = listed(key.claim.acceptable_first_listed)
        return Finding(f"No diagnosis is listed. First stands {accepted}.", ("R-CLM-02",))
    return not_first(key, grade.answer.diagnoses[0])


def not_first(key: CodingKey, first: str) -> Finding:
    """Explain why a diagnosis does not lead this claim."""
    accepted = listed(key.claim.acceptable_first_listed)
    said, rules = f"{first} stands first; the claim opens with {accepted}.", list[str]()
    leading = key.claim.acceptable_first_listed[:1]
    medicare = coding.is_excluded_by_medicare(key.encounter) and bool(key.encounter.facts.cmt_spinal_regions)
    if medicare:
        rules.append("R-CMT-04")
        said = f"{said} Medicare takes an adjustment only with a subluxation code in front."
    if leading and coding.is_pregnancy(leading[0]):
        rules.append("R-ICD-10")
        said = f"{said} In pregnancy a chapter 15 code leads."
    if leading and coding.is_injury(leading[0]):
        rules.append("R-ICD-08")
        said = f"{said} The current injury is why the patient came."
    if coding.is_status(first) or coding.is_gait_sign(first) or coding.is_external_cause(first):
        rules.append("R-ICD-09")
        said = f"{said} A status, a cause or a sign of gait never leads."
    if first == "M99.06" or coding.region_of(first) not in (None, *coding.SPINAL_REGIONS):
        rules.append("R-CMT-03" if key.encounter.provider == "DC" else "R-CLM-02")
    return Finding(said, distinct(rules or ["R-CLM-02", "R-ICD-11"]), critical=medicare)


def wrongly_held(key: CodingKey) -> Finding:
    """Explain why a claim need not be held."""
    facts = key.encounter.facts
    rules = ["R-DOC-03"]
    said = "The record has what this claim needs, so there is nothing to ask: submit it."
    if coding.is_excluded_by_medicare(key.encounter) and facts.part is not None:
        said = f"{said} P.A.R.T. elements recorded: {listed(facts.part)}, which show the subluxation."
        rules.append("R-CMT-06")
    return Finding(said, tuple(rules))


def wrongly_sent(key: CodingKey, billed: Iterable[ProcedureLine]) -> Finding:
    """Explain why a claim with these lines had to be held and the clinician asked."""
    facts = key.encounter.facts
    rules: list[str] = []
    said = "The record does not support a claim yet. Hold it, and ask without suggesting an answer."
    medicare = coding.is_excluded_by_medicare(key.encounter) and bool(facts.cmt_spinal_regions)
    shown = coding.part_demonstrates(facts.part or (), film=facts.xray_demonstrates_subluxation)
    if medicare and not shown:
        letters = listed(facts.part or ())
        said = f"{said} P.A.R.T. elements recorded: {letters}; that shows no subluxation, nor does a film."
        rules.append("R-CMT-06")
    rules.append("R-DOC-03")
    for line in billed:
        family = family_of(line.code)
        if medicare and family == "cmt":
            if {"GA", "GZ"} & set(line.modifiers):
                said = (
                    f"{said} GA and GZ on {named(line.code)} tell of maintenance, which is not the trouble."
                )
                rules.append("R-CMT-07")
            continue
        rules += outside_scope(key, line.code) or _LEAVE_OUT.get(family, ["R-DOC-02"])
    return Finding(said, distinct(rules), critical=True)


def held_diagnoses(grade: Grade) -> Finding:
    """Explain diagnoses that were listed although the claim must be held."""
    codes = grade.answer.diagnoses
    rules = ["R-ICD-11"]
    said = [f"Nothing is coded until the clinician has answered; you listed {listed(codes)}."]
    for code in codes:
        invalid = invalid_finding(code)
        row = coding.diagnoses().get(code)
        if invalid is not None:
            said.append(invalid.text)
            rules += invalid.rules
        elif row is not None and row.laterality == "unspecified":
            said.append(f"{code} leaves the side open: ask for it.")
            rules.append("R-ICD-04")
        elif row is not None and row.group in _UNCERTAIN:
            rules.append("R-ICD-06")
    return Finding(" ".join(said), distinct(rules))
