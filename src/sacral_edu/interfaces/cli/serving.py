"""Serving a built site on this machine: the port, the words on the terminal, the server itself."""

import socket
import webbrowser
from contextlib import suppress
from pathlib import Path
from threading import Timer

import click
from msgspec import Struct

from sacral_edu.domain.errors import SacralEduError
from sacral_edu.interfaces.casebook import Desk

_NEED_SITE = 'The website needs more packages; `pip install "sacral-edu[site]"` brings them.'
_LOCAL = ("127.0.0.1", "::1")
_OPEN_AFTER = 0.8


class Watched(Struct, frozen=True):
    """What is being written, where it is shown, and the file that says what is wrong with it."""

    book: Path | None
    cases: tuple[Path, ...]
    site: Path
    problem: Path


def listen_on(host: str, port: int) -> socket.socket:
    """Take the port first, so that nobody waits for a build that then cannot be served.

    Raises SacralEduError where it cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        # At once: until somebody listens, another program may bind the same port.
        listener.listen()
    except OSError as error:
        listener.close()
        raise SacralEduError(
            f"{host}:{port} cannot be listened on: {error.strerror or error}. Choose another with --port, or "
            "--port 0 for any free one."
        ) from error
    return listener


def serve_site(
    listener: socket.socket, desk: Desk, folder: Path, *, open_browser: bool, watched: Watched | None
) -> None:
    """Serve a built site with a desk that grades, until somebody stops it.

    A `watched` one is built again whenever something of it changes. Raises SacralEduError where the packages
    for the website are missing.
    """
    try:
        import uvicorn  # noqa: PLC0415 an extra, and slow to import

        from sacral_edu.interfaces.cli.watching import serve_watched  # noqa: PLC0415 an extra, slow to import
        from sacral_edu.interfaces.site.server import create_app  # noqa: PLC0415 an extra, slow to import
    except ImportError as error:
        raise SacralEduError(_NEED_SITE) from error
    host, port = listener.getsockname()[:2]
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    if host not in _LOCAL:
        click.echo(f"Warning: {host} can be reached from other machines.", err=True)
    # From here on Ctrl-C is the way to stop, also before the server itself listens for it.
    with suppress(KeyboardInterrupt):
        click.echo(
            f"Serving the course at {address} (its interface: {address}api/docs). Ctrl-C stops it.\n"
            f"For instructors, what is wrong with plugins: {address}api/problems ({_counted(desk)})."
        )
        if watched is not None:
            click.echo("The site is built again whenever its book, a case or a plugin changes.")
        if open_browser:
            Timer(_OPEN_AFTER, webbrowser.open, [address]).start()
        if watched is not None:
            serve_watched(watched, listener)
        else:
            config = uvicorn.Config(create_app(desk, folder), log_level="warning", lifespan="off")
            uvicorn.Server(config).run(sockets=[listener])
    click.echo("Stopped.")


def _counted(desk: Desk) -> str:
    count = len(desk.watch.problems())
    return f"{count or 'no'} {'problem' if count == 1 else 'problems'} now"
