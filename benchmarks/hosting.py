"""A host for files with a line of a given speed, for the measurements in a browser."""

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from msgspec import Struct

_CHUNK = 16_384
_STORED = (".pack", ".zip", ".png", ".woff2", ".woff", ".ico")
"""Kinds of file that a host does not compress again; the archives of the engine are deflated already."""


class Line(Struct, frozen=True):
    """A line of so many megabits a second with a delay before each reply; no speed is no limit."""

    name: str
    megabits: float | None = None
    delay: float = 0.0


class Cable:
    """One line that all replies share: what is sent first is through first."""

    def __init__(self, line: Line) -> None:
        """Begin idle."""
        self.line = line
        self._free = 0.0
        self._lock = threading.Lock()

    def send(self, size: int) -> None:
        """Return when so many bytes are through."""
        if self.line.megabits is None:
            return
        with self._lock:
            begins = max(self._free, time.monotonic())
            self._free = begins + size * 8 / (self.line.megabits * 1e6)
            ends = self._free
        time.sleep(max(0.0, ends - time.monotonic()))


@contextmanager
def hosted(folder: Path, line: Line) -> Iterator[str]:
    """Hand a folder out over a line, compressed as a good host does; give its address."""
    cable, packed = Cable(line), dict[Path, bytes]()

    class Files(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = Path(self.translate_path(self.path))
            path = path / "index.html" if path.is_dir() else path
            time.sleep(line.delay)
            if not path.is_file():
                self.send_error(404)
                return
            if path not in packed:
                raw = path.read_bytes()
                packed[path] = raw if path.suffix in _STORED else gzip.compress(raw, 6)
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(str(path)))
            if path.suffix not in _STORED:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(packed[path])))
            self.send_header("Cache-Control", "max-age=600")
            self.end_headers()
            # A reader that goes away in the middle is no fault of the host.
            with suppress(BrokenPipeError, ConnectionResetError):
                for start in range(0, len(packed[path]), _CHUNK):
                    chunk = packed[path][start : start + _CHUNK]
                    cable.send(len(chunk))
                    self.wfile.write(chunk)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    host = ThreadingHTTPServer(("127.0.0.1", 0), lambda *given: Files(*given, directory=str(folder)))
    host.daemon_threads = True
    Thread(target=host.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{host.server_port}/"
    finally:
        host.shutdown()
        host.server_close()
