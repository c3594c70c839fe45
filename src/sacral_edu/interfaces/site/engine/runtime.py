"""Where the runtime comes from: a folder that somebody names, or the package registries' own clients."""

import base64
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from hashlib import sha512
from pathlib import Path

from msgspec import Struct

from sacral_edu.domain.errors import SacralEduError
from sacral_edu.interfaces.site.engine.keeping import Kept
from sacral_edu.interfaces.site.engine.lock import is_locked, lock

PATIENCE = 300
"""Seconds after which a registry's client that should long be done is given up."""

_ANYWAY = "Exercises then say where they are graded"


class RuntimeMissingError(SacralEduError):
    """No runtime can be had here: a reason to build without it, since nobody named one."""


class Runtime(Struct, frozen=True):
    """Folders with the files of the lock, each of them checked."""

    pyodide: Path
    wheels: Path

    def file(self, name: str) -> Path:
        """Return a file of the runtime itself."""
        return self.pyodide / name

    def wheel_files(self) -> list[Path]:
        """Return the wheels that run beside our own packages."""
        return [self.wheels / wheel.file for wheel in lock().wheels]


@contextmanager
def taken_from(folder: Path) -> Generator[Runtime]:
    """Lend the runtime of an unpacked npm package `pyodide`.

    Wheels are taken from the same folder where they all are in it, and by pip otherwise. Raises
    SacralEduError where a file is missing or is not the pinned one.
    """
    _check(folder, lock().pyodide.files)
    if all((folder / wheel.file).is_file() for wheel in lock().wheels):
        yield _checked(folder, folder)
        return
    with tempfile.TemporaryDirectory(prefix="sacral-edu-") as scratch:
        _download_wheels(Path(scratch))
        yield _checked(folder, Path(scratch))


@contextmanager
def fetched(kept: Kept | None = None) -> Generator[Runtime]:
    """Lend the runtime as npm and pip fetch it, from their caches where they have it.

    What was fetched once is `kept` and fetched no more. Raises RuntimeMissingError where they are not
    installed or cannot fetch it, and SacralEduError where what they fetched is not what was pinned.
    """
    names = [*lock().pyodide.files, *(wheel.file for wheel in lock().wheels)]
    with tempfile.TemporaryDirectory(prefix="sacral-edu-") as scratch:
        folder = Path(scratch)
        if kept is not None and kept.take_all(names, folder):
            yield _checked(folder, folder)
            return
    with _fetched_now() as runtime:
        if kept is not None:
            kept.keep_all([*(runtime.file(name) for name in lock().pyodide.files), *runtime.wheel_files()])
        yield runtime


@contextmanager
def _fetched_now() -> Generator[Runtime]:
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeMissingError(
            "npm is not installed, so Python for the browser cannot be fetched; install Node.js, or name a "
            f"folder of it with --pyodide. {_ANYWAY}."
        )
    with tempfile.TemporaryDirectory(prefix="sacral-edu-") as scratch:
        folder = Path(scratch)
        named = f"pyodide@{lock().pyodide.version}"
        _fetch(
            [npm, "pack", named, "--silent", "--prefer-offline", "--pack-destination", str(folder)], folder
        )
        archive = next(folder.glob("pyodide-*.tgz"))
        _check_archive(archive)
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
        _download_wheels(folder)
        yield _checked(folder / "package", folder)


def _checked(pyodide: Path, wheels: Path) -> Runtime:
    _check(pyodide, lock().pyodide.files)
    _check(wheels, {wheel.file: wheel.sha256 for wheel in lock().wheels})
    return Runtime(pyodide, wheels)


def _check(folder: Path, pinned: dict[str, str]) -> None:
    for name, checksum in pinned.items():
        if not is_locked(folder / name, checksum):
            wrong = "is not the pinned file" if (folder / name).exists() else "is missing"
            raise SacralEduError(
                f"{folder / name}: {wrong}; unpack the npm package pyodide {lock().pyodide.version} there."
            )


def _check_archive(archive: Path) -> None:
    found = "sha512-" + base64.b64encode(sha512(archive.read_bytes()).digest()).decode()
    if found != lock().pyodide.integrity:
        raise SacralEduError(
            f"{archive.name}: the package that npm fetched is not the pinned one ({found}); do not use it, "
            "and look at npm's registry setting."
        )


def _download_wheels(folder: Path) -> None:
    pinned = "".join(f"{wheel.requirement} --hash=sha256:{wheel.sha256}\n" for wheel in lock().wheels)
    (folder / "requirements.txt").write_text(pinned)
    pyodide = lock().pyodide
    tags = ["--python-version", pyodide.python, "--implementation", "cp"]
    tags += ["--abi", f"cp{pyodide.python.replace('.', '')}", "--platform", pyodide.platform]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    _fetch([*pip, "--require-hashes", "-r", "requirements.txt", "-d", str(folder), *tags], folder)


def _fetch(command: Sequence[str], folder: Path) -> None:
    name = "pip" if "pip" in command else "npm"
    try:
        ended = subprocess.run(  # noqa: S603 the registries' own clients, with pinned names
            command, cwd=folder, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RuntimeMissingError(
            f"{name} could not fetch Python for the browser: {error}. {_ANYWAY}."
        ) from error
    if ended.returncode != 0:
        said = [line for line in ended.stderr.splitlines() if line.strip() and "WARNING" not in line]
        why = (said or ["it gave no reason"])[-1].strip().rstrip(".")
        raise RuntimeMissingError(_not_fetched(name, why))


def _not_fetched(name: str, why: str) -> str:
    return f"{name} could not fetch Python for the browser: {why}. {_ANYWAY}."
