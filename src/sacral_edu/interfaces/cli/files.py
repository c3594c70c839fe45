"""The case files that a command is given."""

from collections.abc import Sequence
from pathlib import Path

from sacral_edu.interfaces.casebook import Casebook


def casebook_of(paths: Sequence[Path]) -> Casebook:
    """Return the bundled cases with those of some files and folders.

    Files named by the user are read at once, so that a fault in them is told even where the command then
    asks for no case of theirs; without any, reading waits, since it takes longer than a short command.
    """
    book = Casebook(paths)
    if paths:
        book.cases()
    return book
