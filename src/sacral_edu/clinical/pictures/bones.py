"""The bones from behind: pelvis, sacrum, two lumbar vertebrae and the upper ends of the thighs.

Every outline is given for one side as (distance from the midline, y) and mirrored, so that left and right
cannot differ but by what was found. The drawing is schematic; proportions follow general anatomy.
"""

from collections.abc import Sequence

from sacral_edu.clinical.dysfunctions import OTHER_SIDE
from sacral_edu.clinical.pictures.ink import Point, ellipse, path, ring, smooth, straight
from sacral_edu.clinical.pictures.pose import (
    MIDDLE,
    SIGN,
    Anchor,
    bent,
    pelvic_anchors,
    place,
    sacral_anchors,
)
from sacral_edu.clinical.pictures.signs import Signs
from sacral_edu.domain.cases import Side

_ILIUM: tuple[Point, ...] = (
    (47, 160), (47, 150), (53, 144), (49, 137), (51, 128), (58, 117), (63, 101), (75, 81), (92, 68),
    (108, 65), (124, 72), (136, 90), (142, 114), (140, 136), (133, 150), (128, 163), (123, 178), (120, 192),
    (117, 206), (108, 222), (97, 236), (88, 250), (84, 264), (80, 280), (71, 292), (60, 293), (54, 283),
    (54, 268), (60, 254), (64, 243), (55, 231), (61, 224), (70, 211), (74, 196), (70, 180), (60, 169),
)  # fmt: skip
"""Up from the notch below the PSIS, round the crest, down to the tuberosity, back over the ischial spine."""

_CREST: tuple[Point, ...] = (
    (55, 132), (62, 117), (67, 104), (78, 86), (94, 73), (108, 70), (122, 77), (132, 92), (137, 114),
)  # fmt: skip
"""The inner lip of the crest, which gives it its thickness."""

_PUBIS: tuple[Point, ...] = (
    (100, 212), (74, 222), (46, 238), (24, 246), (4, 247), (1, 258), (4, 276), (18, 280), (36, 288),
    (58, 292), (72, 286), (86, 262), (104, 232),
)  # fmt: skip
_FORAMEN: tuple[Point, ...] = ((76, 236), (52, 250), (30, 260), (32, 270), (52, 279), (66, 272), (76, 256))

_FEMUR: tuple[Point, ...] = (
    (94, 214), (100, 200), (114, 196), (127, 203), (134, 213), (143, 206), (154, 206), (160, 218), (159, 236),
    (155, 262), (153, 300), (132, 300), (132, 272), (129, 256), (124, 242), (114, 234), (102, 230),
)  # fmt: skip

_SACRUM: tuple[Point, ...] = (
    (9, 100), (14, 92), (20, 91), (24, 99), (36, 99), (49, 103), (55, 113), (54, 127), (48, 144), (42, 160),
    (38, 174), (35, 186), (37, 197), (32, 206), (20, 209), (12, 217),
)  # fmt: skip
_COCCYX: tuple[Point, ...] = ((12, 219), (10, 226), (8, 236), (4, 246))
_HOLES: tuple[Point, ...] = ((20, 122), (18, 142), (16, 161), (14, 179))
_TUBERCLES: tuple[Point, ...] = ((0, 116), (0, 135), (0, 153), (0, 170))
_HIATUS: tuple[Point, ...] = ((7, 210), (6, 198), (0, 189))

_ARCH: tuple[Point, ...] = (
    (5, -9), (9, -15), (14, -18), (19, -15), (20, -8), (30, -8), (42, -11), (47, -7), (44, -2), (32, 1),
    (20, 3), (18, 10), (16, 17), (10, 17), (8, 10), (4, 8),
)  # fmt: skip
_SPINE: tuple[Point, ...] = ((-3, -4), (3, -4), (5, 6), (5, 16), (0, 21), (-5, 16), (-5, 6))

VERTEBRAE = {"L4": 42.0, "L5": 78.0}
"""Where the middle of each arch lies."""

_TRANSVERSE_TIP: Point = (43, -7)
_FAR = 20.0
_SPINE_SWING = 6.0
_NEAR, _AWAY = 1.1, 0.9


def bones(signs: Signs) -> str:
    """Return all bones, drawn from the front to the back so that the nearest covers the rest."""
    sides: tuple[Side, Side] = ("L", "R")
    behind = "".join(_pubis(signs, side) for side in sides) + "".join(_femur(side) for side in sides)
    return (
        behind
        + _sacrum(signs)
        + "".join(_innominate(signs, side) for side in sides)
        + _vertebra("L4", rotated(signs, "L4"))
        + _vertebra("L5", rotated(signs, "L5"))
    )


def rotated(signs: Signs, vertebra: str) -> Side | None:
    """Return the side that a vertebra is rotated to; a lumbar segment without a number is drawn as L4."""
    test = "l5_rotation" if vertebra == "L5" else "lumbar_segment"
    return next((side for side in SIGN if signs.positive(test, side)), None)


def transverse_tip(vertebra: str, side: Side, rotation: Side | None) -> Point:
    """Return the tip of a transverse process; the one that comes nearer looks longer."""
    return _of_arch(_TRANSVERSE_TIP, vertebra, side, rotation)


def _half(points: Sequence[Point], side: Side, anchors: Sequence[Anchor]) -> list[Point]:
    return [bent(place(side, *point), anchors) for point in points]


def _ring_of(points: Sequence[Point], anchors: Sequence[Anchor]) -> list[Point]:
    """Return a whole outline from its right half, which runs from the top to the bottom."""
    return _half(points, "R", anchors) + _half(points, "L", anchors)[::-1]


def _innominate(signs: Signs, side: Side) -> str:
    anchors = pelvic_anchors(signs, side)
    crest = smooth(_half(_CREST, side, anchors), closed=False)
    return path(smooth(_half(_ILIUM, side, anchors)), "bone") + path(crest, "edge")


def _pubis(signs: Signs, side: Side) -> str:
    anchors = pelvic_anchors(signs, side)
    outline, hole = smooth(_half(_PUBIS, side, anchors)), smooth(_half(_FORAMEN, side, anchors))
    return path(outline + hole, "far")


def _femur(side: Side) -> str:
    return path(smooth([place(side, *point) for point in _FEMUR]), "far")


def _sacrum(signs: Signs) -> str:
    anchors = sacral_anchors(signs)
    swing = _crest_swing(signs.rotation)
    parts = [path(smooth(_ring_of(_COCCYX, anchors)), "sacrum")]
    parts.append(path(smooth(_ring_of(_SACRUM, anchors)), "sacrum"))
    for side in SIGN:
        parts += [ellipse(hole, 2.6, 3.4, "hole") for hole in _half(_HOLES, side, anchors)]
    hiatus = _half(_HIATUS, "R", anchors) + _half(_HIATUS[:-1], "L", anchors)[::-1]
    parts.append(path(smooth(hiatus, closed=False), "edge"))
    for point in _half(_TUBERCLES, "R", anchors):
        parts.append(ellipse((point[0] + swing, point[1]), 3.2, 6, "knob"))
    return "".join(parts)


def _crest_swing(rotation: Side | None) -> float:
    """Return how far the median crest moves: the back of a bone that faces left turns to the right."""
    return SIGN[OTHER_SIDE[rotation]] * 4.0 if rotation else 0.0


def _of_arch(point: Point, vertebra: str, side: Side, rotation: Side | None) -> Point:
    scale = 1.0 if rotation is None or point[0] < _FAR else _NEAR if rotation == side else _AWAY
    return place(side, point[0] * scale, VERTEBRAE[vertebra] + point[1] * scale)


def _vertebra(name: str, rotation: Side | None) -> str:
    halves = {side: [_of_arch(point, name, side, rotation) for point in _ARCH] for side in SIGN}
    swing = SIGN[OTHER_SIDE[rotation]] * _SPINE_SWING if rotation else 0.0
    spine = [
        (MIDDLE + x + (swing if y > 0 else swing / 3), VERTEBRAE[name] + y) for x, y in _SPINE
    ]
    return path(smooth(halves["R"] + halves["L"][::-1]), "bone") + path(smooth(spine), "knob")


def ghost(points: Sequence[Point]) -> str:
    """Return a thin line through the points."""
    return path(straight(*points), "lead")


def dot(point: Point) -> str:
    """Return a small filled dot."""
    return ring(point, 2, "dot")
