"""The claim derived from an encounter's facts equals the key that people wrote."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sacral_edu.clinical import coding
from sacral_edu.domain.cases import Encounter, TherapyEvaluation, VisitFacts, VisitLevel
from sacral_edu.domain.claims import ClaimKey, ProcedureLine
from sacral_edu.domain.errors import CodeError
from sacral_edu.generation.vignettes import Vignette, read_vignettes

VIGNETTES = Path(__file__).parents[3] / "cases" / "vignettes"


@cache
def vignettes() -> dict[str, Vignette]:
    found: dict[str, Vignette] = {}
    for path in sorted(VIGNETTES.glob("*.yaml")):
        read, _ = read_vignettes(path.read_text(encoding="utf-8"), name=path.name, kind="yaml")
        found.update({vignette.id: vignette for vignette in read})
    return found


def derived(vignette: Vignette) -> ClaimKey:
    key = vignette.key
    visit = next((p.dx for p in key.procedures if coding.procedures()[p.code].family == "em"), None)
    return coding.select_claim(
        vignette.encounter,
        symptoms=[code for code in key.diagnoses if not coding.is_regional(code)],
        visit_reasons=visit,
        line_reasons={line.code: line.dx for line in key.procedures},
    )


def lines(procedures: tuple[ProcedureLine, ...]) -> list[tuple[str, int, tuple[str, ...]]]:
    return sorted((line.code, line.units, tuple(sorted(line.modifiers))) for line in procedures)


@pytest.mark.parametrize("name", sorted(vignettes()))
def test_services_units_and_modifiers_follow_from_the_facts(name: str) -> None:
    vignette = vignettes()[name]
    claim = derived(vignette)
    assert claim.claim_action == vignette.key.claim_action
    assert lines(claim.procedures) == lines(vignette.key.procedures)
    assert set(claim.diagnoses) == set(vignette.key.diagnoses)


@pytest.mark.parametrize("name", sorted(vignettes()))
def test_a_derived_claim_agrees_with_its_own_encounter(name: str) -> None:
    vignette = vignettes()[name]
    assert coding.disagreements(vignette.encounter, derived(vignette)) == ()


@pytest.mark.parametrize("name", sorted(vignettes()))
def test_every_keyed_first_diagnosis_may_lead_the_derived_claim(name: str) -> None:
    vignette = vignettes()[name]
    assert set(vignette.key.acceptable_first_listed) <= set(derived(vignette).acceptable_first_listed)


def encounter(provider: str = "DO", payer: str = "commercial_ncci", **facts: object) -> Encounter:
    return Encounter(
        provider=provider,  # pyright: ignore[reportArgumentType]
        payer_profile=payer,  # pyright: ignore[reportArgumentType]
        patient_status="established",
        date_of_service="2026-11-20",
        facts=VisitFacts(**facts),  # pyright: ignore[reportArgumentType]
    )


def test_an_adjustment_without_a_demonstrated_subluxation_is_held() -> None:
    claim = coding.select_claim(
        encounter("DC", "medicare_ffs", cmt_spinal_regions=("sacral",), part=("P", "T"), care="active"),
        symptoms=["M54.50"],
    )
    assert claim.claim_action == "hold_query"
    assert claim.procedures == claim.diagnoses == ()
    assert claim.query


def test_chapter_15_leads_and_the_weeks_close_the_claim() -> None:
    claim = coding.select_claim(
        encounter(omt_regions_documented=("sacral",), omt_regions_treated=("sacral",), em_separate=False),
        symptoms=["M54.59", "O99.891", "Z3A.28"],
    )
    assert claim.diagnoses == ("O99.891", "M99.04", "M54.59", "Z3A.28")
    assert claim.acceptable_first_listed == ("O99.891",)


def test_a_current_injury_leads_and_its_cause_is_optional() -> None:
    claim = coding.select_claim(
        encounter(omt_regions_documented=("sacral",), omt_regions_treated=("sacral",), em_separate=False),
        symptoms=["S33.6XXA", "X50.0XXA"],
    )
    assert claim.acceptable_first_listed == ("S33.6XXA",)
    assert claim.optional_diagnoses == ("X50.0XXA",)


def test_a_therapist_may_list_the_dysfunction_but_need_not() -> None:
    claim = coding.select_claim(
        encounter("PT", "medicare_ffs", timed_minutes={"TX_MANUAL": 23}),
        symptoms=["M53.3"],
        regions=["sacral"],
    )
    assert claim.diagnoses == ("M53.3",)
    assert claim.optional_diagnoses == ("M99.04",)
    assert claim.procedures == (ProcedureLine(code="TX_MANUAL", modifiers=("GP",), units=2, dx=("M53.3",)),)


def test_equal_remainders_give_a_claim_for_each_way_to_share_the_unit() -> None:
    claim = coding.select_claim(
        encounter("PT", "medicare_ffs", timed_minutes={"TX_EXERCISE": 20, "TX_NEUROMOTOR": 20}),
        symptoms=["M53.3"],
    )
    (other,) = claim.alternative_procedures
    assert other.credit == 1
    units = [{line.code: line.units for line in lines} for lines in (claim.procedures, other.lines)]
    assert units == [{"TX_EXERCISE": 2, "TX_NEUROMOTOR": 1}, {"TX_EXERCISE": 1, "TX_NEUROMOTOR": 2}]


def test_manual_therapy_in_the_adjusted_region_is_not_billed() -> None:
    claim = coding.select_claim(
        encounter(
            "DC",
            cmt_spinal_regions=("sacral",),
            timed_minutes={"TX_MANUAL": 16},
            manual_therapy_regions=("sacral",),
        ),
        symptoms=["M53.3"],
    )
    assert [line.code for line in claim.procedures] == ["CMT_SPINAL_1_2"]


@pytest.mark.parametrize(
    ("symptoms", "said"),
    [
        (["M54.5"], "header"),
        (["M54.50", "M54.41"], "exclude each other"),
        (["S33.6XXA", "M53.3"], "R-ICD-08"),
        ([], "no diagnosis"),
    ],
)
def test_codes_that_cannot_stand_on_one_claim_are_refused(symptoms: list[str], said: str) -> None:
    with pytest.raises(CodeError, match=said):
        coding.select_claim(encounter(), symptoms=symptoms)


def test_an_unknown_region_is_refused() -> None:
    with pytest.raises(CodeError, match="no body region"):
        coding.select_claim(encounter(), symptoms=["M54.50"], regions=["tail"])


def test_an_adjustment_outside_the_spine_does_not_lead_where_the_spine_was_adjusted_too() -> None:
    facts = {"cmt_spinal_regions": ("cervical",), "cmt_extraspinal_regions": ("lower_extremities",)}
    claim = coding.select_claim(
        encounter("DC", **facts), symptoms=["M54.59"], regions=["lower_extremity", "cervical"]
    )
    assert claim.diagnoses[0] == "M99.01"
    assert "M99.06" not in claim.acceptable_first_listed


REGIONS = st.lists(st.sampled_from(sorted(coding.REGION_CODES)), unique=True, max_size=6)
SPINAL = st.lists(st.sampled_from(coding.SPINAL_REGIONS), unique=True, max_size=5)
TIMED = st.sampled_from(["TX_EXERCISE", "TX_NEUROMOTOR", "TX_GAIT", "TX_MANUAL", "TX_ACTIVITY"])
SYMPTOMS = st.sampled_from(
    [
        ["M54.59"],
        ["M53.3", "R26.89"],
        ["R29.6", "Z91.81"],
        ["S33.6XXA", "X50.0XXA"],
        ["O99.891", "M54.59", "Z3A.28"],
    ]
)


@st.composite
def encounters(draw: st.DrawFn) -> tuple[Encounter, list[str]]:
    provider = draw(st.sampled_from(["DO", "MD", "DC", "PT"]))
    payer = draw(st.sampled_from(["commercial_ncci", "medicare_ffs", "commercial_cms_time"]))
    facts: dict[str, object] = {}
    found = draw(REGIONS)
    if provider in ("DO", "MD"):
        facts |= {"omt_regions_documented": tuple(found), "omt_regions_treated": tuple(draw(REGIONS))}
    if provider == "DC":
        facts |= {
            "cmt_spinal_regions": tuple(draw(SPINAL)),
            "part": tuple(draw(st.sampled_from(["PART", "PT"]))),
        }
        found = list(facts["cmt_spinal_regions"])  # pyright: ignore
    if provider != "PT" and draw(st.booleans()):
        level = VisitLevel(basis="time", total_minutes=draw(st.integers(15, 70)))
        facts |= {"em_separate": True, "em": level}
    if provider == "PT" and draw(st.booleans()):
        facts["pt_eval"] = TherapyEvaluation(factors=1, elements=3, presentation="evolving")
    if provider in ("PT", "DC"):
        facts["timed_minutes"] = draw(st.dictionaries(TIMED, st.integers(0, 40), max_size=3))
        facts["distinct_time_blocks"] = True
    return encounter(provider, payer, **facts), found


@settings(max_examples=300, deadline=None)
@given(encounters(), SYMPTOMS)
def test_every_derived_claim_can_be_sent_and_agrees_with_its_facts(
    made: tuple[Encounter, list[str]], symptoms: list[str]
) -> None:
    visit, found = made
    claim = coding.select_claim(visit, symptoms=symptoms, regions=found)
    if claim.claim_action == "hold_query":
        return
    assert claim.diagnoses[0] in claim.acceptable_first_listed
    assert set(claim.acceptable_first_listed) <= set(claim.diagnoses)
    for line in claim.procedures:
        assert 1 <= len(line.dx) <= 4
        assert set(line.dx) <= set(claim.diagnoses)
        assert visit.provider in coding.procedures()[line.code].providers
    assert coding.disagreements(visit, claim) == ()
