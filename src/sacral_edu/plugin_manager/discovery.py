"""Collecting scorers by the entry-point group `sacral_edu`, the same for bundled plugins and a stranger's.

One that fails is left out and named as a problem; it never takes another one down.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, cast

import pluggy
from msgspec import Struct

from sacral_edu.domain.errors import PluginError
from sacral_edu.plugin_manager.loading import (
    BUNDLED,
    ENTRY_POINT_GROUP,
    create_plugin_manager,
    origin,
    register_bundled,
)
from sacral_edu.plugin_manager.problems import Problem, ProblemKind, said_by
from sacral_edu.scoring import Scorer

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_NEEDED = ("name", "title", "skills", "items", "score", "examples")
_CALLED = ("items", "score", "examples")


class Installed(Struct, frozen=True, kw_only=True):
    """A scorer with the distribution and version it came from."""

    scorer: Any
    distribution: str
    version: str


class Discovery(Struct, frozen=True, kw_only=True):
    """The scorers that can be used, sorted by name, and what is wrong with the others."""

    scorers: Mapping[str, Installed]
    problems: tuple[Problem, ...] = ()

    def usable(self) -> dict[str, Scorer[Any]]:
        """Return the scorers themselves by name."""
        return {name: installed.scorer for name, installed in self.scorers.items()}


def discover_scorers(manager: pluggy.PluginManager | None = None) -> Discovery:
    """Return every scorer that can be used, and a problem for everything that cannot.

    Of two scorers of one name neither is used, unless one of them is bundled with sacral-edu, which then
    stays. Raises PluginError where no scorer at all is left.
    """
    problems: list[Problem] = []
    manager = manager or create_plugin_manager(problems=problems)
    brought: dict[str, list[Installed]] = defaultdict(list)
    for hook in manager.hook.sacral_edu_scorers.get_hookimpls():
        for installed in _brought_by(hook, problems):
            brought[installed.scorer.name].append(installed)
    scorers: dict[str, Installed] = {}
    for name, candidates in sorted(brought.items()):
        chosen = _chosen(candidates)
        if chosen is not None:
            scorers[name] = chosen
        if len(candidates) > 1:
            problems.append(_clash(name, candidates, chosen))
    if not scorers:
        raise PluginError(_none_left(problems))
    return Discovery(scorers=scorers, problems=tuple(problems))


def bundled_scorer(name: str) -> Installed | None:
    """Return the bundled scorer of a name by loading nothing but its plugin, or None where there is none.

    It is the one that `discover_scorers` gives under this name, since a bundled scorer always stays; who
    needs one scorer at once is spared the import of the others.
    """
    manager = create_plugin_manager(discover=False)
    if not register_bundled(manager, name):
        return None
    try:
        return discover_scorers(manager).scorers.get(name)
    except PluginError:
        return None


def installed_scorers(manager: pluggy.PluginManager | None = None) -> dict[str, Installed]:
    """Return the usable scorers by name, with where they came from. Raises as `discover_scorers` does."""
    return dict(discover_scorers(manager).scorers)


def load_scorers() -> dict[str, Scorer[Any]]:
    """Return the usable scorers by name. Raises PluginError as `discover_scorers` does."""
    return discover_scorers().usable()


def _brought_by(hook: pluggy.HookImpl, problems: list[Problem]) -> Iterable[Installed]:
    """Yield the scorers that one plugin brings; add a problem for each that cannot be used."""
    distribution, version, entry = origin(hook.plugin_name)

    def report(kind: ProblemKind, plugin: str, what: str) -> None:
        sentence = f"The plugin of {distribution} {version} {what} Mend it, or uninstall {distribution}."
        problems.append(
            Problem(plugin=plugin, distribution=distribution, version=version, kind=kind, sentence=sentence)
        )

    try:
        brought = list(cast("Iterable[Any]", hook.function()))
    except (Exception, SystemExit) as error:  # noqa: BLE001 a stranger's hook may raise anything
        report("hook", entry, f"failed when asked for its scorers ({said_by(error)}).")
        return
    for scorer in brought:
        try:
            fault = _fault(scorer)
        except (Exception, SystemExit) as error:  # noqa: BLE001 an attribute may be a property of a stranger's
            fault = f"that cannot be looked at ({said_by(error)})"
        if fault is None:
            yield Installed(scorer=scorer, distribution=distribution, version=version)
        else:
            report("scorer", entry, f"brings a scorer {fault}.")


def _fault(scorer: Any) -> str | None:
    """Return what makes this no scorer, as the end of "brings a scorer ...", or None."""
    missing = [part for part in _NEEDED if not hasattr(scorer, part)]
    if missing:
        return f"without {', '.join(missing)}"
    if not isinstance(scorer.name, str) or not _NAME.fullmatch(scorer.name):
        return f"named {scorer.name!r}; use snake_case"
    if not isinstance(scorer.title, str) or not scorer.title.strip():
        return f"({scorer.name}) whose title is {scorer.title!r}; use a text"
    skills: object = scorer.skills
    if isinstance(skills, str) or not all(
        isinstance(skill, str) for skill in cast("Iterable[object]", skills)
    ):
        return f"({scorer.name}) whose skills are {skills!r}; use a tuple of texts"
    fixed = [part for part in _CALLED if not callable(getattr(scorer, part))]
    if fixed:
        return f"({scorer.name}) whose {', '.join(fixed)} cannot be called; write a method"
    return None


def _chosen(candidates: list[Installed]) -> Installed | None:
    if len(candidates) == 1:
        return candidates[0]
    bundled = [one for one in candidates if one.distribution == BUNDLED]
    return bundled[0] if len(bundled) == 1 else None


def _clash(name: str, candidates: list[Installed], chosen: Installed | None) -> Problem:
    left_out = [one for one in candidates if one is not chosen]
    everyone = " and ".join(f"{one.distribution} {one.version}" for one in candidates)
    many, none = ("Two", "neither") if len(candidates) == 2 else (str(len(candidates)), "none of them")  # noqa: PLR2004
    used = f"that of {BUNDLED} is used" if chosen else f"{none} is used"
    return Problem(
        plugin=name,
        distribution=" and ".join(dict.fromkeys(one.distribution for one in left_out)),
        version=" and ".join(dict.fromkeys(one.version for one in left_out)),
        kind="duplicate",
        sentence=f"{many} plugins bring a scorer named {name!r}: {everyone}; {used}. "
        "Uninstall one of them, or have one renamed.",
    )


def _none_left(problems: list[Problem]) -> str:
    if problems:
        return f"No scorer can be used. {' '.join(problem.sentence for problem in problems)}"
    return (
        "No scorer is installed. `pip install sacral-edu` brings the bundled ones; a plugin is found by "
        f"its entry point in the group {ENTRY_POINT_GROUP!r}."
    )
