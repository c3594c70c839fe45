import msgspec
import pytest
from msgspec import Struct

from sacral_edu.generation.faults import misspelled, unknown, where


class Part(Struct):
    weight: int = 0


class Whole(Struct):
    name: str
    part: Part | None = None
    parts: tuple[Part, ...] = ()
    free: dict[str, int] | None = None


@pytest.mark.parametrize(
    ("raw", "faults"),
    [
        ({"name": "x", "part": {"weight": 1}, "parts": [{"weight": 2}]}, []),
        ({"nmae": "x"}, ["nmae: 'nmae' is not known; did you mean 'name'?"]),
        ({"part": {"weigth": 1}}, ["part.weigth: 'weigth' is not known; did you mean 'weight'?"]),
        ({"parts": [{}, {"wieght": 1}]}, ["parts[2].wieght: 'wieght' is not known; did you mean 'weight'?"]),
        ({"free": {"anything": 1}}, []),
        ({"zzzz": 1}, ["zzzz: 'zzzz' is not known; known are free, name, part, parts."]),
    ],
)
def test_a_misspelled_key_is_named_by_its_path(raw: object, faults: list[str]) -> None:
    assert misspelled(raw, Whole) == faults


def test_an_unknown_word_is_answered_with_the_nearest_or_with_all() -> None:
    assert unknown("sacrul", ["sacral", "pelvic"]) == "'sacrul' is not known; did you mean 'sacral'?"
    assert unknown("q", ["b", "a"]) == "'q' is not known; known are a, b."


def test_a_value_of_the_wrong_type_is_said_by_its_key() -> None:
    with pytest.raises(msgspec.ValidationError) as caught:
        msgspec.convert({"name": "x", "part": {"weight": "heavy"}}, Whole)
    assert where(caught.value) == "part.weight: expected `int`, got `str`"
    with pytest.raises(msgspec.ValidationError) as caught:
        msgspec.convert({}, Whole)
    assert "name" in where(caught.value)
