"""The bones from behind: pelvis, sacrum, two lumbar vertebrae and the upper ends of the thighs.

Every outline is given for one side as (distance from the midline, y) and mirrored, so that left and right
cannot differ but by what was found. The drawing is schematic; proportions follow general anatomy.
"""

from collections.abc import Sequence

from sacral_edu.clinical.dysfunctions import OTHER_SIDE
from sacral_edu.clinical.pictures.ink import Point, ellipse, path, smooth
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
    (48, 163), (46, 155), (52, 148), (47, 141), (48, 131), (55, 119), (61, 103), (72, 83), (90, 68),
    (110, 62), (129, 69), (141, 88), (146, 112), (145, 133), (141, 145), (133, 156), (129, 168), (128, 178),
    (122, 187), (127, 198), (126, 213), (116, 224), (103, 232), (95, 243), (93, 258), (91, 274), (82, 289),
    (70, 295), (60, 291), (55, 280), (56, 266), (61, 253), (64, 243), (54, 231), (61, 224), (70, 212),
    (75, 197), (72, 182), (61, 171),
)  # fmt: skip
"""Up from the notch below the PSIS, round the crest, down to the tuberosity, back over the ischial spine."""

_LINES: tuple[tuple[Point, ...], ...] = (
    ((91, 74), (110, 68), (126, 75), (136, 92), (140, 112)),
    ((121, 190), (112, 197), (107, 208), (109, 220)),
    ((62, 279), (70, 283), (80, 280), (85, 270)),
)
"""The inner lip of the crest, the rim of the hip socket, the edge of the tuberosity."""

_PUBIS: tuple[Point, ...] = (
    (104, 212), (76, 222), (48, 236), (25, 244), (5, 246), (2, 258), (5, 274), (18, 279), (36, 288),
    (58, 293), (72, 288), (88, 266), (106, 232),
)  # fmt: skip
_FORAMEN: tuple[Point, ...] = ((78, 236), (54, 249), (31, 259), (33, 270), (52, 280), (66, 274), (78, 256))

_FEMUR: tuple[Point, ...] = (
    (98, 214), (103, 200), (115, 194), (127, 199), (136, 210), (145, 205), (155, 204), (162, 215), (161, 234),
    (157, 258), (155, 300), (134, 300), (134, 272), (131, 257), (127, 243), (118, 235), (105, 230),
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
    lines = [smooth(_half(line, side, anchors), closed=False) for line in _LINES]
    return path(smooth(_half(_ILIUM, side, anchors)), "bone") + path("".join(lines), "edge")


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
    spine = [(MIDDLE + x + (swing if y > 0 else swing / 3), VERTEBRAE[name] + y) for x, y in _SPINE]
    return path(smooth(halves["R"] + halves["L"][::-1]), "bone") + path(smooth(spine), "knob")
