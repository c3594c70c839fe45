"""Directives that put an element of the site into a page: case clinic, learner's progress, plugins.

```{sacral-clinic}
```

```{sacral-progress}
```

```{sacral-plugins}
```
"""

from html import escape

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sacral_edu.interfaces.site.exam_pages import fails_in_exam
from sacral_edu.interfaces.site.rendering import script_json, table_html
from sacral_edu.interfaces.site.shared_desk import desk_of
from sacral_edu.plugin_manager import discover_scorers

_CLINIC = "The case clinic makes patients in your browser, so it needs JavaScript."
_PROGRESS = "Your progress is kept in your browser, so this page needs JavaScript."


class SacralClinic(SphinxDirective):
    """Puts the case clinic into the page: endless patients by skill and difficulty."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return the element with what can be chosen, and a sentence for readers without JavaScript."""
        _refuse_in_exam(self)
        choices = script_json(desk_of(self.env.app).catalogue())
        html = (
            f"<sacral-clinic{_asking(self)}><p>{_CLINIC}</p>"
            f'<script type="application/json" class="sx-catalogue">{choices}</script></sacral-clinic>'
        )
        return [nodes.raw("", html, format="html")]


class SacralProgress(SphinxDirective):
    """Puts the learner's progress into the page: by chapter and skill, what to review, export and import."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return the element, with a sentence for readers without JavaScript."""
        _refuse_in_exam(self)
        html = f"<sacral-progress><p>{_PROGRESS}</p></sacral-progress>"
        return [nodes.raw("", html, format="html")]


class SacralPlugins(SphinxDirective):
    """Puts the plugins of this course into the page, with a button that tells what is wrong with them."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return the element, with a table of the scorers that were found when the book was built."""
        _refuse_in_exam(self)
        rows = (
            (
                f"<code>{escape(name)}</code>",
                escape(one.scorer.title),
                f"{escape(one.distribution)} {escape(one.version)}",
            )
            for name, one in discover_scorers().scorers.items()
        )
        table = table_html(("Scorer", "Title", "Comes with"), rows)
        table = f'<div class="pst-scrollable-table-container" tabindex="0">{table}</div>'
        html = f"<sacral-plugins{_asking(self)}>{table}</sacral-plugins>"
        return [nodes.raw("", html, format="html")]


def _refuse_in_exam(directive: SphinxDirective) -> None:
    why = fails_in_exam(directive.env.app, directive.name)
    if why:
        raise directive.error(why)


def _asking(directive: SphinxDirective) -> str:
    """Return the attributes by which an element knows whom to ask."""
    config = directive.config
    given = {"engine": config.sacral_edu_engine, "data-api": config.sacral_edu_api}
    given["data-why"] = config.sacral_edu_why
    return "".join(f' {name}="{escape(value)}"' for name, value in given.items())
