"""Wordings that come in turn, so that neighboring cases do not sound alike."""

from hypothesis import given
from hypothesis import strategies as st

from sacral_edu.generation.turns import Turn

SEEDS = st.integers(0, 10**18 - 1)
PLACES = st.integers(0, 10**9 - 100)


@given(SEEDS, PLACES, st.integers(1, 40))
def test_every_option_comes_once_before_any_comes_again(seed: int, first: int, count: int) -> None:
    options = range(count)
    taken = [Turn(seed, first + n).take("sulcus/deep", options) for n in range(count)]
    assert sorted(taken) == list(options)


@given(SEEDS, PLACES)
def test_the_same_place_in_the_same_course_takes_the_same_option(seed: int, index: int) -> None:
    assert Turn(seed, index).take("a", range(12)) == Turn(seed, index).take("a", range(12))


def test_rounds_differ_between_wordings_and_between_courses() -> None:
    begins = {Turn(seed, 0).take(kind, range(12)) for seed in range(9) for kind in ("a", "b", "c")}
    steps = {
        (Turn(seed, 1).take("a", range(12)) - Turn(seed, 0).take("a", range(12))) % 12 for seed in range(60)
    }
    assert len(begins) > 6
    assert steps == {1, 5, 7, 11}
