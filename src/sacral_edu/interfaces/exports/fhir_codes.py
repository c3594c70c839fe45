"""Code systems of the FHIR export: HL7's own, ICD-10-CM, and the `urn:sacral-edu:` systems of this course."""

from typing import Any

ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm"
FINDING = "urn:sacral-edu:finding"
FINDING_VALUE = "urn:sacral-edu:finding-value"
REGION = "urn:sacral-edu:region"
SIDE = "urn:sacral-edu:side"
TART = "urn:sacral-edu:tart"
PROCEDURE = "urn:sacral-edu:procedure"
DYSFUNCTION = "urn:sacral-edu:dysfunction"
CASE = "urn:sacral-edu:case"
MODIFIER = "urn:sacral-edu:modifier"
UNITS = "urn:sacral-edu:units"

_HL7 = "http://terminology.hl7.org/CodeSystem/"
_V3 = f"{_HL7}v3-"

_DISPLAYED = {
    "ila_ap": "ILA, anterior or posterior",
    "ila_si": "ILA, superior or inferior",
    "asis_ml": "ASIS, medial or lateral",
    "asis": "ASIS",
    "psis": "PSIS",
    "asis_compression": "ASIS compression",
    "l5_rotation": "L5 rotation",
    "mri": "MRI",
    "fair": "FAIR test",
    "faber": "FABER test",
}


def coding(system: str, code: str, display: str | None = None) -> dict[str, Any]:
    """Return a FHIR Coding; `display` is left out where there are no words for the code."""
    said = {"display": display} if display else {}
    return {"system": system, "code": code, **said}


def concept(*codings: dict[str, Any], text: str | None = None) -> dict[str, Any]:
    """Return a CodeableConcept of one or more codings, with a text for people where one is given."""
    return {"coding": list(codings), **({"text": text} if text else {})}


def hl7(system: str, code: str, display: str) -> dict[str, Any]:
    """Return a Coding from one of HL7's terminologies, named by the last part of its address."""
    return coding(f"{_HL7}{system}", code, display)


def synthetic() -> dict[str, Any]:
    """Return the `meta` of every resource: the security label that says that this is test data."""
    return {"security": [coding(f"{_V3}ActReason", "HTEST", "test health data")]}


def ambulatory() -> dict[str, Any]:
    """Return the class of an office visit."""
    return coding(f"{_V3}ActCode", "AMB", "ambulatory")


def in_words(name: str) -> str:
    """Return an id of this course as words for people, for example `seated flexion`."""
    return _DISPLAYED.get(name) or name.replace("_", " ")
