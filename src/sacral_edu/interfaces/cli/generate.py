"""`sacral-edu generate`: cases from a seed, as notes, JSON, FHIR or notebooks."""

from collections.abc import Callable, Iterator

import click
import msgspec

from sacral_edu.domain.cases import Case
from sacral_edu.generation.generate import generate as make_case
from sacral_edu.generation.spec import Spec, checked_spec
from sacral_edu.generation.wishes import CHALLENGES, PROVIDERS
from sacral_edu.interfaces.cli.notes import note_text
from sacral_edu.interfaces.cli.output import write
from sacral_edu.interfaces.cli.progress import tracked

_EPILOG = """\b
Examples:
  sacral-edu generate -n 3 --seed 7
  sacral-edu generate --dysfunction L_ON_L --provider DC
  sacral-edu generate --difficulty noisy -n 10 --format json
  sacral-edu generate --archetype desk_worker --habit function=poor
  sacral-edu generate -n 1000 --seed 1 --format jsonl -o cases.jsonl
"""

_FORM_NAMES = ("note", "json", "jsonl", "fhir", "notebook")


def _habit(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    asked: dict[str, str] = {}
    for value in values:
        name, equals, state = value.partition("=")
        if not equals:
            raise click.BadParameter(f"{value!r}: write it as NAME=STATE, for example function=poor.")
        asked[name] = state
    return asked


@click.command(epilog=_EPILOG)
@click.option("-n", "--count", default=1, show_default=True, type=click.IntRange(1), help="How many cases.")
@click.option("--seed", default=0, show_default=True, help="Course seed; the same seed gives the same cases.")
@click.option("--dysfunction", metavar="ID", help="Only this dysfunction, for example L_ON_L or R_ANT_ROT.")
@click.option("--provider", type=click.Choice(PROVIDERS), help="Only visits to this clinician.")
@click.option("--difficulty", "challenge", type=click.Choice(CHALLENGES), help="What makes the cases hard.")
@click.option("--archetype", metavar="ID", help="Only this history pattern, for example postpartum.")
@click.option("--habit", "habits", multiple=True, callback=_habit, metavar="NAME=STATE",
              help="Habit (descriptor, tart, site, function, linkage): present, absent, poor.")  # fmt: skip
@click.option("--locale", metavar="CODE", help="Name, address and phone by this Faker locale, as de_DE.")
@click.option("--format", "form", type=click.Choice(_FORM_NAMES), default="note", show_default=True,
              help="A note to read, one JSON list, one JSON object a line, FHIR, or a notebook.")  # fmt: skip
@click.option("-o", "--output", metavar="FILE", help="Write to this file instead of standard output.")
def generate(
    count: int, seed: int, locale: str | None, form: str, output: str | None, **wishes: object
) -> None:
    """Generate synthetic patient cases.

    Every case is accepted only with a proof that it has one answer: a solver that knows nothing of its
    making finds exactly its dysfunction in what the note states, or, in noisy cases, its posterior
    probability reaches the threshold. Except for notes to read, the output holds the truth, the proof and
    the correct claim: it is for instructors.
    """
    first = checked_spec(seed=seed, **wishes)  # type: ignore[arg-type]
    cases = _cases(first, count)
    if locale is not None:
        # Imported late: Faker alone costs more than all the rest of a short command.
        from sacral_edu.interfaces.faker_provider import localized_case  # noqa: PLC0415

        cases = (localized_case(case, locale) for case in cases)
    write(_FORMS[form](cases), output)


def _cases(first: Spec, count: int) -> Iterator[Case]:
    for index in tracked(range(count), "Generating cases"):
        yield make_case(first.at(index))


def _notes(cases: Iterator[Case]) -> str:
    return "\n".join(note_text(case) for case in cases)


def _json(cases: Iterator[Case]) -> str:
    return msgspec.json.format(msgspec.json.encode(list(cases)), indent=2).decode() + "\n"


def _jsonl(cases: Iterator[Case]) -> str:
    encoder = msgspec.json.Encoder()
    return b"".join(encoder.encode(case) + b"\n" for case in cases).decode()


def _fhir(cases: Iterator[Case]) -> str:
    from sacral_edu.interfaces.exports import bundle_json  # noqa: PLC0415 only this format needs it

    return bundle_json(cases)


def _notebook(cases: Iterator[Case]) -> str:
    from sacral_edu.interfaces.casebook import Casebook  # noqa: PLC0415 only this format needs scorers
    from sacral_edu.interfaces.cli.desks import desk_of  # noqa: PLC0415 only this format needs scorers
    from sacral_edu.interfaces.exports import notebook_json  # noqa: PLC0415 nbformat is an extra

    desk = desk_of(Casebook())
    names = sorted(desk.scorers)
    return notebook_json(
        (case, [item.prompt for name in names for item in desk.items(case, name).items]) for case in cases
    )


_FORMS: dict[str, Callable[[Iterator[Case]], str]] = {
    "note": _notes,
    "json": _json,
    "jsonl": _jsonl,
    "fhir": _fhir,
    "notebook": _notebook,
}
