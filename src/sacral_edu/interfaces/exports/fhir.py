"""Cases as FHIR R4 (4.0.1), for programs that read patient records.

A bundle is an instructor's export even without the truth: the conditions and procedures are the correct
claim, so they hold what the region and coding exercises ask for.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from sacral_edu.domain.cases import Case
from sacral_edu.interfaces.exports.fhir_resources import (
    condition,
    encounter,
    made_id,
    observation,
    patient,
    procedure,
    truth_condition,
)


def bundle(case: Case, *, with_truth: bool = False) -> dict[str, Any]:
    """Return a case as an R4 collection Bundle of Patient, Encounter, Condition, Observation, Procedure.

    The note is the Encounter's text. Conditions are the diagnoses of the correct claim, procedures its
    lines under this course's own concept ids; every resource is labeled as test data (HTEST). The bundle
    thus holds the answers to exercises on the case. `with_truth` adds the dysfunction behind the findings
    as one more Condition, in the code system `urn:sacral-edu:dysfunction`; a case without a dysfunction
    has none. The same case always gives the same bundle, ids included.
    """
    return _collection(case.id, [case], with_truth=with_truth)


def bundle_json(cases: Iterable[Case], *, with_truth: bool = False) -> str:
    """Return one Bundle with the resources of all cases as JSON text, ended by a newline.

    For a single case it is that case's `bundle`. A case that comes twice is put in once, since no two
    entries of a bundle may have one address.
    """
    once = list({case.id: case for case in cases}.values())
    name = ",".join(case.id for case in once)
    made = _collection(name, once, with_truth=with_truth)
    return msgspec.json.format(msgspec.json.encode(made), indent=2).decode() + "\n"


def _collection(name: str, cases: list[Case], *, with_truth: bool) -> dict[str, Any]:
    made = {"resourceType": "Bundle", "id": made_id(name, "bundle"), "type": "collection"}
    entries = [
        {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}
        for case in cases
        for resource in _resources(case, with_truth=with_truth)
    ]
    return {**made, "entry": entries} if entries else made


def _resources(case: Case, *, with_truth: bool) -> list[dict[str, Any]]:
    diagnoses = _diagnoses(case)
    sentences = {what: statement.text for statement in case.note for what in statement.conveys}
    lines = case.claim.procedures if case.claim else ()
    found = [
        patient(case),
        encounter(case, diagnoses),
        *(condition(case, code) for code in diagnoses),
        *(observation(case, finding, sentences.get(finding.id)) for finding in case.findings),
        *(procedure(case, line, number, diagnoses) for number, line in enumerate(lines, 1)),
    ]
    if with_truth and case.truth is not None and case.truth.region is not None:
        found.append(truth_condition(case, case.truth))
    return found


def _diagnoses(case: Case) -> tuple[str, ...]:
    """Return the diagnoses of the claim; of a case without one, those that its note names."""
    if case.claim is not None:
        return tuple(dict.fromkeys(case.claim.diagnoses))
    return tuple(dict.fromkeys(fact.code for fact in case.facts if fact.code))
