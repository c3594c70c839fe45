"""Building the book into a folder of plain files."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml

from sacral_edu.domain.errors import SacralEduError
from sacral_edu.interfaces.casebook import bundled
from sacral_edu.interfaces.site.addresses import checked_address, place_not_found, place_site_map
from sacral_edu.interfaces.site.faults import failure
from sacral_edu.interfaces.site.fingerprint import surroundings
from sacral_edu.interfaces.site.kept_work import Workplace, workplace

MARKER = ".sacral-edu-site"
"""Stands in every folder that a build made, so that a later build may replace it and nothing else."""

NO_ENGINE = (
    "Exercises on this page are graded when the course is opened with `sacral-edu serve`. Ask your "
    "instructor for the address, or install sacral-edu and run that command."
)

_EXTENSIONS = ("sacral_edu.interfaces.site.sphinx_extension", "sacral_edu.interfaces.cli.commands_page")
_CONFIG = "_config.yml"
_SCRATCH = ".sacral-edu-"
_PERCENT = re.compile(r"\[\s*(\d+)%\]\s*(\S+)")
_COLOR = re.compile(r"\x1b\[[0-9;]*m")
_PHASES = ("reading sources", "writing output")

Part = TypeVar("Part", dict[str, Any], list[Any])

Progress = Callable[[float, str], None]
"""Told the share of the work done (0..1) and what is being done."""


def build_site(  # noqa: PLR0913 all but the first are given by name
    out: Path,
    *,
    book: Path | None = None,
    cases: Iterable[Path] = (),
    engine: str = "server",
    address: str | None = None,
    finish: Callable[[Path], object] = lambda _html: None,
    progress: Progress | None = None,
    cache: Path | None = None,
    exam: Path | None = None,
) -> None:
    """Build the book into `out`, replacing an earlier build there only once the new one is complete.

    `book` is a folder of Jupyter Book 1.x sources (the bundled ones by default), `cases` files and folders
    that its exercises may name besides the bundled ones, `engine` what the exercises ask for a score.
    `address` is where the site will stand, if that is known; only its page for what is not there and its
    list for search engines name it. `finish` is given the complete site before it takes the place of the
    earlier one, to put into it what grades without a server. In `cache`, a folder, the work is kept, so that
    the next build of the same book reads only pages that have changed; the site is the same either way.
    With `exam`, the file of an exam's key, the pages are those of that exam, and the key gets its questions.
    Raises SacralEduError where jupyter-book is missing, where `out` holds something else, and where the
    build gives a warning; every warning is named with its file and line.
    """
    source, root = book or bundled("book"), checked_address(address) if address else None
    config = _configured(source, cases, engine, exam)
    _refuse_foreign(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix=_SCRATCH, dir=out.parent) as scratch,
        workplace(cache, source, Path(scratch)) as place,
    ):
        _make(place, source, cases, config, progress or _silent)
        html = _published(place.html, Path(scratch) / "html")
        place_not_found(html, root)
        if root is not None:
            place_site_map(html, root)
        finish(html)
        _swap(html, out)


def _make(place: Workplace, source: Path, cases: Iterable[Path], config: str, progress: Progress) -> None:
    """Make the pages of a book, but for what a place has already."""
    files = list(book_files(source))
    mark = surroundings(source, files, cases, config)
    if place.settle(source, (file for file in files if file != source / _CONFIG), mark):
        (place.work / _CONFIG).write_text(config, encoding="utf-8")
        with place.building():
            _run(place.work, place.out, progress, source)


def _published(made: Path, html: Path) -> Path:
    """Copy the pages without what no reader needs: sources, and maps of scripts with foreign addresses."""
    shutil.copytree(made, html, ignore=shutil.ignore_patterns("*.map", "_sources", ".buildinfo"))
    # The theme's catalogues of other languages were translated already where they are used.
    shutil.rmtree(html / "_static" / "locales", ignore_errors=True)
    return html


def _refuse_foreign(out: Path) -> None:
    if out.is_file():
        raise SacralEduError(f"{out}: is a file; name a folder to build into.")
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).is_file():
        raise SacralEduError(f"{out}: holds files that no build made; name an empty or a new folder.")


def book_files(book: Path) -> Iterator[Path]:
    """Yield the files of a book, without what builds made, and the place that one is being made in."""
    for folder, inside, names in os.walk(book):
        inside[:] = [
            name
            for name in inside
            if name != "_build"
            and not name.startswith(_SCRATCH)
            and not (Path(folder) / name / MARKER).is_file()
        ]
        yield from (Path(folder) / name for name in names)


def _configured(source: Path, cases: Iterable[Path], engine: str, exam: Path | None) -> str:
    """Return the book's settings with ours put in."""
    config = source / _CONFIG
    settings = _settings(config)
    _settings(source / "_toc.yml")
    sphinx = _section(settings, "sphinx", {}, config)
    extensions = _section(sphinx, "extra_extensions", [], config)
    extensions += [one for one in _EXTENSIONS if one not in extensions]
    values = _section(sphinx, "config", {}, config)
    values["sacral_edu_cases"] = [str(path.resolve()) for path in cases]
    values["sacral_edu_engine"] = engine
    values["sacral_edu_why"] = NO_ENGINE
    values["sacral_edu_exam"] = str(exam.resolve()) if exam else ""
    return yaml.safe_dump(settings, sort_keys=False)


def _settings(file: Path) -> dict[str, Any]:
    try:
        read: object = yaml.safe_load(file.read_bytes())
    except FileNotFoundError as error:
        raise SacralEduError(
            f"{file.parent}: there is no {file.name} in this folder; it is no Jupyter Book."
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        said = " ".join(str(error).split())
        raise SacralEduError(f"{file}: is not valid YAML: {said}.") from error
    return _section({"the file": read}, "the file", {}, file)


def _section(settings: dict[str, Any], name: str, empty: Part, file: Path) -> Part:
    """Return a part of the settings to write into, made anew where it is missing or left blank."""
    found = settings.get(name)
    if found is None:
        found = settings[name] = empty
    if not isinstance(found, type(empty)):
        wanted = "a list" if isinstance(empty, list) else "a mapping of names to values"
        raise SacralEduError(f"{file}: {name}: must be {wanted}.")
    return found


def _run(work: Path, out: Path, progress: Progress, source: Path) -> None:
    # Jupyter Book 1.x has no module to run with -m, and its script may not be on the path.
    start = "from jupyter_book.cli.main import main; main()"
    # -P, since a file of the reader's own folder (html.py, say) must not stand in for a module.
    command = [sys.executable, "-P", "-c", start, "build", str(work), "--path-output", str(out)]
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
    try:
        for line in process.stdout or ():
            plain = _COLOR.sub("", line).rstrip()
            said.append(plain)
            _report(plain, progress)
    except BaseException:
        # Interrupted: it must not write on into a folder that is about to be removed.
        process.kill()
        process.wait()
        raise
    if process.wait() != 0:
        raise SacralEduError(failure(said, work, source))


def _report(line: str, progress: Progress) -> None:
    found = _PERCENT.search(line)
    if found is None:
        return
    phase = next((n for n, name in enumerate(_PHASES) if line.startswith(name)), None)
    if phase is not None:
        progress((phase + int(found[1]) / 100) / len(_PHASES), f"{_PHASES[phase]}: {found[2]}")


def _swap(new: Path, out: Path) -> None:
    (new / MARKER).write_text("Made by `sacral-edu build`; the next build replaces this folder.\n")
    old = new.parent / "replaced"
    if out.exists():
        try:
            out.rename(old)
        except OSError as error:
            raise SacralEduError(
                f"{out}: cannot be replaced as a whole ({error.strerror}); name a new folder inside it."
            ) from error
    try:
        new.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise


def _silent(_share: float, _what: str) -> None:
    """Say nothing."""
