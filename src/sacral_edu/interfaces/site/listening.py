"""Listening to Sphinx, whose own types leave the handler half unsaid."""

from collections.abc import Callable
from typing import Any, cast

from sphinx.application import Sphinx

_USUAL = 500


def listen(app: Sphinx, event: str, handler: Callable[..., Any], *, priority: int = _USUAL) -> None:
    """Call a handler at each event of that name, those with a lower priority first."""
    connect = cast("Callable[..., int]", getattr(app, "connect"))  # noqa: B009 half typed
    connect(event, handler, priority=priority)
