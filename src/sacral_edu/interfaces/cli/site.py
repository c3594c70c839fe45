"""`sacral-edu build` and `sacral-edu serve`: the course website as files, or served on this machine."""

import signal
import sys
import tempfile
from functools import partial
from pathlib import Path

import click

from sacral_edu.interfaces.casebook import Casebook
from sacral_edu.interfaces.cli.caches import cache_folder
from sacral_edu.interfaces.cli.desks import desk_of, told_scorers
from sacral_edu.interfaces.cli.engines import Finish, finishing
from sacral_edu.interfaces.cli.making_exams import build_exam
from sacral_edu.interfaces.cli.serving import Watched, listen_on, serve_site
from sacral_edu.interfaces.site.build import build_site
from sacral_edu.interfaces.site.page_watch import place_watch

_BUILD_EPILOG = """\b
Examples:
  sacral-edu build -o site
  sacral-edu build -o site --book my-book --cases my-cases
  sacral-edu build -o site --pyodide node_modules/pyodide
  sacral-edu build -o site --address https://example.org/course/
  sacral-edu build -o site --fresh      as if it were the first time
  sacral-edu build -o exam --book my-exam --exam keys/autumn.json
"""
_SERVE_EPILOG = """\b
Examples:
  sacral-edu serve
  sacral-edu serve --open --port 8080
  sacral-edu serve --book my-book --cases my-cases
  sacral-edu serve --book my-book --watch   build again at each change
  sacral-edu serve --site site          a site that was built before
"""


def _nothing(_html: Path) -> None:
    """Leave a site as it is: the server grades."""


def _finished(finish: Finish, *, watched: bool) -> Finish:
    """Return what finishes a site, and lets its pages ask whether they were built anew, if they shall."""

    def both(html: Path) -> None:
        if watched:
            place_watch(html)
        finish(html)

    return both


_book = click.option(
    "--book",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of Jupyter Book sources; the bundled course by default.",
)
_cases = click.option(
    "--cases",
    "paths",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="PATH",
    help="Case file or folder of your own; may be repeated.",
)
_fresh = click.option(
    "--fresh",
    is_flag=True,
    help="Read every page anew, also those that have not changed since the last build.",
)


@click.command(epilog=_BUILD_EPILOG)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder to build into.",
)
@_book
@_cases
@click.option(
    "--pyodide",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder of the npm package pyodide; fetched with npm where none is named.",
)
@click.option(
    "--engine",
    type=click.Choice(["browser", "none"]),
    default="browser",
    show_default=True,
    help="What grades on a static host: Python in the browser, or nothing.",
)
@click.option(
    "--address",
    metavar="URL",
    help="Where the site will stand, for its page for what is not there and its list for search engines.",
)
@_fresh
@click.option(
    "--exam",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="KEYFILE",
    help="Build an exam that nothing grades; what grades it goes into this file and not into the site.",
)
@click.option("--watched", is_flag=True, hidden=True, help="Let the pages ask whether they were built anew.")
def build(  # noqa: PLR0913, PLR0917 an argument for each option
    output: Path,
    book: Path | None,
    paths: tuple[Path, ...],
    pyodide: Path | None,
    engine: str,
    address: str | None,
    fresh: bool,
    exam: Path | None,
    watched: bool,
) -> None:
    """Build the course website into a folder, for any static host.

    Exercises are graded in the reader's browser by the same Python; opened through `sacral-edu serve`, the
    same site is graded by the server. Whoever opens a site that grades by itself can find its keys, so use
    it for practice. An earlier build in the folder is replaced once the new one is complete. Pages that have
    not changed since the last build of this book come from a cache; the site is the same either way.

    With --exam the pages hold questions alone. Learners save their answers as a file, and `sacral-edu exam
    grade` grades it. A key file that is there already is kept in use, so that pages can be mended.
    """
    signal.signal(signal.SIGTERM, _end)
    cases = Casebook(paths).cases()
    told_scorers()
    if exam is not None:
        build_exam(output, exam, book, paths)
        return
    cache = None if fresh else cache_folder()
    with finishing(engine, pyodide, cases, cache and cache / "engine") as finish:
        _build(output, book, paths, cache, _finished(finish, watched=watched), address)
    click.echo(f"Built {output}. Look at it with: sacral-edu serve --site {output}")


@click.command(epilog=_SERVE_EPILOG)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes a free one."
)
@click.option("--open", "open_browser", is_flag=True, help="Open the browser.")
@click.option(
    "--site", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Serve this built site."
)
@_book
@_cases
@_fresh
@click.option("--watch", is_flag=True, help="Build again when the book, a case or a plugin changes.")
def serve(
    host: str,
    port: int,
    open_browser: bool,
    site: Path | None,
    book: Path | None,
    paths: tuple[Path, ...],
    fresh: bool,
    watch: bool,
) -> None:
    """Build the course website and serve it on this machine, exercises graded."""
    if watch and site is not None:
        raise click.UsageError("--watch builds what it serves, so it cannot serve the built site of --site.")
    signal.signal(signal.SIGTERM, _end)
    listener = listen_on(host, port)
    desk = desk_of(Casebook(paths))
    desk.casebook.cases()
    with tempfile.TemporaryDirectory(prefix="sacral-edu-") as scratch:
        folder = site or Path(scratch) / "site"
        if site is None:
            finish = _finished(_nothing, watched=watch)
            _build(folder, book, paths, None if fresh else cache_folder(), finish)
        watched = Watched(book, paths, folder, Path(scratch) / "problem") if watch else None
        serve_site(listener, desk, folder, open_browser=open_browser, watched=watched)


def _build(
    output: Path,
    book: Path | None,
    paths: tuple[Path, ...],
    cache: Path | None,
    finish: Finish = _nothing,
    address: str | None = None,
) -> None:
    kept = cache and cache / "books"
    made = partial(build_site, output, book=book, cases=paths, address=address, finish=finish, cache=kept)
    if not sys.stderr.isatty():
        made()
        return
    # Imported late, since rich costs more than all the rest of a short command.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (
        TextColumn("Building the book"),
        BarColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=1.0)
        made(progress=lambda share, what: bar.update(task, completed=share, description=what))


def _end(number: int, _frame: object) -> None:
    """End as the signal asks, but by the way out that clears temporary folders away."""
    raise SystemExit(128 + number)
