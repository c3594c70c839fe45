"""The FHIR export: R4 bundles that fhir.resources accepts, repeatable and without procedure numbers."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

import msgspec
import pytest
from msgspec.structs import replace

from sacral_edu.api import coding
from sacral_edu.domain.cases import Case
from sacral_edu.generation.generate import generate, regenerate
from sacral_edu.generation.spec import PROVIDERS, checked_spec
from sacral_edu.interfaces.casebook import Casebook
from sacral_edu.interfaces.exports import bundle, bundle_json

FILED = Casebook().cases()
KINDS = {"Patient", "Encounter", "Condition", "Observation", "Procedure"}
LONE_NUMBER = re.compile(r"(?<![0-9A-Za-z-])\d{5}(?![0-9A-Za-z-])")


@cache
def generated(provider: str) -> list[Case]:
    return [generate(checked_spec(seed=11, index=index, provider=provider)) for index in range(200)]


def resources(made: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    found = [entry["resource"] for entry in made["entry"]]
    return [resource for resource in found if resource["resourceType"] == kind]


def references(value: Any) -> list[str]:
    if isinstance(value, list):
        return [one for part in value for one in references(part)]
    if not isinstance(value, dict):
        return []
    own = [value["reference"]] if "reference" in value else []
    return own + [one for part in value.values() for one in references(part)]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_fhir_resources_accepts_two_hundred_generated_cases_of_every_provider(provider: str) -> None:
    oracle = pytest.importorskip("fhir.resources.R4B.bundle").Bundle
    for case in generated(provider):
        oracle.model_validate(bundle(case, with_truth=True))


@pytest.mark.parametrize("case", FILED, ids=lambda case: case.id)
def test_fhir_resources_accepts_every_case_from_a_file(case: Case) -> None:
    oracle = pytest.importorskip("fhir.resources.R4B.bundle").Bundle
    oracle.model_validate(bundle(case, with_truth=True))


def test_fhir_resources_reads_back_the_json_of_many_cases() -> None:
    oracle = pytest.importorskip("fhir.resources.R4B.bundle").Bundle
    read = oracle.model_validate_json(bundle_json([*generated("DO")[:5], *FILED]))
    assert sum(entry.resource.get_resource_type() == "Patient" for entry in read.entry) == 5 + len(FILED)


def test_a_bundle_of_no_cases_is_still_a_bundle() -> None:
    oracle = pytest.importorskip("fhir.resources.R4B.bundle").Bundle
    assert oracle.model_validate_json(bundle_json([])).entry is None


@pytest.mark.parametrize("case", [*generated("DO")[:20], *generated("PT")[:20], *FILED], ids=lambda c: c.id)
def test_every_reference_leads_to_an_entry_and_every_address_is_its_own(case: Case) -> None:
    made = bundle(case, with_truth=True)
    addresses = [entry["fullUrl"] for entry in made["entry"]]
    assert len(set(addresses)) == len(addresses)
    assert set(references(made)) <= set(addresses)
    assert [f"urn:uuid:{entry['resource']['id']}" for entry in made["entry"]] == addresses


def test_only_the_five_kinds_of_resource_occur_and_all_say_that_they_are_test_data() -> None:
    for case in [*generated("DC")[:20], *FILED]:
        found = [entry["resource"] for entry in bundle(case, with_truth=True)["entry"]]
        assert {resource["resourceType"] for resource in found} <= KINDS
        assert {resource["meta"]["security"][0]["code"] for resource in found} == {"HTEST"}


def test_every_finding_diagnosis_and_line_of_the_claim_is_in_the_bundle_once() -> None:
    for case in [*generated("DO")[:20], *generated("DC")[:20], *generated("PT")[:20], *FILED]:
        made = bundle(case)
        assert case.claim is not None
        codes = [one["code"]["coding"][0]["code"] for one in resources(made, "Condition")]
        assert codes == list(case.claim.diagnoses)
        assert len(resources(made, "Observation")) == len(case.findings)
        concepts = [one["code"]["coding"][0]["code"] for one in resources(made, "Procedure")]
        assert concepts == [line.code for line in case.claim.procedures]


def test_diagnoses_keep_the_order_of_the_claim_by_their_rank(small_case: Case) -> None:
    made = bundle(small_case)
    (encounter,) = resources(made, "Encounter")
    by_address = {entry["fullUrl"]: entry["resource"] for entry in made["entry"]}
    ranked = sorted(encounter["diagnosis"], key=lambda one: one["rank"])
    found = [by_address[one["condition"]["reference"]]["code"]["coding"][0] for one in ranked]
    assert [one["code"] for one in found] == ["M54.59", "M99.04"]
    assert [one["display"] for one in found] == [coding.diagnoses()[one["code"]].title for one in found]


def test_a_procedure_points_at_the_diagnoses_of_its_line(small_case: Case) -> None:
    made = bundle(small_case)
    (procedure,) = resources(made, "Procedure")
    by_address = {entry["fullUrl"]: entry["resource"] for entry in made["entry"]}
    reasons = [by_address[one["reference"]] for one in procedure["reasonReference"]]
    assert [reason["code"]["coding"][0]["code"] for reason in reasons] == ["M99.04", "M54.59"]


def test_a_side_is_the_patients_own(small_case: Case) -> None:
    seated, spring = resources(bundle(small_case), "Observation")
    assert seated["bodySite"]["text"] == "sacral region, patient's left"
    assert spring["bodySite"]["text"] == "sacral region"
    assert seated["interpretation"][0]["coding"][0]["code"] == "restriction"
    assert "interpretation" not in spring


def test_no_procedure_number_gets_out() -> None:
    numbers = {number for c in coding.procedures() if (number := coding.number_of(c))}
    for case in [*generated("DO"), *generated("DC"), *generated("PT"), *FILED]:
        text = bundle_json([case], with_truth=True)
        assert not LONE_NUMBER.findall(text), case.id
        found = [one["code"]["coding"][0] for one in resources(bundle(case), "Procedure")]
        assert not numbers & {value for one in found for value in one.values()}


def test_the_truth_is_there_only_when_asked_for(small_case: Case) -> None:
    assert "R_ON_R" not in bundle_json([small_case])
    *_, last = bundle(small_case, with_truth=True)["entry"]
    assert last["resource"]["code"]["coding"][0] == {
        "system": "urn:sacral-edu:dysfunction",
        "code": "R_ON_R",
        "display": "Right-on-right forward sacral torsion",
    }


def test_a_case_without_dysfunction_has_no_condition_for_its_truth() -> None:
    case = generate(checked_spec(seed=1, dysfunction="NORMAL"))
    assert bundle(case, with_truth=True) == bundle(case)


def test_a_held_claim_makes_its_diagnoses_provisional(small_case: Case) -> None:
    assert small_case.claim is not None
    held = replace(small_case, claim=replace(small_case.claim, claim_action="hold_query"))
    statuses = {
        one["verificationStatus"]["coding"][0]["code"] for one in resources(bundle(held), "Condition")
    }
    assert statuses == {"provisional"}


def test_a_case_without_claim_has_the_conditions_that_its_note_names() -> None:
    case = replace(regenerate("g1-7-0"), claim=None)
    found = [one["code"]["coding"][0]["code"] for one in resources(bundle(case), "Condition")]
    assert found == [fact.code for fact in case.facts if fact.code]
    assert resources(bundle(case), "Procedure") == []


def test_the_note_is_well_formed_xhtml_with_every_sentence() -> None:
    for case in [*generated("DO")[:20], *FILED]:
        (encounter,) = resources(bundle(case), "Encounter")
        said = "".join(ET.fromstring(encounter["text"]["div"]).itertext())  # noqa: S314 our own text
        assert all(statement.text in said for statement in case.note)


def test_a_name_of_another_country_is_not_cut_into_parts(small_case: Case) -> None:
    assert small_case.patient is not None
    (known,) = resources(bundle(small_case), "Patient")
    assert known["name"][0]["family"] == "Buck"
    foreign = replace(small_case, patient=replace(small_case.patient, name="Szabó Anikó", address="Pécs"))
    (patient,) = resources(bundle(foreign), "Patient")
    assert patient["name"] == [{"use": "official", "text": "Szabó Anikó"}]
    assert patient["address"] == [{"use": "home", "text": "Pécs"}]


def test_a_case_that_comes_twice_is_put_in_once(small_case: Case) -> None:
    assert bundle_json([small_case, small_case]) == bundle_json([small_case])
    assert msgspec.json.decode(bundle_json([small_case])) == bundle(small_case)


def test_the_bundle_of_a_small_case_is_the_golden_one(
    small_case: Case, golden: Callable[[str, str], None]
) -> None:
    golden("exports/small-case.fhir.json", bundle_json([small_case], with_truth=True))
