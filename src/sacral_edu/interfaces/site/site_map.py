"""The directive `{sacral-map}`: every page of the course in its order, with how many exercises it has."""

from collections.abc import Iterable, Iterator, Mapping

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from sacral_edu.interfaces.site import exercise_list
from sacral_edu.interfaces.site.listening import listen

_MAP = "sacral_edu_map"
"""Among what Sphinx knows of a page, says that it has a map."""


class _Map(nodes.General, nodes.Element):
    """The place of a map, until all pages have been read."""


class SacralMap(SphinxDirective):
    """Puts the map of the course into the page."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return the place of the map; it is drawn once every page is known."""
        self.env.metadata[self.env.docname][_MAP] = True
        return [_Map()]


def setup(app: Sphinx) -> None:
    """Register the directive, and draw maps when all pages have been read."""
    app.add_directive("sacral-map", SacralMap)
    listen(app, "env-updated", _drawn_anew)
    listen(app, "doctree-resolved", _draw)


def _drawn_anew(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages with a map: any change of another page may change them."""
    return sorted(name for name, known in env.metadata.items() if _MAP in known)


def _draw(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    for place in list(doctree.findall(_Map)):
        counts = {one.page: len(one.exercises) for one in exercise_list.listed(app.env)}
        drawn: list[nodes.Node] = []
        for caption, pages in _parts(app.env, app.config.root_doc):
            if caption:
                drawn.append(nodes.rubric(caption, caption))
            drawn.append(_listed(app, docname, pages, counts))
        place.replace_self(drawn)


def _parts(env: BuildEnvironment, root: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each part's caption with its pages, as the table of contents has them."""
    yield "", [root]
    for tree in env.get_doctree(root).findall(addnodes.toctree):
        yield tree.get("caption") or "", [str(name) for name in tree["includefiles"]]


def _listed(app: Sphinx, docname: str, pages: Iterable[str], counts: Mapping[str, int]) -> nodes.bullet_list:
    made = nodes.bullet_list()
    for page in pages:
        title = app.env.titles[page].astext()
        address = app.builder.get_relative_uri(docname, page)
        words = nodes.paragraph("", "", nodes.reference("", title, refuri=address, internal=True))
        if page in counts:
            words += nodes.Text(f", {counts[page]} {'exercise' if counts[page] == 1 else 'exercises'}")
        row = nodes.list_item("", words)
        inner = [] if page == app.config.root_doc else app.env.toctree_includes.get(page, [])
        if inner:
            row += _listed(app, docname, inner, counts)
        made += row
    return made
