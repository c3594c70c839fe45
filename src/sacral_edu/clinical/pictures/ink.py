"""Small pieces of SVG with fixed number formatting, so that one picture always has the same bytes."""

import math
from collections.abc import Sequence
from html import escape

Point = tuple[float, float]
"""x to the viewer's right, y down, in units of which a panel is 360 wide."""

_HEAD_LENGTH = 7.0
_HEAD_WIDTH = 3.6


def number(value: float) -> str:
    """Return a coordinate with at most one decimal and no negative zero."""
    words = f"{value:.1f}".removesuffix(".0")
    return "0" if words == "-0" else words


def pair(point: Point) -> str:
    """Return a point as path data."""
    return f"{number(point[0])} {number(point[1])}"


def smooth(points: Sequence[Point], *, closed: bool = True) -> str:
    """Return path data of a curve through all points (Catmull-Rom, as cubic Bezier pieces).

    Arguments: at least three points; `closed` joins the last to the first.
    """
    count = len(points)
    pieces = [f"M{pair(points[0])}"]
    for i in range(count if closed else count - 1):
        before, start = points[i - 1 if closed or i else 0], points[i]
        end = points[(i + 1) % count]
        after = points[(i + 2) % count] if closed or i + 2 < count else end
        first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        second = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        pieces.append(f"C{pair(first)} {pair(second)} {pair(end)}")
    return "".join(pieces) + ("Z" if closed else "")


def straight(*points: Point) -> str:
    """Return path data of a line through the points."""
    return "M" + "L".join(pair(point) for point in points)


def path(data: str, kind: str) -> str:
    """Return a path of one of the style sheet's classes."""
    return f'<path class="{kind}" d="{data}"/>'


def ellipse(center: Point, across: float, along: float, kind: str, *, tilt: float = 0) -> str:
    """Return an ellipse with half axes `across` and `along`, turned by `tilt` degrees (clockwise)."""
    turned = f' transform="rotate({number(tilt)} {pair(center)})"' if tilt else ""
    x, y = number(center[0]), number(center[1])
    return f'<ellipse class="{kind}" cx="{x}" cy="{y}" rx="{number(across)}" ry="{number(along)}"{turned}/>'


def ring(center: Point, radius: float, kind: str) -> str:
    """Return a circle."""
    x, y = number(center[0]), number(center[1])
    return f'<circle class="{kind}" cx="{x}" cy="{y}" r="{number(radius)}"/>'


def letters(point: Point, words: str, kind: str, *, anchor: str = "start") -> str:
    """Return one line of text; `anchor` is start, middle or end."""
    return (
        f'<text class="{kind}" x="{number(point[0])}" y="{number(point[1])}" '
        f'text-anchor="{anchor}">{escape(words, quote=False)}</text>'
    )


def arrow_head(tip: Point, direction: Point, kind: str) -> str:
    """Return a filled arrow head at `tip`, pointing along `direction`."""
    length = math.hypot(*direction)
    ux, uy = direction[0] / length, direction[1] / length
    back = (tip[0] - ux * _HEAD_LENGTH, tip[1] - uy * _HEAD_LENGTH)
    left = (back[0] - uy * _HEAD_WIDTH, back[1] + ux * _HEAD_WIDTH)
    right = (back[0] + uy * _HEAD_WIDTH, back[1] - ux * _HEAD_WIDTH)
    return path(straight(tip, left, right) + "Z", f"{kind}-head")


def arrow(start: Point, end: Point, kind: str) -> str:
    """Return a straight arrow; its head is of the class `kind` with `-head` behind it."""
    way = (end[0] - start[0], end[1] - start[1])
    length = math.hypot(*way)
    short = 1 - (_HEAD_LENGTH - 1) / length
    neck = (start[0] + way[0] * short, start[1] + way[1] * short)
    return path(straight(start, neck), kind) + arrow_head(end, way, kind)


def hatching(center: Point, across: float, along: float, *, lean: float, gap: float, kind: str) -> str:
    """Return parallel slanting lines that fill an upright ellipse, computed so that no pattern is needed.

    Arguments: the ellipse; `lean` the slope of the lines (dy/dx); `gap` their distance in y.
    """
    reach = math.sqrt((across * lean) ** 2 + along**2)
    steps = int(reach / gap)
    lines: list[str] = []
    for step in range(-steps, steps + 1):
        shift = step * gap
        a = 1 / across**2 + (lean / along) ** 2
        b = 2 * lean * shift / along**2
        c = (shift / along) ** 2 - 1
        root = b * b - 4 * a * c
        if root > 0:
            x1, x2 = ((-b + sign * math.sqrt(root)) / (2 * a) for sign in (-1, 1))
            ends = [(center[0] + x, center[1] + lean * x + shift) for x in (x1, x2)]
            lines.append(straight(*ends))
    return path("".join(lines), kind)


def wrapped(words: str, limit: int) -> list[str]:
    """Return the words in lines of at most `limit` characters, broken at spaces."""
    lines: list[str] = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) > limit and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
