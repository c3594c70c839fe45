"""A small second view: the sacral base from above, turned as the sacrum is, with an arrow.

From above and with the front up, left stays left, and an arrow to the left means left; from behind it
could be read both ways.
"""

import math

from sacral_edu.clinical.dysfunctions import SIDE_WORDS
from sacral_edu.clinical.pictures.ink import Point, arrow_head, path, smooth
from sacral_edu.clinical.pictures.labels import Lettering, block
from sacral_edu.clinical.pictures.pose import MIDDLE, SIGN, place
from sacral_edu.domain.cases import Side

HEIGHT = 84.0

_TURN = 9.0
"""Degrees drawn; the real angle is far smaller (see `words.EXAGGERATED`)."""

_BASE: tuple[Point, ...] = (
    (6, -25), (17, -22), (24, -13), (40, -12), (53, -7), (55, 0), (48, 7), (32, 9), (17, 11), (9, 17),
    (4, 27),
)  # fmt: skip
_CANAL: tuple[Point, ...] = ((3, 3), (9, 6), (4, 12))
_ILIUM: tuple[Point, ...] = (
    (72, -38), (78, -36), (74, -14), (68, 6), (58, 22), (51, 24), (50, 17), (58, 4), (62, -12),
)  # fmt: skip
_ARC = 43.0


def from_above(rotation: Side, top: float, lettering: Lettering) -> str:
    """Return the inset.

    Arguments: the side that the sacrum faces; the y where the inset begins; the lettering.
    """
    center = (MIDDLE, top + 46)
    parts = [_outline(center, 0, "ghost", _BASE)]
    for side in SIGN:
        ilium = [(center[0] + SIGN[side] * x, center[1] + y) for x, y in _ILIUM]
        parts.append(path(smooth(ilium), "bone"))
    angle = SIGN[rotation] * _TURN
    parts += [_outline(center, angle, "sacrum", _BASE), _outline(center, angle, "hollow", _CANAL)]
    parts.append(_turn(center, rotation))
    parts.append(_words(rotation, center, lettering))
    return "".join(parts)


def _outline(center: Point, angle: float, kind: str, half: tuple[Point, ...]) -> str:
    whole = [*half, *((-x, y) for x, y in reversed(half))]
    return path(smooth([_turned(center, point, angle) for point in whole]), kind)


def _turned(center: Point, point: Point, angle: float) -> Point:
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    x, y = point
    return (center[0] + x * cos - y * sin, center[1] + x * sin + y * cos)


def _turn(center: Point, rotation: Side) -> str:
    """Return the arrow in front of the bone: it points to the side that the front turns to."""
    sign = SIGN[rotation]
    arc = [_turned(center, (0, -_ARC), sign * degrees) for degrees in (-22, -8, 8, 22, 32)]
    tip = _turned(center, (0, -_ARC), sign * 44)
    way = (tip[0] - arc[-1][0], tip[1] - arc[-1][1])
    return path(smooth(arc, closed=False), "turn") + arrow_head(tip, way, "turn")


def _words(rotation: Side, center: Point, lettering: Lettering) -> str:
    word = SIDE_WORDS[rotation]
    if lettering.short:
        return block(
            ((f"from above: rotated {word}", "blue"),), (MIDDLE, center[1] + 32), "middle", lettering
        )
    outer = "end" if rotation == "L" else "start"
    other: Side = "R" if rotation == "L" else "L"
    turned = block(
        (("rotated", "blue"), (word, "blue")), place(rotation, 88, center[1] - 16), outer, lettering
    )
    lines = (("base seen", "quiet"), ("from above,", "quiet"), ("front up", "quiet"))
    return turned + block(
        lines, place(other, 88, center[1] - 22), "start" if other == "R" else "end", lettering
    )
