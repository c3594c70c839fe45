"""The chi-square test against values of printed tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacral_edu.analysis.linting.chi_square import _upper_tail, chance_of


@pytest.mark.parametrize(
    ("statistic", "freedom", "tail"),
    [
        (3.841, 1, 0.05),
        (6.635, 1, 0.01),
        (5.991, 2, 0.05),
        (7.815, 3, 0.05),
        (16.266, 3, 0.001),
        (9.488, 4, 0.05),
        (11.070, 5, 0.05),
        (18.307, 10, 0.05),
        (19.675, 11, 0.05),
    ],
)
def test_the_tail_is_that_of_the_tables(statistic: float, freedom: int, tail: float) -> None:
    assert _upper_tail(statistic, freedom) == pytest.approx(tail, rel=0.003)


@given(st.lists(st.integers(0, 500), min_size=1, max_size=12))
def test_a_chance_is_a_chance(counts: list[int]) -> None:
    assert 0 <= chance_of(counts) <= 1


@given(st.integers(1, 200), st.integers(2, 8))
def test_even_counts_are_no_surprise(count: int, places: int) -> None:
    assert chance_of([count] * places) == 1


def test_no_counts_say_nothing() -> None:
    assert chance_of([]) == 1
    assert chance_of([0, 0]) == 1


def test_one_favored_place_is_a_surprise() -> None:
    assert chance_of([70, 10, 10, 10]) < 1e-6
