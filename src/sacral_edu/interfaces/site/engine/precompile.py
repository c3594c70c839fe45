"""Compiling the modules of an archive once, with the Python that is to import them.

Run inside the runtime while a site is built; a browser would otherwise compile them at every start, which
is more than half of the wait for the first score. It uses the standard library alone.
"""

import io
import marshal
import zipfile
from importlib.util import MAGIC_NUMBER

_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNCHECKED = b"\1\0\0\0" + b"\0" * 8
"""Follows the magic number of a module that is never compared with its source, which is not there."""


def precompiled(archive: bytes, optimize: int) -> bytes:
    """Return the archive with each module compiled in its place.

    `optimize` is 0, or 2 to leave assertions and docstrings out. What does not compile stays as it is: an
    import then says what is wrong. The same archive gives the same bytes.
    """
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as given,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made,
    ):
        for name in sorted(name for name in given.namelist() if not name.endswith("/")):
            path, data = _module(name, given.read(name), optimize)
            entry = zipfile.ZipInfo(path, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, data)
    return written.getvalue()


def _module(name: str, data: bytes, optimize: int) -> tuple[str, bytes]:
    if not name.endswith(".py"):
        return name, data
    try:
        code = compile(data, name, "exec", dont_inherit=True, optimize=optimize)
    except (SyntaxError, ValueError):
        return name, data
    return f"{name}c", MAGIC_NUMBER + _UNCHECKED + marshal.dumps(code)
