"""The one desk that the directives of a build ask for exercises."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging

from sacral_edu.interfaces.casebook import Casebook, Desk, Watch
from sacral_edu.plugin_manager import discover_scorers

_logger = logging.getLogger(__name__)


def desk_of(app: Sphinx) -> Desk:
    """Return the desk of this build, made once and never pickled with the environment."""
    desk: Desk | None = getattr(app, "sacral_edu_desk", None)
    if desk is None:
        paths = [Path(path) for path in app.config.sacral_edu_cases]
        found = discover_scorers()
        # Information and no warning: a warning would stop the build of pages that do not need the plugin.
        watch = Watch(found, tell=lambda problem: _logger.info("sacral-edu: %s", problem.sentence))
        desk = Desk(Casebook(paths), found.usable(), watch)
        app.sacral_edu_desk = desk  # type: ignore[attr-defined]
    return desk
