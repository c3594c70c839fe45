"""Which pages are written anew when another page has changed.

Sphinx writes a page anew if its own text has changed. But every page shows the titles of all in its table
of contents, and may refer to any label, so a change of those makes all pages be written anew. And in its
index for the search it keeps words that stand on no page any more; they are taken out.
"""

from typing import Any, cast

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sacral_edu.interfaces.site.listening import listen


def setup(app: Sphinx) -> None:
    """Look at what pages know of each other before and after a reading."""
    listen(app, "env-before-read-docs", _remember)
    listen(app, "env-updated", _outdated)
    listen(app, "build-finished", _without_gone_words)


def _remember(app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
    app.sacral_edu_known = _known(env)  # type: ignore[attr-defined]


def _outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    before = getattr(app, "sacral_edu_known", None)
    return [] if before == _known(env) else sorted(env.found_docs)


def _known(env: BuildEnvironment) -> dict[str, Any]:
    """Return what one page may show of another, in a form that can be compared."""
    said = env.domains["std"].data
    return {
        "titles": {name: title.astext() for name, title in env.titles.items()},
        "labels": {
            kind: str(sorted(said.get(kind, {}).items())) for kind in ("labels", "anonlabels", "terms")
        },
        "trees": {name: list(found) for name, found in env.toctree_includes.items()},
        "metadata": {name: str(found) for name, found in env.metadata.items()},
    }


def _without_gone_words(app: Sphinx, error: Exception | None) -> None:
    builder = cast("Any", app.builder)
    indexer = getattr(builder, "indexer", None)
    if error is not None or indexer is None:
        return
    gone = 0
    for words in (indexer._mapping, indexer._title_mapping):
        for word in [word for word, pages in words.items() if not pages]:
            del words[word]
            gone += 1
    if gone:
        builder.dump_search_index()
