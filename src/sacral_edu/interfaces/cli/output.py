"""Writing results: to standard output, or whole or not at all to a file."""

import os
import sys
import tempfile
from pathlib import Path

import click


def write(text: str, target: str | None) -> None:
    """Write text to the file named, or to standard output for None and `-`.

    A file is replaced only once all of it is written, so that a full disk leaves the old one. Raises
    click.ClickException with the file and the reason where it cannot be written.
    """
    if target is None or target == "-":
        click.echo(text, nl=False)
        return
    path = Path(target)
    try:
        _replace(path, text.encode())
    except OSError as error:
        raise click.ClickException(f"{path}: cannot be written: {error.strerror or error}.") from error


def _replace(path: Path, data: bytes) -> None:
    if path.exists() and not path.is_file():
        # A pipe or a device cannot be replaced, only written to.
        path.write_bytes(data)
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def read(source: str) -> str:
    """Return the text of a file, or of standard input for `-`; raise click.ClickException where it fails."""
    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{source}: is not UTF-8 text (byte {error.start}).") from error
    except OSError as error:
        raise click.ClickException(f"{source}: cannot be read: {error.strerror or error}.") from error
