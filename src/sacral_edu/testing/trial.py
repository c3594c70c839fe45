"""A scorer on trial: its items on some cases, and calls of it that let no exception out."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

import msgspec
from msgspec import Struct

from sacral_edu.domain.cases import Case
from sacral_edu.domain.errors import ResponseError
from sacral_edu.domain.items import Example, Item, Prompt, Response, Score
from sacral_edu.scoring import Scorer, check_response

T = TypeVar("T")


class Problem(Struct, frozen=True):
    """What is wrong and how to mend it; `severe` says that the scorer does not conform for it."""

    what: str
    mend: str
    severe: bool = True


class Asked(Struct, frozen=True, kw_only=True):
    """An item, the case it is on, and the item as JSON when it was just made."""

    case: Case
    item: Item[Any]
    fresh: bytes

    @property
    def prompt(self) -> Prompt:
        """What the learner sees."""
        return self.item.prompt

    @property
    def id(self) -> str:
        """The item's id."""
        return self.item.prompt.item_id


class Trial(Struct, frozen=True, kw_only=True):
    """A scorer, the cases it was tried on, the sound items it made there, and their examples by item id."""

    scorer: Scorer[Any]
    name: str
    cases: tuple[Case, ...]
    asked: tuple[Asked, ...]
    examples: dict[str, tuple[Example, ...]]

    def responses(self, asked: Asked) -> list[Response]:
        """Return the typed responses of an item's examples that must be scored, and the empty response."""
        found = [Response(item_id=asked.id, answers={})]
        found += [
            example.response for example in self.examples.get(asked.id, ()) if example.points is not None
        ]
        typed = [
            attempt(lambda response=response: check_response(asked.prompt, response)) for response in found
        ]
        return [response for response, error in typed if response is not None and not error]


class Graded(Struct, frozen=True, kw_only=True):
    """How a scorer took a response: a score, a refusal in its words, or a problem."""

    score: Score | None = None
    refused: str | None = None
    problem: Problem | None = None


def attempt(call: Callable[[], T]) -> tuple[T | None, str]:
    """Return what the call gives and an empty string, or None and the exception in words."""
    try:
        return call(), ""
    except (Exception, SystemExit) as error:  # noqa: BLE001 a scorer under test may raise anything
        return None, _words(error)


def graded(scorer: Scorer[Any], item: Item[Any], response: Response) -> Graded:
    """Hand the response to the scorer as it stands, unchecked, and say how it was taken."""
    try:
        score: object = scorer.score(item.key, response)
    except ResponseError as error:
        return Graded(refused=str(error))
    except (Exception, SystemExit) as error:  # noqa: BLE001 a scorer under test may raise anything
        return Graded(
            problem=Problem(
                f"score() raised {_words(error)}",
                "score every answer that fits the prompt, and raise ResponseError with a sentence for the "
                "learner where an answer cannot be read",
            )
        )
    if type(score) is not Score:
        return Graded(
            problem=Problem(
                f"score() returned {type(score).__name__} instead of a Score", "return a Score on every path"
            )
        )
    return Graded(score=score)


def through_the_door(scorer: Scorer[Any], item: Item[Any], response: Response) -> Graded:
    """Check the response against the prompt, as every interface does, and hand it to the scorer."""
    try:
        checked = check_response(item.prompt, response)
    except ResponseError as error:
        return Graded(refused=str(error))
    return graded(scorer, item, checked)


def encoded(thing: object) -> bytes:
    """Return a thing as JSON bytes to compare by, or its words where it cannot be written as JSON."""
    done, _ = attempt(lambda: msgspec.json.encode(thing, order="deterministic"))
    return repr(thing).encode("utf-8", "replace") if done is None else done


def item_bytes(item: Item[Any]) -> bytes:
    """Return an item as JSON bytes to compare by; without its key where that cannot be written as JSON."""
    done, _ = attempt(lambda: msgspec.json.encode(item, order="deterministic"))
    return encoded((item.prompt, item.situation, item.key_feature)) if done is None else done


def shown(answers: object) -> str:
    """Return an answer in few enough words for a sentence."""
    words = repr(answers)
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}..."


def plain_list(things: object) -> list[Any] | None:
    """Return a sequence as a list; None where it is none, or is a text."""
    if isinstance(things, (str, bytes)) or not isinstance(things, Sequence):
        return None
    return list(cast("Sequence[Any]", things))


_SHOWN = 90


def _words(error: BaseException) -> str:
    said = " ".join(str(error).split())
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
