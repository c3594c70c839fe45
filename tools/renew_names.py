"""Renew the demographic tables that the generator samples, from the installed Faker's en_US providers.

Run `python tools/renew_names.py` after raising Faker's version on purpose; every generated case changes
with the tables, so raise GENERATOR_VERSION in `sacral_edu.generation.spec` as well.
"""

import json
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import faker
from faker.providers.address.en_US import Provider as Address
from faker.providers.person.en_US import Provider as Person

TARGET = Path(__file__).parent.parent / "src/sacral_edu/generation/data/en_us_names.json"


def weighted(values: Mapping[str, float] | Iterable[str]) -> dict[str, float]:
    """Return names with their weights, a weight of 1 where Faker gives none."""
    if isinstance(values, Mapping):
        return {name: float(weight) for name, weight in values.items()}
    counted: OrderedDict[str, float] = OrderedDict()
    for name in values:
        counted[name] = counted.get(name, 0.0) + 1.0
    return dict(counted)


def tables() -> dict[str, Any]:
    """Return the tables in the shape in which the package stores them."""
    return {
        "faker": faker.VERSION,
        "first_names_female": weighted(Person.first_names_female),
        "first_names_male": weighted(Person.first_names_male),
        "last_names": weighted(Person.last_names),
        "street_suffixes": weighted(Address.street_suffixes),
        "city_prefixes": weighted(Address.city_prefixes),
        "city_suffixes": weighted(Address.city_suffixes),
        "states": weighted(Address.states_abbr),
    }


if __name__ == "__main__":
    TARGET.write_text(json.dumps(tables(), indent=0, ensure_ascii=True) + "\n", encoding="utf-8")
    print(f"wrote {TARGET} from Faker {faker.VERSION}")
