"""The FHIR resources of one case, as plain objects. What stands in which one is told in `fhir`."""

import re
from html import escape
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sacral_edu.clinical import coding as tables
from sacral_edu.clinical.dysfunctions import in_words as region_words
from sacral_edu.domain.cases import Case, Finding, Patient, Provider, Section, Truth
from sacral_edu.domain.claims import ProcedureLine
from sacral_edu.generation.demographics import raw_tables
from sacral_edu.interfaces.exports import fhir_codes as codes

_NAMESPACE = uuid5(NAMESPACE_URL, "urn:sacral-edu")
_SECTIONS: dict[Section, str] = {
    "hpi": "History",
    "exam": "Examination",
    "assessment": "Assessment",
    "plan": "Plan",
}
_CLINICIANS: dict[Provider, str] = {
    "DO": "osteopathic physician (DO)",
    "MD": "physician (MD)",
    "DC": "chiropractor (DC)",
    "PT": "physical therapist (PT)",
}
_SIDES = {
    "L": "patient's left",
    "R": "patient's right",
    "both": "both sides alike",
    "none": "sides compared, no difference",
}
_CATEGORIES = {"imaging": ("imaging", "Imaging"), "outcome_measure": ("survey", "Survey")}
_GENDERS = {"F": "female", "M": "male"}
_US_ADDRESS = re.compile(r"(?P<line>[^,]+), (?P<city>[^,]+), (?P<state>[A-Z]{2})")


def made_id(case_id: str, what: str) -> str:
    """Return the id of a part of a case: always the same one, and of no other case or part."""
    return str(uuid5(_NAMESPACE, f"{case_id}/{what}"))


def reference(case_id: str, what: str) -> dict[str, str]:
    """Return a reference to a part of the same case."""
    return {"reference": f"urn:uuid:{made_id(case_id, what)}"}


def patient(case: Case) -> dict[str, Any]:
    """Return the Patient; one without a name where the case tells nothing about the person."""
    who = case.patient
    if who is None:
        return {**_head(case, "Patient", "patient"), "gender": "unknown"}
    return {
        **_head(case, "Patient", "patient"),
        "name": [_name(who)],
        "telecom": [{"system": "phone", "value": who.phone, "use": "home"}],
        "gender": _GENDERS[who.sex],
        "birthDate": who.birth_date,
        "address": [_address(who)],
    }


def encounter(case: Case, diagnoses: tuple[str, ...]) -> dict[str, Any]:
    """Return the Encounter with the note as its text and the diagnoses in the order of the claim."""
    visit = case.encounter
    made = {
        **_head(case, "Encounter", "encounter"),
        "text": {"status": "additional", "div": _narrative(case)},
        "identifier": [{"system": codes.CASE, "value": case.id}],
        "status": "finished",
        "class": codes.ambulatory(),
        "type": [{"text": f"office visit, {visit.patient_status} patient"}],
        "subject": reference(case.id, "patient"),
        "participant": [{"individual": {"display": _CLINICIANS[visit.provider]}}],
        "period": {"start": visit.date_of_service, "end": visit.date_of_service},
    }
    billing = codes.concept(codes.hl7("diagnosis-role", "billing", "Billing"))
    ranked = [
        {"condition": reference(case.id, f"condition/{code}"), "use": billing, "rank": rank}
        for rank, code in enumerate(diagnoses, 1)
    ]
    return {**made, "diagnosis": ranked} if ranked else made


def condition(case: Case, code: str) -> dict[str, Any]:
    """Return the Condition for an ICD-10-CM code; provisional where the claim is held for a query."""
    known = tables.diagnoses().get(code)
    title = known.title if known else None
    held = case.claim is not None and case.claim.claim_action == "hold_query"
    status = ("provisional", "Provisional") if held else ("confirmed", "Confirmed")
    coded = codes.concept(codes.coding(codes.ICD_10_CM, code, title), text=title)
    return _condition(case, f"condition/{code}", coded, status)


def truth_condition(case: Case, truth: Truth) -> dict[str, Any]:
    """Return the dysfunction behind the findings as a Condition in this course's own code system."""
    coded = codes.concept(codes.coding(codes.DYSFUNCTION, truth.dysfunction, truth.name), text=truth.name)
    return _condition(case, "truth", coded, ("confirmed", "Confirmed"))


def observation(case: Case, finding: Finding, sentence: str | None) -> dict[str, Any]:
    """Return the Observation for a finding: test, value, region and side, TART, and its sentence."""
    category, display = _CATEGORIES.get(finding.kind, ("exam", "Exam"))
    test, value = codes.in_words(finding.test), codes.in_words(finding.value)
    made = {
        **_head(case, "Observation", f"finding/{finding.id}"),
        "identifier": [{"system": codes.CASE, "value": f"{case.id}/{finding.id}"}],
        "status": "final",
        "category": [codes.concept(codes.hl7("observation-category", category, display))],
        "code": codes.concept(codes.coding(codes.FINDING, finding.test, test), text=test),
        "subject": reference(case.id, "patient"),
        "encounter": reference(case.id, "encounter"),
        "effectiveDateTime": case.encounter.date_of_service,
        "valueCodeableConcept": codes.concept(
            codes.coding(codes.FINDING_VALUE, finding.value, value), text=value
        ),
        "bodySite": _body_site(finding),
    }
    if finding.tart:
        made["interpretation"] = [codes.concept(codes.coding(codes.TART, t, t), text=t) for t in finding.tart]
    return {**made, "note": [{"text": sentence}]} if sentence else made


def procedure(case: Case, line: ProcedureLine, number: int, diagnoses: tuple[str, ...]) -> dict[str, Any]:
    """Return the Procedure for a line of the claim: concept id, our own words, modifiers and units."""
    known = tables.procedures().get(line.code)
    words = known.words if known else None
    more: list[dict[str, Any]] = [{"url": codes.MODIFIER, "valueCode": code} for code in line.modifiers]
    made = {
        **_head(case, "Procedure", f"procedure/{number}"),
        "extension": [*more, {"url": codes.UNITS, "valuePositiveInt": line.units}],
        "status": "completed",
        "code": codes.concept(codes.coding(codes.PROCEDURE, line.code, words), text=words),
        "subject": reference(case.id, "patient"),
        "encounter": reference(case.id, "encounter"),
        "performedDateTime": case.encounter.date_of_service,
    }
    reasons = [reference(case.id, f"condition/{code}") for code in line.dx if code in diagnoses]
    return {**made, "reasonReference": reasons} if reasons else made


def _head(case: Case, kind: str, what: str) -> dict[str, Any]:
    return {"resourceType": kind, "id": made_id(case.id, what), "meta": codes.synthetic()}


def _condition(case: Case, what: str, coded: dict[str, Any], status: tuple[str, str]) -> dict[str, Any]:
    return {
        **_head(case, "Condition", what),
        "clinicalStatus": codes.concept(codes.hl7("condition-clinical", "active", "Active")),
        "verificationStatus": codes.concept(codes.hl7("condition-ver-status", *status)),
        "category": [
            codes.concept(codes.hl7("condition-category", "encounter-diagnosis", "Encounter Diagnosis"))
        ],
        "code": coded,
        "subject": reference(case.id, "patient"),
        "encounter": reference(case.id, "encounter"),
        "recordedDate": case.encounter.date_of_service,
    }


def _name(who: Patient) -> dict[str, Any]:
    """Return the name as text, and in parts only where both are names of the generator's own tables.

    Which word is the family name differs from one language to the next.
    """
    given, _, family = who.name.partition(" ")
    firsts = raw_tables()["first_names_female" if who.sex == "F" else "first_names_male"]
    if given in firsts and family in raw_tables()["last_names"]:
        return {"use": "official", "text": who.name, "family": family, "given": [given]}
    return {"use": "official", "text": who.name}


def _address(who: Patient) -> dict[str, Any]:
    found = _US_ADDRESS.fullmatch(who.address)
    if found is None:
        return {"use": "home", "text": who.address}
    parts = {"line": [found["line"]], "city": found["city"], "state": found["state"], "country": "US"}
    return {"use": "home", "text": who.address, **parts}


def _body_site(finding: Finding) -> dict[str, Any]:
    region = region_words(finding.region)
    site = codes.coding(codes.REGION, finding.region, region)
    if finding.side is None:
        return codes.concept(site, text=region)
    side = _SIDES[finding.side]
    return codes.concept(site, codes.coding(codes.SIDE, finding.side, side), text=f"{region}, {side}")


def _narrative(case: Case) -> str:
    parts = [f"<h1>{escape(case.title)}</h1>"]
    for section, heading in _SECTIONS.items():
        said = " ".join(statement.text for statement in case.note if statement.section == section)
        if said:
            parts.append(f"<h2>{heading}</h2><p>{escape(said, quote=False)}</p>")
    return f'<div xmlns="http://www.w3.org/1999/xhtml">{"".join(parts)}</div>'
