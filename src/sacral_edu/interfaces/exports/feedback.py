"""An outcome as plain text, Markdown and HTML: the score, then each criterion with its reason."""

import textwrap
from html import escape

from msgspec import Struct

from sacral_edu.domain.items import Criterion, NotGraded, Outcome, Prompt
from sacral_edu.interfaces.exports.cells import plain

_WIDTH = 80
_TINY = 1e-9


class Line(Struct, frozen=True, kw_only=True):
    """One criterion in words: a sign and a word for how it went, what it was about, why, where to read."""

    sign: str
    verdict: str
    label: str
    feedback: str
    more: str


class Report(Struct, frozen=True, kw_only=True):
    """What a learner is told about an answer."""

    heading: str
    said: str = ""
    lines: tuple[Line, ...] = ()
    notice: str = ""


def report(outcome: Outcome, prompt: Prompt, notice: str = "") -> Report:
    """Return an outcome in words; `notice` is printed below it."""
    if isinstance(outcome, NotGraded):
        said = f"The plugin {outcome.scorer} failed. Your answer is not a zero. ({outcome.reason})"
        return Report(heading="Not graded", said=said)
    numbers = {line.id: str(number) for number, line in enumerate(prompt.note, 1)}
    return Report(
        heading=f"Score {outcome.points:.0%}",
        said=outcome.summary,
        lines=tuple(_line(criterion, numbers) for criterion in outcome.criteria),
        notice=notice,
    )


def as_text(shown: Report) -> str:
    """Return a report for a terminal of 80 columns."""
    parts = [shown.heading, *textwrap.wrap(shown.said, _WIDTH)]
    for line in shown.lines:
        verdict = f"{line.verdict}. " if line.verdict else ""
        parts += ["", *_wrapped(line.label, f"{line.sign} ", "  ")]
        parts += _wrapped(f"{verdict}{line.feedback}", "    ", "    ")
        parts += _wrapped(line.more, "    ", "    ")
    return "\n".join([*parts, *(["", *textwrap.wrap(shown.notice, _WIDTH)] if shown.notice else [])])


def as_markdown(shown: Report) -> str:
    """Return a report as Markdown."""
    parts = [f"**{plain(shown.heading)}**", plain(shown.said)]
    parts.append("\n".join(_markdown(line) for line in shown.lines))
    return "\n\n".join(part for part in (*parts, plain(shown.notice)) if part)


def as_html(shown: Report) -> str:
    """Return a report as HTML that needs no style sheet; nothing in it rests on color."""
    parts = [f"<p><strong>{escape(shown.heading)}</strong></p>"]
    if shown.said:
        parts.append(f"<p>{escape(shown.said)}</p>")
    if shown.lines:
        parts.append(f"<ul>{''.join(_html(line) for line in shown.lines)}</ul>")
    if shown.notice:
        parts.append(f"<p><small>{escape(shown.notice)}</small></p>")
    return f"<div>{''.join(parts)}</div>"


def _line(criterion: Criterion, numbers: dict[str, str]) -> Line:
    sign, word = _verdict(criterion)
    at = [numbers[line] for line in criterion.lines if line in numbers]
    points = _points(criterion)
    rules = f"; rules {', '.join(criterion.rules)}" if criterion.rules else ""
    return Line(
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
    return f"- {verdict}{plain(line.label)}  \n  {plain(line.feedback)}  \n  *{plain(line.more)}*"


def _html(line: Line) -> str:
    verdict = f"<strong>{escape(line.verdict)}</strong>: " if line.verdict else ""
    return (
        f"<li>{verdict}{escape(line.label)}<br>{escape(line.feedback)}"
        f"<br><small>{escape(line.more)}</small></li>"
    )


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=first, subsequent_indent=rest)
