"""A small case whose bytes depend on no generator."""

import pytest

from sacral_edu.domain.cases import Case, Encounter, Fact, Finding, Patient, Statement, Truth, VisitFacts
from sacral_edu.domain.claims import ClaimKey, ProcedureLine


@pytest.fixture
def small_case() -> Case:
    return Case(
        id="small-case",
        title="A short note & a <long> walk",
        origin="authored",
        encounter=Encounter(
            provider="DO",
            payer_profile="commercial_ncci",
            patient_status="established",
            date_of_service="2026-11-09",
            facts=VisitFacts(omt_regions_documented=("sacral",), omt_regions_treated=("sacral",)),
        ),
        patient=Patient(
            name="Lisa Buck",
            sex="F",
            age=38,
            birth_date="1988-04-13",
            address="6170 Larson Field, East Karenton, RI",
            phone="(717) 555-0135",
            occupation="programmer",
        ),
        findings=(
            Finding(
                id="f1",
                test="seated_flexion",
                value="positive",
                kind="motion",
                region="sacral",
                side="L",
                tart=("restriction",),
            ),
            Finding(id="f2", test="spring", value="negative", kind="motion", region="sacral"),
        ),
        facts=(Fact(id="h1", topic="opening", value="opening"),),
        note=(
            Statement(id="s1", section="hpi", text="Pain < 4/10 & stiffness for a week.", conveys=("h1",)),
            Statement(id="s2", section="exam", text="Seated flexion positive on the left.", conveys=("f1",)),
            Statement(id="s3", section="exam", text="Spring test *negative*.", conveys=("f2",)),
            Statement(id="s4", section="assessment", text="Right-on-right forward torsion."),
            Statement(id="s5", section="plan", text="Muscle energy to the sacrum."),
        ),
        truth=Truth(
            dysfunction="R_ON_R", name="Right-on-right forward sacral torsion", region="sacral", code="M99.04"
        ),
        claim=ClaimKey(
            claim_action="submit",
            diagnoses=("M54.59", "M99.04"),
            acceptable_first_listed=("M54.59", "M99.04"),
            procedures=(ProcedureLine(code="OMT_1_2", modifiers=("25",), dx=("M99.04", "M54.59")),),
        ),
    )
