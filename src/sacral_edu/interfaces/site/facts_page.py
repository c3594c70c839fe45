"""The directive `{sacral-facts}`: every fact of the course in tables, made from the data when the book is.

Each row shows the fact, how sure it is, and its sources. A source that `sources.md` lists is linked there
(`src-` and its id); the others are listed at the end of the page.
"""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from sacral_edu import __version__
from sacral_edu.clinical.facts import Fact, all_facts, table_titles
from sacral_edu.clinical.tables import references
from sacral_edu.interfaces.site.sections import section

SOURCES = "sources.md"

_ANCHOR = re.compile(r"^\((src-[a-z0-9-]+)\)=", re.MULTILINE)
_HEADINGS = ("Fact", "Confidence", "Sources")
_WIDTHS = (62, 16, 22)


class SacralFacts(SphinxDirective):
    """Puts every fact into the page, one section with one table for each kind."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return a line of counts, the sections, and the sources that are listed nowhere else."""
        facts = all_facts()
        listed = self._anchors()
        made: list[nodes.Node] = [nodes.paragraph("", _counts(facts))]
        for table, title in table_titles().items():
            rows = [fact for fact in facts if fact.table == table]
            made.append(section(f"facts-{table}", title, [_table(rows, listed, self.env.docname)]))
        own = sorted({ref for fact in facts for ref in fact.refs if anchor(ref) not in listed})
        if own:
            made.append(section("facts-sources", "Sources listed here alone", [_sources(own)]))
        return made

    def _anchors(self) -> frozenset[str]:
        path = Path(self.env.srcdir) / SOURCES
        if not path.is_file():
            return frozenset()
        self.env.note_dependency(str(path))
        return frozenset(_ANCHOR.findall(path.read_text(encoding="utf-8")))


def anchor(ref: str) -> str:
    """Return the label of a source in `sources.md`."""
    return f"src-{ref.lower().replace('_', '-')}"


def row_id(fact: Fact) -> str:
    """Return the id of a fact's row in the page, for links to it."""
    return nodes.make_id(f"fact-{fact.table}-{fact.id}")


def _counts(facts: Iterable[Fact]) -> str:
    levels = Counter(fact.confidence for fact in facts)
    words = ", ".join(f"{count} {level}" for level, count in levels.most_common())
    return f"{sum(levels.values())} facts: {words}."


def _table(facts: list[Fact], listed: frozenset[str], page: str) -> nodes.table:
    group = nodes.tgroup(cols=len(_WIDTHS))
    for width in _WIDTHS:
        group += nodes.colspec(colwidth=width)
    head = nodes.row()
    for heading in _HEADINGS:
        head += nodes.entry("", nodes.paragraph("", heading))
    group += nodes.thead("", head)
    body = nodes.tbody()
    for fact in facts:
        body += _row(fact, listed, page)
    group += body
    return nodes.table("", group, classes=["sacral-facts"])


def _row(fact: Fact, listed: frozenset[str], page: str) -> nodes.row:
    said = nodes.paragraph("", fact.statement, ids=[row_id(fact)])
    # The mark of a standard row begins with that word, so it is not said twice.
    words = [fact.mark] if fact.mark.startswith(fact.confidence) else [fact.confidence, fact.mark]
    if not fact.scored:
        words.append("not scored")
    sure = nodes.paragraph("", "; ".join(word for word in words if word))
    return nodes.row(
        "", nodes.entry("", said), nodes.entry("", sure), nodes.entry("", _links(fact.refs, listed, page))
    )


def _links(refs: tuple[str, ...], listed: frozenset[str], page: str) -> nodes.paragraph:
    made = nodes.paragraph()
    for number, ref in enumerate(refs):
        if number:
            made += nodes.Text(" ")
        made += _link(ref, page) if anchor(ref) in listed else _own_link(ref)
    return made


def _link(ref: str, page: str) -> pending_xref:
    return pending_xref(
        "",
        nodes.inline("", ref),
        refdomain="std",
        reftype="ref",
        reftarget=anchor(ref),
        refexplicit=True,
        refwarn=True,
        refdoc=page,
    )


def _own_link(ref: str) -> nodes.reference:
    return nodes.reference("", ref, internal=True, refid=_own_id(ref))


def _own_id(ref: str) -> str:
    return nodes.make_id(f"facts-source-{ref}")


def _sources(refs: list[str]) -> nodes.bullet_list:
    made = nodes.bullet_list()
    for ref in refs:
        source = references()[ref]
        said = nodes.paragraph("", "", ids=[_own_id(ref)])
        said += nodes.strong("", ref)
        said += nodes.Text(f": {source.cite}. ")
        if source.url.startswith("http"):
            said += nodes.reference("", source.url, refuri=source.url)
            said += nodes.Text(". ")
        said += nodes.Text(f"Seen: {source.seen}.")
        made += nodes.list_item("", said)
    return made


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive."""
    app.add_directive("sacral-facts", SacralFacts)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
