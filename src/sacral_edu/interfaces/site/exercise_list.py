"""The list of all exercises of a course, by page, for the learner's progress and the site map.

It is gathered while pages are read, and written beside the scripts as `exercises.json` when all are.
"""

from pathlib import Path
from typing import Any

import msgspec
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sacral_edu.domain.items import Prompt
from sacral_edu.interfaces.site.listening import listen

FILE = "_static/sacral-edu/exercises.json"


class ListedExercise(msgspec.Struct, frozen=True):
    """An exercise of a page: no more than the page itself shows."""

    item: str
    scorer: str
    title: str
    skills: tuple[str, ...]
    minutes: float


class ListedPage(msgspec.Struct, frozen=True):
    """A page with exercises, in the order of the book."""

    page: str
    title: str
    exercises: tuple[ListedExercise, ...]


def note_exercise(env: BuildEnvironment, prompt: Prompt) -> None:
    """Note that the page being read has an exercise."""
    one = (prompt.item_id, prompt.scorer, prompt.title, prompt.skills, prompt.minutes)
    _noted(env).setdefault(env.docname, []).append(one)


def listed(env: BuildEnvironment) -> tuple[ListedPage, ...]:
    """Return the pages with exercises in the order of the book."""
    noted = _noted(env)
    order = [page for page in _in_order(env, env.config.root_doc) if page in noted]
    return tuple(
        ListedPage(page, env.titles[page].astext(), tuple(ListedExercise(*one) for one in noted[page]))
        for page in order
    )


def setup(app: Sphinx) -> None:
    """Hear of pages that are read anew, and write the list at the end."""
    listen(app, "env-purge-doc", _forget)
    listen(app, "env-merge-info", _merge)
    listen(app, "build-finished", _write)


def _noted(env: BuildEnvironment) -> dict[str, list[tuple[Any, ...]]]:
    # Kept with the environment, so that a page that is not read anew keeps its exercises.
    kept: dict[str, list[tuple[Any, ...]]] | None = getattr(env, "sacral_edu_exercises", None)
    if kept is None:
        kept = {}
        env.sacral_edu_exercises = kept  # type: ignore[attr-defined]
    return kept


def _in_order(env: BuildEnvironment, page: str) -> list[str]:
    found = [page]
    for one in env.toctree_includes.get(page, []):
        found += [name for name in _in_order(env, one) if name not in found]
    return found


def _forget(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    _noted(env).pop(docname, None)


def _merge(_app: Sphinx, env: BuildEnvironment, docnames: Any, other: BuildEnvironment) -> None:
    _noted(env).update({name: found for name, found in _noted(other).items() if name in docnames})


def _write(app: Sphinx, error: Exception | None) -> None:
    if (
        error is None
        and app.builder.format == "html"
        and app.config.sacral_edu_practice
        and not app.config.sacral_edu_exam
    ):
        file = Path(app.outdir) / FILE
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(msgspec.json.encode(listed(app.env)))
