"""The provider for Faker: seeded by Faker, found by Faker, and the same cases as everywhere else."""

import os
import subprocess
import sys

import pytest
from faker import Faker

from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.domain.cases import Finding
from sacral_edu.domain.claims import Claim
from sacral_edu.domain.errors import CaseError
from sacral_edu.generation.generate import regenerate
from sacral_edu.interfaces.faker_provider import SacralProvider

METHODS = ("sacral_case", "sacral_note", "sacral_claim", "sacral_finding", "sacral_dysfunction")


@pytest.fixture
def fake() -> Faker:
    made = Faker()
    made.add_provider(SacralProvider)
    made.seed_instance(7)
    return made


@pytest.mark.parametrize("method", METHODS)
def test_the_seed_of_an_instance_repeats_what_comes_out(fake: Faker, method: str) -> None:
    first = [getattr(fake, method)() for _ in range(5)]
    fake.seed_instance(7)
    assert [getattr(fake, method)() for _ in range(5)] == first
    fake.seed_instance(8)
    assert [getattr(fake, method)() for _ in range(5)] != first


def test_the_common_seed_of_faker_repeats_what_comes_out() -> None:
    fake = Faker()
    fake.add_provider(SacralProvider)
    Faker.seed(7)
    first = fake.sacral_note()
    Faker.seed(7)
    assert fake.sacral_note() == first


def test_the_seed_of_one_instance_leaves_the_others_alone(fake: Faker) -> None:
    expected = [fake.sacral_note() for _ in range(3)]
    fake.seed_instance(7)
    other = Faker()
    other.add_provider(SacralProvider)
    other.seed_instance(9)
    found: list[str] = []
    for _ in range(3):
        found.append(fake.sacral_note())
        other.sacral_note()
    assert found == expected


def test_a_case_can_be_made_again_from_its_id(fake: Faker) -> None:
    for _ in range(20):
        case = fake.sacral_case()
        assert regenerate(case.id) == case


@pytest.mark.parametrize("dysfunction", dysfunctions())
def test_a_case_has_the_dysfunction_that_was_asked_for(fake: Faker, dysfunction: str) -> None:
    assert fake.sacral_case(dysfunction=dysfunction).truth.dysfunction == dysfunction


@pytest.mark.parametrize("provider", ["DO", "DC", "PT"])
def test_a_case_has_the_clinician_that_was_asked_for(fake: Faker, provider: str) -> None:
    assert fake.sacral_case(provider=provider).encounter.provider == provider


def test_a_note_has_its_four_headings_and_every_sentence(fake: Faker) -> None:
    note = fake.sacral_note(dysfunction="L_ON_L", provider="DO")
    fake.seed_instance(7)
    case = fake.sacral_case(dysfunction="L_ON_L", provider="DO")
    assert [line for line in note.splitlines() if line in ("History", "Examination", "Assessment", "Plan")]
    assert all(statement.text in note for statement in case.note)


def test_a_claim_is_a_learners_claim_without_the_marks_of_a_key(fake: Faker) -> None:
    for _ in range(20):
        claim = fake.sacral_claim()
        assert isinstance(claim, Claim)
        assert not any(line.modifiers_also_accepted for line in claim.procedures)


def test_findings_and_dysfunctions_vary(fake: Faker) -> None:
    found = [fake.sacral_finding(dysfunction="R_ON_R") for _ in range(40)]
    assert all(isinstance(finding, Finding) for finding in found)
    assert len({finding.test for finding in found}) > 5
    assert {fake.sacral_dysfunction() for _ in range(400)} == set(dysfunctions())


def test_a_locale_changes_the_patient_and_not_the_note(fake: Faker) -> None:
    plain = fake.sacral_case(dysfunction="L_ON_L")
    fake.seed_instance(7)
    german = fake.sacral_case(dysfunction="L_ON_L", locale="de_DE")
    assert german.note == plain.note
    assert german.patient.name != plain.patient.name


@pytest.mark.parametrize("wish", [{"dysfunction": "L_ON_X"}, {"provider": "MD"}, {"locale": "de_XX"}])
def test_a_wish_that_cannot_be_met_names_what_can(fake: Faker, wish: dict[str, str]) -> None:
    with pytest.raises(CaseError, match=r"[Cc]hoose from|near ones are"):
        fake.sacral_case(**wish)


def test_a_faker_of_several_locales_includes_the_provider_in_each() -> None:
    fake = Faker(["en_US", "ja_JP"], includes=["sacral_edu.interfaces.faker_provider"])
    assert fake["ja_JP"].sacral_note()
    assert fake.sacral_note()


def test_faker_finds_the_provider_by_its_module() -> None:
    fake = Faker(includes=["sacral_edu.interfaces.faker_provider"])
    assert fake.sacral_dysfunction() in dysfunctions()
    assert Faker("de_DE", includes=["sacral_edu.interfaces.faker_provider"]).sacral_note()


def test_unique_notes_differ(fake: Faker) -> None:
    assert len({fake.unique.sacral_note() for _ in range(10)}) == 10


def test_the_command_faker_writes_a_note() -> None:
    command = [sys.executable, "-m", "faker", "-i", "sacral_edu.interfaces.faker_provider", "--seed", "7"]
    env = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    runs = [
        subprocess.run([*command, "sacral_note", "L_ON_L"], capture_output=True, check=True, env=env)
        for _ in range(2)
    ]
    assert runs[0].stdout == runs[1].stdout
    assert runs[0].stdout.startswith(b"History")


def test_every_method_is_documented_with_samples_as_faker_documents_its_own() -> None:
    for method in METHODS:
        assert ":sample:" in (getattr(SacralProvider, method).__doc__ or "")
