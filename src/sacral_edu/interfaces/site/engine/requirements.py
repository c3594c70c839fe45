"""What a plugin needs besides sacral-edu, and which packages a distribution brings."""

from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution, packages_distributions

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from sacral_edu.domain.errors import SacralEduError

_THERE = {"sacral-edu", "pluggy", "msgspec"}
"""Distributions that every site's Python has."""

_BROWSER = {"sys_platform": "emscripten", "platform_system": "Emscripten", "os_name": "posix", "extra": ""}


def needed_by(plugin: str, of: Distribution) -> list[Distribution]:
    """Return every distribution that the one of a plugin needs in a browser, without those always there.

    Raises SacralEduError where one is not installed.
    """
    found: dict[str, Distribution] = {}
    waiting = [of]
    while waiting:
        for name in _names(waiting.pop()):
            if name in _THERE or name in found:
                continue
            try:
                found[name] = distribution(name)
            except PackageNotFoundError as error:
                raise SacralEduError(
                    f"Plugin {plugin} of {of.name} {of.version} needs {name}, which is not installed; run "
                    f"`pip install {name}`, or build with --engine none."
                ) from error
            waiting.append(found[name])
    return list(found.values())


def top_level(of: Distribution, group: str) -> list[str]:
    """Return the importable names of a distribution, those of its plugins also where it is only linked in."""
    wanted = canonicalize_name(of.name)
    tops = {point.value.partition(":")[0].partition(".")[0] for point in of.entry_points.select(group=group)}
    for top, names in packages_distributions().items():
        if any(canonicalize_name(name) == wanted for name in names):
            tops.add(top)
    return sorted(top for top in tops if top.isidentifier())


def _names(of: Distribution) -> Iterator[str]:
    for line in of.requires or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate(_BROWSER):
            yield canonicalize_name(requirement.name)
