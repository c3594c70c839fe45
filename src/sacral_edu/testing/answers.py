"""Answers that a scorer must stand: blank, plain, odd and malformed ones, made from a prompt's fields."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from sacral_edu.clinical.coding import procedures
from sacral_edu.domain.items import ChoiceField, ChoicesField, ClaimField, Field, MarkField, Prompt, TextField

ODD_TEXTS = (
    "\x00",
    "\u202eeert no dda\u202c",
    "עצם העצה שמאלה",
    "sacro\u0301 ﬁ ẞ İ ǆ",
    "\U0001f9b4\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\ufeff\u200b\u2028\u2029\x85\x1b[31m",
    "\U0010ffff\ue000",
    "'; --</script>{}{0}%s\\",
    "\u00b2 minutes, \u0663 regions, \u00bd \u096b \u2167",
)
"""NUL, right-to-left, combining letters, emoji, invisible signs, the last code point, markup, odd digits."""

_LONGEST = 10_000


class Answers(Struct, frozen=True, kw_only=True):
    """Field id to answer, and a few words for what they are."""

    name: str
    given: dict[str, Any]


def blank_answers(prompt: Prompt) -> Iterator[Answers]:
    """Yield the ways of handing in nothing."""
    yield Answers(name="no field answered", given={})
    yield Answers(name="every field null", given={field.id: None for field in prompt.fields})
    yield Answers(name="every field empty", given={field.id: _empty(field) for field in prompt.fields})


def plain_answers(prompt: Prompt) -> Iterator[Answers]:
    """Yield answers that fit the prompt: each field alone and all together, by first and last option."""
    for last in (False, True):
        given = {field.id: _plain(field, last=last) for field in prompt.fields}
        for name, answer in given.items():
            yield Answers(name=f"only field {name!r} answered", given={name: answer})
        yield Answers(name="every field answered", given=given)


def odd_answers(prompt: Prompt) -> Iterator[Answers]:
    """Yield odd texts for the fields that take words of the learner's own."""
    for field in prompt.fields:
        if isinstance(field, TextField):
            longest = "sacrum left " * (1 + min(field.max_chars, _LONGEST) // 12)
            for text in (*ODD_TEXTS, longest):
                yield Answers(name=f"odd text in {field.id!r}", given={field.id: text[: field.max_chars]})
        elif isinstance(field, ClaimField):
            for text in ODD_TEXTS:
                line = {"code": text, "modifiers": [text], "units": 1, "dx": [text]}
                claim = {"diagnoses": [text, text], "procedures": [line, line]}
                yield Answers(name=f"odd codes in {field.id!r}", given={field.id: claim})


def wrong_types(field: Field) -> Iterator[Answers]:
    """Yield answers to one field that are no answers at all: values of the wrong JSON type."""
    values: list[object] = [7, True, 0.5, [[]]]
    if not isinstance(field, (ChoiceField, TextField)):
        values.append("words")
    if isinstance(field, MarkField):
        values += [[field.lines[0]] if field.lines else ["s1"], dict.fromkeys(field.lines[:1], 7)]
    elif isinstance(field, ClaimField):
        values += [{"diagnoses": "M99.04"}, {"claim_action": "perhaps"}, {"procedures": [{"units": 1}]}]
    else:
        values += [[7], {"no": ["such"]}]
    for value in values:
        if value:
            yield Answers(name=f"a wrong type in {field.id!r}", given={field.id: value})


def stray_answers(field: Field) -> Iterator[Answers]:
    """Yield answers of the right type that the prompt does not offer, or more than it takes."""
    stray = "no-such-option"
    if isinstance(field, MarkField):
        first = {line: field.options[0].id for line in field.lines if field.options}
        yield Answers(
            name="an unknown line", given={field.id: {"no-such-line": next(iter(first.values()), "")}}
        )
        yield Answers(name="an unknown option", given={field.id: dict.fromkeys(field.lines[:1], stray)})
        if field.at_most is not None and field.at_most < len(first):
            yield Answers(name="too many marks", given={field.id: first})
    elif isinstance(field, ChoiceField):
        yield Answers(name="an unknown option", given={field.id: stray})
        yield Answers(name="odd text for an option", given={field.id: ODD_TEXTS[0]})
    elif isinstance(field, ChoicesField):
        ids = [option.id for option in field.options]
        yield Answers(name="an unknown option", given={field.id: [stray]})
        yield Answers(name="an option twice", given={field.id: [*ids[:1], *ids[:1]]})
        if field.at_most is not None and field.at_most < len(ids):
            yield Answers(name="too many options", given={field.id: ids})
    elif isinstance(field, TextField):
        yield Answers(name="too long a text", given={field.id: "x" * (field.max_chars + 1)})


def _empty(field: Field) -> object:
    if isinstance(field, (MarkField, ClaimField)):
        return {}
    return [] if isinstance(field, ChoicesField) else ""


def _plain(field: Field, *, last: bool) -> object:
    at = -1 if last else 0
    if isinstance(field, TextField):
        return ("Left on left sacral torsion." if last else "sacrum")[: field.max_chars]
    if isinstance(field, ClaimField):
        code = list(procedures())[at]
        line = {"code": code, "modifiers": ["59"] if last else [], "units": 1, "dx": ["M99.04"]}
        return {"claim_action": "submit", "diagnoses": ["M99.04", "M54.50"], "procedures": [line]}
    ids = [option.id for option in field.options]
    if isinstance(field, ChoiceField):
        return ids[at]
    if isinstance(field, ChoicesField):
        return ids[: field.at_most] if last else ids[:1]
    return dict.fromkeys(field.lines[: field.at_most], ids[at])
