from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from sacral_edu.scoring import drawn


@given(st.text(max_size=20), st.text(max_size=10), st.integers(1, 50))
def test_a_lot_is_one_of_those_asked_for_and_always_the_same(case_id: str, what: str, count: int) -> None:
    lot = drawn(case_id, what, count)
    assert 0 <= lot < count
    assert drawn(case_id, what, count) == lot


def test_neighboring_cases_draw_every_lot_about_equally_often() -> None:
    lots = Counter(drawn(f"g1-4-{index}", "kind", 4) for index in range(4000))
    assert all(900 < count < 1100 for count in lots.values())


def test_two_choices_on_one_case_are_drawn_apart() -> None:
    together = Counter(
        (drawn(f"g1-4-{index}", "kind", 2), drawn(f"g1-4-{index}", "side", 2)) for index in range(4000)
    )
    assert all(900 < count < 1100 for count in together.values())


def test_nothing_to_choose_from_gives_zero() -> None:
    assert drawn("g1-4-0", "kind", 0) == 0
