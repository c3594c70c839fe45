from collections import Counter
from itertools import product

import pytest

from sacral_edu.clinical.dysfunctions import REGION_CODES, dysfunctions
from sacral_edu.clinical.solver import decides_region, solve
from sacral_edu.clinical.tart import criteria_in, is_open
from sacral_edu.domain.cases import Case
from sacral_edu.domain.errors import CaseError
from sacral_edu.generation.generate import generate, regenerate
from sacral_edu.generation.spec import GENERATOR_VERSION, PROVIDERS, Spec


def test_ten_thousand_cases_are_solved_by_what_their_notes_state() -> None:
    for index in range(10_000):
        case = generate(Spec(seed=7, index=index))
        stated = [finding for statement in case.note for finding in case.findings_of(statement)]
        assert case.truth is not None
        assert solve(stated) == {case.truth.dysfunction}, case.id


@pytest.mark.parametrize(("dysfunction", "provider"), list(product(dysfunctions(), PROVIDERS)))
def test_every_wish_is_granted(dysfunction: str, provider: str) -> None:
    case = generate(Spec(seed=5, dysfunction=dysfunction, provider=provider))  # type: ignore[arg-type]
    assert case.truth is not None
    assert case.truth.dysfunction == dysfunction
    assert case.encounter.provider == provider
    assert case.claim is not None


def test_a_case_is_had_again_from_its_id(some_cases: tuple[Case, ...]) -> None:
    for case in some_cases[:100]:
        assert regenerate(case.id) == case
    wished = generate(Spec(seed=1, index=3, dysfunction="L_ON_R", provider="PT"))
    assert regenerate(wished.id) == wished
    with pytest.raises(CaseError):
        regenerate("left-on-left")


def test_ids_within_a_case_are_unique_and_every_one_named_is_there(some_cases: tuple[Case, ...]) -> None:
    for case in some_cases:
        given = [*(f.id for f in case.findings), *(f.id for f in case.facts)]
        assert len(set(given)) == len(given)
        assert [statement.id for statement in case.note] == [f"s{n}" for n in range(1, len(case.note) + 1)]
        assert sorted(i for statement in case.note for i in statement.conveys) == sorted(given)


def test_a_note_goes_from_history_to_plan(some_cases: tuple[Case, ...]) -> None:
    order = ["hpi", "exam", "assessment", "plan"]
    for case in some_cases:
        sections = [statement.section for statement in case.note]
        assert sections == sorted(sections, key=order.index)
        assert set(sections) == set(order)


def test_the_truth_is_that_of_the_dysfunction(some_cases: tuple[Case, ...]) -> None:
    for case in some_cases:
        truth = case.truth
        assert truth is not None
        known = dysfunctions()[truth.dysfunction]
        assert (truth.name, truth.region, truth.code) == (known.name, known.region, known.code)
        assert case.generator == GENERATOR_VERSION


def test_deciding_findings_rule_out_every_other_region(some_cases: tuple[Case, ...]) -> None:
    for case in some_cases:
        truth = case.truth
        assert truth is not None
        deciding = set(truth.deciding)
        for statement in case.note:
            said = case.findings_of(statement)
            decides = bool(said) and truth.region is not None and decides_region(said, truth.region)
            assert {f.id for f in said} & deciding == ({f.id for f in said} if decides else set())
        assert set(truth.open) == {f.id for f in case.findings if is_open(f, truth.region)}


def test_every_case_with_a_lesion_has_a_deciding_finding(some_cases: tuple[Case, ...]) -> None:
    without = [case.id for case in some_cases if case.truth and case.truth.region and not case.truth.deciding]
    assert without == []


def test_every_region_documented_has_findings_in_the_note(some_cases: tuple[Case, ...]) -> None:
    for case in some_cases:
        facts = case.encounter.facts
        outside = {"lower_extremities": "lower_extremity"}
        extraspinal = [outside.get(name, name) for name in facts.cmt_extraspinal_regions or ()]
        documented = (*(facts.omt_regions_documented or ()), *(facts.cmt_spinal_regions or ()), *extraspinal)
        for region in documented:
            assert criteria_in(case.findings, region), (case.id, region)  # type: ignore[arg-type]


def test_the_claim_has_the_codes_of_the_regions_documented_and_no_others(
    some_cases: tuple[Case, ...],
) -> None:
    outside = {"lower_extremities": "lower_extremity"}
    for case in some_cases:
        facts, claim = case.encounter.facts, case.claim
        assert claim is not None
        names = (
            *(facts.omt_regions_documented or ()),
            *(facts.cmt_spinal_regions or ()),
            *(facts.cmt_extraspinal_regions or ()),
        )
        if case.encounter.provider == "PT" and case.truth and case.truth.region:
            names = (case.truth.region,)
        wanted = {REGION_CODES[outside.get(name, name)] for name in names}  # type: ignore[index]
        offered = claim.diagnoses + (claim.optional_diagnoses if case.encounter.provider == "PT" else ())
        assert {code for code in offered if code.startswith("M99")} == wanted, case.id


def test_assessed_dysfunctions_are_those_of_the_claim(some_cases: tuple[Case, ...]) -> None:
    for case in some_cases:
        assert case.claim is not None
        assessed = {fact.code for fact in case.facts if fact.code}
        claimed = {*case.claim.diagnoses, *case.claim.optional_diagnoses}
        assert assessed <= claimed, case.id
        assert all(code[0] in "VWXY" for code in claimed - assessed), case.id


def test_most_cases_are_sacral_and_every_neighbor_turns_up(some_cases: tuple[Case, ...]) -> None:
    regions = Counter(case.truth.region for case in some_cases if case.truth)
    assert 0.55 < regions["sacral"] / len(some_cases) < 0.65
    assert min(regions[name] for name in ("pelvic", "lumbar", "lower_extremity")) > 80
    assert Counter(case.encounter.provider for case in some_cases).keys() == {"DO", "DC", "PT"}
