"""Directives that put an element of the site into a page: the case clinic, and the learner's progress.

```{sacral-clinic}
```

```{sacral-progress}
```
"""

from html import escape

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

_CLINIC = "The case clinic makes patients in your browser, so it needs JavaScript."
_PROGRESS = "Your progress is kept in your browser, so this page needs JavaScript."


class SacralClinic(SphinxDirective):
    """Puts the case clinic into the page: endless patients by skill and difficulty."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return the element, with a sentence for readers without JavaScript."""
        config = self.config
        given = {"engine": config.sacral_edu_engine, "data-api": config.sacral_edu_api}
        given["data-why"] = config.sacral_edu_why
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in given.items())
        html = f"<sacral-clinic{attributes}><p>{_CLINIC}</p></sacral-clinic>"
        return [nodes.raw("", html, format="html")]


class SacralProgress(SphinxDirective):
    """Puts the learner's progress into the page: by chapter and skill, what to review, export and import."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return the element, with a sentence for readers without JavaScript."""
        html = f"<sacral-progress><p>{_PROGRESS}</p></sacral-progress>"
        return [nodes.raw("", html, format="html")]
