"""Words in the picture: how large they are, and how those on one side are kept from overlapping."""

from typing import Literal

from msgspec import Struct

from sacral_edu.clinical.pictures.ink import Point, letters, path, straight
from sacral_edu.clinical.pictures.pose import place
from sacral_edu.domain.cases import Side

Anchor = Literal["start", "middle", "end"]


class Lettering(Struct, frozen=True):
    """Text size in units of the panel, and whether words are cut short for want of room."""

    size: float
    head: float
    short: bool = False

    @property
    def line(self) -> float:
        """The distance from line to line."""
        return self.size * (1.0 if self.short else 1.12)


FULL = Lettering(12.0, 14.0)
"""For one panel 360 wide, so that letters stay over 11 px on a narrow page."""

SHORT = Lettering(22.5, 24.0, short=True)
"""For two panels side by side, each half of the page's width."""

_SHORT = {
    "posterior": "post.",
    "inferior": "inf.",
    "anterior": "ant.",
    "superior": "sup.",
    "pubic tubercle": "pubis",
    "tuberosity": "tuber.",
    "standing": "stand.",
}


class Label(Struct, frozen=True, kw_only=True):
    """Lines of text for one mark: each line with its class.

    `target` is where a leader line ends, `wanted` the y where the lines would best begin, `indent` how much
    farther out than the rest of its column the label stands.
    """

    lines: tuple[tuple[str, str], ...]
    target: Point | None = None
    wanted: float = 0.0
    indent: float = 0.0


def cut(words: str, lettering: Lettering) -> str:
    """Return the words, abbreviated where the lettering asks for it."""
    return _SHORT.get(words, words) if lettering.short else words


def column(labels: list[Label], side: Side, distance: float, lettering: Lettering) -> str:
    """Return labels one below the other on the wing of a side, each near the height it wants.

    Arguments: the labels in any order; how far from the midline the column begins; the lettering.
    """
    parts: list[str] = []
    free = 0.0
    for label in sorted(labels, key=lambda one: one.wanted):
        top = max(label.wanted, free)
        if label.target is not None:
            start = place(side, distance - 3, top + lettering.line * 0.55)
            parts.append(path(straight(start, label.target), "lead"))
        parts.append(block(label.lines, place(side, distance + label.indent, top), outward(side), lettering))
        free = top + len(label.lines) * lettering.line + 2
    return "".join(parts)


def block(lines: tuple[tuple[str, str], ...], top: Point, anchor: Anchor, lettering: Lettering) -> str:
    """Return lines of text below a point."""
    first = lettering.size * 0.82
    return "".join(
        letters(
            (top[0], top[1] + first + number * lettering.line), words, f"halo {kind}".strip(), anchor=anchor
        )
        for number, (words, kind) in enumerate(lines)
    )


def outward(side: Side) -> Anchor:
    """Return the anchor of text that runs from a point away from the midline."""
    return "start" if side == "R" else "end"
