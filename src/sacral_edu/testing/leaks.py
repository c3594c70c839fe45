"""Does a prompt give its answer away? Heuristics that compare the prompts of many items of one scorer.

A part of the prompt that reads the same for every item gives nothing away, however it is worded. So a
part is suspected only where it names an answer exactly in those items in which that answer is right.
The note and the options are left out: there the answer has to be.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

import msgspec

from sacral_edu.domain.items import ChoiceField, Example, Prompt
from sacral_edu.testing.trial import Asked, Problem, Trial, attempt, shown

FEWEST = 4
"""Items of one kind below which coincidence cannot be told from a leak."""

_FEWEST_PLACES = 12
"""Items of one kind from which one place for all right options is no coincidence."""

_EXACT = 2
_LONG_LEAF = 12
_DIGITS = re.compile(r"[0-9]+")

WordsOf = Callable[[Prompt], str]
Found = Iterator[tuple[str, Problem]]


def leak_problems(trial: Trial) -> Found:
    """Yield item id and problem for each part of a prompt that gives the answer or the situation away."""
    if len(trial.asked) >= FEWEST:
        yield from _told(trial, trial.asked, {"item id": _name})
    for asked in _kinds(trial).values():
        if len(asked) >= FEWEST:
            yield from _told(trial, asked, _PARTS)
            yield from _key_leaves(asked)
        yield from _places(trial, asked)


def right_answers(examples: tuple[Example, ...]) -> list[Mapping[str, Any]]:
    """Return the answers of the examples that earn most among those of kind right."""
    return [example.response.answers for example in examples if example.kind == "right"]


def _name(prompt: Prompt) -> str:
    return prompt.item_id.rsplit("/", 1)[-1].replace("_", " ").replace("-", " ")


_PARTS: Mapping[str, WordsOf] = {
    "title": lambda prompt: prompt.title,
    "stem": lambda prompt: prompt.stem,
    "context": lambda prompt: " | ".join(words for pair in prompt.context for words in pair),
    "label of a field": lambda prompt: " | ".join(field.label for field in prompt.fields),
    "list of skills": lambda prompt: " | ".join(prompt.skills),
}


def _kinds(trial: Trial) -> dict[tuple[str, ...], tuple[Asked, ...]]:
    """Return the items by kind: the same name but for numbers, and the same fields."""
    found: defaultdict[tuple[str, ...], list[Asked]] = defaultdict(list)
    for asked in trial.asked:
        fields = (field.id for field in asked.prompt.fields)
        found[(_DIGITS.sub("", _name(asked.prompt)), *fields)].append(asked)
    return {kind: tuple(items) for kind, items in found.items()}


def _told(trial: Trial, items: tuple[Asked, ...], parts: Mapping[str, WordsOf]) -> Found:
    answers = [_answer_strings(trial, asked) for asked in items]
    situations = [{asked.item.situation} - {""} for asked in items]
    for part, words_of in parts.items():
        words = [words_of(asked.prompt) for asked in items]
        if len(set(words)) == 1:
            continue
        for what, values in (("right answer", answers), ("situation", situations)):
            for at, value in _telling(words, values):
                yield (
                    items[at].id,
                    Problem(
                        f"the {part} ({shown(words[at])}) tells the {what} {value!r}",
                        f"keep the {what} out of the {part}; it belongs in the key",
                    ),
                )


def _telling(words: list[str], values: list[set[str]]) -> Iterator[tuple[int, str]]:
    """Yield the place and value of what stands in the words exactly where it is right."""
    single: list[tuple[int, str]] = []
    for value in sorted(set[str]().union(*values)):
        having = [at for at, own in enumerate(values) if value in own]
        if len(having) == len(values):
            continue
        named = [at for at, said in enumerate(words) if _says(said, value)]
        if named == having:
            if len(having) > 1:
                yield having[0], value
            else:
                single.append((having[0], value))
    # A word that is right once may stand there by chance; many of them do not.
    if len({at for at, _ in single}) * 2 >= len(words):
        yield single[0]


def _says(words: str, value: str) -> bool:
    flags = 0 if len(value) <= _EXACT else re.IGNORECASE
    return re.search(rf"(?<!\w){re.escape(value)}(?!\w)", words, flags) is not None


def _answer_strings(trial: Trial, asked: Asked) -> set[str]:
    found: set[str] = set()
    for answers in right_answers(trial.examples.get(asked.id, ())):
        for field in asked.prompt.fields:
            strings = set(_strings(answers.get(field.id)))
            labels = {option.label for option in getattr(field, "options", ()) if option.id in strings}
            found |= strings | labels
    return {value for value in found if value.strip()}


def _strings(thing: object) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Mapping):
        for name, value in cast("Mapping[object, object]", thing).items():
            yield from _strings(name)
            yield from _strings(value)
    elif isinstance(thing, (list, tuple)):
        for value in cast("list[object]", thing):
            yield from _strings(value)


def _key_leaves(items: tuple[Asked, ...]) -> Found:
    """Yield long strings of a key that its prompt says; the item may mean to, so that it is advice."""
    for part, words_of in _PARTS.items():
        words = [words_of(asked.prompt) for asked in items]
        if len(set(words)) == 1:
            continue
        for asked, said in zip(items, words, strict=True):
            leaf = next((leaf for leaf in _private(asked) if _says(said, leaf)), None)
            if leaf is not None:
                yield (
                    asked.id,
                    Problem(
                        f"the {part} says {shown(leaf)}, which stands in the key",
                        f"see that this part of the key does not answer the question in the {part}",
                        severe=False,
                    ),
                )


def _private(asked: Asked) -> Iterator[str]:
    key, error = attempt(lambda: msgspec.to_builtins(asked.item.key))
    if error:
        return
    case = asked.case
    public = [case.title, *_strings(msgspec.to_builtins((case.encounter, case.patient)))]
    public += [line.text for line in asked.prompt.note]
    public += [o.label for field in asked.prompt.fields for o in getattr(field, "options", ())]
    known = "\n".join((*public, asked.id, asked.prompt.scorer)).casefold()
    for leaf in sorted(set(_leaves(key))):
        if len(leaf) >= _LONG_LEAF and " " in leaf and leaf.casefold() not in known:
            yield leaf


def _leaves(thing: object) -> Iterator[str]:
    """Yield the strings among the values; names of fields are no secret."""
    if isinstance(thing, Mapping):
        for value in cast("Mapping[object, object]", thing).values():
            yield from _leaves(value)
    elif isinstance(thing, (list, tuple)):
        for value in cast("list[object]", thing):
            yield from _leaves(value)
    elif isinstance(thing, str):
        yield thing


def _places(trial: Trial, items: tuple[Asked, ...]) -> Found:
    """Yield fields whose right option always has one place or one id, though its label differs."""
    seen: defaultdict[str, list[tuple[Asked, int, str, str]]] = defaultdict(list)
    for asked in items:
        for answers in right_answers(trial.examples.get(asked.id, ()))[:1]:
            for field in asked.prompt.fields:
                if isinstance(field, ChoiceField):
                    ids = [option.id for option in field.options]
                    chosen: object = answers.get(field.id)
                    if chosen in ids:
                        at = ids.index(cast("str", chosen))
                        seen[field.id].append((asked, at, ids[at], field.options[at].label))
    for field, rows in seen.items():
        labels = {label for *_, label in rows}
        if len(rows) < _FEWEST_PLACES or len(labels) * 2 < len(rows):
            continue
        for what, at in (("place", 1), ("id", 2)):
            if len({row[at] for row in rows}) == 1:
                place, option_id = rows[0][1] + 1, rows[0][2]
                told = f"stands in place {place}" if what == "place" else f"has the id {option_id!r}"
                yield (
                    rows[0][0].id,
                    Problem(
                        f"the right option of field {field!r} {told} in all of {len(rows)} items",
                        f"let the {what} of the right option differ from case to case, for example by "
                        "zlib.crc32 of the case id",
                    ),
                )
