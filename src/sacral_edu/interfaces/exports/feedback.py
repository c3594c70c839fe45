"""An outcome as plain text, Markdown and HTML: the score, then each criterion with its reason."""

import re
import textwrap
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from msgspec import Struct

from sacral_edu.domain.items import Criterion, NotGraded, Outcome, Prompt
from sacral_edu.interfaces.casebook import OwnText, Piece, own_texts
from sacral_edu.interfaces.casebook.own_words import WORDS
from sacral_edu.interfaces.exports.cells import plain

_WIDTH = 80
_TINY = 1e-9
_LINES = {"earned": "solid", "wrong": "wavy", "not_counted": "dotted"}
_BLOCK_START = re.compile(r"(?m)^(\s*)(?:([-+=])|(\d+)([.)]))")
"""What would make a line of a learner's text a list, a rule or a heading in Markdown."""


class Line(Struct, frozen=True, kw_only=True):
    """One criterion in words: a sign and a word for how it went, what it was about, why, where to read.

    `place` is its number where words of the learner refer to it, such as `2. `.
    """

    place: str
    sign: str
    verdict: str
    label: str
    feedback: str
    more: str


class Report(Struct, frozen=True, kw_only=True):
    """What a learner is told about an answer."""

    heading: str
    said: str = ""
    texts: tuple[OwnText, ...] = ()
    lines: tuple[Line, ...] = ()
    notice: str = ""


def report(outcome: Outcome, prompt: Prompt, answers: Mapping[str, Any], notice: str = "") -> Report:
    """Return an outcome in words; `notice` is printed below it.

    `answers` are those that were scored: where criteria speak of words in them, the text is shown again
    with these words marked, and the criteria are numbered.
    """
    if isinstance(outcome, NotGraded):
        said = f"The plugin {outcome.scorer} failed. Your answer is not a zero. ({outcome.reason})"
        return Report(heading="Not graded", said=said)
    numbers = {line.id: str(number) for number, line in enumerate(prompt.note, 1)}
    texts = own_texts(outcome, prompt, answers)
    return Report(
        heading=f"Score {outcome.points:.0%}",
        said=outcome.summary,
        texts=texts,
        lines=tuple(
            _line(criterion, numbers, f"{place}. " if texts else "")
            for place, criterion in enumerate(outcome.criteria, 1)
        ),
        notice=notice,
    )


def as_text(shown: Report) -> str:
    """Return a report for a terminal of 80 columns."""
    parts = [shown.heading, *textwrap.wrap(shown.said, _WIDTH)]
    for own in shown.texts:
        parts += ["", *_wrapped(own.legend, "", ""), *_bracketed(own)]
    for line in shown.lines:
        verdict = f"{line.verdict}. " if line.verdict else ""
        parts += ["", *_wrapped(f"{line.place}{line.label}", f"{line.sign} ", "  ")]
        parts += _wrapped(f"{verdict}{line.feedback}", "    ", "    ")
        parts += _wrapped(line.more, "    ", "    ")
    return "\n".join([*parts, *(["", *textwrap.wrap(shown.notice, _WIDTH)] if shown.notice else [])])


def as_markdown(shown: Report) -> str:
    """Return a report as Markdown."""
    parts = [f"**{plain(shown.heading)}**", plain(shown.said)]
    for own in shown.texts:
        parts += [plain(own.legend), _quoted(own)]
    parts.append("\n".join(_markdown(line) for line in shown.lines))
    return "\n\n".join(part for part in (*parts, plain(shown.notice)) if part)


def as_html(shown: Report) -> str:
    """Return a report as HTML that needs no style sheet; nothing in it rests on color."""
    parts = [f"<p><strong>{escape(shown.heading)}</strong></p>"]
    if shown.said:
        parts.append(f"<p>{escape(shown.said)}</p>")
    for own in shown.texts:
        pieces = "".join(_marked(piece) for piece in own.pieces)
        parts.append(
            f'<p>{escape(own.legend)}</p><blockquote style="white-space: pre-wrap">{pieces}</blockquote>'
        )
    if shown.lines:
        parts.append(f"<ul>{''.join(_html(line) for line in shown.lines)}</ul>")
    if shown.notice:
        parts.append(f"<p><small>{escape(shown.notice)}</small></p>")
    return f"<div>{''.join(parts)}</div>"


def _line(criterion: Criterion, numbers: dict[str, str], place: str) -> Line:
    sign, word = _verdict(criterion)
    at = [numbers[line] for line in criterion.lines if line in numbers]
    points = _points(criterion)
    rules = f"; rules {', '.join(criterion.rules)}" if criterion.rules else ""
    return Line(
        place=place,
        sign=sign,
        verdict=f"{word} ({points})" if word and points else word,
        label=f"line {', '.join(at)}: {criterion.label}" if at else criterion.label,
        feedback=criterion.feedback,
        more=f"Read: {criterion.read_more}{rules}",
    )


def _verdict(criterion: Criterion) -> tuple[str, str]:
    if criterion.earned < -_TINY:
        return "-", "Taken off"
    if criterion.possible <= _TINY:
        return "i", ""
    if criterion.earned >= criterion.possible - _TINY:
        return "+", "Earned"
    return ("~", "Partly") if criterion.earned > _TINY else ("x", "Missed")


def _points(criterion: Criterion) -> str:
    if criterion.possible:
        return f"{criterion.earned * 100:.0f} of {criterion.possible * 100:.0f}"
    return f"{criterion.earned * 100:+.0f}" if criterion.earned else ""


def _markdown(line: Line) -> str:
    verdict = f"**{plain(line.verdict)}**: " if line.verdict else ""
    place = line.place.replace(".", r"\.")  # A number with a plain dot would begin a list.
    head = f"- {place}{verdict}{plain(line.label)}"
    return f"{head}  \n  {plain(line.feedback)}  \n  *{plain(line.more)}*"


def _html(line: Line) -> str:
    verdict = f"<strong>{escape(line.verdict)}</strong>: " if line.verdict else ""
    return (
        f"<li>{line.place}{verdict}{escape(line.label)}<br>{escape(line.feedback)}"
        f"<br><small>{escape(line.more)}</small></li>"
    )


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=first, subsequent_indent=rest)


def _bracketed(own: OwnText) -> Iterator[str]:
    for line in "".join(piece.bracketed for piece in own.pieces).split("\n"):
        yield from _wrapped(line, "  ", "  ") or [""]


def _quoted(own: OwnText) -> str:
    """Return a text as a quotation in Markdown that keeps its lines and obeys nothing in it."""
    escaped = plain("".join(piece.bracketed for piece in own.pieces))
    literal = _BLOCK_START.sub(lambda found: f"{found[1]}{_literal(found)}", escaped)
    return "\n".join(f"> {line.strip()}  " for line in literal.split("\n"))


def _literal(found: re.Match[str]) -> str:
    return f"\\{found[2]}" if found[2] else f"{found[3]}\\{found[4]}"


def _marked(piece: Piece) -> str:
    """Return a piece in brackets, underlined by its worst verdict; its color is the page's own."""
    words = escape(piece.bracketed)
    verdicts = {mark.verdict for mark in piece.marks}
    if not verdicts:
        return words
    line = next(_LINES[verdict] for verdict in ("wrong", "earned", "not_counted") if verdict in verdicts)
    style = f"background: none; color: inherit; text-decoration: underline {line}"
    said = "; ".join(f"{WORDS[mark.verdict]}: {mark.label}" for mark in piece.marks)
    return f'<mark style="{style}" title="{escape(said)}">{words}</mark>'
