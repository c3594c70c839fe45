"""Names of lesions in a text, and how each compares with a dysfunction.

A clause is rewritten as a row of signs, one letter a term, and the names are found in that row. What is
said of torsions follows from the name: two sides alike make it forward, unlike ones backward (facts:
`sacral_rows`, convention MECS-1).
"""

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from sacral_edu_documentation.reading import Reading
from sacral_edu_documentation.signs import Row

Verdict = Literal["right", "partial", "wrong", "other"]
"""Right; right as far as it goes; contradicted; or about another bone than the lesion's."""

_PAIR = re.compile(r"([LR])r?o([LR])(?!k)|r([LR]),?x([LR])|([LR])r,?([LR])x|([LR])([LR])(?=[fb]?c?[fb]?T)")
_WAY = re.compile(r"([fb])(?:[LR]o?[LR])?c?d?T|T,?([fb])(?!c?k)|c([fb])T")
_TORSION = re.compile(r"([LR]?)([fbc]*)T(?:,?o?([LR])(x?))?")
_BENT = re.compile(r"([LRBcuod,]*)([FE])([LRBcuod,]*)")
_SHEAR = re.compile(r"([LRBcusiIpod,]*)S([LRBcusiIpod,]*)")
_SLIP = re.compile(r"([LRIBodc,]*)([UDNO])([LRIBo,]*)")
_TURNED = re.compile(r"[LRfbrodBT,]*I[LRfbrodBI,]*")
_PUBIC = re.compile(r"[LRsid,]*p[LRsid,]*")
_LUMBAR = re.compile(r"[LRrd,]*m[LRrdmFEi,]*")
_LEG = re.compile(r"[LRdq,o]*[hg][LRdqgh,o]*")
_CLEAR = re.compile(r"cI?,?v|vc|c,?d?v")
_CONTENT = frozenset({"short", "les", "bone", "side", "mark", "pos", "dys", "code", "region", "feel", "cond"})
_AMBIGUOUS = frozenset({"lol", "rue", "lue"})
_ROWS = {"U": "SUP_SHEAR", "D": "INF_SHEAR", "N": "INFLARE", "O": "OUTFLARE"}


class Named(NamedTuple):
    """A lesion that a text names: its kind, what is said of its side, axis and way, and where.

    `kind` is torsion, flexion, extension, an innominate row, lumbar, leg, or clear (the sacrum without
    lesion); `side` the rotation of a torsion, else the side; None where it is not said.
    """

    kind: str
    side: str | None
    axis: str | None
    way: str | None
    first: int
    last: int
    state: int


def named_lesions(reading: Reading, rows: list[Row]) -> list[Named]:
    """Return the lesions that a text names, stated or not."""
    found: list[Named] = []
    for row in rows:
        for signs, find in _FINDERS:
            if not signs.isdisjoint(row.signs):
                found.extend(_placed(reading, row, name) for name in find(row))
    return [named for named in found if not _is_chatter(reading, named)]


def _is_chatter(reading: Reading, named: Named) -> bool:
    """Say whether an abbreviation stands in a sentence without anything clinical, as in `lol no clue`."""
    if reading.words[named.first] not in _AMBIGUOUS:
        return False
    sentence = reading.text.sentence
    beside = [t for t in reading.terms if sentence[t.first] == sentence[named.first]]
    return sum(t.kind in _CONTENT for t in beside) == 1


def compared(named: Named, dysfunction: str) -> Verdict:
    """Return how a named lesion compares with a dysfunction, by its id."""
    truth = _known(dysfunction)
    if named.kind == "clear":
        return "wrong" if region_of(truth.kind) == "sacral" else "right"
    if named.kind != truth.kind:
        same_bone = region_of(named.kind) == region_of(truth.kind)
        return "wrong" if same_bone or region_of(named.kind) == "sacral" else "other"
    if named.way == "both" or _differ(named.side, truth.side) or _differ(named.axis, truth.axis):
        return "wrong"
    if _differ(named.way, truth.way):
        return "wrong"
    if named.kind == "torsion":
        known = sum(part is not None for part in (named.side, named.axis, named.way))
        return "right" if known > 1 else "partial"
    return "partial" if named.side is None else "right"


def region_of(kind: str) -> str:
    """Return the region of a kind of lesion."""
    if kind in ("torsion", "flexion", "extension", "clear"):
        return "sacral"
    return {"lumbar": "lumbar", "leg": "lower_extremity", "normal": ""}.get(kind, "pelvic")


def _differ(said: str | None, true: str | None) -> bool:
    return said is not None and said != true


def _known(dysfunction: str) -> Named:
    """Return what a dysfunction's id says."""
    kind, side, axis, way = "normal", None, None, None
    first, _, rest = dysfunction.partition("_")
    if rest.startswith("ON_"):
        kind, side, axis = "torsion", first, rest[-1]
        way = "f" if side == axis else "b"
    elif rest.endswith(("FLEX", "EXT")):
        kind = "flexion" if rest.endswith("FLEX") else "extension"
        side = "B" if first == "BI" else first
    elif first in ("LUMBAR", "LEG"):
        kind, side = first.lower(), rest
    elif rest:
        kind, side = rest, first
    return Named(kind, side, axis, way, 0, 0, 0)


_Found = tuple[str, str | None, str | None, str | None, int, int]


def _placed(reading: Reading, row: Row, found: _Found) -> Named:
    kind, side, axis, way, start, end = found
    first, last = row.span(start, end)
    state = max(reading.state[first:last], default=0)
    return Named(kind, side, axis, way, first, last, state)


def _torsions(row: Row) -> list[_Found]:
    found: list[_Found] = []
    way_said = _WAY.search(row.signs)
    way = next((g for g in way_said.groups() if g), None) if way_said else None
    for match in _PAIR.finditer(row.signs):
        side, axis = (group for group in match.groups() if group)
        implied = "f" if side == axis else "b"
        start, end = match.span()
        near = None
        if way_said and abs(way_said.start() - start) <= _REACH:
            # The way belongs to the name, and says nothing of a landmark.
            near, start, end = way, min(start, way_said.start()), max(end, way_said.end())
        # A name and a way that exclude each other name no lesion at all.
        told = "both" if near is not None and near != implied else implied
        found.append(("torsion", side, axis, told, start, end))
    if not found:
        found.extend(_lone_torsions(row))
    return found


_REACH = 8


def _lone_torsions(row: Row) -> list[_Found]:
    found: list[_Found] = []
    for match in _TORSION.finditer(row.signs):
        way = _WAY.search(row.signs, max(0, match.start() - 1))
        told = next((g for g in way.groups() if g), None) if way else None
        before, after = match.group(1) or None, match.group(3)
        axis_said = re.search(r"([LR])x|x,?([LR])", row.signs)
        axis = next((g for g in axis_said.groups() if g), None) if axis_said else None
        side = before or (None if match.group(4) else after)
        if axis and side and told is None:
            told = "f" if side == axis else "b"
        if axis is None and side is not None and told == "b":
            # Of a backward torsion the one side named may be the rotation or the axis.
            side = None
        found.append(("torsion", side, axis, told, match.start(), match.end()))
    return found


def _bent(row: Row) -> list[_Found]:
    found: list[_Found] = []
    for match in _BENT.finditer(row.signs):
        before, kind, after = match.groups()
        around = before + after
        if not {"u", "c", "B"} & set(around) or row.signs[: match.start()].endswith(("m", "k", "t")):
            continue
        # A comma parts what follows from the name, unless no side stood before it.
        side = _side(before, after)
        start = match.start(2) - len(before.rsplit(",", 1)[-1])
        end = match.end(2) + len(after.split(",", 1)[0])
        found.append(("flexion" if kind == "F" else "extension", side, None, None, start, end))
    return found


def _side(before: str, after: str) -> str | None:
    """Return the side of a name: the one nearest before it, else the first after it."""
    own = [sign for sign in before.rsplit(",", 1)[-1] if sign in "LRB"]
    if own:
        return own[-1]
    behind = [sign for sign in after if sign in "LRB"]
    if behind:
        return behind[0]
    earlier = [sign for sign in before if sign in "LRB"]
    return earlier[-1] if earlier else None


def _sheared(row: Row) -> list[_Found]:
    found: list[_Found] = []
    for match in _SHEAR.finditer(row.signs):
        before, after = match.groups()
        around = before.rsplit(",", 1)[-1] + after.split(",", 1)[0]
        if not {"c", "I", "p"} & set(around) or not {"s", "i"} & set(around):
            around = before + after
        up = "s" in around
        if "s" not in around and "i" not in around:
            continue
        if "p" in around:
            kind = "PUBIC_SUP" if up else "PUBIC_INF"
        elif "I" in around:
            kind = "SUP_SHEAR" if up else "INF_SHEAR"
        elif "c" in around:
            kind = "extension" if up else "flexion"
        else:
            continue
        found.append((kind, _side(before, after), None, None, match.start(), match.end()))
    for match in _SLIP.finditer(row.signs):
        before, sign, after = match.groups()
        found.append((_ROWS[sign], _side(before, after), None, None, match.start(), match.end()))
    return found


def _innominate(row: Row) -> list[_Found]:
    found: list[_Found] = []
    for match in _TURNED.finditer(row.signs):
        signs = match.group()
        here = signs.index("I")
        way = next((s for s in signs if s in "fb"), None)
        beside = way is not None and way in signs[max(0, here - 1) : here + 2]
        if way is None or not ("r" in signs or beside):
            continue
        kind = "ANT_ROT" if way == "f" else "POST_ROT"
        side = _side(signs[:here], signs[here:])
        found.append((kind, side, None, None, match.start(), match.end()))
    for match in _PUBIC.finditer(row.signs):
        signs = match.group()
        if "d" in signs and ("s" in signs or "i" in signs):
            here = signs.index("p")
            kind = "PUBIC_SUP" if "s" in signs else "PUBIC_INF"
            found.append((kind, _side(signs[:here], signs[here:]), None, None, match.start(), match.end()))
    return found


def _neighbors(row: Row) -> list[_Found]:
    found: list[_Found] = []
    for match in _LUMBAR.finditer(row.signs):
        signs = match.group()
        here = signs.index("m")
        if "r" in signs or "d" in signs:
            turned = "r" in signs
            side = _side(signs[:here], signs[here:]) if turned else None
            found.append(("lumbar", side, None, None, match.start(), match.end()))
    for match in _LEG.finditer(row.signs):
        signs = match.group()
        here = next(place for place, sign in enumerate(signs) if sign in "hg")
        if "d" in signs or ("h" in signs and "q" in signs):
            found.append(("leg", _side(signs[:here], signs[here:]), None, None, match.start(), match.end()))
    found.extend(("clear", None, None, None, m.start(), m.end()) for m in _CLEAR.finditer(row.signs))
    return found


_FINDERS: tuple[tuple[frozenset[str], Callable[[Row], list[_Found]]], ...] = (
    (frozenset("oxT"), _torsions),
    (frozenset("FE"), _bent),
    (frozenset("SUDNO"), _sheared),
    (frozenset("Ip"), _innominate),
    (frozenset("mhgcd"), _neighbors),
)
"""What to look for, and the signs without which it cannot be there."""
