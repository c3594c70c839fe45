"""Sections of the pages that directives write."""

from collections.abc import Iterable

from docutils import nodes


def section(anchor: str, title: str, inner: Iterable[nodes.Node]) -> nodes.section:
    """Return a section with a title and the anchor that leads to it."""
    made = nodes.section("", nodes.title("", title), ids=[nodes.make_id(anchor)])
    made += list(inner)
    return made
