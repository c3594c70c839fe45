"""The honest novice: right as often as is said, and wrong in ways that people are."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacral_edu.analysis.asked import Asked, Asking
from sacral_edu.analysis.gaming.audit import AIM
from sacral_edu.analysis.gaming.novice import novice_answers
from sacral_edu.analysis.gaming.slips import hedged, negated, sides_changed, slipped_text
from sacral_edu.generation.chance import Chance

TEXT = "Left on left sacral torsion. The left base is anterior. Low back pain is due to it."


@pytest.fixture(scope="module")
def one_of_each(bundled: Asking) -> dict[str, Asked]:
    """An item of every kind."""
    return {f"{asked.prompt.scorer}/{asked.kind}": asked for asked in bundled.items}


def test_who_is_always_right_earns_everything(one_of_each: dict[str, Asked]) -> None:
    earned = {name: one.points(novice_answers(one, 1.0, Chance(name))) for name, one in one_of_each.items()}
    assert set(earned.values()) == {1.0}


def test_who_is_never_right_earns_less_than_a_half(one_of_each: dict[str, Asked]) -> None:
    for name, one in one_of_each.items():
        earned = [one.points(novice_answers(one, 0.0, Chance(name, n))) for n in range(20)]
        assert None not in earned, name
        assert sum(filter(None, earned)) / 20 < AIM, name


@pytest.mark.parametrize("p", [0.2, 0.5, 0.8])
def test_every_answer_fits_its_prompt(p: float, one_of_each: dict[str, Asked]) -> None:
    for name, one in one_of_each.items():
        for n in range(20):
            assert one.points(novice_answers(one, p, Chance(name, n))) is not None, name


def test_the_same_lots_give_the_same_answers(one_of_each: dict[str, Asked]) -> None:
    for one in one_of_each.values():
        assert novice_answers(one, 0.5, Chance(7)) == novice_answers(one, 0.5, Chance(7))


def test_a_choice_is_right_as_often_as_is_said(
    quizmaster: type[Any], one_of: Callable[..., Any], asking: Callable[[Any], Asking]
) -> None:
    (one, *_) = asking(quizmaster([((one_of("a", "b", "c"),), {"one": "a"})])).items
    right = sum(one.points(novice_answers(one, 0.6, Chance(n))) or 0 for n in range(2000))
    assert right / 2000 == pytest.approx(0.6, abs=0.04)


def test_a_sentence_is_kept_or_dropped_or_corrupted() -> None:
    assert slipped_text(TEXT, 1.0, Chance(1)) == TEXT
    sentences = set(TEXT.replace(". ", ".|").split("|"))
    for n in range(50):
        assert not sentences & set(slipped_text(TEXT, 0.0, Chance(n)).replace(". ", ".|").split("|"))


def test_corruptions_say_something_else() -> None:
    assert sides_changed("Left base, right angle.") == "Right base, left angle."
    assert negated("The left base is anterior.") == "The left base is not anterior."
    assert negated("Left on left torsion.") == "No left on left torsion."
    assert negated("OMT given.") == "No OMT given."
    assert hedged("Left on left torsion.") == "Possibly left on left torsion."
    assert hedged("M99.04 fits.") == "Possibly M99.04 fits."


@given(st.text(max_size=200), st.floats(0, 1), st.integers(0, 99))
def test_any_text_can_be_written_with_slips(text: str, p: float, lot: int) -> None:
    assert isinstance(slipped_text(text, p, Chance(lot)), str)
