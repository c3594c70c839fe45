"""What the theme leaves unsaid, mended while its pages are written."""

from typing import Any

from sphinx.application import Sphinx


def complete_context(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Name the folds of the table of contents, and the color mode that a first visit starts in.

    A fold is an arrow without a word, so a screen reader would say nothing but "button"; and a blank mode
    makes the theme complain in the browser's console.
    """
    context["default_mode"] = context.get("default_mode") or "auto"
    make = context.get("generate_toctree_html")
    if make is None:
        return

    def named(*args: Any, **wishes: Any) -> Any:
        contents = make(*args, **wishes)
        for fold in contents.find_all("details"):
            link = fold.find_previous_sibling("a")
            if link is not None and fold.summary is not None:
                fold.summary["aria-label"] = f"Pages of {link.get_text(strip=True)}"
        return contents

    context["generate_toctree_html"] = named
