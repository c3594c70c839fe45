"""A prompt that everyone can read and answer: words for everything, one letter for each option."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from sacral_edu.domain.items import (
    ChoiceField,
    ChoicesField,
    ClaimField,
    Field,
    MarkField,
    Prompt,
    TextField,
)
from sacral_edu.testing.trial import Problem, shown

# "Red flag" is a word of medicine, and red skin is a finding; only a thing on the screen counts.
_COLORS = r"red(?![\s-]+flags?)|green|blue|yellow|orange|purple|pink|gr[ae]y"
_THINGS = (
    "arrow|bar|box|button|circle|dot|field|highlight|icon|item|letter|line|link|marker|option|sentence|"
    "shape|statement|text|word"
)
_BY_COLOR = re.compile(
    rf"\b(?:{_COLORS})(?:\s+\w+)?\s+(?:{_THINGS})s?\b"
    rf"|\b(?:in|colou?red|turns?|shown|marked)\s+(?:{_COLORS})\b"
    rf"|\b(?:click|tap|press|choose|select|pick|mark)\s+(?:on\s+)?(?:the\s+)?(?:{_COLORS})\b",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[A-Z0-9]")


def by_color(text: str) -> str | None:
    """Return the words of a text that tell something by its color alone; None where there are none."""
    found = _BY_COLOR.search(text)
    return found[0] if found else None


def prompt_problems(prompt: Prompt) -> Iterator[Problem]:
    """Yield what keeps someone from reading or answering a well-typed prompt."""
    for name, words in (("title", prompt.title), ("stem", prompt.stem)):
        if not words.strip():
            yield Problem(f"the {name} is empty", f"give the {name} in words")
    if not prompt.fields:
        yield Problem("the prompt has no field", "give the learner at least one field to answer in")
    if _twice(field.id for field in prompt.fields):
        yield Problem("two fields have one id", "give each field of a prompt an id of its own")
    if _twice(line.id for line in prompt.note):
        yield Problem(
            "two lines of the note have one id", "give each line of the note the id of its statement"
        )
    if not all(line.text.strip() for line in prompt.note):
        yield Problem("a line of the note is empty", "leave empty lines out of the note")
    if not all(label.strip() and words.strip() for label, words in prompt.context):
        yield Problem("a pair of the context is empty", "give every pair of the context a label and a value")
    for field in prompt.fields:
        yield from _field_problems(field, {line.id for line in prompt.note})
    said = [prompt.title, prompt.stem, *(words for pair in prompt.context for words in pair)]
    said += [label for field in prompt.fields for label in _labels(field)]
    for words in filter(None, map(by_color, said)):
        yield Problem(
            f"{words!r} tells by color alone",
            "name the thing in words that someone who sees no color can follow",
        )


def can_be_answered(prompt: Prompt) -> bool:
    """Say whether the fields are whole enough that answers can be made for them."""
    return not _twice(field.id for field in prompt.fields) and all(
        getattr(field, "options", True) and getattr(field, "lines", True) for field in prompt.fields
    )


def _field_problems(field: Field, lines: set[str]) -> Iterator[Problem]:
    where = f"field {field.id!r}"
    if not field.id.strip() or not field.label.strip():
        yield Problem(f"{where} has no label or no id", "give every field an id and a label in words")
    if isinstance(field, TextField):
        if field.max_chars < 1:
            yield Problem(
                f"{where} takes {field.max_chars} characters", "let a text field take at least one character"
            )
        return
    if isinstance(field, ClaimField):
        return
    yield from _option_problems(field)
    if isinstance(field, (MarkField, ChoicesField)) and field.at_most is not None and field.at_most < 1:
        yield Problem(f"{where} takes at most {field.at_most}", "let at_most be at least 1, or leave it out")
    if isinstance(field, MarkField):
        stray = [line for line in field.lines if line not in lines]
        if stray or not field.lines:
            yield Problem(
                f"{where} asks about line {stray[0]!r}, which the note does not have"
                if stray
                else f"{where} asks about no line of the note",
                "let a mark field name lines of the prompt's note",
            )


def _option_problems(field: MarkField | ChoiceField | ChoicesField) -> Iterator[Problem]:
    where = f"field {field.id!r}"
    fewest = 1 if isinstance(field, MarkField) else 2
    if len(field.options) < fewest:
        yield Problem(
            f"{where} has {len(field.options)} options",
            "give two options or more to choose from, one or more to mark with",
        )
    if not all(option.label.strip() and option.id for option in field.options):
        yield Problem(
            f"{where} has an option without label or id", "give every option an id and a label in words"
        )
    letters = [option.letter for option in field.options]
    strange = [letter for letter in letters if not _LETTER.fullmatch(letter)]
    if strange:
        yield Problem(
            f"{where} has an option with the letter {strange[0]!r}",
            "use one letter A to Z or digit for each option",
        )
    for what, values in (
        ("letter", letters),
        ("id", [option.id for option in field.options]),
        ("label", [" ".join(option.label.split()).casefold() for option in field.options]),
    ):
        twice = _twice(values)
        if twice:
            yield Problem(
                f"{where} has the {what} {shown(twice)} twice",
                f"give each option of a field a {what} of its own",
            )


def _labels(field: Field) -> Iterator[str]:
    yield field.label
    yield from (option.label for option in getattr(field, "options", ()))


def _twice(values: Iterable[str]) -> str | None:
    return next((value for value, count in Counter(values).items() if count > 1), None)
