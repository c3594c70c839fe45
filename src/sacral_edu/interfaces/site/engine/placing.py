"""Putting the runtime and the bundle into a built site, in a folder named after all that is in it."""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

import msgspec

from sacral_edu.domain.cases import Case
from sacral_edu.interfaces.site.engine.compiling import compiled_by, slim
from sacral_edu.interfaces.site.engine.keeping import Kept
from sacral_edu.interfaces.site.engine.lock import lock
from sacral_edu.interfaces.site.engine.offline import place_offline
from sacral_edu.interfaces.site.engine.packing import LIBRARY, packed, unzipped
from sacral_edu.interfaces.site.engine.runtime import Runtime

STATIC = Path(__file__).parents[1] / "static"
STAND_IN = "stand-in.js"
"""The script that says what grades where no server does."""

NOTICE = """\
Python in this folder: Pyodide {version} (MPL-2.0) with CPython {python} (PSF-2.0), unchanged but for
the standard library being compiled and cut to what a grader may need; sources are in its npm package.
Beside it: {wheels}; their licenses lie in python.pack,
which gzip opens.
"""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_TAKEN_OVER = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
_SHORT = 12


def place_engine(
    html: Path,
    runtime: Runtime,
    packages: Mapping[str, bytes],
    cases: Iterable[Case],
    kept: Kept | None = None,
) -> Path:
    """Put Python and everything it needs to grade into a built site; return the folder.

    `packages` are those that `bundle` gives, `cases` the authored cases within reach, `kept` what earlier
    builds have compiled.
    """
    contents = _contents(runtime, packages, cases, kept)
    digest = sha256()
    for name, data in sorted(contents.items()):
        digest.update(name.encode() + b"\0" + sha256(data).digest())
    name = f"{lock().pyodide.version}-{digest.hexdigest()[:_SHORT]}"
    static = html / "_static" / "sacral-edu"
    folder = static / "engine" / name
    folder.mkdir(parents=True)
    for file, data in contents.items():
        (folder / file).write_bytes(data)
    _say(static, {"engine": "browser", "folder": f"./engine/{name}/"})
    place_offline(html, folder)
    return folder


def place_notice(html: Path) -> None:
    """Let the exercises of a site say where they are graded, since there is nothing here to do it."""
    _say(html / "_static" / "sacral-edu", {"engine": "none", "folder": ""})


def _say(static: Path, stand_in: Mapping[str, str]) -> None:
    words = "/** What grades where no server does; written by the build. */\n"
    (static / STAND_IN).write_text(f"{words}export const STAND_IN = {json.dumps(stand_in)};\n")


def _contents(
    runtime: Runtime, packages: Mapping[str, bytes], cases: Iterable[Case], kept: Kept | None
) -> dict[str, bytes]:
    app = {**_wheels(runtime.wheel_files()), **packages}
    library = zipped(slim(runtime.file(LIBRARY).read_bytes()))
    archives = compiled_by(runtime, {LIBRARY: library, "app.zip": zipped(app)}, kept)
    contents = {name: runtime.file(name).read_bytes() for name in _TAKEN_OVER}
    contents["python.pack"] = packed(
        unzipped(archives[LIBRARY]) | unzipped(archives["app.zip"], "site-packages/")
    )
    # The runtime insists on an archive; all that could be in it lies in the folder beside.
    contents[LIBRARY] = zipped({})
    contents["cases.json"] = msgspec.json.encode(list(cases))
    contents["worker.js"] = (Path(__file__).parent / "worker.js").read_bytes()
    contents["NOTICE.txt"] = _notice().encode()
    # Lets the runtime know itself; the packages it could load from another host are left out.
    info: dict[str, str] = json.loads(runtime.file("pyodide-lock.json").read_bytes())["info"]
    sizes = {name: len(data) for name, data in contents.items() if name in _counted()}
    told: dict[str, object] = {"home": _home(), "lock": {"info": info, "packages": {}}, "sizes": sizes}
    contents["manifest.json"] = json.dumps(told).encode()
    return contents


def _counted() -> tuple[str, ...]:
    """Return the files whose arrival is told while somebody waits; the scripts are imported unseen."""
    return ("pyodide.asm.wasm", "python.pack", "cases.json")


def _home() -> str:
    """Return the folder in which the runtime's Python looks for modules that are not in an archive."""
    return f"/lib/python{'.'.join(lock().pyodide.python.split('.')[:2])}"


def _wheels(wheels: Iterable[Path]) -> dict[str, bytes]:
    contents: dict[str, bytes] = {}
    for wheel in wheels:
        contents |= unzipped(wheel.read_bytes())
    return contents


def zipped(contents: Mapping[str, bytes]) -> bytes:
    """Return an archive that has the same bytes for the same contents."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in sorted(contents.items()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return written.getvalue()


def _notice() -> str:
    pyodide = lock().pyodide
    wheels = ", ".join(wheel.requirement.replace("==", " ") for wheel in lock().wheels)
    return NOTICE.format(version=pyodide.version, python=pyodide.python, wheels=wheels)
