"""`sacral-edu exam grade`: what learners saved from the pages of an exam, graded with its key."""

import csv
import io
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import click
import msgspec

from sacral_edu.domain.errors import SacralEduError
from sacral_edu.interfaces.cli.desks import desk_of
from sacral_edu.interfaces.cli.files import casebook_of
from sacral_edu.interfaces.cli.output import write
from sacral_edu.interfaces.cli.progress import tracked
from sacral_edu.interfaces.exam import AnswerSheet, ExamKey, GradedSheet, read_key, read_sheet
from sacral_edu.interfaces.exam import grade as graded

_EPILOG = """\b
Examples:
  sacral-edu exam grade autumn.json handed-in/*.json
  sacral-edu exam grade autumn.json handed-in/*.json --format csv -o all.csv
  sacral-edu exam grade autumn.json answers-kim.json --format json
"""
_NAME_WIDTH = 30


@click.group(epilog="\b\nExamples:\n  sacral-edu exam grade keys/autumn.json handed-in/*.json\n")
def exam() -> None:
    """Grade exams that were built with `build --exam`."""


@exam.command(epilog=_EPILOG)
@click.argument("key_file", metavar="KEYFILE", type=click.Path(path_type=Path))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILES...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json"]),
    default="text",
    show_default=True,
    help="A table to read, one for a spreadsheet, or everything with the feedback.",
)
@click.option("-o", "--output", metavar="FILE", help="Write to this file instead of standard output.")
@click.option("--cases", "paths", multiple=True, type=click.Path(path_type=Path), metavar="PATH",
              help="Case file or folder of your own that the exam is about.")  # fmt: skip
def grade(
    key_file: Path, files: tuple[Path, ...], form: str, output: str | None, paths: tuple[Path, ...]
) -> None:
    """Grade the files that learners saved, a line each, sorted by learner.

    A file that cannot be read or is of another exam is said to be so, the others are graded all the same,
    and the exit status is 2. A question that a plugin could not grade counts in nobody's points and is told.
    """
    key = read_key(key_file)
    desk = desk_of(casebook_of(paths))
    sheets, faults = _read(files, key)
    rows = [graded(sheet, file, key, desk) for file, sheet in tracked(sheets, "Grading")]
    rows.sort(key=lambda row: (row.learner.casefold(), row.file))
    write({"text": _text, "csv": _csv, "json": _json}[form](rows, key), output)
    for words in [*faults, *_remarks(rows)]:
        click.echo(words, err=True)
    if faults:
        raise SystemExit(2)


def _read(files: Sequence[Path], key: ExamKey) -> tuple[list[tuple[Path, AnswerSheet]], list[str]]:
    sheets: list[tuple[Path, AnswerSheet]] = []
    faults: list[str] = []
    for file in dict.fromkeys(files):
        try:
            sheets.append((file, read_sheet(file, key)))
        except SacralEduError as error:
            faults.append(f"Error: {error}")
    return sheets, faults


def _remarks(rows: Sequence[GradedSheet]) -> list[str]:
    said: list[str] = []
    for one, other in pairwise(rows):
        if one.learner.casefold() == other.learner.casefold():
            said.append(f"Note: {one.file} and {other.file} are both of {one.learner!r}.")
    problems = {(q.question, q.problem): f"Note: {q.item} was not graded in {row.file}. {q.problem}"
                for row in rows for q in row.questions if q.problem}  # fmt: skip
    return [*said, *problems.values()]


def _text(rows: Sequence[GradedSheet], key: ExamKey) -> str:
    count = len(key.questions)
    lines = [f"{'Learner':<{_NAME_WIDTH}} {'Points':>7}  {'Answered':>9}  Questions"]
    for row in rows:
        name = row.learner if len(row.learner) <= _NAME_WIDTH else f"{row.learner[: _NAME_WIDTH - 1]}…"
        answered = sum(one.answered for one in row.questions)
        each = " ".join("-" if one.points is None else f"{one.points:.2f}" for one in row.questions)
        points = "-" if row.points is None else f"{row.points * 100:.0f}%"
        lines.append(f"{name:<{_NAME_WIDTH}} {points:>7}  {f'{answered} of {count}':>9}  {each}")
    return "\n".join(lines) + "\n"


def _csv(rows: Sequence[GradedSheet], key: ExamKey) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    items = [one.item for one in key.questions]
    table.writerow(["learner", "file", "saved", "points", "answered", "not_graded", *items])
    for row in rows:
        each = ["" if one.points is None else one.points for one in row.questions]
        answered = sum(one.answered for one in row.questions)
        points = "" if row.points is None else row.points
        table.writerow([_plain(row.learner), row.file, row.saved, points, answered, row.not_graded, *each])
    return out.getvalue()


def _plain(learner: str) -> str:
    """Return a name that no spreadsheet takes for a formula."""
    return f"'{learner}" if learner[:1] in ("=", "+", "-", "@", "\t") else learner


def _json(rows: Sequence[GradedSheet], _key: ExamKey) -> str:
    return msgspec.json.format(msgspec.json.encode(rows), indent=2).decode() + "\n"
