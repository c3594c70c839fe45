"""A short question of two choices, the second counting only beside the right first, made with its key.

So a guess at what most visits call for earns little. Every criterion is made with the item and looked up
when an answer is scored.
"""

import zlib
from collections.abc import Sequence

from msgspec import Struct

from sacral_edu.api import (
    Case,
    ChoiceField,
    Criterion,
    Item,
    Option,
    Prompt,
    Response,
    Score,
    choice,
    coding,
    rounded,
)
from sacral_edu_coding.claim_item import context, note_of
from sacral_edu_coding.claims import CodingKey, refs_of

LETTERS = "ABCDEFGHIJ"
_SCATTER, _WHOLE = 2654435761, 1 << 32
_NOT_COUNTED = "Not counted, since the choice before it is not right."


class Choosable(Struct, frozen=True, kw_only=True):
    """One option: what it says, whether it is right, and why it is or is not, with the rules behind it."""

    id: str
    label: str
    right: bool
    why: str
    rules: tuple[str, ...] = ()


class Ask(Struct, frozen=True, kw_only=True):
    """One field: its label, its options, the points it carries, and where the book teaches it."""

    id: str
    label: str
    options: tuple[Choosable, ...]
    points: float
    section: str


class ChoiceKey(Struct, frozen=True, kw_only=True):
    """The criterion for every answer to the first field (`chosen`) and to the second (`reasoned`).

    Both go by option id, an empty string for no answer; `right` holds the ids that are right in the first
    field, `best` a right id of each field.
    """

    item_id: str
    fields: tuple[str, str]
    best: tuple[str, ...]
    right: frozenset[str]
    chosen: dict[str, Criterion]
    reasoned: dict[str, Criterion]
    uncounted: dict[str, Criterion]
    summary: str = ""


def spread(case_id: str, kind: str) -> int:
    """Return a number that differs from case to case and never changes, to turn lists and pick variants."""
    return zlib.crc32(f"{case_id}/{kind}".encode())


def lot(case_id: str, what: str) -> float:
    """Return a number from 0 up to 1, never 0 itself, drawn for a case and always the same.

    A checksum alone differs alike between case ids that are alike; multiplied, it scatters.
    """
    return (spread(case_id, what) * _SCATTER % _WHOLE + 1) / (_WHOLE + 1)


def one_in(case_id: str, what: str, count: int) -> bool:
    """Say whether a case is the one that is drawn of so many."""
    return lot(case_id, what) * count < 1


def turned(options: Sequence[Choosable], case_id: str, kind: str) -> tuple[Choosable, ...]:
    """Return options turned round by a number of places that hangs on the case, so that none is favored."""
    at = spread(case_id, kind) % len(options)
    return (*options[at:], *options[:at])


class Question(Struct, frozen=True, kw_only=True):
    """What a kind of question asks of a case, and what reports are told of it.

    `shown` holds further label and value pairs above the note; `time_rule` says whether the payer's way of
    counting minutes stands there too.
    """

    kind: str
    title: str
    stem: str
    asks: tuple[Ask, ...]
    skills: tuple[str, ...]
    situation: str
    key_feature: tuple[str, ...]
    minutes: float
    shown: tuple[tuple[str, str], ...] = ()
    time_rule: bool = False


def choice_item(case: Case, whole: CodingKey, question: Question) -> Item[ChoiceKey]:
    """Return the item for a question; the key's criteria are made here, once."""
    scorer = whole.item_id.split("/")[1]
    item_id = f"{case.id}/{scorer}/{question.kind}"
    prompt = Prompt(
        item_id=item_id,
        scorer=scorer,
        case_id=case.id,
        title=question.title,
        stem=question.stem,
        note=note_of(case),
        fields=tuple(_field(ask) for ask in question.asks),
        context=(*context(whole, time_rule=question.time_rule), *question.shown),
        skills=question.skills,
        minutes=question.minutes,
        difficulty=case.difficulty,
    )
    return Item(
        prompt=prompt,
        key=_key(item_id, question, whole.claim.rationale),
        situation=question.situation,
        key_feature=question.key_feature,
    )


def _key(item_id: str, question: Question, summary: str) -> ChoiceKey:
    first, second = question.asks
    lines = question.key_feature
    return ChoiceKey(
        item_id=item_id,
        fields=(first.id, second.id),
        best=tuple(next(o.id for o in ask.options if o.right) for ask in question.asks),
        right=frozenset(o.id for o in first.options if o.right),
        chosen=_criteria(first, lines, counted=True),
        reasoned=_criteria(second, lines, counted=True),
        uncounted=_criteria(second, lines, counted=False),
        summary=summary,
    )


def score_choice(key: ChoiceKey, response: Response, scorer: str) -> Score:
    """Return the score of an answer; raise ResponseError where it names no option as a string."""
    lead, then = key.fields
    first = choice(response, lead)
    criterion = key.chosen[first]
    reason = (key.reasoned if first in key.right else key.uncounted)[choice(response, then)]
    return Score(
        item_id=key.item_id,
        scorer=scorer,
        points=rounded(criterion.earned + reason.earned),
        criteria=(criterion, reason),
        summary=key.summary,
    )


def _field(ask: Ask) -> ChoiceField:
    options = tuple(
        Option(id=option.id, label=option.label, letter=letter)
        for option, letter in zip(ask.options, LETTERS, strict=False)
    )
    return ChoiceField(id=ask.id, label=ask.label, options=options)


def _criteria(ask: Ask, lines: tuple[str, ...], *, counted: bool) -> dict[str, Criterion]:
    right = next(option for option in ask.options if option.right)
    answer = (f"Right is: {_shown(right)}", right.why)
    found = {"": _criterion(ask, lines, _joined("Nothing chosen.", *answer), right, earned=0.0)}
    for option in ask.options:
        parts = [f"Right: {_shown(option)}", option.why]
        if not option.right:
            why = right.why if right.why not in option.why else ""
            parts = [you_chose(option.label, option.why), option.why, answer[0], why]
        if not counted:
            parts.append(_NOT_COUNTED)
        earned = ask.points if option.right and counted else 0.0
        found[option.id] = _criterion(ask, lines, _joined(*parts), option, earned=earned)
    return found


def you_chose(label: str, why: str) -> str:
    """Return the words for a wrong choice; none where the reason names it already."""
    return "" if label.split(", x", maxsplit=1)[0] in why else f"You chose: {_closed(label)}"


def _shown(option: Choosable) -> str:
    return _closed(option.label)


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?")) else f"{sentence}."


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _criterion(ask: Ask, lines: tuple[str, ...], said: str, option: Choosable, *, earned: float) -> Criterion:
    table = coding.rules()
    wrong = not option.right
    section = table[option.rules[0]].section if wrong and option.rules else ask.section
    return Criterion(
        id=ask.id,
        label=ask.label,
        earned=earned,
        possible=ask.points,
        feedback=said,
        read_more=section,
        lines=lines,
        rules=option.rules,
        refs=refs_of(option.rules),
    )
