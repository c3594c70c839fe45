"""`sacral-edu items`: the questions that the installed scorers put on a case."""

from pathlib import Path
from typing import Any

import click
import msgspec

from sacral_edu.domain.cases import Case
from sacral_edu.domain.errors import CaseError, PluginError
from sacral_edu.interfaces.casebook import Casebook, read_file
from sacral_edu.interfaces.cli.desks import desk_of
from sacral_edu.interfaces.cli.files import casebook_of
from sacral_edu.interfaces.cli.items_gaming import items_gaming
from sacral_edu.interfaces.cli.items_lint import items_lint
from sacral_edu.interfaces.cli.output import read, write

_EPILOG = """\b
Examples:
  sacral-edu items left-on-left
  sacral-edu items my-case.toml --scorer tart
  sacral-edu generate -n 20 --format jsonl | sacral-edu items - --with-keys
  sacral-edu items lint
  sacral-edu items gaming
"""


class _CaseOrCommand(click.Group):
    """A command that takes a case for its argument, and has commands of its own as well.

    A first word that names one of them calls it; any other is a case. No case can have such a name.
    """

    # As in a command without commands of its own: options may follow the case, and a second case is too much.
    allow_extra_args = False
    allow_interspersed_args = True

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        called = self.commands.get(args[0]) if args else None
        if called is None:
            return super().make_context(info_name, args, parent, **extra)
        return called.make_context(f"{info_name} {args[0]}", args[1:], parent, **extra)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        return self.commands.get(cmd_name, self)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return click.Command.parse_args(self, ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        return click.Command.invoke(self, ctx)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return click.Command.collect_usage_pieces(self, ctx)


@click.group(cls=_CaseOrCommand, no_args_is_help=False, epilog=_EPILOG)
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
    .jsonl), or - for such cases on standard input. In place of a case: `lint` looks for flaws of item
    writing, `gaming` measures what can be earned without understanding a note.
    """
    desk = desk_of(casebook_of(paths))
    names = sorted(desk.scorers) if scorer is None else [scorer]
    shown: list[Any] = []
    for one in _cases(case, desk.casebook):
        # Not from what the desk keeps: two cases of a file may have one id.
        sets = [desk.watch.make_items(desk.scorers, one, name) for name in names]
        shown += [item if with_keys else item.prompt for made in sets for item in made.items]
    try:
        encoded = msgspec.json.encode(shown)
    except TypeError as error:
        raise PluginError(f"A plugin's answer key cannot be written as JSON: {error}.") from error
    write(msgspec.json.format(encoded, indent=2).decode() + "\n", output)


items.add_command(items_lint)
items.add_command(items_gaming)


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
