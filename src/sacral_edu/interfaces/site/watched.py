"""A site that is looked at while it is being written: its pages ask whether they were built anew."""

from pathlib import Path

from litestar import get
from litestar.handlers import HTTPRouteHandler
from msgspec import Struct

from sacral_edu.interfaces.site.build import MARKER


class WatchedState(Struct, frozen=True):
    """Which build is shown, and what is wrong with the book if it could not be built since."""

    build: str
    problem: str


def watch_route(site: Path, problem: Path) -> HTTPRouteHandler:
    """Return the address that the pages ask; `problem` is a file that is there while something is wrong."""

    @get("/api/watch", include_in_schema=False, sync_to_thread=True)
    def watch() -> WatchedState:
        marker = site / MARKER
        build = str(marker.stat().st_mtime_ns) if marker.exists() else ""
        return WatchedState(build, problem.read_text(encoding="utf-8") if problem.exists() else "")

    return watch
