"""The bundled scorers withstand every trick, and the book's table says what the audit finds."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sacral_edu.analysis.asked import Asking, ask, mixed_case
from sacral_edu.analysis.gaming import BAR, END, START, TRICKS, GamingReport, audit, markdown, rows
from sacral_edu.analysis.gaming.audit import AIM
from sacral_edu.scoring import Scorer

CASES_OF_THE_PAGE = 1000
ENOUGH = 120
"""Items of a kind below which 200 cases say little about it."""

OFF = 0.1
"""How far a mean over the items of 200 cases may lie from that of 1,000."""

TABLE = re.compile(rf"(?<=^{START}\n\n).*?(?=\n{END}$)", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def report(bundled: Asking) -> GamingReport:
    return audit(bundled)


@pytest.fixture(scope="module")
def table(
    request: pytest.FixtureRequest,
    checkout: Path,
    scorers: dict[str, Scorer[Any]],
    plugins_of_ours: tuple[str, ...],
) -> dict[str, dict[str, float]]:
    """The page's table by row and column; `--update-golden` makes it anew."""
    path = checkout / "book" / "gaming.md"
    if request.config.getoption("--update-golden"):
        own = {name: scorers[name] for name in plugins_of_ours}
        made = markdown(audit(ask(own, map(mixed_case, range(CASES_OF_THE_PAGE)))))
        text = TABLE.sub(lambda _: made, path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8", newline="\n")
    found = TABLE.search(path.read_text(encoding="utf-8"))
    assert found, "the page has lost the table, or a line that marks where it begins or ends"
    head, _, *lines = (line for line in found[0].splitlines() if line.startswith("|"))
    columns = [cell.strip() for cell in head.strip("|").split("|")]
    return {
        cells[0].strip(): {
            name: float(cell.replace(",", ""))
            for name, cell in zip(columns[1:], cells[1:], strict=True)
            if cell.strip()
        }
        for cells in (line.strip("|").split("|") for line in lines)
    }


def test_no_trick_reaches_the_bar_with_any_scorer(report: GamingReport) -> None:
    assert {row.scorer: row.over for row in report.scorers if row.over} == {}


def test_no_trick_comes_near_the_novice_with_any_kind_of_item(report: GamingReport) -> None:
    near = {
        f"{row.scorer}/{row.kind}": row.best
        for row in report.kinds
        if row.items >= ENOUGH and row.best[1] >= BAR + OFF / 2
    }
    assert near == {}


def test_the_novice_earns_about_a_half_everywhere(report: GamingReport) -> None:
    off = {
        f"{row.scorer}/{row.kind}": row.novice
        for row in report.kinds
        if row.items >= ENOUGH and abs(row.novice - AIM) > OFF / 2
    }
    assert off == {}


def test_a_blank_answer_earns_nothing_anywhere(report: GamingReport) -> None:
    assert {row.points["blank"] for row in report.kinds} == {0.0}


def test_nothing_is_left_out_of_the_audit(report: GamingReport, plugins_of_ours: tuple[str, ...]) -> None:
    assert (report.failures, report.unjudged) == ((), {})
    assert {row.scorer for row in report.scorers} == set(plugins_of_ours)


def test_the_table_of_the_book_is_what_the_audit_finds(
    report: GamingReport, table: dict[str, dict[str, float]]
) -> None:
    assert set(table) >= {_name(row.scorer, row.kind) for row in rows(report)}
    for row in rows(report):
        if row.items < ENOUGH:
            continue
        shown = table[_name(row.scorer, row.kind)]
        found = {name.capitalize(): mean for name, mean in row.points.items()} | {"Novice": row.novice}
        assert {name: shown[name] for name in found} == pytest.approx(found, abs=OFF), row.kind


def test_no_number_of_the_table_reaches_the_bar(table: dict[str, dict[str, float]]) -> None:
    tricks = {name.capitalize() for name in TRICKS}
    over = {row: {n: v for n, v in shown.items() if n in tricks and v >= BAR} for row, shown in table.items()}
    assert {row: found for row, found in over.items() if found} == {}


def test_the_page_tells_every_trick(checkout: Path, page_rows: Callable[[str], list[list[str]]]) -> None:
    assert {row[0]: row[1] for row in page_rows("Trick")} == {f"*{n}*": what for n, what in TRICKS.items()}


@pytest.fixture
def page_rows(checkout: Path) -> Callable[[str], list[list[str]]]:
    """The rows of the page's table with that first column."""

    def read(head: str) -> list[list[str]]:
        text = (checkout / "book" / "gaming.md").read_text(encoding="utf-8")
        found = re.search(rf"^\| {head} \|.*\n\|[-|: ]+\n((?:\|.*\n)+)", text, re.MULTILINE)
        assert found
        return [[c.strip() for c in line.strip("|").split("|")] for line in found[1].splitlines()]

    return read


def _name(scorer: str, kind: str) -> str:
    return f"`{scorer}` {kind}" if kind else f"`{scorer}`, all"
