"""A learner's own text, cut where criteria speak of it: what the terminal and the notebook mark up."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Literal, get_args

from msgspec import Struct

from sacral_edu.domain.items import Highlight, Outcome, Prompt, Score, TextField

Verdict = Literal["earned", "wrong", "not_counted"]

SIGNS: dict[Verdict, str] = {"earned": "+", "wrong": "x", "not_counted": "o"}
WORDS: dict[Verdict, str] = {"earned": "earned", "wrong": "wrong", "not_counted": "does not count"}


class Mark(Struct, frozen=True, kw_only=True):
    """What one criterion says of some words: its number in the score, its label, its verdict."""

    number: int
    label: str
    verdict: Verdict

    @property
    def tag(self) -> str:
        """The number with the verdict's sign, such as `2x`."""
        return f"{self.number}{SIGNS[self.verdict]}"


class Piece(Struct, frozen=True, kw_only=True):
    """A stretch of the text with all the marks that lie on the whole of it; none on words nobody marks."""

    text: str
    marks: tuple[Mark, ...] = ()

    @property
    def bracketed(self) -> str:
        """The words with their marks so that no color is needed: `[1+ 3x: left sulcus deep]`.

        Spaces around them stay outside the brackets.
        """
        words = self.text.strip()
        if not self.marks or not words:
            return self.text
        before, after = self.text.split(words)
        return f"{before}[{' '.join(mark.tag for mark in self.marks)}: {words}]{after}"


class OwnText(Struct, frozen=True, kw_only=True):
    """The answer to one text field: the field's label, and the text in pieces that add up to the whole."""

    label: str
    pieces: tuple[Piece, ...]

    @property
    def legend(self) -> str:
        """One sentence on the signs that stand in this text."""
        found = {mark.verdict for piece in self.pieces for mark in piece.marks}
        signs = ", ".join(f"{SIGNS[verdict]} {WORDS[verdict]}" for verdict in SIGNS if verdict in found)
        return f"{self.label}, your words with the number of the criterion they bear on ({signs}):"


def own_texts(outcome: Outcome, prompt: Prompt, answers: Mapping[str, Any]) -> tuple[OwnText, ...]:
    """Return every text of the answers in which some words are highlighted, in the order of the fields.

    `answers` are the ones that were scored. Criteria are numbered from 1 in the order of the score.
    Highlights may overlap: a piece then has several marks. What reaches beyond the text is cut off at its
    end, and a highlight of nothing, of an unknown field or of an unknown verdict is left out, since a
    scorer may be a stranger's.
    """
    if not isinstance(outcome, Score):
        return ()
    found: list[OwnText] = []
    for field in prompt.fields:
        written: object = answers.get(field.id)
        if not isinstance(field, TextField) or not isinstance(written, str):
            continue
        marks = [
            (highlight.start, highlight.end, Mark(number=n, label=one.label, verdict=highlight.verdict))
            for n, one in enumerate(outcome.criteria, 1)
            for highlight in one.highlights
            if _shown(highlight, field.id, len(written))
        ]
        if marks:
            found.append(OwnText(label=field.label, pieces=_pieces(written, marks)))
    return tuple(found)


def _shown(highlight: Highlight, field: str, length: int) -> bool:
    within = max(highlight.start, 0) < min(highlight.end, length)
    return highlight.field == field and within and highlight.verdict in get_args(Verdict)


def _pieces(written: str, marks: Sequence[tuple[int, int, Mark]]) -> tuple[Piece, ...]:
    length = len(written)
    edges = {0, length, *(min(max(edge, 0), length) for start, end, _ in marks for edge in (start, end))}
    pieces: list[Piece] = []
    for start, end in pairwise(sorted(edges)):
        over = _once(mark for first, last, mark in marks if first <= start and end <= last)
        if pieces and pieces[-1].marks == over:
            pieces[-1] = Piece(text=pieces[-1].text + written[start:end], marks=over)
        else:
            pieces.append(Piece(text=written[start:end], marks=over))
    return tuple(pieces)


def _once(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return the marks in order, each once, though a criterion may have marked the same words twice."""
    return tuple(dict.fromkeys(marks))
