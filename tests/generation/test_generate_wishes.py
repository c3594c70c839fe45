"""What difficulty, archetype and habits change about a case."""

import pytest

from sacral_edu.clinical.dysfunctions import REGION_CODES, dysfunctions
from sacral_edu.clinical.solver import solve
from sacral_edu.clinical.tables import archetypes
from sacral_edu.domain.cases import Case
from sacral_edu.domain.errors import CaseError
from sacral_edu.generation.fitting import FLAGS, RED_FLAG_STORIES, challenges_of, impossible
from sacral_edu.generation.generate import generate, regenerate
from sacral_edu.generation.spec import checked_spec
from sacral_edu.generation.wishes import CHALLENGES, HABIT_NAMES

FURTHER = {"cervical", "thoracic", "rib_cage"}


@pytest.mark.parametrize("challenge", CHALLENGES)
def test_every_difficulty_that_a_dysfunction_can_have_is_granted(challenge: str) -> None:
    for name in dysfunctions():
        if challenge not in challenges_of(name):
            continue
        for seed in range(8):
            case = generate(checked_spec(seed=seed, dysfunction=name, challenge=challenge))
            assert case.truth is not None
            assert (case.truth.dysfunction, case.challenge) == (name, challenge)


@pytest.mark.parametrize("archetype", archetypes())
def test_every_archetype_can_be_asked_for(archetype: str) -> None:
    challenge = "red_flag" if archetype in RED_FLAG_STORIES else None
    for seed in range(8):
        case = generate(checked_spec(seed=seed, archetype=archetype, challenge=challenge))
        assert case.archetype == archetype


@pytest.mark.parametrize("challenge", CHALLENGES)
def test_a_difficulty_can_be_asked_for_alone(challenge: str) -> None:
    for seed in range(40):
        assert generate(checked_spec(seed=seed, challenge=challenge)).challenge == challenge


def test_every_case_carries_the_proof_that_it_has_one_answer(varied_cases: tuple[Case, ...]) -> None:
    for case in varied_cases:
        proof, truth = case.proof, case.truth
        assert proof is not None
        assert truth is not None
        if case.challenge == "noisy":
            assert proof.method == "posterior"
            assert proof.posterior is not None
            assert proof.posterior[truth.dysfunction] >= (proof.threshold or 1)
            assert sum(proof.posterior.values()) == pytest.approx(1.0, abs=1e-5)
            assert proof.misread
        else:
            assert proof.method == "elimination"
            assert proof.misread == ()
        assert (truth.secondary is not None) == (case.challenge == "mixed")


def test_an_exact_case_is_solved_by_what_its_note_states(varied_cases: tuple[Case, ...]) -> None:
    for case in varied_cases:
        if case.challenge in ("textbook", "minimal", "red_flag", "normal"):
            stated = [finding for statement in case.note for finding in case.findings_of(statement)]
            assert case.truth is not None
            assert solve(stated) == {case.truth.dysfunction}, case.id


def test_the_key_feature_of_an_exact_case_is_enough(varied_cases: tuple[Case, ...]) -> None:
    for case in varied_cases:
        if case.challenge in ("textbook", "minimal") and case.proof and case.proof.key_feature and case.truth:
            key = [finding for finding in case.findings if finding.id in case.proof.key_feature]
            assert solve(key) == {case.truth.dysfunction}, case.id


def test_a_minimal_case_has_no_positional_finding_to_spare(varied_cases: tuple[Case, ...]) -> None:
    for case in varied_cases:
        if case.challenge != "minimal" or case.truth is None:
            continue
        lines = [said for statement in case.note if (said := case.findings_of(statement))]
        for left_out in lines:
            told = {finding.region for finding in left_out if finding.kind in ("landmark", "motion")}
            if told - FURTHER:
                rest = [finding for said in lines if said is not left_out for finding in said]
                assert solve(rest) != {case.truth.dysfunction}, case.id


def test_a_further_dysfunction_that_is_named_was_also_found(varied_cases: tuple[Case, ...]) -> None:
    regions = {code: region for region, code in REGION_CODES.items() if region in FURTHER}
    for case in varied_cases:
        named = {regions[fact.code] for fact in case.facts if fact.code in regions}
        assert named <= {finding.region for finding in case.findings}, case.id


def test_a_warning_stands_in_the_history_and_is_acted_on(varied_cases: tuple[Case, ...]) -> None:
    warned = [case for case in varied_cases if case.challenge == "red_flag"]
    assert {case.red_flag.id for case in warned if case.red_flag} == {
        flag for name in {case.archetype for case in warned} for flag in FLAGS[name or ""]
    }
    for case in varied_cases:
        assert (case.red_flag is not None) == (case.challenge == "red_flag")
        if case.red_flag is not None:
            by_id = {statement.id: statement for statement in case.note}
            assert by_id[case.red_flag.statement].section == "hpi"
            assert case.red_flag.action in {s.text for s in case.note if s.section == "plan"}


def test_wishes_that_exclude_each_other_are_refused_in_a_sentence() -> None:
    for name in dysfunctions():
        for challenge in CHALLENGES:
            fault = impossible(name, challenge, None)
            assert (fault is None) == (challenge in challenges_of(name))
            if fault is not None:
                with pytest.raises(CaseError) as caught:
                    checked_spec(seed=1, dysfunction=name, challenge=challenge)
                assert str(caught.value) == fault
                assert fault.endswith(".")


@pytest.mark.parametrize("habit", HABIT_NAMES)
def test_a_case_of_any_kind_is_had_again_from_its_id(habit: str, varied_cases: tuple[Case, ...]) -> None:
    for case in varied_cases[::7]:
        assert regenerate(case.id) == case
    case = generate(checked_spec(seed=3, challenge="minimal", habits={habit: "poor"}))
    assert regenerate(case.id) == case
    assert getattr(case.habits, habit) == "poor"
