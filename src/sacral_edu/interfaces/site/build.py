"""Building the book into a folder of plain files."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, cast

import yaml

from sacral_edu.domain.errors import SacralEduError
from sacral_edu.interfaces.casebook import bundled

MARKER = ".sacral-edu-site"
"""Stands in every folder that a build made, so that a later build may replace it and nothing else."""

NO_ENGINE = (
    "Exercises on this page are graded when the course is opened with `sacral-edu serve`. Ask your "
    "instructor for the address, or install sacral-edu and run that command."
)

_PERCENT = re.compile(r"\[\s*(\d+)%\]\s*(\S+)")
_COLOR = re.compile(r"\x1b\[[0-9;]*m")
_PHASES = ("reading sources", "writing output")

Progress = Callable[[float, str], None]
"""Told the share of the work done (0..1) and what is being done."""


def build_site(
    out: Path,
    *,
    book: Path | None = None,
    cases: Iterable[Path] = (),
    engine: str = "server",
    progress: Progress | None = None,
) -> None:
    """Build the book into `out`, replacing an earlier build there only once the new one is complete.

    `book` is a folder of Jupyter Book 1.x sources (the bundled ones by default), `cases` files and folders
    that its exercises may name besides the bundled ones, `engine` what the exercises ask for a score.
    Raises SacralEduError where jupyter-book is missing, where `out` holds something else, and where the
    build gives a warning; the first warning is named with its file and line.
    """
    source = book or bundled("book")
    if not (source / "_config.yml").is_file():
        raise SacralEduError(f"{source}: there is no _config.yml in this folder; it is no Jupyter Book.")
    _refuse_foreign(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".sacral-edu-", dir=out.parent) as scratch:
        work = Path(scratch) / "book"
        shutil.copytree(source, work, ignore=shutil.ignore_patterns("_build"))
        _configure(work / "_config.yml", cases, engine)
        _run(work, Path(scratch) / "out", progress or _silent, source)
        html = Path(scratch) / "out" / "_build" / "html"
        shutil.rmtree(html / "_sources", ignore_errors=True)
        (html / ".buildinfo").unlink(missing_ok=True)
        (html / MARKER).write_text("Made by `sacral-edu build`; the next build replaces this folder.\n")
        _swap(html, out)


def _refuse_foreign(out: Path) -> None:
    if out.is_file():
        raise SacralEduError(f"{out}: is a file; name a folder to build into.")
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).is_file():
        raise SacralEduError(f"{out}: holds files that no build made; name an empty or a new folder.")


def _configure(config: Path, cases: Iterable[Path], engine: str) -> None:
    settings = cast("dict[str, Any]", yaml.safe_load(config.read_text(encoding="utf-8")) or {})
    sphinx = settings.setdefault("sphinx", {}).setdefault("config", {})
    sphinx["sacral_edu_cases"] = [str(path.resolve()) for path in cases]
    sphinx["sacral_edu_engine"] = engine
    sphinx["sacral_edu_why"] = NO_ENGINE
    config.write_text(yaml.safe_dump(settings, sort_keys=False), encoding="utf-8")


def _run(work: Path, out: Path, progress: Progress, source: Path) -> None:
    # Jupyter Book 1.x has no module to run with -m, and its script may not be on the path.
    start = "from jupyter_book.cli.main import main; main()"
    command = [sys.executable, "-c", start, "build", str(work), "--path-output", str(out)]
    environment = os.environ | {"NO_COLOR": "1", "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
    try:
        process = subprocess.Popen(  # noqa: S603 our own interpreter and our own arguments
            [*command, "-W", "-n", "--keep-going"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            env=environment,
        )
    except OSError as error:
        raise SacralEduError(f"jupyter-book cannot be started: {error}.") from error
    said: list[str] = []
    for line in process.stdout or ():
        plain = _COLOR.sub("", line).rstrip()
        said.append(plain)
        _report(plain, progress)
    if process.wait() != 0:
        raise SacralEduError(_failure(said, work, source))


def _report(line: str, progress: Progress) -> None:
    found = _PERCENT.search(line)
    if found is None:
        return
    phase = next((n for n, name in enumerate(_PHASES) if line.startswith(name)), None)
    if phase is not None:
        progress((phase + int(found[1]) / 100) / len(_PHASES), f"{_PHASES[phase]}: {found[2]}")


def _failure(said: list[str], work: Path, source: Path) -> str:
    if any("No module named" in line and "jupyter_book" in line for line in said):
        return 'Jupyter Book is not installed; `pip install "sacral-edu[site]"` brings it.'
    faults = [line for line in said if "WARNING" in line or "ERROR" in line or "Error" in line]
    if not faults:
        return f"The book could not be built. Its last words: {' '.join(said[-3:]) or 'none'}."
    shown = [line.replace(str(work), str(source)) for line in faults]
    more = f" ({len(shown) - 1} more)" if len(shown) > 1 else ""
    return f"The book could not be built{more}: {shown[0]}"


def _swap(new: Path, out: Path) -> None:
    old = new.parent / "replaced"
    if out.exists():
        out.rename(old)
    try:
        new.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise


def _silent(_share: float, _what: str) -> None:
    """Say nothing."""
