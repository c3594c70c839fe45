"""Every dysfunction that a case can be about: its id, its name, its region and its code.

Ids: a sacral row (`L_ON_L`), an innominate row with its side (`R_ANT_ROT`), a lumbar segment
(`LUMBAR_R`, rotated right), a leg (`LEG_L`), or `NORMAL`.
"""

from functools import cache

from msgspec import Struct

from sacral_edu.clinical.tables import core_sacral_rows, innominate_rows
from sacral_edu.domain.cases import Region, Side

REGION_CODES: dict[Region, str] = {
    "cervical": "M99.01",
    "thoracic": "M99.02",
    "lumbar": "M99.03",
    "sacral": "M99.04",
    "pelvic": "M99.05",
    "lower_extremity": "M99.06",
    "rib_cage": "M99.08",
}
"""ICD-10-CM code of somatic dysfunction by region (facts: coding `regions.omt`; sources S01, S05)."""

_IN_WORDS: dict[Region, str] = {
    "cervical": "cervical region",
    "thoracic": "thoracic region",
    "lumbar": "lumbar region",
    "sacral": "sacral region",
    "pelvic": "pelvic region",
    "lower_extremity": "lower extremity",
    "rib_cage": "rib cage",
}

SIDE_WORDS: dict[Side, str] = {"L": "left", "R": "right"}
OTHER_SIDE: dict[Side, Side] = {"L": "R", "R": "L"}


class Dysfunction(Struct, frozen=True, kw_only=True):
    """One possible truth. `row` is the table row it comes from, `side` its side where it has one."""

    id: str
    name: str
    region: Region | None
    code: str | None
    family: str
    row: str
    side: Side | None = None


def in_words(region: Region) -> str:
    """Return a region's name as it stands after `the`, for example `sacral region`."""
    return _IN_WORDS[region]


@cache
def dysfunctions() -> dict[str, Dysfunction]:
    """Return all dysfunctions by id: 11 sacral rows, 16 sided innominate rows, lumbar and leg neighbors."""
    found = [*_sacral(), *_innominate(), *_neighbors()]
    return {dysfunction.id: dysfunction for dysfunction in found}


def _sacral() -> list[Dysfunction]:
    return [
        Dysfunction(
            id=row.id,
            name=row.name,
            region=None if row.id == "NORMAL" else "sacral",
            code=None if row.id == "NORMAL" else REGION_CODES["sacral"],
            family=row.family,
            row=row.id,
            side=row.bits.restricted_side if row.bits else None,
        )
        for row in core_sacral_rows().values()
    ]


def _innominate() -> list[Dysfunction]:
    return [
        Dysfunction(
            id=f"{side}_{row.id}",
            name=f"{word.capitalize()} {row.name[0].lower()}{row.name[1:]}",
            region="pelvic",
            code=REGION_CODES["pelvic"],
            family="innominate",
            row=row.id,
            side=side,
        )
        for row in innominate_rows().values()
        for side, word in SIDE_WORDS.items()
    ]


def _neighbors() -> list[Dysfunction]:
    lumbar = [
        Dysfunction(
            id=f"LUMBAR_{side}",
            name=f"Lumbar segmental dysfunction, rotated {word}",
            region="lumbar",
            code=REGION_CODES["lumbar"],
            family="lumbar",
            row="LUMBAR",
            side=side,
        )
        for side, word in SIDE_WORDS.items()
    ]
    leg = [
        Dysfunction(
            id=f"LEG_{side}",
            name=f"Lower-extremity dysfunction, {word}",
            region="lower_extremity",
            code=REGION_CODES["lower_extremity"],
            family="lower_extremity",
            row="LEG",
            side=side,
        )
        for side, word in SIDE_WORDS.items()
    ]
    return [*lumbar, *leg]
