"""Reading a learner's answers: the one place where a response's shape is checked.

Every function raises `ResponseError` with a sentence that names the item, the field and what was wanted.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any, NoReturn, cast

import msgspec

from sacral_edu.domain.claims import Claim
from sacral_edu.domain.errors import ResponseError
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

_SHOWN = 60


def check_response(prompt: Prompt, response: Response) -> Response:
    """Return the response with every answer checked against the prompt's fields and typed.

    Raises ResponseError where the item differs, a field is unknown, an answer has the wrong shape or
    names an option or line that the prompt does not offer. Fields left out count as left blank.
    """
    if response.item_id != prompt.item_id:
        raise ResponseError(
            f"The response is for item {response.item_id!r} but was handed to item {prompt.item_id!r}; "
            "send it with the id of its own item."
        )
    fields = {field.id: field for field in prompt.fields}
    unknown = sorted(set(response.answers) - set(fields))
    if unknown:
        raise ResponseError(
            f"Item {prompt.item_id}: there is no field {unknown[0]!r}; its fields are "
            f"{', '.join(sorted(fields))}."
        )
    answers = {name: _CHECKS[type(field)](field, response) for name, field in fields.items()}
    return Response(item_id=response.item_id, answers=answers)


def marks(response: Response, field: str) -> Mapping[str, str]:
    """Return the marked lines of a mark field, line id to option id; empty where nothing was marked."""
    value: object = response.answers.get(field)
    if value is None:
        return {}
    if isinstance(value, Mapping):
        pairs = cast("Mapping[object, object]", value)
        if all(isinstance(k, str) and isinstance(v, str) for k, v in pairs.items()):
            return cast("Mapping[str, str]", pairs)
    _refuse(response, field, "an object from line id to option id", cast("object", value))


def choice(response: Response, field: str) -> str:
    """Return the chosen option's id; an empty string where nothing was chosen."""
    value = response.answers.get(field)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    _refuse(response, field, "the id of one option, as a string", value)


def choices(response: Response, field: str) -> tuple[str, ...]:
    """Return the ids of the chosen options in the order given; empty where nothing was chosen."""
    value: object = response.answers.get(field)
    if value is None:
        return ()
    if isinstance(value, (list, tuple)):
        ids = cast("Collection[object]", value)
        if all(isinstance(i, str) for i in ids):
            return tuple(cast("Collection[str]", ids))
    _refuse(response, field, "a list of option ids", cast("object", value))


def text(response: Response, field: str) -> str:
    """Return what was written; an empty string where nothing was."""
    value = response.answers.get(field)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    _refuse(response, field, "a text", value)


def claim(response: Response, field: str) -> Claim:
    """Return the claim that was built; an empty claim where none was."""
    value = response.answers.get(field)
    if value is None:
        return Claim()
    if isinstance(value, Claim):
        return value
    try:
        return msgspec.convert(value, Claim)
    except (msgspec.ValidationError, RecursionError) as error:
        raise ResponseError(
            f"Item {response.item_id}, field {field!r}: this is not a claim ({error}); expected an object "
            "with claim_action, diagnoses and procedures."
        ) from error


def _check_mark(field: MarkField, response: Response) -> Mapping[str, str]:
    found = marks(response, field.id)
    _known(response, field.id, "line", found, field.lines)
    _known(response, field.id, "option", set(found.values()), [o.id for o in field.options])
    _not_too_many(response, field.id, len(found), field.at_most)
    return dict(found)


def _check_choice(field: ChoiceField, response: Response) -> str:
    chosen = choice(response, field.id)
    if chosen:
        _known(response, field.id, "option", [chosen], [o.id for o in field.options])
    return chosen


def _check_choices(field: ChoicesField, response: Response) -> tuple[str, ...]:
    chosen = choices(response, field.id)
    _known(response, field.id, "option", chosen, [o.id for o in field.options])
    if len(set(chosen)) != len(chosen):
        raise ResponseError(
            f"Item {response.item_id}, field {field.id!r}: an option is named twice; name each once."
        )
    _not_too_many(response, field.id, len(chosen), field.at_most)
    return chosen


def _check_text(field: TextField, response: Response) -> str:
    written = text(response, field.id)
    if len(written) > field.max_chars:
        raise ResponseError(
            f"Item {response.item_id}, field {field.id!r}: {len(written)} characters are more than the "
            f"{field.max_chars} allowed; shorten the text."
        )
    return written


def _check_claim(field: ClaimField, response: Response) -> Claim:
    return claim(response, field.id)


def _known(
    response: Response, field: str, what: str, named: Collection[str], offered: Collection[str]
) -> None:
    stray = sorted(set(named) - set(offered))
    if stray:
        raise ResponseError(
            f"Item {response.item_id}, field {field!r}: there is no {what} {_short(stray[0])}; choose from "
            f"{', '.join(offered)}."
        )


def _not_too_many(response: Response, field: str, count: int, at_most: int | None) -> None:
    if at_most is not None and count > at_most:
        raise ResponseError(
            f"Item {response.item_id}, field {field!r}: {count} chosen, at most {at_most} allowed; take "
            f"{count - at_most} back."
        )


def _refuse(response: Response, field: str, wanted: str, value: object) -> NoReturn:
    raise ResponseError(f"Item {response.item_id}, field {field!r}: expected {wanted}, got {_short(value)}.")


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}..."


_CHECKS: dict[type[Field], Callable[[Any, Response], Any]] = {
    MarkField: _check_mark,
    ChoiceField: _check_choice,
    ChoicesField: _check_choices,
    TextField: _check_text,
    ClaimField: _check_claim,
}
