"""Body regions, the diagnosis code of each, and what counts as spinal (facts: coding `regions`).

Ten regions for osteopathic treatment map one to one onto M99.00 to M99.09 (S05); chiropractic knows
five spinal regions, sacral and pelvic among them, and calls the other five extraspinal (S10, S11).
"""

from collections.abc import Iterable

REGION_CODES = {
    "head": "M99.00",
    "cervical": "M99.01",
    "thoracic": "M99.02",
    "lumbar": "M99.03",
    "sacral": "M99.04",
    "pelvic": "M99.05",
    "lower_extremity": "M99.06",
    "upper_extremity": "M99.07",
    "rib_cage": "M99.08",
    "abdomen_other": "M99.09",
}

SPINAL_REGIONS = ("cervical", "thoracic", "lumbar", "sacral", "pelvic")
EXTREMITIES = frozenset({"lower_extremity", "upper_extremity"})
MEDICARE_PRIMARY = frozenset(f"M99.0{digit}" for digit in range(6))
"""What Medicare takes as first diagnosis of a spinal adjustment (R-CMT-04; S11, S13)."""

_BY_CODE = {code: region for region, code in REGION_CODES.items()}
_OTHER_NAMES = {
    "lower_extremities": "lower_extremity",
    "upper_extremities": "upper_extremity",
    "ribs": "rib_cage",
    "rib": "rib_cage",
    "abdomen": "abdomen_other",
    "sacrum": "sacral",
    "pelvis": "pelvic",
}


def region_id(name: str) -> str | None:
    """Return the id of a region named by id or by a common other form, or None where it is unknown."""
    return name if name in REGION_CODES else _OTHER_NAMES.get(name)


def region_code(name: str) -> str | None:
    """Return the M99.0x code of a region, or None where the region is unknown."""
    return REGION_CODES.get(_OTHER_NAMES.get(name, name))


def region_of(code: str) -> str | None:
    """Return the region that an M99.0x code names, or None for any other code."""
    return _BY_CODE.get(code)


def is_regional(code: str) -> bool:
    """Say whether a code is one of M99.00 to M99.09."""
    return code in _BY_CODE


def distinct_regions(names: Iterable[str]) -> tuple[str, ...]:
    """Return names without repeats, in their first order; other forms of a region become its id."""
    return tuple(dict.fromkeys(_OTHER_NAMES.get(name, name) for name in names))


def counted_regions(documented: Iterable[str], treated: Iterable[str]) -> tuple[str, ...]:
    """Return the regions that count for osteopathic treatment: documented and treated (R-OMT-03; S06)."""
    done = set(distinct_regions(treated))
    return tuple(region for region in distinct_regions(documented) if region in done)
