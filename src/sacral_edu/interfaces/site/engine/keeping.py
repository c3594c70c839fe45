"""What a build of the engine keeps for the next one: the runtime as it was fetched, and compiled archives.

Everything is checked when it is taken out again, so a damaged or a half-written file counts as none.
"""

import time
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

_FORGOTTEN_S = 30 * 24 * 3600
_DIGEST = 32


class Kept:
    """Files in a folder by name, each behind its checksum; one not used for a month is thrown away."""

    def __init__(self, folder: Path) -> None:
        """Keep files in `folder`, which is made when there is something to keep."""
        self._folder = folder

    def take(self, name: str) -> bytes | None:
        """Return a file, or None where it is not kept whole."""
        place = self._folder / name
        try:
            data = place.read_bytes()
            place.touch()
        except OSError:
            return None
        inside = data[_DIGEST:]
        return inside if sha256(inside).digest() == data[:_DIGEST] else None

    def keep(self, name: str, data: bytes) -> None:
        """Keep a file; where that is impossible, the next build makes it again."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._forget_old()
            half = self._folder / f"{name}.half"
            half.write_bytes(sha256(data).digest() + data)
            half.replace(self._folder / name)

    def take_all(self, names: Iterable[str], into: Path) -> bool:
        """Write files into a folder; return whether all were kept."""
        for name in names:
            data = self.take(name)
            if data is None:
                return False
            (into / name).write_bytes(data)
        return True

    def keep_all(self, files: Iterable[Path]) -> None:
        """Keep files under their own names."""
        for file in files:
            self.keep(file.name, file.read_bytes())

    def _forget_old(self) -> None:
        for place in self._folder.iterdir():
            if time.time() - place.stat().st_mtime > _FORGOTTEN_S:
                place.unlink()
