"""Help with an item, whatever plugin made it: hints from mild to strong, and the worked answer."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from sacral_edu.domain.errors import ResponseError
from sacral_edu.domain.items import Example, Item, MarkField, Prompt, Response, Score
from sacral_edu.interfaces.casebook.telling import Told
from sacral_edu.scoring import Scorer

_SECTION = "Everything that you need to answer stands in one section of the book. Read it and come back."
_FEW = "Few lines matter here. Take each line by itself and ask what it changes."
_WHOLE = "No single line decides. Weigh the note as a whole, and what it does not say."
_SOME = 3
"""Where lines are marked, the lines that decide are the answer: one is told, and only of so many or more."""


class Hint(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A step of help: its number of how many, what it says, and where to look.

    `lines` are ids of lines of the note, `read_more` a `page#section` of the book.
    """

    number: int
    of: int
    text: str
    lines: tuple[str, ...] = ()
    read_more: str = ""


class Solution(Struct, frozen=True, kw_only=True):
    """A worked answer: a response that earns everything, the same in words, and its score with reasons."""

    response: Response
    told: tuple[Told, ...]
    score: Score


def hint_of(item: Item[Any], worked: Score | None, number: int) -> Hint:
    """Return a hint of an item by its number, from 1.

    The plugin's own words come first, then the section of the book that the worked answer's reasons point
    at, then the lines that decide. Raises ResponseError where there is no hint of that number.
    """
    all_of_it = [*_own(item), *_section(worked), *_deciding(item)]
    if not 1 <= number <= len(all_of_it):
        count = len(all_of_it)
        there = f"there are {count}, numbered from 1" if count else "there is none"
        raise ResponseError(f"Item {item.prompt.item_id}: there is no hint {number}; {there}.")
    text, lines, read_more = all_of_it[number - 1]
    return Hint(number=number, of=len(all_of_it), text=text, lines=lines, read_more=read_more)


def right_example(scorer: Scorer[Any], item: Item[Any]) -> Example | None:
    """Return the first example of a right answer of the scorer, or None where it has none or fails."""
    try:
        return next((one for one in scorer.examples(item) if one.kind == "right"), None)
    except (Exception, SystemExit):  # noqa: BLE001 a stranger's plugin may raise anything
        return None


def _own(item: Item[Any]) -> Iterator[tuple[str, tuple[str, ...], str]]:
    for words in item.hints:
        yield words, (), ""


def _section(worked: Score | None) -> Iterator[tuple[str, tuple[str, ...], str]]:
    target = next((line.read_more for line in worked.criteria if line.read_more), "") if worked else ""
    if target:
        yield _SECTION, (), target


def _deciding(item: Item[Any]) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield always one hint: were it left out where no line decides, the number of hints would tell that."""
    shown = [line.id for line in item.prompt.note]
    deciding = [line for line in shown if line in item.key_feature]
    marked = any(isinstance(field, MarkField) for field in item.prompt.fields)
    if not shown:
        return
    if marked and len(deciding) >= _SOME:
        number = shown.index(deciding[0]) + 1
        yield f"Line {number} is one of {len(deciding)} on which the answer rests.", (deciding[0],), ""
    elif marked:
        yield _FEW, (), ""
    elif deciding:
        yield _told(item.prompt, deciding), tuple(deciding), ""
    else:
        yield _WHOLE, (), ""


def _told(prompt: Prompt, deciding: list[str]) -> str:
    numbers = [str(place) for place, line in enumerate(prompt.note, 1) if line.id in deciding]
    if len(numbers) == 1:
        return f"The answer rests on line {numbers[0]}."
    return f"The answer rests on lines {', '.join(numbers[:-1])} and {numbers[-1]}."
