"""Whether a plugin fits the plugin API that is installed."""

import re

from sacral_edu import __version__
from sacral_edu.api.versions import API_VERSION

STATED_IN = "SACRAL_EDU_API"
"""Name in a plugin's module that states the API it needs: its major, or its major and minor."""

_STATED = re.compile(r"(\d+)(?:\.(\d+))?")


def version_fault(plugin: object, installed: str = API_VERSION) -> str | None:
    """Return why a plugin does not fit the API `installed`, as the end of a sentence, or None if it fits.

    It fits where it states nothing, the same major, or the same major and no newer minor.
    """
    stated = getattr(plugin, STATED_IN, None)
    if stated is None:
        return None
    found = _STATED.fullmatch(stated) if isinstance(stated, str) else None
    if found is None:
        return f'states {STATED_IN} = {stated!r}; write the major, or major and minor, as "{installed}"'
    major, minor = map(int, installed.split("."))
    wanted, least = int(found[1]), int(found[2] or 0)
    have = f"and sacral-edu {__version__} has {installed}"
    if wanted == major:
        return None if least <= minor else f"needs plugin API {stated}, {have}; {_newer(stated)}"
    if wanted > major:
        return f"needs plugin API {stated}, {have}; {_newer(stated)}"
    return (
        f"was written for plugin API {stated}, {have}; install a version of the plugin for API {major}, or "
        f"a sacral-edu that still has plugin API {wanted}"
    )


def _newer(stated: str) -> str:
    return f"install a sacral-edu with plugin API {stated} or newer (pip install --upgrade sacral-edu)"
