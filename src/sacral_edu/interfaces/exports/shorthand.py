"""Answers as people write them in a notebook: line numbers and letters in place of ids."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sacral_edu.domain.items import ChoiceField, ChoicesField, Field, MarkField, Option, Prompt, TextField


def spelled_out(prompt: Prompt, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers with line numbers and letters replaced by the ids that they stand for.

    Where a line can be marked in one way only, a list of lines will do. A text loses the empty lines and
    the spaces around it, which are those of the quotes that it was written between.
    An id is left as it is, and so is whatever the prompt does not offer: refusing that, in words, is for
    whoever checks the response.
    """
    fields = {field.id: field for field in prompt.fields}
    return {
        name: _answer(fields[name], prompt, answer) if name in fields else answer
        for name, answer in answers.items()
    }


def _answer(field: Field, prompt: Prompt, answer: Any) -> Any:
    if isinstance(field, TextField):
        return answer.strip() if isinstance(answer, str) else answer
    if isinstance(answer, (list, tuple)):
        listed = cast("Sequence[Any]", answer)
        if isinstance(field, MarkField) and len(field.options) == 1:
            return {_line(prompt, line): field.options[0].id for line in listed}
        return [_option(field.options, one) for one in listed] if isinstance(field, ChoicesField) else listed
    if isinstance(field, MarkField) and isinstance(answer, Mapping):
        marks = cast("Mapping[Any, Any]", answer)
        return {_line(prompt, line): _option(field.options, mark) for line, mark in marks.items()}
    return _option(field.options, answer) if isinstance(field, ChoiceField) else answer


def _line(prompt: Prompt, named: Any) -> str:
    name = str(named).strip()
    if any(line.id == name for line in prompt.note):
        return name
    numbers = {str(number): line.id for number, line in enumerate(prompt.note, 1)}
    return numbers.get(name, name)


def _option(options: Sequence[Option], named: Any) -> Any:
    if not isinstance(named, str) or any(option.id == named for option in options):
        return named
    letters = {option.letter.upper(): option.id for option in options}
    return letters.get(named.strip().upper(), named)
