"""Grading what learners saved from the pages of an exam."""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, cast

import msgspec
from msgspec import Struct

from sacral_edu.domain.errors import ResponseError, SacralEduError
from sacral_edu.domain.items import NotGraded, Outcome, Response, Score
from sacral_edu.interfaces.casebook import Desk
from sacral_edu.interfaces.exam.key import ExamKey, Question, prompt_mark
from sacral_edu.scoring.points import rounded

_MOST_BYTES = 5_000_000
_MOST_LETTERS = 200


class AnswerSheet(Struct, frozen=True, kw_only=True):
    """What a learner saved: who it is in words of their own, when, and the answers by question and field."""

    format: Literal[1]
    exam: str
    learner: str
    saved: str
    answers: Mapping[str, Mapping[str, Any]]


class GradedQuestion(Struct, frozen=True, kw_only=True):
    """What became of one question; `points` is None where it was not graded, which is never a zero."""

    question: str
    page: str
    item: str
    answered: bool
    points: float | None
    outcome: Outcome | None
    problem: str = ""


class GradedSheet(Struct, frozen=True, kw_only=True):
    """A learner's exam: points of all graded questions in 0..1, and each question in the exam's order."""

    file: str
    learner: str
    saved: str
    points: float | None
    not_graded: int
    questions: tuple[GradedQuestion, ...]


def read_sheet(file: Path, key: ExamKey) -> AnswerSheet:
    """Read what a learner saved; raise SacralEduError, naming the file, where it is not of this exam."""
    try:
        data = file.read_bytes()
        if len(data) > _MOST_BYTES:
            raise SacralEduError(f"{file}: has more than {_MOST_BYTES:,} bytes, so it is no file of answers.")
        sheet = msgspec.json.decode(data, type=AnswerSheet)
    except OSError as error:
        raise SacralEduError(f"{file}: cannot be read: {error.strerror or error}.") from error
    except (ValueError, RecursionError) as error:
        raise SacralEduError(
            f"{file}: is no file of answers ({error}); ask for the one that the page of the exam saved."
        ) from error
    if sheet.exam != key.exam:
        raise SacralEduError(f"{file}: holds answers to another exam ({sheet.exam}, not {key.exam}).")
    return sheet


def grade(sheet: AnswerSheet, file: Path, key: ExamKey, desk: Desk) -> GradedSheet:
    """Grade every question of the exam; one that nobody answered counts as answered blank.

    A plugin that fails, or a question that reads otherwise by now, is not graded and said to be so; the
    points are those of the questions that were.
    """
    questions = tuple(_graded(one, sheet.answers.get(one.id), key, desk) for one in key.questions)
    points = [one.points for one in questions if one.points is not None]
    return GradedSheet(
        file=str(file),
        learner=sheet.learner.strip()[:_MOST_LETTERS],
        saved=sheet.saved[:_MOST_LETTERS],
        points=rounded(math.fsum(points) / len(points)) if points else None,
        not_graded=len(questions) - len(points),
        questions=questions,
    )


def _graded(
    question: Question, answers: Mapping[str, Any] | None, key: ExamKey, desk: Desk
) -> GradedQuestion:
    outcome: Outcome | None = None
    problem = ""
    try:
        prompt = desk.item(question.item).prompt
        if prompt_mark(prompt) != question.prompt:
            problem = (
                f"It reads otherwise by now than in the exam, which sacral-edu {key.version} made; grade "
                "with that version, and with the cases and plugins of that day."
            )
        else:
            outcome = desk.score(Response(item_id=question.item, answers=answers or {}))
    except ResponseError as error:
        problem = str(error)
    if isinstance(outcome, NotGraded):
        problem = f"Plugin {outcome.scorer} could not grade it: {outcome.reason}"
    return GradedQuestion(
        question=question.id,
        page=question.page,
        item=question.item,
        answered=any(_said(value) for value in (answers or {}).values()),
        points=outcome.points if isinstance(outcome, Score) else None,
        outcome=outcome,
        problem=problem,
    )


def _said(value: object) -> bool:
    """Return whether an answer says anything; what to do with a claim says nothing without a claim."""
    if isinstance(value, Mapping):
        parts = cast("Mapping[str, object]", value)
        return any(_said(part) for name, part in parts.items() if name != "claim_action")
    return bool(value)
