from collections import Counter
from collections.abc import Callable
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacral_edu.generation.chance import Chance, WeightedTable
from sacral_edu.generation.demographics import name_tables, raw_tables

words = st.lists(st.one_of(st.text(max_size=5), st.integers(), st.none()), max_size=4)


@given(words)
def test_the_same_words_give_the_same_stream(seed: list[object]) -> None:
    one, two = Chance(*seed), Chance(*seed)
    assert [one.fraction() for _ in range(5)] == [two.fraction() for _ in range(5)]


def test_other_words_give_another_stream() -> None:
    streams = {Chance("case", seed).fraction() for seed in range(1000)}
    assert len(streams) == 1000


@given(words, st.integers(-50, 50), st.integers(0, 50))
def test_between_gives_a_whole_number_within_both_ends(seed: list[object], low: int, more: int) -> None:
    assert low <= Chance(*seed).between(low, low + more) <= low + more
    assert 0 <= Chance(*seed).below(more + 1) <= more


def test_both_ends_turn_up() -> None:
    chance = Chance("ends")
    assert {chance.between(3, 5) for _ in range(200)} == {3, 4, 5}
    assert {chance.below(3) for _ in range(200)} == {0, 1, 2}


@given(words, st.lists(st.integers(), unique=True, max_size=8), st.integers(0, 10))
def test_a_sample_has_each_option_once_at_most(seed: list[object], options: list[int], count: int) -> None:
    taken = Chance(*seed).sample(options, count)
    assert len(taken) == len(set(taken)) == min(count, len(options))
    assert set(taken) <= set(options)


@given(words, st.dictionaries(st.text(max_size=3), st.floats(0.01, 100), min_size=1, max_size=6))
def test_a_weighted_draw_is_one_of_the_options(seed: list[object], weights: dict[str, float]) -> None:
    assert Chance(*seed).weighted(weights) in weights


def test_what_has_no_weight_is_never_drawn() -> None:
    table = WeightedTable({"never": 0.0, "often": 3.0, "nor this": 0.0, "seldom": 1.0})
    chance = Chance("weights")
    assert {table.draw(chance) for _ in range(2000)} == {"often", "seldom"}


@pytest.mark.parametrize("name", ["first_names_female", "first_names_male", "last_names"])
def test_names_turn_up_as_often_as_their_weights_say(name: str) -> None:
    draws = 200_000
    weights: dict[str, float] = raw_tables()[name]
    table, chance = name_tables()[name], Chance("frequencies", name)
    counted = Counter(table.draw(chance) for _ in range(draws))
    whole = sum(weights.values())
    squares = 0.0
    for key in sorted(weights, key=lambda key: weights[key], reverse=True)[:20]:
        share = weights[key] / whole
        expected, spread = draws * share, sqrt(draws * share * (1 - share))
        assert abs(counted[key] - expected) < 5 * spread, key
        squares += (counted[key] - expected) ** 2 / expected
    # The 99.9th percentile of chi-square with 20 degrees of freedom; the seed is fixed.
    assert squares < 45.3


@pytest.mark.parametrize(
    ("draw", "first"),
    [
        (lambda chance: chance.below(1000), [258, 151, 641]),
        (lambda chance: chance.between(1, 6), [2, 1, 4]),
        (lambda chance: chance.pick("abcdef"), ["b", "a", "d"]),
    ],
)
def test_a_stream_stays_what_it_was(draw: Callable[[Chance], object], first: list[object]) -> None:
    chance = Chance("for ever", 7, None)
    assert [draw(chance) for _ in range(3)] == first
