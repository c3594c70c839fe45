"""What a page loads: only scripts and styles that something on it needs, none that the policy refuses.

The theme and its extensions give every page of a book everything, with scripts inside the page; that is more
than a megabyte, and it rules out a strict Content Security Policy.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from sacral_edu.interfaces.site.listening import listen

TEMPLATES = Path(__file__).parent / "templates"

_OURS = Path(__file__).parent / "static" / "sacral-edu"
_IMPORTS = re.compile(r'^(?:import|export)\b[^;]*?"\./([\w-]+\.js)";', re.MULTILINE)

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'"
)
"""Stated by every page, so that it holds on hosts that let nobody send headers. Drawings carry their styles
in themselves, since they stand alone as well; scripts stand in files of the site."""

_LATE = 950
_GRADED = r'<sacral-exercise(?! item="\w+" engine="exam")'
_NEEDED_FOR = {
    "toggle": r'class="[^"]*(?:dropdown|toggle|tag_hide)',
    "copybutton": r'class="[^"]*highlight-',
    "clipboard": r'class="[^"]*highlight-',
    "design-tabs": r'class="[^"]*sd-tab',
    "sphinx-design": r'class="[^"]*\bsd-',
    "mystnb": r'class="[^"]*\bcell\b',
    "bayes": "<sacral-bayes>",
    "regions": "<sacral-regions>",
    "three-bits": "<sacral-three-bits>",
    "plugins-page": "<sacral-plugins",
    "progress-page": "<sacral-progress",
    "clinic": "<sacral-clinic",
    "exam": 'engine="exam"',
    "early": _GRADED,
    "sacral-exercise.js": _GRADED,
    "sacral-exam.css": 'engine="exam"',
    "sacral-exercise.css": "<sacral-(?:exercise|clinic|plugins|progress)",
    "sacral-help.css": "<sacral-(?:exercise|clinic|plugins|progress)",
    "sacral-own-text.css": "<sacral-(?:exercise|clinic)",
}
"""Beginning of a file's name, and what of a page's text it is there for."""

_BEFORE = 490
"""Priority of a script that must stand before those of the extensions."""

_ICON_FONT = re.compile(r'<(?:i|span) class="(?:fa-\w+|fa[bsr]?) ')


def _only_needed(app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Leave a page the scripts and styles that it needs, and none that stands in the page itself."""
    body = context.get("body", "")
    scripts = context.get("script_files", [])
    context["script_files"] = [one for one in scripts if _file(one) and _wanted(one, body)]
    context["sacral_edu_modules"] = _reached(
        Path(_file(one)).name for one in context["script_files"] if "sacral-edu/" in _file(one)
    )
    context["css_files"] = [one for one in context.get("css_files", []) if _wanted(one, body)]
    context["sacral_edu_policy"] = app.config.sacral_edu_policy
    context["sacral_edu_icon_font"] = bool(_ICON_FONT.search(body))


def _reached(scripts: Iterable[str]) -> list[str]:
    """Return the modules that scripts import, and those that these import.

    A page names them all, so that a browser fetches them at once and not each after the one that asks for it.
    """
    reached: set[str] = set()
    asked = list(scripts)
    while asked:
        new = [name for name in _imported(asked.pop()) if name not in reached]
        reached.update(new)
        asked += new
    return sorted(reached)


@cache
def _imported(script: str) -> tuple[str, ...]:
    return tuple(_IMPORTS.findall((_OURS / script).read_text(encoding="utf-8")))


def _file(asset: object) -> str:
    return str(getattr(asset, "filename", asset) or "")


def _wanted(asset: object, body: str) -> bool:
    name = _file(asset).rpartition("/")[2]
    needed = next((sign for start, sign in _NEEDED_FOR.items() if name.startswith(start)), None)
    return needed is None or re.search(needed, body) is not None


def _settle(_app: Sphinx, config: Any) -> None:
    config.templates_path.append(str(TEMPLATES))
    # Buttons of the theme that carry handlers in themselves, which the policy refuses.
    config.html_theme_options |= {"use_fullscreen_button": False, "use_download_button": False}


def setup(app: Sphinx) -> None:
    """Register the setting `sacral_edu_policy` and the hooks."""
    app.add_config_value("sacral_edu_policy", POLICY, "html", [str])
    # What the theme's foldable boxes want to know, which their extension would put into the page itself.
    app.add_js_file("sacral-edu/toggle-settings.js", priority=_BEFORE)
    listen(app, "config-inited", _settle)
    listen(app, "html-page-context", _only_needed, priority=_LATE)
