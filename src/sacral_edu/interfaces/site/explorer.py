"""The directive `{sacral-explorer}`: something to set, and what follows from it by the clinical model.

`three-bit` shows the sacrum that follows from three sides (here), `region` the regions that two flexion tests
and two landmarks leave open, `bayes` how sure a published test leaves you. Everything is computed when the
book is built; the page only looks it up. Without JavaScript the same stands in the page as a table.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import cast

import msgspec
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from sacral_edu.clinical.biomechanics import axis_side, diagnosis, is_flexed, is_torsion, one_sided_signs
from sacral_edu.clinical.dysfunctions import OTHER_SIDE, SIDE_WORDS, dysfunctions
from sacral_edu.clinical.pictures import draw_dysfunction
from sacral_edu.clinical.tables import Bits
from sacral_edu.domain.cases import Side
from sacral_edu.interfaces.site import bayes_explorer, region_explorer
from sacral_edu.interfaces.site.explorer_element import explorer_element
from sacral_edu.interfaces.site.listening import listen

FOLDER = "_static/sacral-edu/poses"
"""Where the drawings lie in a built site, one for each state."""

_SIDES: tuple[Side, Side] = ("L", "R")
_SPRING = {"negative": "springs (negative)", "positive": "does not spring (positive)"}
_SPHINX = {"decreases": "asymmetry decreases (negative)", "increases": "asymmetry increases (positive)"}


class State(msgspec.Struct, frozen=True):
    """What follows from three sides: `bits` are restricted, deep and posterior side, such as `LRL`."""

    bits: str
    id: str
    name: str
    picture: str
    why: tuple[str, ...]
    signs: tuple[tuple[str, str], ...]


@cache
def states() -> tuple[State, ...]:
    """Return the eight states of the three-bit model, in the order of their sides (facts: `latent_model`)."""
    return tuple(_state(Bits(r, d, i)) for r in _SIDES for d in _SIDES for i in _SIDES)


def _state(bits: Bits) -> State:
    found, signs = diagnosis(bits), one_sided_signs(bits)
    return State(
        bits=f"{bits.restricted_side}{bits.deep_side}{bits.post_ila_side}",
        id=found,
        name=dysfunctions()[found].name,
        picture=draw_dysfunction(found).text,
        why=_why(bits),
        signs=(
            ("Lumbosacral spring test", _SPRING[signs["spring"]]),
            ("Sphinx test", _SPHINX[signs["sphinx"]]),
            ("Lumbar lordosis", signs["lordosis"]),
            ("L5 rotated", SIDE_WORDS[cast("Side", signs["l5_rotation"])]),
        ),
    )


def _why(bits: Bits) -> tuple[str, ...]:
    restricted, deep = SIDE_WORDS[bits.restricted_side], SIDE_WORDS[bits.deep_side]
    behind, flexed = SIDE_WORDS[bits.post_ila_side], is_flexed(bits)
    held = "forward: the flexed type" if flexed else "back: the extended type"
    first = f"The seated flexion test is positive {restricted} and the {deep} sulcus is deep: "
    first += f"{'the same side' if flexed else 'opposite sides'}, "
    first += f"so the {restricted} half of the base is held {held}."
    second = f"The {deep} sulcus is deep and the {behind} ILA is posterior: "
    if not is_torsion(bits):
        kind = "flexion" if flexed else "extension"
        return (first, f"{second}the same side, so one half has slid: a {restricted} unilateral {kind}.")
    turned, axis = SIDE_WORDS[OTHER_SIDE[bits.deep_side]], SIDE_WORDS[axis_side(bits)]
    name = f"rotated {turned} (away from the deep sulcus) on the {axis} axis (away from the positive test)"
    return (first, f"{second}opposite sides, so the bone has turned: {name}.")


class SacralExplorer(SphinxDirective):
    """Puts the explorer of that name into the page."""

    required_arguments = 1
    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return the element with its table, or an error that names file and line for an unknown one."""
        make = _EXPLORERS.get(self.arguments[0])
        if make is None:
            raise self.error(
                f"There is no explorer {self.arguments[0]!r}; there are {', '.join(_EXPLORERS)}."
            )
        return [nodes.raw("", make(), format="html")]


def _three_bits() -> str:
    heads = ("Seated flexion positive", "Deep sulcus", "Posterior ILA", "Name")
    rows = [(*(SIDE_WORDS[cast("Side", side)] for side in one.bits), one.name) for one in states()]
    return explorer_element("sacral-three-bits", heads, rows, states())


_EXPLORERS: dict[str, Callable[[], str]] = {
    "bayes": bayes_explorer.explorer_html,
    "region": region_explorer.explorer_html,
    "three-bit": _three_bits,
}
_SCRIPTS = ("bayes.js", "regions.js", "three-bits.js")


def setup(app: Sphinx) -> None:
    """Register the directive, its scripts and style, and write the drawings when the site is complete."""
    app.add_directive("sacral-explorer", SacralExplorer)
    app.add_css_file("sacral-edu/sacral-explorer.css")
    for script in _SCRIPTS:
        app.add_js_file(f"sacral-edu/{script}", type="module")
    listen(app, "build-finished", _draw)


def _draw(app: Sphinx, error: Exception | None) -> None:
    if error is not None or app.builder.format != "html":
        return
    poses = {one.bits: draw_dysfunction(one.id).svg for one in states()}
    marks = {marks: region_explorer.drawing(marks).svg for marks in region_explorer.landmarks()}
    for folder, drawings in ((FOLDER, poses), (region_explorer.FOLDER, marks)):
        place = Path(app.outdir) / folder
        place.mkdir(parents=True, exist_ok=True)
        for name, svg in drawings.items():
            (place / f"{name}.svg").write_text(_alone(svg), encoding="utf-8")


def _alone(svg: str) -> str:
    return f'<?xml version="1.0" encoding="utf-8"?>\n{svg}\n'
