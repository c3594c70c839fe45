"""One compressed file of all the Python that a browser imports, laid out for being put in place at once.

A zip archive has to be unpacked by Python, which has to be there first, and an import out of one searches,
reads and inflates in Python as well. This is inflated by the browser while the runtime is still compiled.
"""

import gzip
import io
import json
import zipfile
from collections.abc import Mapping

LIBRARY = "python_stdlib.zip"
"""Where the runtime looks for the standard library."""

_HEAD = 4


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return files by their paths as one file: the length of a list, the list, and what is in the files.

    The length is four bytes, the lowest first; the list is JSON, pairs of path and size in bytes. All of it
    is compressed by gzip. The same files give the same bytes.
    """
    ordered = sorted(files.items())
    listed = json.dumps([[path, len(data)] for path, data in ordered]).encode()
    whole = b"".join((len(listed).to_bytes(_HEAD, "little"), listed, *(data for _, data in ordered)))
    return gzip.compress(whole, 9, mtime=0)


def unzipped(archive: bytes, folder: str = "") -> dict[str, bytes]:
    """Return the files of a zip archive by their paths, put into a folder."""
    with zipfile.ZipFile(io.BytesIO(archive)) as given:
        names = [name for name in given.namelist() if not name.endswith("/")]
        return {f"{folder}{name}": given.read(name) for name in names}
