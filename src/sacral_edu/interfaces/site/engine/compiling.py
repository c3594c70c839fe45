"""Having the runtime itself compile what it will import, through Node.js where that is installed."""

import io
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from sacral_edu.domain.errors import SacralEduError
from sacral_edu.interfaces.site.engine.keeping import Kept
from sacral_edu.interfaces.site.engine.lock import lock
from sacral_edu.interfaces.site.engine.runtime import PATIENCE, Runtime

_HERE = Path(__file__).parent
_LIBRARY = "python_stdlib.zip"
_SHORT = 24
_NEEDLESS = frozenset(
    {
        "_pyrepl",
        "bdb",
        "cProfile",
        "ctypes",
        "curses",
        "dbm",
        "doctest",
        "ensurepip",
        "ftplib",
        "idlelib",
        "imaplib",
        "lib2to3",
        "mailbox",
        "multiprocessing",
        "pdb",
        "pickletools",
        "poplib",
        "profile",
        "pstats",
        "pydoc",
        "pydoc_data",
        "smtplib",
        "socketserver",
        "sqlite3",
        "ssl",
        "tkinter",
        "trace",
        "turtle",
        "turtledemo",
        "unittest",
        "venv",
        "webbrowser",
        "wsgiref",
        "xmlrpc",
    }
)
"""Parts of the standard library that grade nothing: for developers, the network and other processes."""


def slim(library: bytes) -> dict[str, bytes]:
    """Return the files of the standard library's archive that a plugin may have a use for."""
    with zipfile.ZipFile(io.BytesIO(library)) as packed:
        names = [name for name in packed.namelist() if not name.endswith("/")]
        return {n: packed.read(n) for n in names if n.partition("/")[0].removesuffix(".py") not in _NEEDLESS}


def compiled_by(
    runtime: Runtime, archives: Mapping[str, bytes], kept: Kept | None = None
) -> dict[str, bytes]:
    """Return the archives with their modules compiled, or as they are where there is no Node.js.

    Both kinds work; sources only start more slowly. Assertions and docstrings are left out of the standard
    library alone. An archive that was compiled before comes from what is `kept`.
    """
    node = shutil.which("node")
    if node is None:
        return dict(archives)
    if kept is None:
        return _compiled(node, runtime, archives)
    places = {name: f"{_mark(name, data)}-{name}" for name, data in archives.items()}
    known = {name: data for name, place in places.items() if (data := kept.take(place)) is not None}
    new = {name: data for name, data in archives.items() if name not in known}
    made = _compiled(node, runtime, new) if new else {}
    for name, data in made.items():
        kept.keep(places[name], data)
    return {name: (known | made)[name] for name in archives}


def _mark(name: str, data: bytes) -> str:
    """Return what a compiled archive hangs on: what is in it, the runtime, and how it is compiled."""
    digest = sha256(f"{name} {lock().pyodide.integrity}".encode())
    for script in ("compile.mjs", "precompile.py"):
        digest.update((_HERE / script).read_bytes())
    digest.update(data)
    return digest.hexdigest()[:_SHORT]


def _compiled(node: str, runtime: Runtime, archives: Mapping[str, bytes]) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory(prefix="sacral-edu-") as scratch:
        arguments: list[str] = []
        for name, data in archives.items():
            (Path(scratch) / name).write_bytes(data)
            arguments += [str(Path(scratch) / name), "2" if name == _LIBRARY else "0"]
        scripts = [str(_HERE / "compile.mjs"), str(runtime.pyodide.resolve()), str(_HERE / "precompile.py")]
        try:
            ended = subprocess.run(  # noqa: S603 Node.js, with our own script
                [node, *scripts, *arguments], capture_output=True, text=True, timeout=PATIENCE, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise SacralEduError(f"Node.js could not compile the site's Python: {error}.") from error
        if ended.returncode != 0:
            why = (ended.stderr.strip().splitlines() or ["it gave no reason"])[-1].rstrip(".")
            raise SacralEduError(f"Node.js could not compile the site's Python: {why}.")
        return {name: (Path(scratch) / name).read_bytes() for name in archives}
