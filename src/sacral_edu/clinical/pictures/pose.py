"""How far each landmark is drawn from its place, so that the bones bend with it.

The direction of every shift is the reading's; the size is for the eye only (see `words.EXAGGERATED`).
"""

import math
from collections.abc import Sequence

from msgspec import Struct

from sacral_edu.clinical.dysfunctions import OTHER_SIDE
from sacral_edu.clinical.pictures.ink import Point
from sacral_edu.clinical.pictures.signs import Signs
from sacral_edu.domain.cases import Side

MIDDLE = 180.0
"""The midline of a panel."""

SIGN: dict[Side, int] = {"L": -1, "R": 1}
"""From behind, the patient's left is on the viewer's left."""

PLACES: dict[str, Point] = {
    "base": (42, 108),
    "ila": (31, 199),
    "crest": (110, 62),
    "psis": (50, 137),
    "asis": (143, 140),
    "tuberosity": (72, 287),
    "pubic": (23, 250),
}
"""Landmarks as (distance from the midline, y)."""

_NOD = 3.0
_ILA_MAIN = 8.0
_ILA_SLIGHT = 4.0
_ILA_PLAIN = 6.0
_PELVIC = 9.0
_UP_DOWN = {"superior": -1, "inferior": 1, "anterior": 1, "posterior": -1, "deep": 1, "shallow": -1}
_IN_OUT = {"medial": -1, "lateral": 1}


class Anchor(Struct, frozen=True):
    """A landmark where it belongs, and how far it is moved."""

    at: Point
    by: Point


def place(side: Side, distance: float, y: float) -> Point:
    """Return the point at that distance from the midline on a side of the patient."""
    return (MIDDLE + SIGN[side] * distance, y)


def bent(point: Point, anchors: Sequence[Anchor]) -> Point:
    """Return a point moved with the anchors near it (weights by the inverse square of the distance)."""
    total = x = y = 0.0
    for anchor in anchors:
        far = math.dist(point, anchor.at)
        weight = 1 / (far * far + 1)
        total += weight
        x, y = x + weight * anchor.by[0], y + weight * anchor.by[1]
    return (point[0] + x / total, point[1] + y / total)


def landmark(signs: Signs, name: str, side: Side) -> Point:
    """Return where a landmark is drawn: its place, moved as the signs say."""
    x, y = place(side, *PLACES[name])
    by = _sacral_shift(signs, name, side) if name in ("base", "ila") else pelvic_shift(signs, name, side)
    return (x + by[0], y + by[1])


def sacral_anchors(signs: Signs) -> list[Anchor]:
    """Return the four corners of the sacrum with their shifts."""
    return [
        Anchor(place(side, *PLACES[name]), _sacral_shift(signs, name, side))
        for name in ("base", "ila")
        for side in SIGN
    ]


def pelvic_anchors(signs: Signs, side: Side) -> list[Anchor]:
    """Return the landmarks of one innominate with their shifts."""
    names = ("crest", "psis", "asis", "tuberosity", "pubic")
    return [Anchor(place(side, *PLACES[name]), pelvic_shift(signs, name, side)) for name in names]


def pelvic_shift(signs: Signs, name: str, side: Side) -> Point:
    """Return how far a landmark of an innominate is moved.

    Where it is known which innominate moved, only that one does; else each side takes half of the way,
    since a comparison cannot tell.
    """
    share = 0.5 if signs.moved is None else 1.0 if signs.moved == side else 0.0
    across = _IN_OUT.get(signs.pole(f"{name}_ml", side) or "", 0) if name in ("psis", "asis") else 0
    down = _UP_DOWN.get(signs.pole(name, side) or "", 0)
    return (SIGN[side] * across * share * _PELVIC, down * share * _PELVIC)


def _sacral_shift(signs: Signs, name: str, side: Side) -> Point:
    share = _share(signs, name, side)
    if name == "base":
        pole = signs.pole("sulcus", side) or signs.pole("base", side)
        return (0.0, _UP_DOWN.get(pole or "", 0) * share * _NOD) if _is_sacral(signs) else (0.0, 0.0)
    size = _ILA_PLAIN
    if signs.ila_main is not None:
        size = _ILA_SLIGHT if signs.ila_main == "posterior" else _ILA_MAIN
    return (0.0, _UP_DOWN.get(signs.pole("ila_si", side) or "", 0) * share * size)


def _is_sacral(signs: Signs) -> bool:
    """Say whether the sacrum may be drawn as moved: a sulcus alone can be the innominate's doing."""
    return signs.moved is None and signs.readings.get("ila_ap", signs.readings.get("ila_si")) != "level"


def _share(signs: Signs, name: str, side: Side) -> float:
    """Return how much of an asymmetry a corner of the sacrum takes.

    About an oblique axis its two corners stay still and the other two travel; in a unilateral lesion
    the restricted half slides (facts: `latent_model`). Where that is not known, each side takes half.
    """
    if signs.axis in ("left_oblique", "right_oblique"):
        upper: Side = "L" if signs.axis == "left_oblique" else "R"
        still = upper if name == "base" else OTHER_SIDE[upper]
        return 0.0 if side == still else 1.0
    if signs.readings.get("sulcus") in ("both", "neither"):
        return 1.0
    restricted = signs.readings.get("seated_flexion")
    if signs.axis == "middle_transverse" and restricted in ("L", "R"):
        return 1.0 if side == restricted else 0.0
    return 0.5
