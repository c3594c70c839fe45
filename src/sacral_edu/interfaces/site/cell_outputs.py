"""What the cells of a notebook print, put together again.

A kernel sends it in pieces that are cut where the moment wants it. In a page each cell has one piece, so that
the same book gives the same page each time.
"""

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from sacral_edu.interfaces.site.listening import listen


def setup(app: Sphinx) -> None:
    """Look at every page that was read, and begin without the style that earlier pages left."""
    listen(app, "builder-inited", _forget_style)
    listen(app, "doctree-read", _joined)


def _forget_style(app: Sphinx) -> None:
    """Take away the style that MyST-NB puts into the site at the end.

    Where a kept site has it already, pages would name it with a checksum, and otherwise without.
    """
    for style in (Path(app.outdir) / "_static").glob("mystnb.*.css"):
        style.unlink()


def _joined(_app: Sphinx, doctree: nodes.document) -> None:
    for output in list(doctree.findall(nodes.container)):
        if "cell_output" in output.get("classes", []):
            _join(output)


def _join(output: nodes.container) -> None:
    """Make one block of the neighboring blocks of a stream, without the line break at its end."""
    kept: nodes.literal_block | None = None
    for block in list(output.children):
        if not isinstance(block, nodes.literal_block) or "stream" not in block.get("classes", []):
            kept = None
        elif kept is None or kept["classes"] != block["classes"]:
            kept = block
        else:
            _say(kept, kept.rawsource + block.rawsource)
            output.remove(block)
    for block in output.findall(nodes.literal_block):
        _say(block, block.rawsource.rstrip("\n"))


def _say(block: nodes.literal_block, text: str) -> None:
    block.rawsource = text
    block.children = [nodes.Text(text)]
    block.children[0].parent = block
