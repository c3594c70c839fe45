"""`sacral-edu items`: the questions that the installed scorers put on a case."""

from pathlib import Path
from typing import Any

import click
import msgspec

from sacral_edu.domain.cases import Case
from sacral_edu.domain.errors import CaseError, PluginError
from sacral_edu.interfaces.casebook import Casebook, read_file
from sacral_edu.interfaces.cli.files import casebook_of
from sacral_edu.interfaces.cli.output import read, write
from sacral_edu.plugin_manager import load_scorers
from sacral_edu.scoring import make_items

_EPILOG = """\b
Examples:
  sacral-edu items left-on-left
  sacral-edu items my-case.toml --scorer tart
  sacral-edu generate -n 20 --format jsonl | sacral-edu items - --with-keys
"""


@click.command(epilog=_EPILOG)
@click.argument("case")
@click.option("--scorer", metavar="NAME", help="Only the items of this scorer.")
@click.option("--with-keys", is_flag=True, help="Include the answer keys. For instructors.")
@click.option("--cases", "paths", multiple=True, type=click.Path(path_type=Path), metavar="PATH",
              help="Case file or folder of your own, to look the id up in.")  # fmt: skip
@click.option("-o", "--output", metavar="FILE", help="Write to this file instead of standard output.")
def items(
    case: str, scorer: str | None, with_keys: bool, paths: tuple[Path, ...], output: str | None
) -> None:
    """Print the questions on a case as JSON, never with keys unless asked.

    CASE is a case id, a case file (.toml, .yaml), a file of cases as `generate` writes them (.json,
    .jsonl), or - for such cases on standard input.
    """
    scorers = load_scorers()
    shown: list[Any] = []
    for one in _cases(case, casebook_of(paths)):
        made = make_items(scorers, one, only=scorer)
        for failure in made.failures:
            click.echo(f"Warning: {failure}", err=True)
        shown += [item if with_keys else item.prompt for item in made.items]
    try:
        encoded = msgspec.json.encode(shown)
    except TypeError as error:
        raise PluginError(f"A plugin's answer key cannot be written as JSON: {error}.") from error
    write(msgspec.json.format(encoded, indent=2).decode() + "\n", output)


def _cases(named: str, book: Casebook) -> list[Case]:
    path = Path(named)
    if named == "-" or path.suffix in (".json", ".jsonl"):
        return _decoded(read(named), named)
    if path.suffix in (".toml", ".yaml", ".yml"):
        faults = read_file(path).faults
        if faults:
            raise CaseError(f"{faults[0]} `sacral-edu cases check {named}` lists every fault.")
        return Casebook([path], with_bundled=False).cases()
    return [book.case(named)]


def _decoded(text: str, name: str) -> list[Case]:
    found: list[Case] = []
    stripped = text.lstrip()
    if stripped.startswith("["):
        return _decode(stripped, list[Case], name)
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            found.append(_decode(line, Case, f"{name}: line {number}"))
    return found


def _decode(text: str, kind: Any, where: str) -> Any:
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, RecursionError) as error:
        raise CaseError(
            f"{where}: this is not a case as `sacral-edu generate` writes it: {error}."
        ) from error
