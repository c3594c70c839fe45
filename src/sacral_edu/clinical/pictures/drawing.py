"""Whole pictures: one panel, or a normal pelvis and a dysfunction side by side."""

import re
from collections.abc import Iterable
from html import escape

from msgspec import Struct

from sacral_edu.clinical.pictures.bones import bones
from sacral_edu.clinical.pictures.ink import letters, number, path, straight, wrapped
from sacral_edu.clinical.pictures.inset import HEIGHT, from_above
from sacral_edu.clinical.pictures.labels import FULL, SHORT, Lettering
from sacral_edu.clinical.pictures.marks import marks, room_below
from sacral_edu.clinical.pictures.palette import style
from sacral_edu.clinical.pictures.pose import SIGN, place
from sacral_edu.clinical.pictures.signs import Signs, signs_of_dysfunction, signs_of_findings
from sacral_edu.clinical.pictures.words import EXAGGERATED, VIEW, describe, notes
from sacral_edu.domain.cases import Finding, Side
from sacral_edu.domain.errors import CaseError

PANEL = 360.0
_VIEW_HEIGHT = 306.0
_MARGIN = 12.0
_VIEW_OF_TWO = "Two drawings from behind, the patient's left on the left of each."
_UNMARKED = (PANEL, _VIEW_HEIGHT + _MARGIN)
_SPOTS = {"sulcus": (36.0, 117.0), "joint": (63.0, 160.0), "ila": (31.0, 203.0)}
"""Landmarks to be marked as (distance from the midline, y), far enough apart for a finger."""

_UID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


class Picture(Struct, frozen=True):
    """An SVG element to be put into a page as it is, and its text alternative."""

    svg: str
    text: str


def draw_dysfunction(dysfunction_id: str, *, uid: str = "p") -> Picture:
    """Draw a dysfunction as the three-bit model and the tables have it (convention MECS-1).

    Arguments: the id of one of `dysfunctions()`; `uid` begins every id in the picture, so that several
    can stand in one page. Returns the picture. Raises CaseError for an unknown id or an unusable `uid`.
    """
    return _single(signs_of_dysfunction(dysfunction_id), uid)


def draw_findings(findings: Iterable[Finding], *, title: str | None = None, uid: str = "p") -> Picture:
    """Draw what findings say and no more: what is not stated is drawn neutral.

    Axis, rotation, the ILA's main displacement and the innominate that moved are drawn only where the
    solver's answer leaves no doubt about them. A landmark stated in two ways is left neutral too.

    Arguments: findings of one patient; a heading, or None; `uid` as in `draw_dysfunction`. Returns the
    picture. Raises CaseError for a value that its test does not know, or an unusable `uid`.
    """
    return _single(signs_of_findings(findings, name=title), uid)


def draw_beside_normal(dysfunction_id: str, *, uid: str = "p") -> Picture:
    """Draw a normal pelvis on the left and a dysfunction on the right, each under its name.

    Arguments, result and errors are those of `draw_dysfunction`.
    """
    normal, found = signs_of_dysfunction("NORMAL"), signs_of_dysfunction(dysfunction_id)
    heads = [_heading("Normal", SHORT), _heading(found.name or "", SHORT)]
    top = max(len(lines) for lines in heads) * SHORT.head * 1.15 + _MARGIN
    height = top + _below(found, SHORT)
    body = _panel(normal, heads[0], top, SHORT)
    body += f'<g transform="translate({number(PANEL)} 0)">{_panel(found, heads[1], top, SHORT)}</g>'
    body += path(straight((PANEL, 14), (PANEL, height - 14)), "edge")
    said = describe(found).removeprefix(f"{VIEW} ")
    text = f"{_VIEW_OF_TWO} On the left: normal. On the right: {said}"
    return _picture(uid, f"{found.name}, beside normal", text, (2 * PANEL, height), body, SHORT)


def draw_unmarked(*, uid: str = "p") -> Picture:
    """Draw the bones alone, from behind, for somebody to mark them.

    Arguments: `uid` as in `draw_dysfunction`. Returns the picture, whose landmarks lie at `spots`. Raises
    CaseError for an unusable `uid`.
    """
    text = f"{VIEW} Nothing is marked."
    return _picture(
        uid, "Sacrum and pelvis, to be marked", text, _UNMARKED, _panel(Signs(), [], 0, FULL), FULL
    )


def spots() -> dict[tuple[str, Side], tuple[float, float]]:
    """Return where landmarks lie on the unmarked drawing, by name (`sulcus`, `joint`, `ila`) and side.

    They are given as shares of its width and height.
    """
    width, height = _UNMARKED
    return {
        (name, side): (round(x / width, 4), round(y / height, 4))
        for name, at in _SPOTS.items()
        for side in SIGN
        for x, y in [place(side, *at)]
    }


def _single(signs: Signs, uid: str) -> Picture:
    head = _heading(signs.name or "", FULL)
    top = (len(head) * FULL.head * 1.2 + _MARGIN) if head else 0.0
    foot = wrapped(" ".join(_foot(signs)), 54) if _foot(signs) else []
    below = top + _below(signs, FULL)
    body = _panel(signs, head, top, FULL)
    for line, words in enumerate(foot):
        body += letters((_MARGIN + 2, below + 10 + line * 15), words, "quiet")
    height = below + (len(foot) * 15 + 8 if foot else 0)
    return _picture(
        uid, signs.name or "Sacrum and pelvis from behind", describe(signs), (PANEL, height), body, FULL
    )


def _foot(signs: Signs) -> list[str]:
    """Return the notes below a panel, with a key where landmarks of the front matter."""
    hidden = any(test in signs.readings for test in ("asis", "asis_ml", "pubic"))
    return [*notes(signs), "Dotted rings lie on the front."] if hidden else notes(signs)


def _heading(words: str, lettering: Lettering) -> list[str]:
    return wrapped(words, 23 if lettering.short else 40) if words else []


def _below(signs: Signs, lettering: Lettering) -> float:
    """Return how much room the view and its inset take."""
    inset = HEIGHT + (lettering.size if lettering.short else 0) if signs.rotation else 0.0
    return _VIEW_HEIGHT + room_below(signs, lettering) + inset + _MARGIN


def _panel(signs: Signs, head: list[str], top: float, lettering: Lettering) -> str:
    step = lettering.head * (1.15 if lettering.short else 1.2)
    parts = [
        letters((_MARGIN + 2, lettering.head * 1.1 + 4 + line * step), words, "title")
        for line, words in enumerate(head)
    ]
    parts.append(f'<g transform="translate(0 {number(top)})">')
    parts += [bones(signs), marks(signs, lettering)]
    y = lettering.size * 0.9 + (0 if head else 6)
    parts.append(letters((_MARGIN + 2, y), "Left", "bold"))
    parts.append(letters((PANEL - _MARGIN - 2, y), "Right", "bold", anchor="end"))
    if signs.rotation:
        parts.append(from_above(signs.rotation, _VIEW_HEIGHT + room_below(signs, lettering), lettering))
    return "".join(parts) + "</g>"


def _picture(
    uid: str, title: str, text: str, size: tuple[float, float], body: str, lettering: Lettering
) -> Picture:
    if _UID.fullmatch(uid) is None:
        raise CaseError(
            f"{uid!r} cannot begin the ids of a picture; use a letter, then letters, digits, - or _."
        )
    width, height = number(size[0]), number(size[1])
    root = f"{uid}-picture"
    frame = f'width="{number(size[0] - 1)}" height="{number(size[1] - 1)}" rx="10"'
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="{root}" class="sacral-picture" role="img" '
        f'viewBox="0 0 {width} {height}" style="width:100%;max-width:{number(size[0] * 1.5)}px;height:auto" '
        f'aria-labelledby="{uid}-title {uid}-desc">'
        f'<title id="{uid}-title">{escape(title, quote=False)}</title>'
        f'<desc id="{uid}-desc">{escape(text, quote=False)} {EXAGGERATED}</desc>'
        f"{style(root, size=lettering.size, head=lettering.head)}"
        f'<rect class="ground" x="0.5" y="0.5" {frame}/>'
        f"{body}</svg>\n"
    )
    return Picture(svg, text)
