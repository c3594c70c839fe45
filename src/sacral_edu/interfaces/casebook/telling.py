"""An answer in words, for those who read it: the fields in the order of the question."""

from collections.abc import Callable
from typing import Any, cast

from msgspec import Struct

from sacral_edu.clinical import coding
from sacral_edu.domain.claims import Claim, ProcedureLine
from sacral_edu.domain.items import (
    ChoiceField,
    ChoicesField,
    ClaimField,
    Field,
    MarkField,
    Prompt,
    Response,
    TextField,
)

_NOTHING = "nothing"


class Told(Struct, frozen=True, kw_only=True):
    """The answer to one field: its label, and a line for each thing chosen, marked or written."""

    label: str
    lines: tuple[str, ...]


def in_words(prompt: Prompt, response: Response) -> tuple[Told, ...]:
    """Return the answers of a checked response (`check_response`) in words, a part for each field."""
    told = ((field, response.answers.get(field.id)) for field in prompt.fields)
    return tuple(
        Told(label=field.label, lines=_TELL[type(field)](field, prompt, value) or (_NOTHING,))
        for field, value in told
    )


def _marks(field: Field, prompt: Prompt, value: Any) -> tuple[str, ...]:
    marks = cast("dict[str, str]", value or {})
    labels = {option.id: option.label for option in cast("MarkField", field).options}
    several = len(labels) > 1
    return tuple(
        f"Line {place}: {labels[marks[line.id]] if several else line.text}"
        for place, line in enumerate(prompt.note, 1)
        if line.id in marks
    )


def _choice(field: Field, _prompt: Prompt, value: Any) -> tuple[str, ...]:
    chosen = {value} if isinstance(value, str) else set(cast("tuple[str, ...]", value or ()))
    options = cast("ChoiceField | ChoicesField", field).options
    return tuple(option.label for option in options if option.id in chosen)


def _text(_field: Field, _prompt: Prompt, value: Any) -> tuple[str, ...]:
    return tuple(line for line in (value or "").splitlines() if line.strip())


def _claim(_field: Field, _prompt: Prompt, value: Any) -> tuple[str, ...]:
    claim = cast("Claim", value)
    if claim.claim_action == "hold_query":
        return ("Hold the claim and query the clinician.",)
    titles = coding.diagnoses()
    rows = [
        f"Diagnosis {place}: {code} {titles[code].title if code in titles else ''}".rstrip()
        for place, code in enumerate(claim.diagnoses, 1)
    ]
    return (*rows, *(_line(line, claim.diagnoses) for line in claim.procedures))


def _line(line: ProcedureLine, diagnoses: tuple[str, ...]) -> str:
    number = "-".join((coding.shown(line.code), *line.modifiers))
    words = coding.procedures()[line.code].words if line.code in coding.procedures() else ""
    said = " ".join(filter(None, (number, words)))
    units = f"{line.units} {'unit' if line.units == 1 else 'units'}"
    order = [code for code in diagnoses if code in line.dx]
    return f"Service {said}, {units}, for {', '.join(order) or 'no diagnosis'}"


_TELL: dict[type, Callable[[Any, Prompt, Any], tuple[str, ...]]] = {
    MarkField: _marks,
    ChoiceField: _choice,
    ChoicesField: _choice,
    TextField: _text,
    ClaimField: _claim,
}
