"""What must hold of every score: range, sum, feedback, pointers, pictures, and that it can be sent."""

import math
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from sacral_edu.domain.items import Criterion, Illustration, Item, Response, Score, TextField
from sacral_edu.testing.access import by_color
from sacral_edu.testing.trial import Problem, attempt

_TOLERANCE = 1e-5
_PLACE = re.compile(r"[a-z0-9][a-z0-9_-]*#[a-z0-9][a-z0-9_-]*")
_LEFT_OPEN = re.compile(r"\{[a-z_.]+\}")
_ACTIVE = re.compile(r"<script|\bon[a-z]+\s*=|javascript:|<foreignObject", re.IGNORECASE)


def score_problems(scorer: str, item: Item[Any], response: Response, score: Score) -> Iterator[Problem]:
    """Yield what is wrong with the score of a response that fits the item's prompt."""
    again, error = attempt(lambda: msgspec.json.decode(msgspec.json.encode(score), type=Score, strict=True))
    if again is None or again != score:
        yield Problem(
            "the score does not come back from JSON as it was "
            f"({error or 'a list in place of a tuple, or something that is no number'})",
            "give every part of a Score and of its criteria the type it declares",
        )
        return
    if score.item_id != item.prompt.item_id or score.scorer != scorer:
        yield Problem(
            f"the score names item {score.item_id!r} of scorer {score.scorer!r}",
            "put the item's own id and the scorer's own name into the score",
        )
    yield from _sum_problems(score)
    lines = {line.id for line in item.prompt.note}
    for criterion in score.criteria:
        yield from _criterion_problems(criterion, lines)
        yield from _highlight_problems(criterion, item, response)
    for picture in score.pictures:
        yield from _picture_problems(picture)


def _sum_problems(score: Score) -> Iterator[Problem]:
    if not -_TOLERANCE <= score.points <= 1 + _TOLERANCE:
        yield Problem(f"the score is {score.points} points", "keep points from 0 to 1, as total() does")
    if not score.criteria:
        yield Problem(
            "the score has no criterion", "give at least one criterion, so that the learner sees why"
        )
        return
    if len({criterion.id for criterion in score.criteria}) < len(score.criteria):
        yield Problem(
            "two criteria of a score have one id", "give each criterion of a score an id of its own"
        )
    earned = min(1.0, max(0.0, math.fsum(criterion.earned for criterion in score.criteria)))
    if abs(earned - min(1.0, max(0.0, score.points))) > _TOLERANCE:
        yield Problem(
            f"the criteria earned {earned:g} but the score says {score.points:g}",
            "let points be total() of the criteria",
        )
    possible = math.fsum(criterion.possible for criterion in score.criteria)
    if abs(possible - 1) > _TOLERANCE:
        yield Problem(
            f"the criteria could earn {possible:g} in all",
            "let the possible points of all criteria come to 1",
        )


def _criterion_problems(criterion: Criterion, lines: set[str]) -> Iterator[Problem]:
    where = f"criterion {criterion.id!r}"
    deduction = criterion.possible == 0
    if criterion.earned > criterion.possible + _TOLERANCE or (criterion.earned < 0 and not deduction):
        yield Problem(
            f"{where} earned {criterion.earned:g} of {criterion.possible:g}",
            "let a criterion earn from 0 to what is possible; a deduction has possible 0 and a negative "
            "earned",
        )
    if not criterion.id.strip() or not criterion.label.strip():
        yield Problem(f"{where} has no label or no id", "give every criterion an id and a label in words")
    yield from _feedback_problems(criterion, where)
    if not _PLACE.fullmatch(criterion.read_more):
        yield Problem(
            f"read_more of {where} is {criterion.read_more!r}",
            "point to a section of the book as page#section",
        )
    stray = [line for line in criterion.lines if line not in lines]
    if stray:
        yield Problem(
            f"{where} is about line {stray[0]!r}, which the prompt's note does not have",
            "let the lines of a criterion be lines of the prompt's note",
        )


def _feedback_problems(criterion: Criterion, where: str) -> Iterator[Problem]:
    if not criterion.feedback.strip():
        lost = criterion.earned < criterion.possible - _TOLERANCE or criterion.earned < 0
        yield Problem(
            f"{where} {'lost points' if lost else 'earned its points'} and says nothing",
            "say in the feedback what is right and why",
            severe=lost,
        )
    elif _LEFT_OPEN.search(criterion.feedback):
        yield Problem(
            f"the feedback of {where} has {_LEFT_OPEN.findall(criterion.feedback)[0]!r} in it",
            "look whether a value was not filled in",
            severe=False,
        )
    colored = by_color(criterion.feedback)
    if colored:
        yield Problem(
            f"the feedback of {where} tells by color alone ({colored!r})",
            "name the thing in words that someone who sees no color can follow",
        )


def _highlight_problems(criterion: Criterion, item: Item[Any], response: Response) -> Iterator[Problem]:
    fields = {field.id for field in item.prompt.fields if isinstance(field, TextField)}
    for highlight in criterion.highlights:
        written: object = response.answers.get(highlight.field)
        length = len(written) if isinstance(written, str) else 0
        if highlight.field not in fields or not 0 <= highlight.start < highlight.end <= length:
            yield Problem(
                f"criterion {criterion.id!r} highlights {highlight.start} to {highlight.end} of field "
                f"{highlight.field!r}, whose answer has {length} characters",
                "let a highlight lie within the answer to a text field, counted in code points",
            )


def _picture_problems(picture: Illustration) -> Iterator[Problem]:
    if not picture.text.strip() or not picture.caption.strip():
        yield Problem(
            "a picture has no text alternative or no caption",
            "say in text and caption what the picture shows",
        )
    if not picture.svg.lstrip().startswith("<svg") or _ACTIVE.search(picture.svg):
        yield Problem("a picture is no plain SVG", "draw an SVG element without scripts and handlers")
