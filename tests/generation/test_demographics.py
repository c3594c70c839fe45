import importlib.util
import re
from datetime import date
from pathlib import Path
from typing import Any

import faker
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacral_edu.domain.cases import Case
from sacral_edu.generation.chance import Chance
from sacral_edu.generation.demographics import invent_patient, raw_tables


@pytest.fixture
def renewed(checkout: Path) -> dict[str, Any]:
    """The tables as tools/renew_names.py takes them from the installed Faker."""
    spec = importlib.util.spec_from_file_location("renew_names", checkout / "tools" / "renew_names.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.tables()


def test_names_and_weights_are_those_of_faker(renewed: dict[str, Any]) -> None:
    stored = raw_tables()
    if stored["faker"] != faker.VERSION:
        pytest.skip(f"the tables are of Faker {stored['faker']}, installed is {faker.VERSION}")
    assert list(stored) == list(renewed)
    del renewed["faker"]
    for name, weights in renewed.items():
        # The order counts too: another order gives other names for the same seed.
        assert list(stored[name].items()) == list(weights.items())


def test_every_name_has_letters_and_a_positive_weight() -> None:
    for table, weights in raw_tables().items():
        if table == "faker":
            assert re.fullmatch(r"\d+\.\d+\.\d+", weights)
            continue
        assert weights
        assert all(name.strip() == name and name for name in weights)
        assert all(weight > 0 for weight in weights.values())


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


@given(
    seed=st.integers(),
    age=st.integers(0, 110),
    on=st.dates(date(2020, 1, 1), date(2040, 12, 31)) | st.just(date(2028, 2, 29)),
)
def test_the_birth_date_gives_the_age(seed: int, age: int, on: date) -> None:
    patient = invent_patient(Chance(seed), sex="F", age=age, on=on)
    assert _age(date.fromisoformat(patient.birth_date), on) == age == patient.age


@pytest.mark.parametrize(
    ("on", "first", "last"),
    [
        (date(2026, 10, 5), "1985-10-06", "1986-10-05"),
        (date(2028, 2, 28), "1987-03-01", "1988-02-28"),
        (date(2028, 2, 29), "1987-03-01", "1988-02-29"),
        (date(2028, 3, 1), "1987-03-02", "1988-03-01"),
    ],
)
def test_every_birthday_of_a_forty_year_old_turns_up(on: date, first: str, last: str) -> None:
    born = {invent_patient(Chance(n), sex="M", age=40, on=on).birth_date for n in range(8000)}
    assert (min(born), max(born)) == (first, last)
    assert len(born) == (date.fromisoformat(last) - date.fromisoformat(first)).days + 1


def test_telephone_numbers_are_of_the_kind_kept_for_invented_people(some_cases: tuple[Case, ...]) -> None:
    for case in some_cases:
        assert case.patient is not None
        assert re.fullmatch(r"\([2-9]\d\d\) 555-01\d\d", case.patient.phone)


def test_a_name_is_one_of_the_sex(some_cases: tuple[Case, ...]) -> None:
    for case in some_cases:
        assert case.patient is not None
        table = "first_names_female" if case.patient.sex == "F" else "first_names_male"
        first, last = case.patient.name.split(" ", 1)
        assert first in raw_tables()[table]
        assert last in raw_tables()["last_names"]
        assert re.fullmatch(r"\d{1,4} .+, .+, [A-Z]{2}", case.patient.address)
