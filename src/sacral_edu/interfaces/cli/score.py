"""`sacral-edu score`: responses in, scores out, a line each."""

from pathlib import Path

import click
import msgspec

from sacral_edu.domain.errors import ResponseError
from sacral_edu.domain.items import Response
from sacral_edu.interfaces.casebook import Desk
from sacral_edu.interfaces.cli.desks import desk_of
from sacral_edu.interfaces.cli.files import casebook_of
from sacral_edu.interfaces.cli.output import read, write
from sacral_edu.interfaces.cli.progress import tracked

_EPILOG = """\b
Examples:
  sacral-edu score responses.jsonl -o scores.jsonl
  sacral-edu score - < responses.jsonl

\b
A response is one line (broken in two here):
  {"item_id": "left-on-left/tart/evidence",
   "answers": {"evidence": {"s5": "restriction"}}}
"""


@click.command(epilog=_EPILOG)
@click.argument("responses", metavar="RESPONSES.jsonl")
@click.option("-o", "--output", metavar="FILE", help="Write to this file instead of standard output.")
@click.option("--cases", "paths", multiple=True, type=click.Path(path_type=Path), metavar="PATH",
              help="Case file or folder of your own that items are about.")  # fmt: skip
def score(responses: str, output: str | None, paths: tuple[Path, ...]) -> None:
    """Score any number of responses, one JSON object a line, in the order given.

    RESPONSES.jsonl is a file or - for standard input. A response that cannot be read stops the command
    with its line number and exit status 2, and nothing is written. A plugin that fails gives an outcome
    `not_graded` with the reason and the answers, never a zero, and a warning.
    """
    desk = desk_of(casebook_of(paths))
    lines = [(n, line) for n, line in enumerate(read(responses).splitlines(), 1) if line.strip()]
    encoder = msgspec.json.Encoder()
    scored: list[bytes] = []
    for number, line in tracked(lines, "Scoring"):
        scored.append(encoder.encode(_scored(desk, f"{responses}: line {number}", line)) + b"\n")
    write(b"".join(scored).decode(), output)


def _scored(desk: Desk, where: str, line: str) -> object:
    try:
        return desk.score(msgspec.json.decode(line, type=Response))
    except (msgspec.DecodeError, RecursionError) as error:
        raise ResponseError(
            f"{where}: this is not a response ({error}); expected an object with item_id and answers."
        ) from error
    except ResponseError as error:
        raise ResponseError(f"{where}: {error}") from error
