"""Having the runtime itself compile what it will import, through Node.js where that is installed."""

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from sacral_edu.domain.errors import SacralEduError
from sacral_edu.interfaces.site.engine.keeping import Kept
from sacral_edu.interfaces.site.engine.lock import lock
from sacral_edu.interfaces.site.engine.packing import LIBRARY, unzipped
from sacral_edu.interfaces.site.engine.runtime import PATIENCE, Runtime

_HERE = Path(__file__).parent
_SHORT = 24
# fmt: off
_NEEDLESS = frozenset(
    (
        "__hello__", "__phello__", "_aix_support", "_android_support", "_apple_support",
        "_ios_support", "_osx_support", "_pydatetime", "_pydecimal", "_pyio", "_pyrepl", "antigravity",
        "bdb", "cProfile", "cmd", "code", "compileall", "ctypes", "curses", "dbm", "doctest",
        "ensurepip", "filecmp", "fileinput", "ftplib", "idlelib", "imaplib", "lib2to3", "mailbox",
        "modulefinder", "multiprocessing", "netrc", "nturl2path", "optparse", "pdb", "pickletools",
        "plistlib", "poplib", "profile", "profiling", "pstats", "pty", "py_compile", "pyclbr", "pydoc",
        "pydoc_data", "rlcompleter", "sched", "shelve", "smtplib", "socketserver", "sqlite3", "ssl",
        "symtable", "tabnanny", "tarfile", "this", "tkinter", "trace", "tty", "turtle", "turtledemo",
        "unittest", "venv", "wave", "webbrowser", "wsgiref", "xmlrpc", "zipapp",
        "asyncio/proactor_events", "asyncio/windows_events", "asyncio/windows_utils",
        "concurrent/interpreters", "logging/config", "logging/handlers", "urllib/robotparser",
    )
)
"""Modules of the standard library, whole or one level down, that grade nothing: for developers, the network,
other processes and other systems, and slower doubles of what is compiled in."""

_ENCODINGS = frozenset(
    (
        "__init__", "aliases", "ascii", "base64_codec", "charmap", "hex_codec", "idna", "latin_1",
        "punycode", "raw_unicode_escape", "rot_13", "unicode_escape", "utf_16", "utf_16_be",
        "utf_16_le", "utf_32", "utf_32_be", "utf_32_le", "utf_7", "utf_8", "utf_8_sig", "cp437",
        "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258",
        "iso8859_1", "iso8859_15",
    )
)
# fmt: on
"""Unicode and the codes of Western and Eastern Europe and the Near East; the others are large tables."""


def slim(library: bytes) -> dict[str, bytes]:
    """Return the files of the standard library's archive that a plugin may have a use for."""
    return {path: data for path, data in unzipped(library).items() if _of_use(path)}


def _of_use(path: str) -> bool:
    top, _, inside = path.partition("/")
    if top == "encodings":
        return inside.removesuffix(".py") in _ENCODINGS
    inner = f"{top}/{inside.partition('/')[0].removesuffix('.py')}"
    return _NEEDLESS.isdisjoint((top.removesuffix(".py"), inner))


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
            arguments += [str(Path(scratch) / name), "2" if name == LIBRARY else "0"]
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
