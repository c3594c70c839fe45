"""The marks of findings on the bones: hollows, rings, axis, locks, arrows and their labels."""

from sacral_edu.clinical.dysfunctions import OTHER_SIDE, SIDE_WORDS
from sacral_edu.clinical.pictures.bones import rotated, transverse_tip
from sacral_edu.clinical.pictures.ink import Point, ellipse, hatching, path, ring, straight
from sacral_edu.clinical.pictures.labels import Label, Lettering, block, column, cut, outward
from sacral_edu.clinical.pictures.names import landmark_names
from sacral_edu.clinical.pictures.pelvic_marks import (
    BELOW,
    needs_room_below,
    pelvic_labels,
    pelvic_marks,
    wing_labels,
)
from sacral_edu.clinical.pictures.pose import SIGN, landmark, place
from sacral_edu.clinical.pictures.signs import Signs
from sacral_edu.clinical.pictures.words import ila_words
from sacral_edu.domain.cases import Side

_WING, _WING_OF_SHORT = 70.0, 64.0
"""Where labels on the wing of the ilium begin, from the midline."""

_SULCUS = (36.0, 119.0)
_JOINT = (46.0, 165.0)
_EXTRA = 26.0
"""How far the axis is drawn beyond the upper pole."""

_LEG = (144.0, 286.0)
_BOTH_VERTEBRAE = 10.0
"""How much lower the label of L5 stands below that of another segment."""


def marks(signs: Signs, lettering: Lettering) -> str:
    """Return all marks and labels of the main view.

    Arguments: the signs; the lettering of the panel. Returns SVG elements, back to front.
    """
    parts = [_axis_line(signs)]
    for side in SIGN:
        parts += [_sulcus(signs, side), _ila(signs, side), pelvic_marks(signs, side)]
        parts += [
            _lock(place(side, *_JOINT)) if _tests(signs, side, lettering) and not _of_leg(signs, side) else ""
        ]
        parts += [_vertebra_marks(signs, side)]
    if signs.named:
        return "".join([*parts, landmark_names(lettering)])
    for side in SIGN:
        begin = _WING_OF_SHORT if lettering.short else _WING
        parts.append(column(_wing_labels(signs, side, lettering), side, begin, lettering))
        parts += [_ila_label(signs, side, lettering), _lumbar_labels(signs, side, lettering)]
        parts += [_leg(signs, side, lettering), pelvic_labels(signs, side, lettering)]
    return "".join(parts)


def _of_leg(signs: Signs, side: Side) -> bool:
    """Say whether a positive standing test on this side is the leg's doing."""
    return signs.positive("fibular_head", OTHER_SIDE[side]) and not signs.positive("seated_flexion", side)


def _depth(signs: Signs, side: Side) -> tuple[str, str] | None:
    """Return how deep a sulcus is and the words for it; a base held anterior deepens its hollow.

    Where an innominate moved, only its own sulcus is marked, since only that one has changed.
    """
    if signs.moved not in (None, side):
        return None
    depth = signs.pole("sulcus", side)
    if depth is not None:
        return depth, depth
    base = signs.pole("base", side)
    if base is None or "sulcus" in signs.readings:
        return None
    return ("deep" if base == "anterior" else "shallow"), base


def _sulcus(signs: Signs, side: Side) -> str:
    center, depth = place(side, *_SULCUS), _depth(signs, side)
    tilt = -14.0 * SIGN[side]
    if depth is None:
        return ellipse(center, 6.5, 11, "sulcus", tilt=tilt)
    if depth[0] == "shallow":
        return ellipse(center, 5, 8.5, "shallow", tilt=tilt)
    turned = f'<g transform="rotate({tilt:g} {center[0]:g} {center[1]:g})">'
    hatch = hatching(center, 9, 15, lean=0.8 * SIGN[side], gap=5, kind="hatch")
    return turned + ellipse(center, 10, 16, "deep") + hatch + "</g>"


def _ila(signs: Signs, side: Side) -> str:
    center, pole = landmark(signs, "ila", side), signs.pole("ila_ap", side)
    if pole == "posterior":
        return ring(center, 6.4, "near") + ring(center, 2.2, "dot")
    return ring(center, 4.6, "away" if pole == "anterior" else "level")


def _axis_ends(signs: Signs) -> tuple[Point, Point] | None:
    if signs.axis == "middle_transverse":
        return place("L", 66, 143), place("R", 66, 143)
    if signs.axis not in ("left_oblique", "right_oblique"):
        return None
    upper: Side = "L" if signs.axis == "left_oblique" else "R"
    pole, corner = landmark(signs, "base", upper), landmark(signs, "ila", OTHER_SIDE[upper])
    x, y = (pole[0] - corner[0]) / 100, (pole[1] - corner[1]) / 100
    return (pole[0] + x * _EXTRA, pole[1] + y * _EXTRA), (corner[0] - x * 16, corner[1] - y * 16)


def _axis_line(signs: Signs) -> str:
    ends = _axis_ends(signs)
    return path(straight(*ends), "axis") if ends else ""


def _tests(signs: Signs, side: Side, lettering: Lettering) -> list[str]:
    names = {"seated_flexion": "seated", "standing_flexion": "standing"}
    return [f"{cut(words, lettering)} +" for test, words in names.items() if signs.positive(test, side)]


def _lock(center: Point) -> str:
    """Return a padlock with a bar: this joint does not move."""
    x, y = center
    bar = path(straight((x - 13, y + 3), (x + 13, y + 3)), "shackle")
    body = straight((x - 6.5, y - 2), (x + 6.5, y - 2), (x + 6.5, y + 8), (x - 6.5, y + 8)) + "Z"
    shackle = f"M{x - 4:g} {y - 2:g}V{y - 5:g}A4 4 0 0 1 {x + 4:g} {y - 5:g}V{y - 2:g}"
    return bar + path(shackle, "shackle") + path(body, "lock")


def _wing_labels(signs: Signs, side: Side, lettering: Lettering) -> list[Label]:
    labels = [_axis_label(signs, side, lettering), *wing_labels(signs, side, lettering)]
    depth = _depth(signs, side)
    if depth is not None:
        noun = "sulcus" if depth[0] == depth[1] else "base"
        words = depth[1] if lettering.short else f"{depth[1]} {noun}"
        line = (
            (
                cut(words, lettering),
                "bold" if depth[0] == "deep" or signs.moved or _alike(signs, "sulcus") else "quiet",
            ),
        )
        labels.append(Label(lines=line, wanted=109, target=place(side, _SULCUS[0] + 7, _SULCUS[1] - 2)))
    tests = _tests(signs, side, lettering)
    if tests and not _of_leg(signs, side):
        target = place(side, _JOINT[0] + 12, _JOINT[1] + 3)
        labels.append(Label(lines=tuple((test, "red") for test in tests), wanted=158, target=target))
    return [label for label in labels if label is not None]


def _alike(signs: Signs, test: str) -> bool:
    """Say whether a landmark has left its place on both sides alike."""
    return signs.readings.get(test) in ("both", "neither")


def _axis_label(signs: Signs, side: Side, lettering: Lettering) -> Label | None:
    """Return the name of the axis: at its upper end, or on the wing that the lock leaves free."""
    if signs.axis is None:
        return None
    oblique = signs.axis != "middle_transverse"
    restricted = signs.readings.get("seated_flexion")
    here = signs.axis.startswith(SIDE_WORDS[side]) if oblique else restricted != side
    if not here or (not oblique and restricted not in ("L", "R") and side == "R"):
        return None
    words = (f"{SIDE_WORDS[side]} oblique", "axis") if oblique else ("middle", "transverse", "axis")
    lines = ("axis",) if lettering.short else words
    return Label(lines=tuple((line, "blue") for line in lines), wanted=80 if oblique else 136)


def _ila_label(signs: Signs, side: Side, lettering: Lettering) -> str:
    words = ila_words(signs, side)
    if not words:
        return ""
    notable = ("superior",) if signs.ila_main == "superior" else ("posterior", "inferior")
    strong = "bold" if _alike(signs, "ila_ap") or any(word in notable for word in words) else "quiet"
    kinds = [strong, "quiet" if signs.ila_main else strong]
    lines = [(cut(word, lettering), kind) for word, kind in zip(words, kinds, strict=False)]
    if not lettering.short:
        lines.insert(0, ("ILA", strong))
    _, y = landmark(signs, "ila", side)
    return block(tuple(lines), place(side, 17, y + 12), outward(side), lettering)


def _vertebra_marks(signs: Signs, side: Side) -> str:
    parts: list[str] = []
    for name in ("L4", "L5"):
        rotation = rotated(signs, name)
        if rotation is not None:
            tip = transverse_tip(name, side, rotation)
            parts.append(ring(tip, 4.6, "near") if rotation == side else ring(tip, 3.4, "away"))
    return "".join(parts)


def _lumbar_labels(signs: Signs, side: Side, lettering: Lettering) -> str:
    parts: list[str] = []
    word = SIDE_WORDS[side]
    long = (("L4", ("lumbar segment", f"rotated {word}"), 20.0), ("L5", (f"L5 rotated {word}",), 38.0))
    short = (("L4", ("rotated",), 24.0), ("L5", (f"L5 {word}",), 40.0))
    lower = _BOTH_VERTEBRAE if rotated(signs, "L4") == side else 0.0
    for name, lines, wanted in short if lettering.short else long:
        if rotated(signs, name) == side:
            y = wanted + (lower if name == "L5" else 0)
            near = place(side, 57, y + lettering.size * (1 if name == "L4" or not lower else 0.5))
            parts.append(path(straight(transverse_tip(name, side, side), near), "lead"))
            bold = tuple((line, "bold") for line in lines)
            parts.append(block(bold, place(side, 58, y), outward(side), lettering))
    return "".join(parts)


def _leg(signs: Signs, side: Side, lettering: Lettering) -> str:
    if not signs.positive("fibular_head", side):
        return ""
    tests = _tests(signs, side, lettering) if _of_leg(signs, side) else []
    words = ["leg"] if lettering.short else ["fibular head", "restricted"]
    lines = tuple((word, "red") for word in [*tests, *words])
    top = place(side, 168, BELOW - 4 + _below_pelvis(signs, lettering))
    return _lock(place(side, *_LEG)) + block(lines, top, "end" if side == "R" else "start", lettering)


def _below_pelvis(signs: Signs, lettering: Lettering) -> float:
    return 2 * lettering.line + 8 if needs_room_below(signs) else 0.0


def room_below(signs: Signs, lettering: Lettering) -> float:
    """Return the height of what stands below the bones of the main view.

    Arguments: the signs and the lettering of the panel. Returns units of the view box.
    """
    if signs.named:
        return 2 * lettering.line if not lettering.short else 0.0
    leg = any(signs.positive("fibular_head", side) for side in SIGN)
    return _below_pelvis(signs, lettering) + (3 * lettering.line + 6 if leg else 0.0)
