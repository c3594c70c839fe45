import re
from datetime import date

import pytest

from sacral_edu.clinical.tart import PART_LETTERS, criteria_in
from sacral_edu.domain.cases import Case
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import Spec
from sacral_edu.generation.visit import listing
from sacral_edu.generation.wording import closings


def _plan(case: Case) -> str:
    return " ".join(statement.text for statement in case.note if statement.section == "plan")


def test_visits_fall_on_weekdays_of_one_quarter(some_cases: tuple[Case, ...]) -> None:
    days = [date.fromisoformat(case.encounter.date_of_service) for case in some_cases]
    assert {day.weekday() for day in days} == {0, 1, 2, 3, 4}
    assert date(2026, 10, 1) <= min(days) <= max(days) <= date(2026, 12, 31)


def test_the_age_is_in_full_years_on_the_date_of_service(some_cases: tuple[Case, ...]) -> None:
    for case in some_cases:
        assert case.patient is not None
        born = date.fromisoformat(case.patient.birth_date)
        on = date.fromisoformat(case.encounter.date_of_service)
        assert on.year - born.year - ((on.month, on.day) < (born.month, born.day)) == case.patient.age


def test_medicare_pays_for_everyone_from_sixty_five_on(some_cases: tuple[Case, ...]) -> None:
    for case in some_cases:
        assert case.patient is not None
        assert (case.encounter.payer_profile == "medicare_ffs") == (case.patient.age >= 65)


def _worded_as(case: Case, *keys: str) -> bool:
    """Say whether a statement of the plan is one of the wordings under those keys."""
    patterns = [
        re.sub(r"\\{\w+\\}", "(.+)", re.escape(wording)) for key in keys for wording in closings()[key]
    ]
    plan = [statement.text for statement in case.note if statement.section == "plan"]
    return any(re.fullmatch(pattern, text, re.IGNORECASE) for pattern in patterns for text in plan)


def test_a_new_patient_is_said_to_be_one(some_cases: tuple[Case, ...]) -> None:
    for case in some_cases:
        first = _worded_as(case, "visit/new", "visit/dc_new", "therapy/evaluation", "therapy/warned")
        assert first == (case.encounter.patient_status == "new"), _plan(case)


def test_the_regions_treated_are_those_that_the_plan_names(some_cases: tuple[Case, ...]) -> None:
    for case in some_cases:
        facts = case.encounter.facts
        if facts.omt_regions_treated:
            assert _worded_as(case, "treatment/osteopathic")
            assert listing(facts.omt_regions_treated) in _plan(case)  # type: ignore[arg-type]
        if facts.cmt_spinal_regions or facts.cmt_extraspinal_regions:
            assert _worded_as(case, "treatment/chiropractic")


def test_minutes_of_the_facts_stand_in_the_note(some_cases: tuple[Case, ...]) -> None:
    for case in some_cases:
        facts = case.encounter.facts
        for minutes in (facts.timed_minutes or {}).values():
            assert re.search(rf"\b{minutes} minutes\b", _plan(case))
        if facts.em is not None and facts.em.basis == "time":
            total, treating = facts.em.total_minutes, facts.em.minutes_of_separately_billed_work
            assert re.search(rf"\b{total} (?:minutes|spent)\b", _plan(case))
            assert not treating or re.search(rf"\b{treating} (?:minutes|of them|were)\b", _plan(case))


def test_minutes_of_therapy_leave_no_doubt_which_service_gets_the_unit(some_cases: tuple[Case, ...]) -> None:
    timed = [case.encounter.facts.timed_minutes for case in some_cases if case.encounter.facts.timed_minutes]
    assert len(timed) > 100
    for minutes in timed:
        assert minutes["TX_MANUAL"] % 15 != minutes["TX_EXERCISE"] % 15


def test_the_letters_of_an_adjustment_are_those_found(some_cases: tuple[Case, ...]) -> None:
    seen = 0
    for case in some_cases:
        facts = case.encounter.facts
        if facts.part is None:
            continue
        seen += 1
        outside = {"lower_extremities": "lower_extremity"}
        names = (*(facts.cmt_spinal_regions or ()), *(facts.cmt_extraspinal_regions or ()))
        found = {c for name in names for c in criteria_in(case.findings, outside.get(name, name))}  # type: ignore[arg-type]
        assert set(facts.part) == {PART_LETTERS[criterion] for criterion in found}
    assert seen > 100


def test_maintenance_care_of_a_medicare_patient_has_its_notice() -> None:
    chiropractic = (generate(Spec(seed=12, index=index, provider="DC")) for index in range(2000))
    maintained = [case for case in chiropractic if case.encounter.facts.care == "maintenance"]
    assert maintained
    for case in maintained:
        assert case.encounter.payer_profile == "medicare_ffs"
        assert case.encounter.facts.abn == "mandatory_signed"
        assert "advance beneficiary notice" in _plan(case)
        assert _worded_as(case, "care/maintenance")


@pytest.mark.parametrize("archetype", ["pregnancy_pgp", "postpartum", "disc_L5S1", "fall_on_buttock"])
def test_delicate_patients_are_treated_gently(archetype: str, some_cases: tuple[Case, ...]) -> None:
    treated = [case for case in some_cases if case.archetype == archetype and case.encounter.provider == "DO"]
    assert treated
    assert not [case.id for case in treated if "Muscle energy" in _plan(case)]


def test_a_list_of_regions_reads_like_one() -> None:
    assert listing(("sacral",)) == "sacral region"
    assert listing(("sacral", "thoracic")) == "sacral region and thoracic region"
    assert listing(("sacral", "thoracic", "rib_cage")) == "sacral region, thoracic region and rib cage"
