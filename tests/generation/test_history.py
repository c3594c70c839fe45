import re

import pytest

from sacral_edu.clinical.coding import diagnosis_status
from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.clinical.tables import archetypes
from sacral_edu.domain.cases import Case
from sacral_edu.generation.chance import Chance
from sacral_edu.generation.fitting import RED_FLAG_STORIES
from sacral_edu.generation.history import TOPICS, tell
from sacral_edu.generation.observations import SAYS
from sacral_edu.generation.turns import Turn
from sacral_edu.generation.wording import stories

_PLACES = {
    "age",
    "who",
    "side",
    "other",
    "Side",
    "Other",
    "p",
    "P",
    "pos",
    "Pos",
    "obj",
    "sexword",
    "job",
    "Job",
}


@pytest.mark.parametrize("name", stories())
def test_a_story_belongs_to_an_archetype_and_asks_for_known_findings(name: str) -> None:
    story = stories()[name]
    assert name in archetypes()
    assert set(story["exam"]) <= set(SAYS)
    assert story["chronicity"] in ("acute", "chronic")


@pytest.mark.parametrize("name", stories())
def test_a_story_diagnoses_with_billable_codes(name: str) -> None:
    for option in stories()[name]["conditions"]:
        for code in (*option["codes"], *option.get("optional", ())):
            assert diagnosis_status(code).state == "valid", code


@pytest.mark.parametrize("name", stories())
def test_a_story_has_only_places_that_are_filled(name: str) -> None:
    story = stories()[name]
    texts = [text for topic in TOPICS for text in story[topic]]
    texts += [words for option in story["conditions"] for words in option["words"]]
    assert {place for text in texts for place in re.findall(r"\{([^}]*)\}", text)} <= _PLACES


@pytest.mark.parametrize("name", stories())
def test_a_story_that_leaves_the_side_open_has_a_condition_for_either(name: str) -> None:
    sides = [option.get("side") for option in stories()[name]["conditions"]]
    assert None in sides or {"L", "R"} <= set(sides)


def test_every_story_is_told_and_no_dysfunction_is_without_one() -> None:
    told = {
        tell(Chance(n, name), Turn(0, n), dysfunctions()[name]).archetype
        for name in dysfunctions()
        for n in range(60)
    }
    assert told == set(stories()) - RED_FLAG_STORIES


def test_a_sided_lesion_hurts_on_its_side() -> None:
    for name, dysfunction in dysfunctions().items():
        sides = {tell(Chance(n, name), Turn(0, n), dysfunction).pain_side for n in range(30)}
        assert sides == ({dysfunction.side} if dysfunction.side else {"L", "R"})


def test_age_and_sex_are_those_of_the_archetype(some_cases: tuple[Case, ...]) -> None:
    for case in some_cases:
        assert case.patient is not None
        archetype = archetypes()[case.archetype or ""]
        assert max(18, archetype.age[0]) <= case.patient.age <= archetype.age[1]
        assert archetype.sex[case.patient.sex] > 0
        assert (case.patient.occupation or "").startswith("retired ") == (case.patient.age >= 66)


def test_only_women_give_birth(some_cases: tuple[Case, ...]) -> None:
    expecting = [case for case in some_cases if case.archetype in ("pregnancy_pgp", "postpartum")]
    assert expecting
    assert {case.patient.sex for case in expecting if case.patient} == {"F"}
