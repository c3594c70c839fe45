"""A learner's own text in 80 columns, with the words that criteria speak of in brackets and in color."""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

import click

from sacral_edu.interfaces.casebook import OwnText, Piece
from sacral_edu.interfaces.cli.notes import WIDTH, wrapped

_INDENT = "  "
_COLORS = {"wrong": "red", "earned": "green", "not_counted": "yellow"}
"""The worst first: where criteria disagree on the same words, its color is shown; the signs tell all."""
_UNSHOWABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})

_Inked = tuple[str, str | None]
"""A character with its color."""


def show_own_text(own: OwnText) -> None:
    """Print the text below a line that explains the signs; brackets say all that the color says."""
    click.echo(wrapped(own.legend))
    for line in _lines(own.pieces, WIDTH - len(_INDENT)):
        runs = groupby(line, key=lambda inked: inked[1])
        styled = [click.style("".join(char for char, _ in run), fg=color) for color, run in runs]
        click.echo(_INDENT + "".join(styled))


def _lines(pieces: Iterable[Piece], width: int) -> Iterator[list[_Inked]]:
    """Yield lines of at most `width` characters, broken at spaces, or within a word that has no room."""
    line: list[_Inked] = []
    word: list[_Inked] = []
    for char, color in [*_ink(pieces), ("\n", None)]:
        if char in " \n":
            if len(line) + len(word) > width:
                yield _ended(line)
                line = []
            line += word
            word = []
            if char == "\n":
                yield _ended(line)
                line = []
            elif len(line) < width:
                line.append((char, color))
            continue
        word.append((char, color))
        if len(word) == width:
            if line:
                yield _ended(line)
            line, word = word, []


def _ink(pieces: Iterable[Piece]) -> Iterator[_Inked]:
    for piece in pieces:
        verdicts = {mark.verdict for mark in piece.marks}
        color = next((color for verdict, color in _COLORS.items() if verdict in verdicts), None)
        for char in piece.bracketed:
            yield _showable(char), color


def _showable(char: str) -> str:
    """Return the character, or a stand-in for one that would move the cursor or cannot be encoded."""
    if char == "\n" or unicodedata.category(char) not in _UNSHOWABLE:
        return char
    return " " if char.isspace() else "\N{REPLACEMENT CHARACTER}"


def _ended(line: list[_Inked]) -> list[_Inked]:
    """Return the line without spaces at its end."""
    end = len(line)
    while end and line[end - 1][0] == " ":
        end -= 1
    return line[:end]
