import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacral_edu.domain.items import Criterion
from sacral_edu.scoring import rounded, total

shares = st.floats(-2, 2)


def _criteria(*earned: float) -> list[Criterion]:
    return [
        Criterion(id=str(n), label="x", earned=points, possible=1.0, feedback="x", read_more="x")
        for n, points in enumerate(earned)
    ]


@given(st.lists(shares, max_size=20))
def test_a_total_lies_within_nothing_and_one_and_has_six_decimals(earned: list[float]) -> None:
    points = total(_criteria(*earned))
    assert 0 <= points <= 1
    assert points == round(points, 6)
    assert math.copysign(1, points) == 1


@given(st.lists(shares, max_size=20), st.randoms(use_true_random=False))
def test_the_order_of_criteria_does_not_matter(earned: list[float], random: object) -> None:
    shuffled = list(earned)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert total(_criteria(*shuffled)) == total(_criteria(*earned))


@pytest.mark.parametrize(
    ("earned", "points"),
    [
        ((), 0.0),
        ((0.1,) * 10, 1.0),
        ((0.5, 0.75), 1.0),
        ((0.5, -0.75), 0.0),
        ((1 / 3, 1 / 3), 0.666667),
        ((-0.0,), 0.0),
        ((1e-7,), 0.0),
    ],
)
def test_points_add_up(earned: tuple[float, ...], points: float) -> None:
    assert total(_criteria(*earned)) == points


@given(st.floats(-10, 10))
def test_rounding_twice_is_rounding_once(points: float) -> None:
    assert rounded(rounded(points)) == rounded(points)
    assert abs(rounded(points) - points) <= 5e-7 + 1e-12
