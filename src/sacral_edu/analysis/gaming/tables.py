"""The audit as a table of the book."""

from sacral_edu.analysis.gaming.report import TRICKS, GamingReport, Row

START = "% gaming table: begin"
"""Line of the book's page before the table; MyST takes a line that begins with % for a comment."""

END = "% gaming table: end"
"""Line of the book's page after the table."""


def markdown(report: GamingReport) -> str:
    """Return the table in Markdown, with a line on what it was made from."""
    heads = ["Item", "Items", *(name.capitalize() for name in TRICKS), "Novice", "p"]
    lines = [
        f"{report.items:,} items on {report.cases:,} generated cases of all difficulties.",
        "",
        f"| {' | '.join(heads)} |",
        f"|---|{'---:|' * (len(heads) - 1)}",
    ]
    for row in rows(report):
        cells = [_name(row), f"{row.items:,}", *(_points(row, name) for name in TRICKS)]
        cells += [f"{row.novice:.2f}", "" if row.p is None else f"{row.p:.2f}"]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def rows(report: GamingReport) -> list[Row]:
    """Return each scorer's kinds of item, and then the scorer as a whole where it has several."""
    found: list[Row] = []
    for whole in report.scorers:
        own = [row for row in report.kinds if row.scorer == whole.scorer]
        found += [*own, whole] if len(own) > 1 else own
    return found


def _name(row: Row) -> str:
    return f"`{row.scorer}` {row.kind}" if row.kind else f"`{row.scorer}`, all"


def _points(row: Row, trick: str) -> str:
    return f"{row.points[trick]:.2f}" if trick in row.points else ""
