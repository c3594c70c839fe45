"""What help costs: one place, one formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacral_edu.domain.items import Help
from sacral_edu.scoring import COSTS, credit


@pytest.mark.parametrize(
    ("had", "left"),
    [
        (Help(), 0.8),
        (Help(hints=1), 0.72),
        (Help(tries=1), 0.56),
        (Help(tries=2), 0.4),
        (Help(tries=7), 0.4),
        (Help(hints=2, tries=1), 0.448),
        (Help(hints=40), 0.0),
        (Help(solution=True), 0.0),
    ],
)
def test_an_answer_of_80_percent_keeps_what_its_help_leaves(had: Help, left: float) -> None:
    assert credit(0.8, had) == left


@given(st.floats(0, 1), st.integers(0, 20), st.integers(0, 20))
def test_more_help_never_raises_the_credit_and_no_credit_is_above_the_points(
    points: float, hints: int, tries: int
) -> None:
    had = credit(points, Help(hints=hints, tries=tries))
    assert 0 <= had <= round(points, 6)
    assert credit(points, Help(hints=hints + 1, tries=tries)) <= had
    assert credit(points, Help(hints=hints, tries=tries + 1)) <= had


def test_the_prices_that_are_shown_are_those_that_are_taken() -> None:
    assert credit(1.0, Help(hints=1)) == 1 - COSTS.hint
    assert [credit(1.0, Help(tries=tries)) for tries in range(3)] == list(COSTS.tries)
