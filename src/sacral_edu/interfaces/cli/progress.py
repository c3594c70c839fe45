"""Progress for long work: a bar on a terminal, silence in a pipe."""

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

_WORTH_A_BAR = 200


def tracked(things: Sequence[T], what: str) -> Iterator[T]:
    """Yield the things, with a progress bar on standard error where it is a terminal and they are many."""
    if len(things) < _WORTH_A_BAR or not sys.stderr.isatty():
        yield from things
        return
    # Imported late, since rich costs more than all the rest of a short command.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import track  # noqa: PLC0415

    yield from track(things, description=what, console=Console(stderr=True), transient=True)
