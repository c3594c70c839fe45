"""Words, steps, limits and techniques are those of the fact base, and none rests on a disputed point."""

import re

import pytest

from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.clinical.facts import contraindications, red_flags, techniques
from sacral_edu.domain.cases import Case
from sacral_edu.domain.items import Item
from sacral_edu.testing import generated_cases
from sacral_edu_triage.keys import TechniqueKey
from sacral_edu_triage.limits import LIMITS, shows
from sacral_edu_triage.mistakes import mistakes
from sacral_edu_triage.scorer import TriageScorer
from sacral_edu_triage.treatments import COUNTERPART, OTHER_KIND, TREATMENTS, treatment_of
from sacral_edu_triage.warnings_read import STEPS, why_not_today

FACTS = {row.id: row for row in techniques()}
MAY_KEY = ("sourced", "standard")


@pytest.fixture(scope="session")
def questions() -> list[tuple[Case, Item[TechniqueKey]]]:
    """Cases with their question for the technique."""
    cases = [c for kind in ("textbook", "noisy") for c in generated_cases(200, seed=15, challenge=kind)]
    return [
        (case, item)  # type: ignore[misc]
        for case in cases
        for item in TriageScorer().items(case)
        if isinstance(item.key, TechniqueKey)
    ]


def _stems(words: str) -> set[str]:
    return {word[:4] for word in re.findall(r"[a-z]{4,}", words.lower())}


@pytest.mark.parametrize("name", TREATMENTS)
def test_a_technique_is_worded_after_a_fact_that_may_key_an_item(name: str) -> None:
    fact = FACTS[name]
    assert fact.confidence in MAY_KEY
    assert fact.scored
    own = _stems(TREATMENTS[name].placed) - {"agai", "foll", "whol", "half"}
    assert len(own - _stems(fact.muscle_energy)) <= 2, own - _stems(fact.muscle_energy)


@pytest.mark.parametrize("name", TREATMENTS)
def test_no_technique_says_which_side_lies_down(name: str) -> None:
    told = f"{TREATMENTS[name].does} {TREATMENTS[name].placed}".lower()
    assert not re.search(r"\b(left|right|axis)\b", told)


@pytest.mark.parametrize("name", TREATMENTS)
def test_breath_and_hip_go_with_the_kind_of_lesion(name: str) -> None:
    told = TREATMENTS[name].does
    if name.endswith("_flexion"):
        assert "breathing in" in told
        assert "outward" not in told
    if name.endswith("_extension"):
        assert "breathing out" in told
        assert "inward" not in told


def test_every_lesion_with_a_technique_has_its_counterpart_and_another_kind() -> None:
    assert set(TREATMENTS) == set(COUNTERPART) == set(OTHER_KIND)
    for name in TREATMENTS:
        assert len({name, COUNTERPART[name], OTHER_KIND[name]}) == 3


def test_each_dysfunction_has_the_technique_of_its_family_and_others_have_none() -> None:
    for name, row in dysfunctions().items():
        expected = bool(row.region in ("sacral", "pelvic"))
        assert bool(treatment_of(name)) == expected, name
    assert treatment_of("R_ON_L") == "backward_torsion"
    assert treatment_of("BI_EXT") == "bilateral_extension"
    assert treatment_of("L_PUBIC_SUP") == "PUBIC"
    assert treatment_of("nothing of ours") == ""


@pytest.mark.parametrize("flag", STEPS)
def test_a_step_is_the_action_of_the_fact_and_its_urgency_too(flag: str) -> None:
    row = red_flags()[flag]
    assert row.confidence in MAY_KEY
    step = STEPS[flag].lower()
    for word in ("emergency", "urgent"):
        assert (word in step) == (word in row.action.lower())
    assert len(_stems(step) - _stems(row.action)) <= 2
    assert row.action in why_not_today(flag)


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_quotes_an_entry_of_the_contraindications(name: str) -> None:
    limit = LIMITS[name]
    row = next(row for row in contraindications() if row.id == limit.source)
    assert row.confidence in MAY_KEY
    assert limit.entry in (*row.absolute, *row.relative)
    assert limit.entry in limit.why
    degree = "absolute" if limit.entry in row.absolute else "relative"
    assert f"{degree}: {limit.entry}" in limit.why


def test_a_limited_patient_has_a_line_that_says_so() -> None:
    patterns = {
        "position": ("pregnancy_pgp", r"weeks|pregnan|gestation"),
        "fused": ("post_fusion", r"fus"),
        "loose": ("hypermobile", r"hypermob|double-jointed|Beighton|flexible"),
    }
    for name, (archetype, words) in patterns.items():
        for case in generated_cases(60, seed=16, archetype=archetype):
            lines = [s.text for s in case.note if s.section != "plan" and shows(case, s, LIMITS[name])]
            assert lines
            assert any(re.search(words, line, re.IGNORECASE) for line in lines), lines


@pytest.mark.parametrize("name", TREATMENTS)
def test_the_four_mistakes_differ_from_each_other_whatever_the_limit(name: str) -> None:
    for limit in (None, *LIMITS.values()):
        for number in range(20):
            wrong = mistakes(f"case-{number}", name, limit)
            assert len({one.label for one in wrong}) == 4
            assert all(one.why.endswith(".") and one.points < 1 for one in wrong)


def test_exactly_one_option_fits_and_it_is_that_of_the_lesion(
    questions: list[tuple[Case, Item[TechniqueKey]]],
) -> None:
    assert len(questions) > 200
    for case, item in questions:
        assert case.truth is not None
        (field,) = item.prompt.fields
        labels = {option.id: option.label for option in field.options}  # type: ignore[union-attr]
        assert len(set(labels.values())) == 5
        whole = [name for name, c in item.key.graded.items() if c.earned == 1.0]
        assert whole == [item.key.right]
        fact = FACTS[treatment_of(case.truth.dysfunction)]
        assert len(_stems(labels[item.key.right]) - _stems(fact.muscle_energy)) <= 4
        if case.archetype == "pregnancy_pgp":
            assert not labels[item.key.right].lower().startswith("prone")


def test_a_thrust_is_offered_to_patients_only_who_should_not_have_it(
    questions: list[tuple[Case, Item[TechniqueKey]]],
) -> None:
    seen = 0
    for case, item in questions:
        (field,) = item.prompt.fields
        thrust = [o.id for o in field.options if "HVLA" in o.label]  # type: ignore[union-attr]
        if thrust:
            seen += 1
            told = item.key.graded[thrust[0]]
            assert told.earned == 0.0
            assert "contraindications of a thrust" in told.feedback
            assert case.archetype in (
                *("pregnancy_pgp", "post_fusion", "hypermobile", "disc_L5S1"),
                *("fall_on_buttock", "lift_twist"),
            )
    assert seen > 30
