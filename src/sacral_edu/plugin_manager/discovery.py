"""Discovery by the entry-point group `sacral_edu`, the same for bundled plugins and for a stranger's."""

import re
from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points
from typing import Any, cast

import pluggy
from msgspec import Struct

from sacral_edu import hookspecs
from sacral_edu.domain.errors import PluginError
from sacral_edu.scoring import Scorer

ENTRY_POINT_GROUP = "sacral_edu"
"""Entry-point group in which a distribution registers the module that implements our hooks."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_NEEDED = ("name", "title", "skills", "items", "score", "examples")


class Installed(Struct, frozen=True, kw_only=True):
    """A scorer with the distribution and version it came from."""

    scorer: Any
    distribution: str
    version: str


def create_plugin_manager(*, discover: bool = True) -> pluggy.PluginManager:
    """Return a plugin manager that knows our hooks and, unless `discover` is False, every installed plugin.

    Raises PluginError, naming the distribution, where an installed plugin cannot be imported.
    """
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    if discover:
        for point in sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda p: (p.name, p.value)):
            _register(manager, point)
        _refuse_misspelled(manager)
    return manager


def installed_scorers(manager: pluggy.PluginManager | None = None) -> dict[str, Installed]:
    """Return every scorer by its name, sorted, with where it came from.

    Raises PluginError where two have one name (both distributions are named), where a hook raises or
    returns something that is no scorer, and where there is no scorer at all.
    """
    manager = manager or create_plugin_manager()
    found: dict[str, Installed] = {}
    for hook in manager.hook.sacral_edu_scorers.get_hookimpls():
        origin, version = _origin(hook.plugin_name)
        for scorer in _scorers_of(hook, origin):
            if scorer.name in found:
                raise PluginError(
                    f"Two plugins bring a scorer named {scorer.name!r}: {found[scorer.name].distribution} "
                    f"and {origin}. Uninstall one of them, or have one renamed."
                )
            found[scorer.name] = Installed(scorer=scorer, distribution=origin, version=version)
    if not found:
        raise PluginError(
            "No scorer is installed. `pip install sacral-edu` brings the bundled ones; a plugin is found by "
            f"its entry point in the group {ENTRY_POINT_GROUP!r}."
        )
    return dict(sorted(found.items()))


def load_scorers() -> dict[str, Scorer[Any]]:
    """Return the installed scorers by name. Raises PluginError as `installed_scorers` does."""
    return {name: installed.scorer for name, installed in installed_scorers().items()}


def _refuse_misspelled(manager: pluggy.PluginManager) -> None:
    try:
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        words = " ".join(str(error).split())
        raise PluginError(
            f"A plugin implements a hook that does not exist: {words}. Check its spelling."
        ) from error


def _register(manager: pluggy.PluginManager, point: EntryPoint) -> None:
    name, version = _distribution(point)
    try:
        plugin = point.load()
    except (Exception, SystemExit) as error:  # a stranger's module may raise anything while it is imported
        raise PluginError(
            f"Plugin {point.name} of {name} {version} cannot be imported from {point.value}: "
            f"{type(error).__name__}: {error}. Mend it, or uninstall {name}."
        ) from error
    try:
        manager.register(plugin, name=f"{name}\n{version}\n{point.name}")
    except pluggy.PluginValidationError as error:
        words = str(error).splitlines()[-1]
        raise PluginError(
            f"Plugin {point.name} of {name} {version} implements a hook wrongly: {words}. Mend it, or "
            f"uninstall {name}."
        ) from error


def _distribution(point: EntryPoint) -> tuple[str, str]:
    if point.dist is None:
        return point.value.split(":")[0], "unknown"
    return point.dist.name, point.dist.version


def _origin(plugin_name: str) -> tuple[str, str]:
    parts = plugin_name.split("\n")
    return (parts[0], parts[1]) if len(parts) > 1 else (plugin_name, "unknown")


def _scorers_of(hook: pluggy.HookImpl, origin: str) -> Iterable[Scorer[Any]]:
    try:
        brought = list(cast("Iterable[Any]", hook.function()))
    except (Exception, SystemExit) as error:  # a stranger's hook may raise anything
        raise PluginError(
            f"The plugin of {origin} raised {type(error).__name__} when asked for its scorers: {error}. "
            f"Mend it, or uninstall {origin}."
        ) from error
    for scorer in brought:
        missing = [name for name in _NEEDED if not hasattr(scorer, name)]
        if missing:
            raise PluginError(f"The plugin of {origin} brings a scorer without {', '.join(missing)}.")
        if not isinstance(scorer.name, str) or not _NAME.fullmatch(scorer.name):
            raise PluginError(
                f"The plugin of {origin} brings a scorer named {scorer.name!r}; use snake_case."
            )
    return brought
