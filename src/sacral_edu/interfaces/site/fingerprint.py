"""What a page of a built book hangs on besides its own text, as one short value.

As long as it stays the same, a page whose text has not changed needs no new reading.
"""

import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.metadata import distributions, entry_points
from importlib.util import find_spec
from pathlib import Path

import sacral_edu
from sacral_edu.plugin_manager import ENTRY_POINT_GROUP

PAGES = (".ipynb", ".md")
"""Endings of files that are pages: each is followed on its own."""

_SHORT = 32


def surroundings(book: Path, files: Iterable[Path], cases: Iterable[Path], settings: str) -> str:
    """Return the fingerprint of all that is no page: code, packages, plugins, cases, settings, other files.

    `files` are the book's, `cases` files and folders, `settings` what the builder is told. The names of
    pages count as well, since a new or a vanished one changes the others' table of contents.
    """
    digest = sha256()
    for name, data in (
        ("python", sys.version.encode()),
        ("settings", settings.encode()),
        ("packages", "\n".join(sorted(_packages())).encode()),
        *_code(),
        *((f"case {path}", path.read_bytes()) for path in every_file(cases)),
        *((f"book {path.relative_to(book).as_posix()}", _followed(path)) for path in sorted(files)),
    ):
        digest.update(name.encode() + b"\0" + sha256(data).digest())
    return digest.hexdigest()[:_SHORT]


def _followed(file: Path) -> bytes:
    return b"" if file.suffix in PAGES else file.read_bytes()


def _packages() -> Iterator[str]:
    for one in distributions():
        yield f"{one.name} {one.version}"


def _code() -> Iterator[tuple[str, bytes]]:
    for path in every_file(code_roots()):
        yield f"code {path}", path.read_bytes()


def code_roots() -> list[Path]:
    """Return the folders and files of our own package and of every plugin: who writes one changes them."""
    roots = {Path(sacral_edu.__file__).parent}
    for point in entry_points(group=ENTRY_POINT_GROUP):
        spec = find_spec(point.value.partition(":")[0].partition(".")[0])
        if spec is not None:
            roots.update(Path(place) for place in spec.submodule_search_locations or [spec.origin or ""])
    return sorted(roots)


def every_file(places: Iterable[Path]) -> Iterator[Path]:
    """Yield the files among these places and in the folders among them, but for compiled Python."""
    for place in places:
        found = [place] if place.is_file() else sorted(place.rglob("*"))
        yield from (path for path in found if path.is_file() and "__pycache__" not in path.parts)
