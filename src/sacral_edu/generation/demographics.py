"""Invented people, with the names and weights of Faker's en_US tables (renewed by tools/renew_names.py)."""

from calendar import isleap
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from sacral_edu.domain.cases import Patient, Sex
from sacral_edu.generation.chance import Chance, WeightedTable

_DATA = Path(__file__).parent / "data" / "en_us_names.json"

_FORMS_OF_CITY = ("{prefix} {first}{suffix}", "{first}{suffix}", "{prefix} {first}", "{last}{suffix}")


def invent_patient(chance: Chance, *, sex: Sex, age: int, on: date, occupation: str | None = None) -> Patient:
    """Return a person of that sex and age (full years on the date `on`).

    Telephone numbers are of the form 555-01xx, which is kept for invented people.
    """
    tables = name_tables()
    first_names = tables["first_names_female" if sex == "F" else "first_names_male"]
    return Patient(
        name=f"{first_names.draw(chance)} {tables['last_names'].draw(chance)}",
        sex=sex,
        age=age,
        birth_date=_birth_date(chance, age, on).isoformat(),
        address=_address(chance, tables),
        phone=f"({chance.between(201, 989)}) 555-01{chance.below(100):02d}",
        occupation=occupation,
    )


@cache
def name_tables() -> dict[str, WeightedTable[str]]:
    """Return the weighted tables by name, as they stand in the package data."""
    return {name: WeightedTable(weights) for name, weights in raw_tables().items() if name != "faker"}


@cache
def raw_tables() -> dict[str, Any]:
    """Return the stored tables: name to weight, and under `faker` the version they were taken from."""
    return msgspec.json.decode(_DATA.read_bytes(), type=dict[str, Any])


def _birth_date(chance: Chance, age: int, on: date) -> date:
    latest = _same_day(on, on.year - age).toordinal()
    earliest = _same_day(on, on.year - age - 1).toordinal() + 1
    return date.fromordinal(earliest + chance.below(latest - earliest + 1))


def _same_day(day: date, year: int) -> date:
    # 29 February becomes 28 February in a year that has no leap day.
    no_such_day = (day.month, day.day) == (2, 29) and not isleap(year)
    return day.replace(year=year, day=28) if no_such_day else day.replace(year=year)


def _address(chance: Chance, tables: dict[str, WeightedTable[str]]) -> str:
    number, name = chance.between(1, 9999), tables["last_names"].draw(chance)
    street = f"{number} {name} {tables['street_suffixes'].draw(chance)}"
    city = chance.pick(_FORMS_OF_CITY).format(
        prefix=tables["city_prefixes"].draw(chance),
        first=tables["first_names_female"].draw(chance),
        last=tables["last_names"].draw(chance),
        suffix=tables["city_suffixes"].draw(chance),
    )
    return f"{street}, {city}, {tables['states'].draw(chance)}"
