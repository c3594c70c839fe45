"""Reading one case file, whatever it turns out to hold, without ever raising at its author."""

import tomllib
from pathlib import Path

from msgspec import Struct

from sacral_edu.domain.cases import Case
from sacral_edu.generation.authored import is_authored, read_case
from sacral_edu.generation.vignettes import Vignette, read_vignettes

MAX_BYTES = 4_000_000
"""Largest case file that is read; a file of a hundred vignettes has about 200,000 bytes."""

SUFFIXES = (".toml", ".yaml", ".yml")


class Contents(Struct, frozen=True, kw_only=True):
    """What a file holds, and a line for every fault in it."""

    cases: tuple[Case, ...] = ()
    vignettes: tuple[Vignette, ...] = ()
    faults: tuple[str, ...] = ()


def read_file(path: Path) -> Contents:
    """Return the authored case or the vignettes of a file, with every fault as one line."""
    text, fault = _text(path)
    if fault:
        return Contents(faults=(f"{path}: {fault}",))
    if path.suffix == ".toml" and _is_authored(text):
        case, faults = read_case(text, name=str(path))
        return Contents(cases=(case,) if case else (), faults=tuple(faults))
    vignettes, faults = read_vignettes(
        text, name=str(path), kind="toml" if path.suffix == ".toml" else "yaml"
    )
    return Contents(vignettes=tuple(vignettes), faults=tuple(faults))


def case_files(path: Path) -> list[Path]:
    """Return the case files under a folder in a stable order, or the file itself."""
    if path.is_dir():
        return sorted(p for p in path.rglob("*") if p.suffix in SUFFIXES and p.is_file())
    return [path]


def _text(path: Path) -> tuple[str, str | None]:
    if path.suffix not in SUFFIXES and path.exists():
        return "", f"case files end in {', '.join(SUFFIXES)}; this one ends in {path.suffix or 'nothing'}."
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            return "", f"has {size:,} bytes, more than the {MAX_BYTES:,} that a case file may have; split it."
        return path.read_bytes().decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        return "", f"is not UTF-8 text (byte {error.start}); save it as UTF-8."
    except FileNotFoundError:
        return "", "there is no such file."
    except OSError as error:
        return "", f"cannot be read: {error.strerror or error}."


def _is_authored(text: str) -> bool:
    try:
        raw = tomllib.loads(text)
    except (ValueError, RecursionError):
        # A broken file is reported in the words for an authored case, the usual thing in TOML.
        return "vignettes" not in text
    return is_authored(raw) or "vignettes" not in raw
