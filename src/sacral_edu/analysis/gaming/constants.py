"""Constant answers: the same to every item of a kind, whatever the note says."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from sacral_edu.analysis.asked import Asked
from sacral_edu.analysis.gaming.known import Known
from sacral_edu.domain.items import (
    ChoiceField,
    ChoicesField,
    ClaimField,
    Field,
    MarkField,
    Prompt,
    TextField,
)

_MOST = 24
_CLAIMS = 8
_TEXTS = 16


class Constant(Struct, frozen=True, kw_only=True):
    """An answer that hangs on nothing but which fields and options there are.

    `given` holds option ids and claims by field; `marked` an option by mark field, put on every line. An
    option that an item does not offer is left blank there.
    """

    name: str
    given: dict[str, Any]
    marked: dict[str, str]

    def answers(self, prompt: Prompt) -> dict[str, Any]:
        """Return the answer to a prompt."""
        found: dict[str, Any] = {}
        for field in prompt.fields:
            if isinstance(field, MarkField):
                option = self.marked.get(field.id)
                found[field.id] = dict.fromkeys(field.lines[: field.at_most], option) if option else {}
            else:
                found[field.id] = _fitting(field, self.given.get(field.id))
        return found


def constants(items: Sequence[Asked], known: Known) -> list[Constant]:
    """Return the constant answers worth trying, by how often they, or parts of them, were right."""
    prompt = items[0].prompt
    choices = list(_choices(items, prompt, known))
    marks = list(_marks(prompt))
    return [
        Constant(name=", ".join(filter(None, (name, how))) or "nothing", given=given, marked=marked)
        for name, given in choices
        for how, marked in marks
    ]


def _choices(items: Sequence[Asked], prompt: Prompt, known: Known) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield whole right answers of other cases, and each option for itself, without marks."""
    plain = [field for field in prompt.fields if not isinstance(field, MarkField)]
    if not plain:
        yield "", {}
        return
    if any(isinstance(field, ClaimField) for field in plain):
        for number, (claim, _) in enumerate(known.claims.most_common(_CLAIMS), 1):
            yield f"claim {number}", {f.id: msgspec.json.decode(claim) for f in plain}
        return
    whole: Counter[str] = Counter()
    kept: dict[str, dict[str, Any]] = {}
    for asked in items:
        answer = {
            field.id: asked.right[0].get(field.id) for field in plain if not isinstance(field, TextField)
        }
        name = _said(answer)
        whole[name] += 1
        kept[name] = answer
    texts = [field for field in plain if isinstance(field, TextField)]
    for name, _ in whole.most_common(_MOST):
        yield from _with_texts(name, kept[name], texts, known)
    for field in plain:
        if isinstance(field, (ChoiceField, ChoicesField)) and len(plain) > 1:
            for option, _ in known.options[field.id].most_common(_MOST // 2):
                one: object = [option] if isinstance(field, ChoicesField) else option
                yield f"{field.id} {option}", {field.id: one}


def _with_texts(
    name: str, answer: dict[str, Any], texts: Sequence[TextField], known: Known
) -> Iterator[tuple[str, dict[str, Any]]]:
    if not texts:
        yield name, answer
        return
    typical = {field.id: known.typical_texts(field, _TEXTS) for field in texts}
    for number in range(max(map(len, typical.values()))):
        pasted = {name: ways[number % len(ways)] for name, ways in typical.items() if ways}
        yield f"{name} model text {number + 1}".strip(), {**answer, **pasted}


def _marks(prompt: Prompt) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield no marks at all, and each option on every line."""
    yield "", {}
    for field in prompt.fields:
        if isinstance(field, MarkField):
            for option in field.options:
                yield f"every line {option.id}", {field.id: option.id}


def _fitting(field: Field, given: Any) -> Any:
    if isinstance(field, (ChoiceField, ChoicesField)):
        own = {option.id for option in field.options}
        if isinstance(field, ChoiceField):
            return given if given in own else ""
        return [name for name in given or () if name in own][: field.at_most]
    if isinstance(field, TextField):
        return (given or "")[: field.max_chars]
    return given


def _said(answer: dict[str, Any]) -> str:
    return " ".join(
        value if isinstance(value, str) else "+".join(value or ()) or "nothing" for value in answer.values()
    )
