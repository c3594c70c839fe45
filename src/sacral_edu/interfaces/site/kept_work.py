"""Where a book is built, and what of it is kept for the next build of the same book.

A kept place holds the sources as they were, and what Sphinx made of them. It is given up whenever anything
but the text of a page has changed, so that a build from it gives what a build from nothing would give.
"""

import shutil
import sqlite3
import time
from collections.abc import Generator, Iterable
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_SHORT = 16
_FORGOTTEN_S = 30 * 24 * 3600
_MARK = "made-from"
_BUILT = "built"
_RUNNING = "running"
_ENVIRONMENT = "_build/.doctrees/environment.pickle"


@dataclass(frozen=True)
class Workplace:
    """A folder to build in: `work` is for the sources, `out` for what is made of them."""

    folder: Path

    @property
    def work(self) -> Path:
        """The folder of the sources."""
        return self.folder / "book"

    @property
    def out(self) -> Path:
        """The folder that the builder writes into."""
        return self.folder / "out"

    @property
    def html(self) -> Path:
        """The folder of the pages."""
        return self.out / "_build" / "html"

    def settle(self, source: Path, files: Iterable[Path], mark: str) -> bool:
        """Bring the sources here, after throwing away what was made with another `mark`.

        Return whether there is something to build. A file that has not changed keeps its time, which is how
        Sphinx knows.
        """
        at = self.folder / _MARK
        if (self.folder / _RUNNING).exists() or not at.is_file() or at.read_text() != mark:
            shutil.rmtree(self.out, ignore_errors=True)
            shutil.rmtree(self.work, ignore_errors=True)
            (self.folder / _BUILT).unlink(missing_ok=True)
        at.write_text(mark)
        for file in files:
            place = self.work / file.relative_to(source)
            data = file.read_bytes()
            if not place.is_file() or place.read_bytes() != data:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(data)
                (self.folder / _BUILT).unlink(missing_ok=True)
        return not (self.folder / _BUILT).exists()

    @contextmanager
    def building(self) -> Generator[None]:
        """Hold together what is kept: a build that fails leaves nothing behind that a later one believes."""
        kept, running = self.out / _ENVIRONMENT, self.folder / _RUNNING
        before = kept.read_bytes() if kept.is_file() else None
        running.touch()
        try:
            yield
        except BaseException:
            # What was read by the failed build counts as not read, so that its faults are found again.
            if before is None:
                shutil.rmtree(self.out, ignore_errors=True)
            else:
                kept.write_bytes(before)
            raise
        else:
            (self.folder / _BUILT).touch()
        finally:
            running.unlink()


@contextmanager
def workplace(cache: Path | None, source: Path, scratch: Path) -> Generator[Workplace]:
    """Lend a place to build a book in: the one kept in `cache`, or a new one in `scratch`.

    A cache that cannot be written, or whose place another build is using, is done without.
    """
    with ExitStack() as held:
        folder = _held(cache / _place_of(source), held) if cache is not None else None
        yield Workplace(folder or scratch.resolve())


def _place_of(source: Path) -> str:
    return sha256(str(source.resolve()).encode()).hexdigest()[:_SHORT]


def _held(folder: Path, held: ExitStack) -> Path | None:
    """Return the folder, ours until `held` ends, or None where it cannot be had."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.touch()
        _forget_old(folder.parent)
        lock = held.enter_context(closing(sqlite3.connect(folder / "lock", timeout=0, isolation_level=None)))
        # Given back by the system even if this program is killed.
        lock.execute("BEGIN EXCLUSIVE")
    except (OSError, sqlite3.Error):
        return None
    return folder.resolve()


def _forget_old(cache: Path) -> None:
    for folder in cache.iterdir():
        if folder.is_dir() and time.time() - folder.stat().st_mtime > _FORGOTTEN_S:
            shutil.rmtree(folder, ignore_errors=True)
