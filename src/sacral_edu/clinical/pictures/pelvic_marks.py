"""The marks of the innominates: landmarks seen and hidden, arrows for how they moved, their names."""

from sacral_edu.clinical.dysfunctions import SIDE_WORDS
from sacral_edu.clinical.pictures.ink import Point, arrow, path, ring, straight
from sacral_edu.clinical.pictures.labels import Label, Lettering, block, cut, outward
from sacral_edu.clinical.pictures.pose import MIDDLE, SIGN, landmark, pelvic_shift, place
from sacral_edu.clinical.pictures.signs import Signs
from sacral_edu.domain.cases import Side

_RINGS = {
    "psis": ("landmark", 4.2),
    "tuberosity": ("landmark", 4.2),
    "asis": ("hidden", 5.0),
    "pubic": ("hidden", 4.4),
}
"""Landmarks with a ring: those on the front of the pelvis are dotted, as hidden lines are."""

_ARROW = 11.0
"""Half the length of an arrow that says which way a landmark moved."""

_BESIDE = {"psis": 11.0, "asis": 11.0, "crest": 0.0, "tuberosity": -12.0, "pubic": 11.0}
"""How far lateral to its landmark an upright arrow stands."""

BELOW = 310.0
"""Where labels below the pelvis begin."""

_CLEAR_OF_ARROW = 5.0
"""How much farther out the name of the PSIS begins, so that its arrow has room."""

_WORDS = {
    "psis": "PSIS",
    "asis": "ASIS",
    "crest": "crest",
    "tuberosity": "tuberosity",
    "pubic": "pubic tubercle",
}
"""Names for labels."""


def pelvic_marks(signs: Signs, side: Side) -> str:
    """Return a side's landmarks (the PSIS, and those that were compared) and an arrow for each that moved."""
    parts: list[str] = []
    for name in _WORDS:
        at = landmark(signs, name, side)
        if name in _RINGS and (name == "psis" or signs.named or {name, f"{name}_ml"} & set(signs.readings)):
            kind, radius = _RINGS[name]
            parts.append(ring(at, radius, kind))
        parts.append(_arrow(signs, name, side, at))
    return "".join(parts)


def _arrow(signs: Signs, name: str, side: Side, at: Point) -> str:
    across, down = pelvic_shift(signs, name, side)
    parts: list[str] = []
    if across:
        way, y = (1 if across > 0 else -1) * _ARROW, at[1] - 10
        parts.append(arrow((at[0] - way, y), (at[0] + way, y), "move"))
    if down:
        way, x = (1 if down > 0 else -1) * _ARROW, at[0] + SIGN[side] * _BESIDE[name]
        parts.append(arrow((x, at[1] - way), (x, at[1] + way), "move"))
    return "".join(parts)


def wing_labels(signs: Signs, side: Side, lettering: Lettering) -> list[Label]:
    """Return the labels of landmarks that share the wing with other labels.

    Arguments: the signs, the side, the lettering. With short words an arrow alone says the way.
    """
    labels: list[Label] = []
    crest = _lines(signs, "crest", side, lettering)
    if crest:
        one = ((" ".join(words for words, _ in crest), "green"),)
        labels.append(Label(lines=one, wanted=86))
    psis = _lines(signs, "psis", side, lettering)
    if psis:
        labels.append(Label(lines=psis, wanted=128, indent=_CLEAR_OF_ARROW))
    return labels


def pelvic_labels(signs: Signs, side: Side, lettering: Lettering) -> str:
    """Return the words at the landmarks of a side that moved and have no room on the wing."""
    return (
        _asis_label(signs, side, lettering)
        + block(
            _lines(signs, "tuberosity", side, lettering), place(side, 58, BELOW), outward(side), lettering
        )
        + _pubic_label(signs, side, lettering)
    )


def needs_room_below(signs: Signs) -> bool:
    """Say whether labels stand below the pelvis."""
    return any(any(pelvic_shift(signs, name, side)) for name in ("tuberosity", "pubic") for side in SIGN)


def _lines(signs: Signs, name: str, side: Side, lettering: Lettering) -> tuple[tuple[str, str], ...]:
    if not any(pelvic_shift(signs, name, side)):
        return ()
    words = cut(_WORDS[name], lettering)
    if lettering.short:
        return ((words, "green"),)
    ways = [signs.pole(test, side) for test in (name, f"{name}_ml") if test in signs.readings]
    return ((words, "bold"), *((way, "green") for way in ways if way))


def _asis_label(signs: Signs, side: Side, lettering: Lettering) -> str:
    lines, at = _lines(signs, "asis", side, lettering), landmark(signs, "asis", side)
    if not lines:
        return ""
    both = signs.positive("seated_flexion", side) and signs.positive("standing_flexion", side)
    top = place(side, 172, 193 if both else 184 if lettering.short else 177)
    lead = path(straight((at[0], at[1] + 6), (place(side, 146, 0)[0], top[1] - 1)), "lead")
    return lead + block(lines, top, "end" if side == "R" else "start", lettering)


def _pubic_label(signs: Signs, side: Side, lettering: Lettering) -> str:
    """Return the label below the arch; where it is open which side moved, the higher one is named once."""
    lines, at = _lines(signs, "pubic", side, lettering), landmark(signs, "pubic", side)
    if not lines or (signs.moved is None and signs.pole("pubic", side) != "superior"):
        return ""
    if signs.moved is None:
        lines = (lines[0], *((f"{SIDE_WORDS[side]} {way}", kind) for way, kind in lines[1:]))
    lead = path(straight((at[0], at[1] + 5), (MIDDLE, BELOW - 1)), "lead")
    return lead + block(lines, (MIDDLE, BELOW), "middle", lettering)
