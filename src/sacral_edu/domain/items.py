"""Prompts, answer keys, responses and scores.

A prompt is public and a key is private, and they are different types on purpose: whatever draws a page
is handed prompts only, so that a page cannot leak a key by accident.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Generic, Literal, TypeVar

from msgspec import Meta, Struct

from sacral_edu.domain.cases import Section

KeyT = TypeVar("KeyT")


class NoteLine(Struct, frozen=True, kw_only=True):
    """A sentence of the note as a learner sees it: without the fact behind it."""

    id: str
    section: Section
    text: str


class Option(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that can be chosen. `letter` is the key to press in a terminal (unique in its field)."""

    id: str
    label: str
    letter: str


class MarkField(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="mark"):
    """Mark lines of the note. Answer: object from line id to option id; lines left out are unmarked."""

    id: str
    label: str
    lines: tuple[str, ...]
    options: tuple[Option, ...]
    at_most: int | None = None


class ChoiceField(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="choice"):
    """Choose exactly one option. Answer: its id, or an empty string for none."""

    id: str
    label: str
    options: tuple[Option, ...]


class Spot(Struct, frozen=True, kw_only=True):
    """Where on a drawing an option lies: shares of its width and height, from its upper left corner."""

    option: str
    x: Annotated[float, Meta(ge=0, le=1)]
    y: Annotated[float, Meta(ge=0, le=1)]


class Drawing(Struct, frozen=True, kw_only=True):
    """A drawing to be marked: an SVG that stands alone, its text alternative, and a spot for each option."""

    svg: str
    text: str
    spots: tuple[Spot, ...]


class ChoicesField(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="choices"):
    """Choose any number of options, or `at_most` of them. Answer: list of ids.

    With a `drawing` they are marked on it where a page can show it; elsewhere they are a list as any other.
    """

    id: str
    label: str
    options: tuple[Option, ...]
    at_most: int | None = None
    drawing: Drawing | None = None


class ClaimField(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="claim"):
    """Build a claim. Answer: an object as in `sacral_edu.domain.claims.Claim`."""

    id: str
    label: str


class TextField(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="text"):
    """Write freely, up to `max_chars` characters. Answer: a string."""

    id: str
    label: str
    max_chars: int = 4000


Field = MarkField | ChoiceField | ChoicesField | ClaimField | TextField


class Prompt(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a learner sees: the note, the question and the fields to answer in.

    `context` holds short label and value pairs shown above the note (patient, payer, visit).
    """

    item_id: str
    scorer: str
    case_id: str
    title: str
    stem: str
    note: tuple[NoteLine, ...]
    fields: tuple[Field, ...]
    context: tuple[tuple[str, str], ...] = ()
    skills: tuple[str, ...] = ()
    minutes: float = 2.0
    difficulty: Literal["basic", "intermediate", "advanced"] = "basic"


class Item(Struct, Generic[KeyT], frozen=True, kw_only=True, omit_defaults=True):
    """A question that a scorer puts on a case: public prompt, private key.

    `situation` says in a few words what kind of situation it is (`second lesion`, `fewest findings`), so
    that reports can tell how many different ones a skill is asked in; `key_feature` holds the ids of the
    note lines on which the right answer rests. `hints` are the plugin's own words of help, from mild to
    strong, none of which gives the whole answer away. All three help to find the answer, so they stay off
    the prompt.
    """

    prompt: Prompt
    key: KeyT
    situation: str = ""
    key_feature: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


class Help(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The help that a learner had before an answer.

    Hints read, tries that were scored before, and whether the worked answer was shown.
    """

    hints: Annotated[int, Meta(ge=0, description="Hints read")] = 0
    tries: Annotated[int, Meta(ge=0, description="Tries scored before this one")] = 0
    solution: Annotated[bool, Meta(description="The worked answer was shown")] = False


class Response(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a learner handed in: field id to answer (see the field types for each answer's shape).

    `help` is there where the learner had any; it changes the credit of the score and never its points.
    """

    item_id: str
    answers: Mapping[str, Any]
    help: Help | None = None


class Highlight(Struct, frozen=True, kw_only=True):
    """Words of a free-text answer that a criterion is about.

    `start` and `end` count code points of the answer to `field`, `end` not included. `verdict` says
    whether the words earned the criterion, were wrong, or stand there without counting (a negation, a
    hedge, a copy of the prompt).
    """

    field: Annotated[str, Meta(description="The text field in whose answer the words stand")]
    start: Annotated[int, Meta(description="Code points of the answer before the words")]
    end: Annotated[int, Meta(description="Code points of the answer up to the end of the words")]
    verdict: Literal["earned", "wrong", "not_counted"]


class Criterion(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of a score: what was asked, points earned and possible, why, and where to read more.

    Points of all criteria sum to the score; a deduction has `possible` 0 and a negative `earned`.
    `read_more` is `page#section` of the book; `lines` are the note lines it is about; `rules` and
    `refs` are ids of coding rules and of sources; `highlights` are the learner's own words it is about.
    """

    id: str
    label: str
    earned: float
    possible: float
    feedback: str
    read_more: str
    lines: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    highlights: tuple[Highlight, ...] = ()


class Illustration(Struct, frozen=True, kw_only=True):
    """A drawing shown with feedback: SVG without scripts, its text alternative, and a caption."""

    svg: str
    text: str
    caption: str


class Score(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="score", tag_field="outcome"):
    """Points in 0..1 with a criterion a line.

    `points` are what the answer earns, `credit` what is left of them after help: it is set by the session
    where the response tells of help, and a plugin leaves it alone.
    """

    item_id: str
    scorer: str
    points: float
    criteria: tuple[Criterion, ...]
    summary: str = ""
    pictures: tuple[Illustration, ...] = ()
    credit: float | None = None


class NotGraded(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="not_graded", tag_field="outcome"):
    """The plugin could not score this response; it is never a zero.

    `reason` is for the instructor; `answers` are what the learner handed in, to be scored later.
    """

    item_id: str
    scorer: str
    reason: str
    answers: Mapping[str, Any] = {}


Outcome = Score | NotGraded

ExampleKind = Literal["right", "wrong", "blank", "malformed"]


class Example(Struct, frozen=True, kw_only=True):
    """A response that a scorer ships to prove itself. `points` None says that it must be refused."""

    kind: ExampleKind
    name: str
    response: Response
    points: float | None
