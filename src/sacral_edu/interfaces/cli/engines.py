"""What grades in a site that is only files: Python in the reader's browser, or nothing."""

from collections.abc import Callable, Generator, Iterable
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from sacral_edu.domain.cases import Case
from sacral_edu.domain.errors import SacralEduError

Finish = Callable[[Path], object]


@contextmanager
def finishing(
    engine: str, pyodide: Path | None, cases: Iterable[Case], cache: Path | None = None
) -> Generator[Finish]:
    """Lend what puts an engine into a finished site, and keeps in `cache` what took long.

    `engine` is `browser` or `none`. A runtime that cannot be fetched is told in a sentence and gives a site
    without one; a named folder that is not right raises SacralEduError, as does a plugin that cannot run in
    a browser.
    """
    # Imported late: what it needs comes with the extra for the site.
    try:
        from sacral_edu.interfaces.site import engine as site_engine  # noqa: PLC0415
    except ImportError as error:
        raise SacralEduError(
            'The website needs more packages; `pip install "sacral-edu[site]"` brings them.'
        ) from error

    if engine == "none":
        yield site_engine.place_notice
        return
    # Looked at first: who has such a plugin should not wait for a runtime or a book before hearing of it.
    contents = site_engine.bundle()
    kept = site_engine.Kept(cache) if cache is not None else None
    with ExitStack() as lent:
        try:
            runtime = lent.enter_context(
                site_engine.taken_from(pyodide) if pyodide else site_engine.fetched(kept)
            )
        except site_engine.RuntimeMissingError as error:
            click.echo(f"Note: {error}", err=True)
            yield site_engine.place_notice
            return
        yield lambda html: site_engine.place_engine(html, runtime, contents, cases, kept)
