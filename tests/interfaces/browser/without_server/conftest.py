"""A course that is only files, with Python in it, on a host that knows nothing but files."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from sacral_edu.interfaces.site.page_assets import POLICY

ENGINE = "/_static/sacral-edu/engine/"
WORKER = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
"""What the book asks a web host to send with the folder of the engine."""


class Files(SimpleHTTPRequestHandler):
    """Hands out files with the headers that the book asks for, or without."""

    protocol_version = "HTTP/1.1"
    strict = False

    def end_headers(self) -> None:
        if self.strict:
            policy = WORKER if self.path.startswith(ENGINE) else POLICY
            self.send_header("Content-Security-Policy", policy)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class StrictFiles(Files):
    strict = True


@contextmanager
def hosted(folder: Path, files: type[Files]) -> Iterator[str]:
    host = ThreadingHTTPServer(("127.0.0.1", 0), partial(files, directory=str(folder)))
    Thread(target=host.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{host.server_port}/"
    finally:
        host.shutdown()
        host.server_close()


@pytest.fixture(scope="session")
def plain_site(
    small_book: Path,
    run: Callable[..., Any],
    lacking: Callable[[str], None],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The small course, built with Python in it."""
    out = tmp_path_factory.mktemp("plain") / "site"
    ended = run("build", "-o", out, "--book", small_book)
    assert ended.returncode == 0, ended.stderr
    if ended.stderr:
        lacking(ended.stderr)
    return out


@pytest.fixture(scope="session")
def plain_host(plain_site: Path) -> Iterator[str]:
    """The address of the small course as files."""
    with hosted(plain_site, Files) as address:
        yield address


@pytest.fixture(scope="session")
def strict_host(plain_site: Path) -> Iterator[str]:
    """The address of the small course as files, with the headers that the book asks for."""
    with hosted(plain_site, StrictFiles) as address:
        yield address


@pytest.fixture
def files_only(
    visit: Callable[..., AbstractContextManager[Any]], plain_host: str
) -> Callable[..., AbstractContextManager[Any]]:
    """Open a window on the course as files."""
    return partial(visit, plain_host)


@pytest.fixture(scope="session")
def engine_path(plain_site: Path) -> str:
    """The path of the engine's folder in the site."""
    (folder,) = (plain_site / "_static/sacral-edu/engine").iterdir()
    return f"{ENGINE}{folder.name}/"
