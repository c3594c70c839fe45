"""The page of facts holds every fact, with its confidence and links to its sources."""

from html import unescape
from pathlib import Path

import pytest

from sacral_edu.clinical.facts import all_facts, table_titles

pytest.importorskip("sphinx", reason="the site extra is not installed")
pytest.importorskip("myst_parser", reason="the site extra is not installed")

from docutils import nodes
from sphinx.application import Sphinx

from sacral_edu.interfaces.site.facts_page import anchor, row_id

BOOK = Path(__file__).parents[3] / "book"


def _built(folder: Path, sources: str) -> str:
    source, made = folder / "in", folder / "out"
    source.mkdir()
    (source / "facts.md").write_text("# Facts\n\n```{sacral-facts}\n```\n", encoding="utf-8")
    (source / "sources.md").write_text(f"# Sources\n\n{sources}", encoding="utf-8")
    app = Sphinx(
        source,
        None,
        made,
        folder / "doctrees",
        "html",
        confoverrides={
            "extensions": ["myst_parser", "sacral_edu.interfaces.site.facts_page"],
            "root_doc": "facts",
            "suppress_warnings": ["toc.not_readable", "toc.excluded"],
        },
        status=None,
        warningiserror=False,
    )
    app.build()
    assert app.statuscode == 0
    return (made / "facts.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    book = (BOOK / "sources.md").read_text(encoding="utf-8")
    return _built(tmp_path_factory.mktemp("facts"), book)


def test_every_fact_has_a_row_of_its_own() -> None:
    names = [row_id(fact) for fact in all_facts()]
    assert len(set(names)) == len(names)


def test_the_page_holds_every_row_and_its_statement(page: str) -> None:
    text = unescape(page)
    for fact in all_facts():
        assert f'id="{row_id(fact)}"' in page, fact
        # Typographic quotes and dashes are the builder's; words are ours.
        plain = max(fact.statement.replace("-", '"').replace("'", '"').split('"'), key=len)
        assert plain in text, fact


def test_every_table_has_a_section(page: str) -> None:
    for table, title in table_titles().items():
        assert f'id="{nodes.make_id(f"facts-{table}")}"' in page
        assert title in unescape(page)


def test_a_source_of_the_sources_page_is_linked_there(page: str) -> None:
    assert f'href="sources.html#{anchor("VLEEMING_2012")}"' in page


def test_every_source_leads_to_an_entry_somewhere(page: str) -> None:
    for ref in {ref for fact in all_facts() for ref in fact.refs}:
        own = nodes.make_id(f"facts-source-{ref}")
        linked = f'href="sources.html#{anchor(ref)}"' in page
        assert linked or (f'href="#{own}"' in page and f'id="{own}"' in page), ref


def test_confidence_and_mark_stand_beside_the_fact(page: str) -> None:
    assert "<p>standard teaching, not re-read</p>" in page
    assert "derived; follows from the model" in page
    assert "disputed; not scored" in unescape(page)


def test_without_a_sources_page_every_source_is_listed_at_the_end(tmp_path: Path) -> None:
    page = _built(tmp_path, "Nothing yet.\n")
    assert f'id="{nodes.make_id("facts-source-VLEEMING_2012")}"' in page


def test_the_page_of_the_book_asks_for_the_facts() -> None:
    assert "```{sacral-facts}" in (BOOK / "facts.md").read_text(encoding="utf-8")
