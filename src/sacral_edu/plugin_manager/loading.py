"""From entry points to registered plugins; one that cannot be registered is left out and named."""

from collections.abc import Iterable
from importlib.metadata import EntryPoint, PackageNotFoundError, distribution, entry_points

import pluggy

from sacral_edu import __version__, hookspecs
from sacral_edu.plugin_manager.problems import Problem, ProblemKind, said_by
from sacral_edu.plugin_manager.versions import version_fault

ENTRY_POINT_GROUP = "sacral_edu"
"""Entry-point group in which a distribution registers the module that implements our hooks."""

BUNDLED = "sacral-edu"
"""The distribution whose plugins come first, and whose scorers stay where another has the same name."""

_API = "sacral_edu.api"


def create_plugin_manager(
    *, discover: bool = True, problems: list[Problem] | None = None
) -> pluggy.PluginManager:
    """Return a plugin manager that knows our hooks and, unless `discover` is False, every usable plugin.

    A plugin that cannot be imported, needs another plugin API or implements a hook wrongly is left out; a
    problem for each is appended to `problems`.
    """
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    if discover:
        tried = [_register(manager, point, _distribution(point)) for point in _points()]
        if problems is not None:
            problems += [problem for problem in tried if problem is not None]
    return manager


def register_bundled(manager: pluggy.PluginManager, name: str) -> bool:
    """Register the bundled plugin of an entry point's name alone; return whether there is one that works."""
    try:
        points = distribution(BUNDLED).entry_points.select(group=ENTRY_POINT_GROUP, name=name)
    except PackageNotFoundError:
        return False
    return any(_register(manager, point, (BUNDLED, __version__)) is None for point in points)


def origin(plugin_name: str) -> tuple[str, str, str]:
    """Return distribution, version and entry point of a plugin from the name it was registered under."""
    parts = plugin_name.split("\n")
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else (plugin_name, "unknown", plugin_name)  # noqa: PLR2004


def _points() -> Iterable[EntryPoint]:
    """Return the entry points in a stable order, our own first, so that nobody else's can stand for them."""

    def order(point: EntryPoint) -> tuple[bool, str, str]:
        return _distribution(point)[0] != BUNDLED, point.name, point.value

    return sorted(entry_points(group=ENTRY_POINT_GROUP), key=order)


class _UnusableError(Exception):
    """Why a plugin is left out: the kind of problem, and the end of a sentence that says how to mend it."""

    def __init__(self, kind: ProblemKind, what: str) -> None:
        super().__init__(what)
        self.kind: ProblemKind = kind


def _register(
    manager: pluggy.PluginManager, point: EntryPoint, brought_by: tuple[str, str]
) -> Problem | None:
    """Register one plugin of a distribution and its version, or return what is wrong with it."""
    name, version = brought_by
    try:
        plugin = _loaded(point, name)
        if any(plugin is other for other in manager.get_plugins()):
            what = f"brings {point.value} a second time. Leave one of its entry points away."
            raise _UnusableError("hook", what)
        _hook_in(manager, plugin, f"{name}\n{version}\n{point.name}", name)
    except _UnusableError as error:
        sentence = f"Plugin {point.name} of {name} {version} {error}"
        return Problem(
            plugin=point.name, distribution=name, version=version, kind=error.kind, sentence=sentence
        )
    return None


def _loaded(point: EntryPoint, name: str) -> object:
    """Return the plugin of an entry point, imported, where it fits the plugin API."""
    try:
        plugin: object = point.load()
        fault = version_fault(plugin)
    except (Exception, SystemExit) as error:  # a stranger's module may raise anything at import
        if isinstance(error, ImportError) and error.name == _API:
            lacks = f"asks for a name that sacral-edu {__version__} does not have ({said_by(error)})"
            what = f"{lacks}; upgrade the older of the two, or uninstall {name}."
            raise _UnusableError("api_version", what) from error
        what = f"cannot be imported from {point.value}: {said_by(error)}. Mend it, or uninstall {name}."
        raise _UnusableError("import", what) from error
    if fault is not None:
        raise _UnusableError("api_version", f"{fault}, or uninstall {name}.")
    return plugin


def _hook_in(manager: pluggy.PluginManager, plugin: object, registered_as: str, name: str) -> None:
    """Register a plugin, and take it back where it implements a hook that there is not."""
    try:
        manager.register(plugin, name=registered_as)
    except Exception as error:  # pluggy looks at every attribute, and each may raise
        _take_back(manager, plugin)
        invalid = isinstance(error, pluggy.PluginValidationError)
        words = str(error).splitlines()[-1].rstrip(".") if invalid else said_by(error)
        what = f"implements a hook wrongly: {words}. Mend it, or uninstall {name}."
        raise _UnusableError("hook", what) from error
    if not manager.get_hookcallers(plugin):
        what = f"implements no hook; mark its function with hookimpl, or uninstall {name}."
        raise _UnusableError("hook", what)
    unknown = _unknown_hooks(manager, plugin)
    if unknown:
        _take_back(manager, plugin)
        raise _UnusableError(
            "hook",
            f"implements a hook that does not exist, {', '.join(unknown)}; check its spelling against the "
            f"hooks of this version, or uninstall {name}.",
        )


def _unknown_hooks(manager: pluggy.PluginManager, plugin: object) -> list[str]:
    callers = manager.get_hookcallers(plugin) or []
    return sorted(
        caller.name
        for caller in callers
        if not caller.has_spec()
        and any(impl.plugin is plugin and not impl.optionalhook for impl in caller.get_hookimpls())
    )


def _take_back(manager: pluggy.PluginManager, plugin: object) -> None:
    if manager.is_registered(plugin):
        manager.unregister(plugin)


def _distribution(point: EntryPoint) -> tuple[str, str]:
    if point.dist is None:
        return point.value.split(":", maxsplit=1)[0], "unknown"
    return point.dist.name, point.dist.version
