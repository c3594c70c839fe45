"""`sacral-edu serve --watch`: what is being written is built and shown again at each change.

The server runs in a process of its own. A change of the book is built beside it; a change of a case or of a
plugin also starts the server anew, since Python keeps what it has imported.
"""

import subprocess
import sys
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from socket import socket

import click
from litestar import Litestar
from uvicorn import Config, Server
from uvicorn.supervisors.basereload import BaseReload

from sacral_edu.interfaces.casebook import Casebook, bundled
from sacral_edu.interfaces.cli.desks import desk_of
from sacral_edu.interfaces.cli.serving import Watched
from sacral_edu.interfaces.site.build import book_files
from sacral_edu.interfaces.site.fingerprint import code_roots, every_file
from sacral_edu.interfaces.site.server import create_app

_LOOK_EVERY_S = 0.3
_SHOWN = 3

Times = dict[Path, tuple[int, int]]


def app(watched: Watched) -> Litestar:
    """Return the application that a process of the server runs."""
    return create_app(desk_of(Casebook(watched.cases)), watched.site, watched.problem)


def serve_watched(watched: Watched, listener: socket) -> None:
    """Serve until somebody stops it, and build again at every change."""
    config = Config(
        partial(app, watched),
        factory=True,
        log_level="warning",
        lifespan="off",
        timeout_graceful_shutdown=1,
        reload_delay=_LOOK_EVERY_S,
    )
    _Rebuilding(watched, config, listener).run()


class _Rebuilding(BaseReload):
    """Looks at the files again and again, in the process that started the server."""

    def __init__(self, watched: Watched, config: Config, listener: socket) -> None:
        super().__init__(config, target=Server(config).run, sockets=[listener])
        self.watched = watched
        self.seen = _times(watched)

    def should_restart(self) -> list[Path] | None:
        """Build if something has changed; return nothing, since what follows was done already."""
        self.pause()
        now = _times(self.watched)
        if now == self.seen:
            return None
        while now != (later := _times(self.watched)):
            self.pause()  # Somebody is still writing.
            now = later
        changed = sorted(
            path for path in now.keys() | self.seen.keys() if now.get(path) != self.seen.get(path)
        )
        self.seen = now
        self._build(changed)
        return None

    def _build(self, changed: list[Path]) -> None:
        click.echo(f"{_named(changed)} changed; building.")
        begun = time.perf_counter()
        ended = subprocess.run(  # noqa: S603 our own command and arguments
            _build_command(self.watched), capture_output=True, encoding="utf-8", errors="replace", check=False
        )
        if ended.returncode != 0:
            self.watched.problem.write_text(ended.stderr, encoding="utf-8")
            click.echo(f"{ended.stderr.strip()}\nThe site is still shown as it was before.", err=True)
            return
        self.watched.problem.unlink(missing_ok=True)
        if not _only_pages(self.watched, changed):
            self.restart()
        click.echo(f"Built in {time.perf_counter() - begun:.1f} s; open pages show it.")


def _build_command(watched: Watched) -> list[str]:
    """Return the command that builds, in a process of its own, since a plugin may have changed."""
    command = [sys.executable, "-m", "sacral_edu", "build", "--watched", "--engine", "none"]
    command += ["-o", str(watched.site)]
    if watched.book is not None:
        command += ["--book", str(watched.book)]
    return [*command, *(word for path in watched.cases for word in ("--cases", str(path)))]


def _times(watched: Watched) -> Times:
    """Return when each file was changed last, and its size."""
    found: Times = {}
    book = watched.book or bundled("book")
    for path in (*book_files(book), *every_file([*watched.cases, *code_roots()])):
        try:
            about = path.stat()
        except OSError:
            continue  # Gone since it was listed.
        found[path] = (about.st_mtime_ns, about.st_size)
    return found


def _only_pages(watched: Watched, changed: Iterable[Path]) -> bool:
    """Return whether nothing has changed but the book: then the server can go on."""
    book = watched.book or bundled("book")
    return all(path.is_relative_to(book) for path in changed)


def _named(changed: list[Path]) -> str:
    names = ", ".join(path.name for path in changed[:_SHOWN])
    return names if len(changed) <= _SHOWN else f"{names} and {len(changed) - _SHOWN} more"
