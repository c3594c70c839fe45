"""The worked answer of a practice exercise as HTML, folded away, for readers without JavaScript.

The one place of the site that is handed more than a prompt. An exam calls nothing here.
"""

from html import escape

from sacral_edu.domain.items import Criterion
from sacral_edu.interfaces.casebook import Solution, Told


def worked_html(solution: Solution) -> str:
    """Return a folded block with the answer in words, and the reason for each part of it."""
    answers = "".join(_answer(told) for told in solution.told)
    reasons = "".join(_reason(line) for line in solution.score.criteria)
    return (
        '<details class="sx-worked"><summary>Worked answer</summary>'
        f"<dl>{answers}</dl><p>Why:</p><ul>{reasons}</ul></details>"
    )


def _answer(told: Told) -> str:
    lines = "".join(f"<dd>{escape(line)}</dd>" for line in told.lines)
    return f"<dt>{escape(told.label)}</dt>{lines}"


def _reason(line: Criterion) -> str:
    return f"<li><strong>{escape(line.label)}</strong> {escape(line.feedback)}</li>"
