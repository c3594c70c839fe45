"""`sacral-edu codes`: what a diagnosis code is, whether it may be reported, and which pairs may not."""

import re
from collections.abc import Iterable
from datetime import date, datetime

import click
import msgspec

from sacral_edu.clinical.icd import (
    CodeFault,
    CodeList,
    CodeRow,
    CodeStatus,
    check_codes,
    claims_in,
    leaves,
    search,
    status,
    table,
)
from sacral_edu.interfaces.cli.output import read, write

_EPILOG = """\b
Examples:
  sacral-edu codes show M99.04
  sacral-edu codes search sciatica left
"""
_SHOW_EPILOG = """\b
Examples:
  sacral-edu codes show M99.04
  sacral-edu codes show M54.5 S33.6A --format json
  sacral-edu codes show M72.2 --on 2026-09-30
"""

_CHECK_EPILOG = """\b
Examples:
  sacral-edu codes check my-codes.txt
  sacral-edu generate -n 100 --format jsonl | sacral-edu codes check -
  sacral-edu items v01 --with-keys | sacral-edu codes check -
"""

_SEARCH_EPILOG = """\b
Examples:
  sacral-edu codes search sciatica left
  sacral-edu codes search somatic dysfunction
"""

_on_option = click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Date of service, as in 2026-11-30; else the claim's own, or fiscal year 2027.",
)
_format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
_SHOWN_LEAVES = 12


@click.group(epilog=_EPILOG)
def codes() -> None:
    """Look diagnosis codes up and check them.

    The table is an extract of ICD-10-CM: the whole of each category that this course touches.
    """


@codes.command("show", epilog=_SHOW_EPILOG)
@click.argument("written", nargs=-1, required=True, metavar="CODE...")
@_on_option
@_format_option
def show(written: tuple[str, ...], on: datetime | None, form: str) -> None:
    """Show what the table says of each code, or in one sentence why it is not valid.

    Capitals and the dot may be left out. Exit status 2 if any code is not valid.
    """
    found = [status(code, _day(on)) for code in written]
    if form == "json":
        write(_json(found), None)
    else:
        write("\n".join(_described(one) for one in found) + f"\n{_source()}\n", None)
    if any(one.state != "valid" for one in found):
        raise SystemExit(2)


@codes.command("check", epilog=_CHECK_EPILOG)
@click.argument("file")
@_on_option
@_format_option
def check(file: str, on: datetime | None, form: str) -> None:
    """Check the diagnosis codes of claims: each code, and the Excludes1 pairs within a claim.

    FILE holds a code or more a line, with a blank line between claims and remarks after a #; or JSON or JSON
    lines of cases, items with keys, responses or claims; - is standard input. Exit status 2 if there is a
    fault. Codes outside the extract and pairs that only deserve a second look are notes, not faults.
    """
    claims = _claims(read(file), file)
    if not claims:
        raise click.ClickException(f"{file}: holds no diagnosis codes.")
    found = [fault for claim in claims for fault in check_codes(claim, _day(on))]
    if form == "json":
        write(_json(found), None)
    else:
        write("".join(f"{line}\n" for line in (*map(_line, found), _counts(claims, found))), None)
    if any(fault.kind != "note" for fault in found):
        raise SystemExit(2)


@codes.command("search", epilog=_SEARCH_EPILOG)
@click.argument("words", nargs=-1, required=True)
@click.option(
    "-n", "--count", default=20, show_default=True, type=click.IntRange(1), help="How many at most."
)
@_format_option
def find(words: tuple[str, ...], count: int, form: str) -> None:
    """Find codes by words of their titles; a word also finds longer words that it begins.

    A header is marked "header", a code that still needs a 7th character ends in "+". Exit status 2 if
    nothing is found.
    """
    rows = search(" ".join(words), count)
    if form == "json":
        write(_json(rows), None)
    else:
        write("".join(f"{_marked(row):<9} {row.title}{_kind(row)}\n" for row in rows), None)
    if not rows:
        click.echo(
            "No title has all these words. The table has official titles only, not the Alphabetic Index: "
            "try other words for the condition.",
            err=True,
        )
        raise SystemExit(2)


def _day(on: datetime | None) -> date | None:
    return None if on is None else on.date()


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def _source() -> str:
    release = table().release
    return f"Source: ICD-10-CM, {release.name}, with the changes listed for {table().fy2027.first_day}."


def _described(known: CodeStatus) -> str:
    row = known.row
    if known.state != "valid" or row is None:
        return known.message
    lines = [f"{row.code}  {row.title}", f"  billable; parent {row.parent}{_side(row)}"]
    lines += [f"  includes: {term}" for term in row.includes]
    lines += [f"  note: {note}" for note in row.notes]
    lines += [f"  Excludes1 at {one.stands_on}: {one.note}" for one in row.excludes1]
    lines += [
        f"  Excludes2 at {one.stands_on}: {one.note}" for one in row.excludes2 if not one.stands_on.isdigit()
    ]
    return "\n".join(lines)


def _side(row: CodeRow) -> str:
    return "" if row.laterality is None else f"; side: {row.laterality}"


def _marked(row: CodeRow) -> str:
    return f"{row.code}+" if row.seventh else row.code


def _kind(row: CodeRow) -> str:
    if row.billable or row.seventh:
        return ""
    below = leaves(row.code)
    return (
        f" (header; {len(below)} codes)" if len(below) > _SHOWN_LEAVES else f" (header; {', '.join(below)})"
    )


def _line(fault: CodeFault) -> str:
    mark = "note: " if fault.kind == "note" else ""
    return f"{fault.where}: {mark}{fault.message}"


def _counts(claims: tuple[CodeList, ...], found: Iterable[CodeFault]) -> str:
    kinds = [fault.kind for fault in found]
    total = sum(len({*claim.together, *claim.apart}) for claim in claims)
    return (
        f"{len(claims)} claims, {total} codes: {kinds.count('code')} invalid, "
        f"{kinds.count('pair')} Excludes1 pairs, {kinds.count('note')} notes."
    )


def _claims(text: str, name: str) -> tuple[CodeList, ...]:
    if text.lstrip().startswith(("{", "[")):
        return _from_json(text, name)
    found: list[CodeList] = []
    lines: list[str] = []
    for number, line in enumerate((*text.splitlines(), ""), 1):
        code = line.split("#")[0].strip(" ,;\t")
        lines += re.split(r"[,;\s]+", code) if code else []
        if not line.strip() and lines:
            found.append(CodeList(where=f"{name}: claim ending on line {number - 1}", together=tuple(lines)))
            lines = []
    return tuple(found)


def _from_json(text: str, name: str) -> tuple[CodeList, ...]:
    whole = _decoded(text)
    if whole is not None:
        return claims_in(whole, name)
    found: list[CodeList] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        value = _decoded(line)
        if value is None:
            raise click.ClickException(f"{name}: line {number} is not JSON, and neither is the whole file.")
        found += claims_in([value], f"{name}: line {number}")
    return tuple(found)


def _decoded(text: str) -> object | None:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return None
