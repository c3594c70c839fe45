"""`sacral-edu generate`: cases from a seed, as notes, JSON or JSON lines."""

from collections.abc import Iterator

import click
import msgspec

from sacral_edu.domain.cases import Case
from sacral_edu.generation.generate import generate as make_case
from sacral_edu.generation.spec import PROVIDERS, checked_spec
from sacral_edu.interfaces.cli.notes import note_text
from sacral_edu.interfaces.cli.output import write
from sacral_edu.interfaces.cli.progress import tracked

_EPILOG = """\b
Examples:
  sacral-edu generate -n 3 --seed 7
  sacral-edu generate --dysfunction L_ON_L --provider DC
  sacral-edu generate -n 1000 --seed 1 --format jsonl -o cases.jsonl
"""


@click.command(epilog=_EPILOG)
@click.option("-n", "--count", default=1, show_default=True, type=click.IntRange(1), help="How many cases.")
@click.option("--seed", default=0, show_default=True, help="Course seed; the same seed gives the same cases.")
@click.option("--dysfunction", metavar="ID", help="Only this dysfunction, for example L_ON_L or R_ANT_ROT.")
@click.option("--provider", type=click.Choice(PROVIDERS), help="Only visits to this clinician.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["note", "json", "jsonl"]),
    default="note",
    show_default=True,
    help="A note to read, one JSON list, or one JSON object a line.",
)
@click.option("-o", "--output", metavar="FILE", help="Write to this file instead of standard output.")
def generate(
    count: int, seed: int, dysfunction: str | None, provider: str | None, form: str, output: str | None
) -> None:
    """Generate synthetic patient cases.

    Every case is accepted only after a solver that knows nothing of its making has found exactly its
    dysfunction in what the note states. JSON holds the whole case with its truth and its correct claim.
    """
    specs = [
        checked_spec(seed=seed, index=index, dysfunction=dysfunction, provider=provider)
        for index in range(count)
    ]
    cases = (make_case(spec) for spec in tracked(specs, "Generating cases"))
    write(_FORMS[form](cases), output)


def _notes(cases: Iterator[Case]) -> str:
    return "\n".join(note_text(case) for case in cases)


def _json(cases: Iterator[Case]) -> str:
    return msgspec.json.format(msgspec.json.encode(list(cases)), indent=2).decode() + "\n"


def _jsonl(cases: Iterator[Case]) -> str:
    encoder = msgspec.json.Encoder()
    return b"".join(encoder.encode(case) + b"\n" for case in cases).decode()


_FORMS = {"note": _notes, "json": _json, "jsonl": _jsonl}
