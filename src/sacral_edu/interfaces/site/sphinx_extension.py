"""The directive `{sacral-exercise}`: one graded exercise in a page of the book.

    ```{sacral-exercise} tart
    :case: left-on-left
    ```

The argument names a scorer, `:item:` one of its kinds of question instead of its first. `:case:` takes the
id of a case from a file; without it a case is generated from `:seed:` (default 0), `:index:`,
`:dysfunction:`, `:provider:`, `:difficulty:` and `:archetype:`.
"""

from pathlib import Path
from typing import Any, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from sacral_edu import __version__
from sacral_edu.domain.errors import ResponseError, SacralEduError
from sacral_edu.domain.items import Prompt
from sacral_edu.generation.spec import checked_spec
from sacral_edu.interfaces.casebook import Desk
from sacral_edu.interfaces.site import (
    cell_outputs,
    exam_pages,
    exercise_list,
    explorer,
    page_assets,
    rewriting,
    site_map,
)
from sacral_edu.interfaces.site.elements import SacralClinic, SacralPlugins, SacralProgress
from sacral_edu.interfaces.site.facts_page import SacralFacts
from sacral_edu.interfaces.site.listening import listen
from sacral_edu.interfaces.site.picture import SacralPicture
from sacral_edu.interfaces.site.reference_pages import SacralApi, SacralHooks
from sacral_edu.interfaces.site.rendering import exercise_html
from sacral_edu.interfaces.site.shared_desk import desk_of
from sacral_edu.interfaces.site.theme import complete_context
from sacral_edu.interfaces.site.worked import worked_html

_logger = logging.getLogger(__name__)

_LATE = 900

STATIC = Path(__file__).parent / "static"


class SacralExercise(SphinxDirective):
    """Puts an exercise into the page, or says with file and line why it cannot."""

    required_arguments = 1
    optional_arguments = 0
    has_content = False
    option_spec = {  # noqa: RUF012 docutils reads this from the class
        "item": directives.unchanged_required,
        "case": directives.unchanged_required,
        "seed": directives.nonnegative_int,
        "index": directives.nonnegative_int,
        "dysfunction": directives.unchanged_required,
        "provider": directives.unchanged_required,
        "difficulty": directives.unchanged_required,
        "archetype": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Return the exercise as raw HTML."""
        try:
            prompt = self._prompt(self.arguments[0])
            if exam_pages.exam_key(self.env.app):
                exam_pages.note_question(self.env.app, prompt)
        except SacralEduError as error:
            _logger.warning(
                "sacral-exercise: %s", error, location=self.get_location(), type="sacral_exercise"
            )
            return []
        exercise_list.note_exercise(self.env, prompt)
        return [nodes.raw("", self._html(prompt), format="html")]

    def _html(self, prompt: Prompt) -> str:
        key = exam_pages.exam_key(self.env.app)
        if key is not None:
            return exercise_html(exam_pages.hidden(prompt, key), engine="exam", api="")
        return exercise_html(
            prompt,
            engine=self.config.sacral_edu_engine,
            api=self.config.sacral_edu_api,
            why=self.config.sacral_edu_why,
            worked=self._worked(prompt) if self.config.sacral_edu_practice else "",
        )

    def _worked(self, prompt: Prompt) -> str:
        try:
            return worked_html(desk_of(self.env.app).solution(prompt.item_id))
        except ResponseError:
            return ""  # A stranger's scorer may bring no right example; its exercise works all the same.

    def _prompt(self, scorer: str) -> Prompt:
        desk = desk_of(self.env.app)
        if scorer not in desk.scorers:
            raise SacralEduError(_lacking(desk, scorer))
        named, item = self.options.get("case"), self.options.get("item")
        key = exam_pages.exam_key(self.env.app)
        if key is not None and named is not None:
            exam_pages.refuse_public(named)
        if named is None:
            drawn = exam_pages.seed_for(key, scorer, self.options) if key else None
            spec = checked_spec(
                seed=self.options.get("seed", 0) if drawn is None else drawn,
                index=self.options.get("index", 0),
                dysfunction=self.options.get("dysfunction"),
                provider=self.options.get("provider"),
                challenge=self.options.get("difficulty"),
                archetype=self.options.get("archetype"),
            )
            return desk.first(scorer, spec, item).prompt
        needless = sorted(set(self.options) - {"case", "item"})
        if needless:
            raise SacralEduError(f"`:case:` names a case already; take `:{needless[0]}:` away.")
        made = desk.items(desk.casebook.case(named), scorer)
        if not made.items:
            reason = made.failures[0] if made.failures else "it asks nothing about that case."
            raise SacralEduError(f"scorer {scorer} makes no item for case {named}: {reason}")
        chosen = made.items[0] if item is None else made.find(f"{named}/{scorer}/{item}")
        if chosen is None:
            names = ", ".join(one.prompt.item_id.rpartition("/")[2] for one in made.items)
            raise SacralEduError(
                f"scorer {scorer} makes no item {item!r} for case {named}; it makes {names}."
            )
        return chosen.prompt


def _lacking(desk: Desk, scorer: str) -> str:
    """Say that a scorer is not there, and what is wrong with plugins, which may be why."""
    why = [problem.sentence for problem in desk.watch.problems()]
    installed = f"installed are {', '.join(sorted(desk.scorers))}."
    return " ".join([f"There is no scorer {scorer!r}; {installed}", *why])


def _add_static_path(_app: Sphinx, config: Any) -> None:
    config.html_static_path.append(str(STATIC))


def _without_thebe(app: Sphinx, _config: Any) -> None:
    """Unhook the extension that runs code through a public service.

    Jupyter Book always loads sphinx_thebe, which puts the address of another host into every page even
    where it is switched off. This course makes no request to any other host.
    """
    for name, listeners in app.events.listeners.items():
        kept = [one for one in listeners if not _is_thebe(cast("Any", one).handler)]
        app.events.listeners[name] = kept
    app.registry.css_files = [f for f in app.registry.css_files if "thebe" not in str(f[0])]


def _is_thebe(handler: Any) -> bool:
    return getattr(handler, "__module__", "").split(".")[0] == "sphinx_thebe"


def _add_assets(app: Sphinx) -> None:
    app.add_js_file("sacral-edu/early.js", loading_method="async", type="module")
    for script in (
        "offline.js",
        "sacral-exercise.js",
        "exam.js",
        "clinic.js",
        "plugins-page.js",
        "progress-page.js",
    ):
        app.add_js_file(f"sacral-edu/{script}", type="module")
    app.add_css_file("sacral-edu/sacral-exercise.css")
    app.add_css_file("sacral-edu/sacral-exam.css")
    app.add_css_file("sacral-edu/sacral-own-text.css")
    app.add_css_file("sacral-edu/sacral-help.css")
    app.add_css_file("sacral-edu/sacral-icons.css")
    app.add_css_file("sacral-edu/sacral-pages.css")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive, its settings and its script and style with Sphinx."""
    app.add_config_value("sacral_edu_cases", [], "env", [list])
    app.add_config_value("sacral_edu_engine", "server", "html", [str])
    app.add_config_value("sacral_edu_api", "/api", "html", [str])
    app.add_config_value("sacral_edu_why", "", "html", [str])
    app.add_config_value("sacral_edu_practice", True, "env", [bool])
    app.add_directive("sacral-exercise", SacralExercise)
    app.add_directive("sacral-api", SacralApi)
    app.add_directive("sacral-clinic", SacralClinic)
    app.add_directive("sacral-facts", SacralFacts)
    app.add_directive("sacral-hooks", SacralHooks)
    app.add_directive("sacral-picture", SacralPicture)
    app.add_directive("sacral-plugins", SacralPlugins)
    app.add_directive("sacral-progress", SacralProgress)
    cell_outputs.setup(app)
    exam_pages.setup(app)
    exercise_list.setup(app)
    explorer.setup(app)
    page_assets.setup(app)
    rewriting.setup(app)
    site_map.setup(app)
    listen(app, "config-inited", _add_static_path)
    listen(app, "config-inited", _without_thebe)
    # Late, when the theme has put its own functions into the context.
    listen(app, "html-page-context", complete_context, priority=_LATE)
    _add_assets(app)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
