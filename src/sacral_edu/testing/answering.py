"""How a scorer takes answers: its own examples, and blank, plain, odd and malformed ones."""

from collections.abc import Callable, Iterator

from sacral_edu.domain.items import Example, Response
from sacral_edu.testing.answers import (
    Answers,
    blank_answers,
    odd_answers,
    plain_answers,
    stray_answers,
    wrong_types,
)
from sacral_edu.testing.examples import KINDS, example_fault
from sacral_edu.testing.scores import score_problems
from sacral_edu.testing.trial import (
    Asked,
    Graded,
    Problem,
    Trial,
    attempt,
    graded,
    shown,
    through_the_door,
)

Found = Iterator[tuple[str, Problem]]

_TOLERANCE = 1e-6
_READERS = "read each answer with choice(), choices(), marks(), text() or claim(), which refuse a wrong type"


def example_check(trial: Trial) -> Found:
    """Yield what is wrong with the scorer's own examples: kinds, points, and the scores they get."""
    for asked in trial.asked:
        for problem in _example_problems(trial, asked):
            yield asked.id, problem


def blank_check(trial: Trial) -> Found:
    """Yield blank responses that are refused or not scored; one that earns points is worth advice."""
    for asked, answers in _each(trial, lambda asked: blank_answers(asked.prompt)):
        taken = _taken(trial, asked, answers)
        if taken.refused is not None:
            yield (
                asked.id,
                Problem(
                    f"a response with {answers.name} was refused ({taken.refused})",
                    "score a blank response, since a learner may hand one in",
                ),
            )
        elif taken.score is not None and taken.score.points > _TOLERANCE:
            what = f"a response with {answers.name} earns {taken.score.points:g}"
            yield asked.id, Problem(what, "let a blank response earn nothing", severe=False)
        yield from _said_of(trial, asked, answers, taken)


def plain_check(trial: Trial) -> Found:
    """Yield responses that fit the prompt and are not properly scored."""
    for asked, answers in _each(trial, lambda asked: plain_answers(asked.prompt)):
        yield from _said_of(trial, asked, answers, _taken(trial, asked, answers))


def odd_check(trial: Trial) -> Found:
    """Yield odd texts that a scorer stumbles over: unusual letters and signs, and very long ones."""
    for asked, answers in _each(trial, lambda asked: odd_answers(asked.prompt)):
        yield from _said_of(trial, asked, answers, _taken(trial, asked, answers))


def malformed_check(trial: Trial) -> Found:
    """Yield malformed answers that are not refused with a ResponseError.

    All of them go through the check that every interface makes; those of a wrong type are handed to
    score() as well, which must refuse them by itself.
    """
    for asked, answers in _each(trial, _malformed):
        taken = _taken(trial, asked, answers)
        if taken.refused is None:
            yield (
                asked.id,
                Problem(
                    f"{answers.name} ({shown(answers.given)}) was not refused",
                    "let the prompt's fields name what they take",
                ),
            )
    for asked, answers in _each(trial, _of_wrong_type):
        taken = graded(trial.scorer, asked.item, Response(item_id=asked.id, answers=answers.given))
        if taken.problem is not None:
            yield (
                asked.id,
                Problem(f"{answers.name} ({shown(answers.given)}): {taken.problem.what}", _READERS),
            )
        elif taken.score is not None:
            what = f"{answers.name} ({shown(answers.given)}) was scored {taken.score.points:g}"
            yield asked.id, Problem(f"{what} in place of being refused", _READERS)


def examples(trial: Trial) -> int:
    """Return how many examples there are."""
    return sum(map(len, trial.examples.values()))


def blanks(trial: Trial) -> int:
    """Return how many blank responses there are."""
    return sum(1 for _ in _each(trial, lambda asked: blank_answers(asked.prompt)))


def plains(trial: Trial) -> int:
    """Return how many plain responses there are."""
    return sum(1 for _ in _each(trial, lambda asked: plain_answers(asked.prompt)))


def odds(trial: Trial) -> int:
    """Return how many odd responses there are; none where no field takes free words."""
    return sum(1 for _ in _each(trial, lambda asked: odd_answers(asked.prompt)))


def malformed(trial: Trial) -> int:
    """Return how many malformed responses there are, those of a wrong type counted twice."""
    return sum(1 for _ in _each(trial, _malformed)) + sum(1 for _ in _each(trial, _of_wrong_type))


def _example_problems(trial: Trial, asked: Asked) -> Iterator[Problem]:
    made, error = attempt(lambda: list(trial.scorer.examples(asked.item)))
    if error:
        yield Problem(f"examples() raised {error}", "yield examples for every item that items() makes")
        return
    known = trial.examples[asked.id]
    if len(known) < len(made or ()):
        yield Problem(
            "examples() gave something that is no Example with a Response",
            "yield sacral_edu.api.Example with a sacral_edu.api.Response",
        )
    for kind in sorted(KINDS - {example.kind for example in known}):
        yield Problem(f"there is no example of kind {kind}", f"yield one of kind {kind} for every item")
    for example in known:
        where = f"example {example.name!r}"
        yield from (Problem(f"{where} {problem.what}", problem.mend) for problem in _kind_problems(example))
        yield from _scored_otherwise(trial, asked, example, where)


def _scored_otherwise(trial: Trial, asked: Asked, example: Example, where: str) -> Iterator[Problem]:
    taken, error = attempt(lambda: through_the_door(trial.scorer, asked.item, example.response))
    if taken is None:
        yield Problem(f"{where} could not be checked ({error})", "build responses as their types declare")
        return
    if taken.problem is not None:
        yield Problem(f"{where}: {taken.problem.what}", taken.problem.mend)
        return
    found = list(_score_problems(trial, asked, example.response, taken, where))
    yield from found
    words = example_fault(trial.scorer, asked.item, example)
    # What makes it ungraded has been said already.
    if words and not any(problem.severe for problem in found):
        yield Problem(f"{where}: {words}", "correct the points of the example, or the scoring")


def _kind_problems(example: Example) -> Iterator[Problem]:
    points = example.points
    if (points is None) != (example.kind == "malformed"):
        yield Problem(
            f"of kind {example.kind} has points {points}",
            "give a malformed example the points None, and no other",
        )
    elif points is not None and example.kind == "right" and points <= _TOLERANCE:
        yield Problem("of kind right earns nothing", "show what the right answer is")
    elif points is not None and example.kind == "wrong" and points >= 1 - _TOLERANCE:
        yield Problem("of kind wrong earns everything", "call it right, or let it lose points")


def _each(trial: Trial, make: Callable[[Asked], Iterator[Answers]]) -> Iterator[tuple[Asked, Answers]]:
    for asked in trial.asked:
        for answers in make(asked):
            yield asked, answers


def _malformed(asked: Asked) -> Iterator[Answers]:
    yield Answers(name="an unknown field", given={"no-such-field": ""})
    for field in asked.prompt.fields:
        yield from stray_answers(field)
        yield from wrong_types(field)


def _of_wrong_type(asked: Asked) -> Iterator[Answers]:
    for field in asked.prompt.fields:
        yield from wrong_types(field)


def _taken(trial: Trial, asked: Asked, answers: Answers) -> Graded:
    response = Response(item_id=asked.id, answers=answers.given)
    taken, error = attempt(lambda: through_the_door(trial.scorer, asked.item, response))
    if taken is None:
        return Graded(
            problem=Problem(f"could not be checked ({error})", "build fields as their types declare")
        )
    return taken


def _said_of(trial: Trial, asked: Asked, answers: Answers, taken: Graded) -> Found:
    """Yield what is wrong with how a response that fits the prompt was taken; a refusal may be meant."""
    where = f"{answers.name} ({shown(answers.given)})"
    if taken.problem is not None:
        yield asked.id, Problem(f"{where}: {taken.problem.what}", taken.problem.mend)
    response = Response(item_id=asked.id, answers=answers.given)
    for problem in _score_problems(trial, asked, response, taken, where):
        yield asked.id, problem


def _score_problems(
    trial: Trial, asked: Asked, response: Response, taken: Graded, where: str
) -> Iterator[Problem]:
    if taken.score is None:
        return
    for problem in score_problems(trial.name, asked.item, response, taken.score):
        yield Problem(f"{where}: {problem.what}", problem.mend, problem.severe)
