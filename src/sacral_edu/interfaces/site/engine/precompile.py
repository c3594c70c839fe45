"""Compiling the modules of an archive once, with the Python that is to import them.

Run inside the runtime while a site is built; a browser would otherwise compile them at every start, which
is more than half of the wait for the first score. Docstrings and the table of lines are left out: nobody
reads them there, and they would be a third of all modules. It uses the standard library alone.
"""

import ast
import io
import marshal
import zipfile
from importlib.util import MAGIC_NUMBER
from types import CodeType

_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNCHECKED = b"\1\0\0\0" + b"\0" * 8
"""Follows the magic number of a module that is never compared with its source, which is not there."""

_UNIT = 2
_MOST = 8
_NOWHERE = 0x80 | 15 << 3
"""In the table of lines (CPython, InternalDocs/code_objects.md): an entry for up to eight code units that
come from no line. A traceback needs an entry for each."""


def precompiled(archive: bytes, optimize: int) -> bytes:
    """Return the archive with each module compiled in its place.

    `optimize` is 0, or 2 to leave assertions out as well. What does not compile stays as it is: an
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
        tree = ast.parse(data, name)
        code = compile(_without_docstrings(tree), name, "exec", dont_inherit=True, optimize=optimize)
    except (SyntaxError, ValueError):
        return name, data
    return f"{name}c", MAGIC_NUMBER + _UNCHECKED + marshal.dumps(_without_lines(code))


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                # An expression that is no text leaves no docstring and takes no room.
                first.value = ast.copy_location(ast.Constant(None), first.value)
    return tree


def _without_lines(code: CodeType) -> CodeType:
    inner = tuple(_without_lines(one) if isinstance(one, CodeType) else one for one in code.co_consts)
    whole, rest = divmod(len(code.co_code) // _UNIT, _MOST)
    nowhere = bytes([_NOWHERE | _MOST - 1]) * whole + (bytes([_NOWHERE | rest - 1]) if rest else b"")
    return code.replace(co_consts=inner, co_linetable=nowhere)
