from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.clinical.tables import archetypes
from sacral_edu.domain.errors import CaseError
from sacral_edu.generation.fitting import impossible
from sacral_edu.generation.spec import GENERATOR_VERSION, Spec, checked_spec, is_generated_id, spec_of
from sacral_edu.generation.wishes import CHALLENGES, HABIT_NAMES, HABIT_STATES, PROVIDERS

WISHES = list(product((None, *dysfunctions()), (None, *PROVIDERS)))

wishes = st.fixed_dictionaries(
    {
        "dysfunction": st.none() | st.sampled_from(list(dysfunctions())),
        "provider": st.none() | st.sampled_from(PROVIDERS),
        "challenge": st.none() | st.sampled_from(CHALLENGES),
        "archetype": st.none() | st.sampled_from(sorted(archetypes())),
        "habits": st.dictionaries(st.sampled_from(HABIT_NAMES), st.sampled_from(HABIT_STATES)),
    }
)


@given(
    seed=st.integers(0, 10**18 - 1) | st.integers(0, 99),
    index=st.integers(0, 10**9 - 1) | st.integers(0, 99),
    wishes=wishes,
)
def test_every_spec_that_is_let_through_can_be_had_from_its_id(
    seed: int, index: int, wishes: dict[str, Any]
) -> None:
    try:
        spec = checked_spec(seed=seed, index=index, **wishes)
    except CaseError:
        assert impossible(wishes["dysfunction"], wishes["challenge"], wishes["archetype"])
        return
    assert is_generated_id(spec.case_id)
    assert spec_of(spec.case_id) == spec


def test_every_wish_has_its_own_end_of_the_id() -> None:
    ids = {checked_spec(seed=1, dysfunction=d, provider=p).case_id for d, p in WISHES}
    assert len(ids) == len(WISHES) == 32 * 4


@pytest.mark.parametrize("dysfunction", dysfunctions())
def test_an_id_does_not_give_its_dysfunction_away(dysfunction: str) -> None:
    case_id = Spec(seed=7, dysfunction=dysfunction, provider="DO").case_id
    assert dysfunction.lower() not in case_id.lower()
    assert not set(dysfunction.lower().split("_")) & set(case_id.lower().split("-"))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"seed": -1}, "0 to 999999999999999999"),
        ({"seed": 10**18}, "choose a smaller whole number"),
        ({"seed": 1, "index": -1}, "cases are numbered from 0"),
        ({"seed": 1, "index": 10**9}, "cases are numbered from 0"),
        ({"seed": 1, "challenge": "hard"}, "textbook, minimal"),
        ({"seed": 1, "archetype": "astronaut"}, "desk_worker"),
        ({"seed": 1, "habits": {"handwriting": "poor"}}, "descriptor"),
        ({"seed": 1, "habits": {"tart": "fair"}}, "present, absent, poor"),
        ({"seed": 1, "dysfunction": "L_ON_X"}, "L_ON_L, R_ON_R"),
        ({"seed": 1, "provider": "RN"}, "DO, DC, PT"),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused_with_what_can(wrong: dict[str, object], words: str) -> None:
    with pytest.raises(CaseError, match=words):
        checked_spec(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    ["", "g1", "g1-7", "g1-7-0-", "g1-7-0-xyz", "g1-7-0-ABCDEF", "G1-7-0", "g1--7-0", "g1-7-0 ", "g1-7-0\n"],
)
def test_what_is_not_an_id_is_refused_with_an_example_of_one(text: str) -> None:
    assert not is_generated_id(text)
    with pytest.raises(CaseError, match=f"such as g{GENERATOR_VERSION}-7-0"):
        spec_of(text)


@pytest.mark.parametrize("text", ["g1-007-0", "g1-7-00", "g1-\N{ARABIC-INDIC DIGIT SEVEN}-0"])
def test_a_second_spelling_of_an_id_is_refused_since_a_case_has_one_id_only(text: str) -> None:
    assert not is_generated_id(text)
    with pytest.raises(CaseError):
        spec_of(text)


def test_an_id_of_another_generator_is_refused_since_the_case_would_be_another() -> None:
    with pytest.raises(CaseError, match="made by generator 99"):
        spec_of("g99-7-0")


def test_an_end_that_stands_for_no_wish_is_refused() -> None:
    wished = Spec(seed=7, provider="DO").case_id
    spoiled = wished[:-1] + ("0" if wished[-1] != "0" else "1")
    with pytest.raises(CaseError, match="stands for nothing"):
        spec_of(spoiled)


@given(st.text(max_size=30))
def test_any_text_is_an_id_or_is_not(text: str) -> None:
    if not is_generated_id(text):
        with pytest.raises(CaseError):
            spec_of(text)
