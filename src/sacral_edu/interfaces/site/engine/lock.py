"""The one file that pins the runtime: versions, and a checksum of every file that a site takes over."""

from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct


class Pyodide(Struct, frozen=True):
    """The runtime as its npm package has it: `integrity` as npm writes it, `files` by name with SHA-256."""

    version: str
    integrity: str
    python: str
    platform: str
    files: dict[str, str]


class Wheel(Struct, frozen=True):
    """A package that runs beside ours: its pip requirement, its file's name and SHA-256."""

    requirement: str
    file: str
    sha256: str


class Lock(Struct, frozen=True):
    """Everything from outside that a site takes over."""

    pyodide: Pyodide
    wheels: tuple[Wheel, ...]


@cache
def lock() -> Lock:
    """Return the pins that come with this version."""
    return msgspec.json.decode((Path(__file__).parent / "lock.json").read_bytes(), type=Lock)


def is_locked(file: Path, checksum: str) -> bool:
    """Say whether a file is there and is the one that was pinned."""
    return file.is_file() and sha256(file.read_bytes()).hexdigest() == checksum
