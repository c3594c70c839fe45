"""Responses drawn at random from a prompt's fields, by hypothesis where it is installed."""

import math
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from zlib import crc32

from sacral_edu.clinical.coding import diagnoses, modifiers, procedures
from sacral_edu.domain.items import ChoiceField, ChoicesField, ClaimField, Field, MarkField, Response
from sacral_edu.testing.answers import ODD_TEXTS
from sacral_edu.testing.scores import score_problems
from sacral_edu.testing.trial import Asked, Problem, Trial, encoded, shown, through_the_door

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

_ITEMS = 8
_DRAWS = 60
_NO_MEMORY = "take everything from the arguments: no state between calls, no clock, no random numbers"


class _FaultError(Exception):
    """Carries a problem out of hypothesis, which shrinks whatever raises it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what)
        self.problem = problem


def not_run() -> str:
    """Say how to get hypothesis where it is missing; empty where it is there to draw with."""
    if find_spec("hypothesis") is not None:
        return ""
    return 'not run, hypothesis is missing: pip install "sacral-edu[plugin]"'


def random_check(trial: Trial) -> Iterator[tuple[str, Problem]]:
    """Yield, for some of the items, the simplest response found that is taken wrongly.

    A response that fits the prompt must be scored twice alike; anything else must be refused with a
    ResponseError. The same responses are drawn in every run.
    """
    for asked in _some(trial):
        problem = _simplest(trial, asked)
        if problem is not None:
            yield asked.id, problem


def draws(trial: Trial) -> int:
    """Return how many responses are drawn where none is taken wrongly."""
    return len(_some(trial)) * _DRAWS


def _some(trial: Trial) -> tuple[Asked, ...]:
    """Return at most eight items, spread evenly."""
    return trial.asked[:: math.ceil(len(trial.asked) / _ITEMS) or 1]


def _simplest(trial: Trial, asked: Asked) -> Problem | None:
    import hypothesis  # noqa: PLC0415 it is no dependency of the package
    from hypothesis.errors import Flaky  # noqa: PLC0415 as above

    quiet = hypothesis.settings(
        max_examples=_DRAWS,
        deadline=None,
        database=None,
        # Explaining a failure traces every line that runs, which takes longer than all the rest.
        phases=(hypothesis.Phase.generate, hypothesis.Phase.shrink),
        report_multiple_bugs=False,
        print_blob=False,
        verbosity=hypothesis.Verbosity.quiet,
        suppress_health_check=[
            hypothesis.HealthCheck.too_slow,
            hypothesis.HealthCheck.filter_too_much,
            hypothesis.HealthCheck.data_too_large,
            hypothesis.HealthCheck.large_base_example,
        ],
    )

    @hypothesis.seed(crc32(asked.id.encode()))
    @quiet
    @hypothesis.given(_answers(asked))
    def check(answers: dict[str, Any]) -> None:
        problem = _problem(trial, asked, answers)
        if problem is not None:
            raise _FaultError(problem)

    try:
        check()
    except _FaultError as found:
        return found.problem
    except Flaky:
        return Problem(
            "score() took one random response differently the second time",
            _NO_MEMORY,
        )
    return None


def _problem(trial: Trial, asked: Asked, answers: dict[str, Any]) -> Problem | None:
    response = Response(item_id=asked.id, answers=answers)
    first = through_the_door(trial.scorer, asked.item, response)
    again = through_the_door(trial.scorer, asked.item, response)
    told = f"answering {shown(answers)}: "
    if first.problem is not None:
        return Problem(told + first.problem.what, first.problem.mend)
    if encoded(first) != encoded(again):
        return Problem(told + "score() scored it differently the second time", _NO_MEMORY)
    if first.score is None:
        return None
    found = score_problems(trial.name, asked.item, response, first.score)
    worst = next((problem for problem in found if problem.severe), None)
    return worst and Problem(told + worst.what, worst.mend)


def _answers(asked: Asked) -> "SearchStrategy[dict[str, Any]]":
    from hypothesis import strategies as st  # noqa: PLC0415 as above

    fields = {field.id: _fitting(field) for field in asked.prompt.fields}
    anything = st.recursive(
        st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats() | _words(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_words(), inner, max_size=3),
        max_leaves=5,
    )
    fitting = st.fixed_dictionaries({}, optional=fields)
    strange = st.dictionaries(st.sampled_from([*fields, "no-such-field"]), anything, max_size=3)
    # Mostly what fits, since the rest goes no further than the door.
    return st.one_of(fitting, fitting, fitting, strange)


def _fitting(field: Field) -> "SearchStrategy[Any]":
    from hypothesis import strategies as st  # noqa: PLC0415 as above

    if isinstance(field, ClaimField):
        return _claims()
    if isinstance(field, (MarkField, ChoiceField, ChoicesField)):
        ids = st.sampled_from([option.id for option in field.options])
        if isinstance(field, ChoiceField):
            return ids | st.just("")
        if isinstance(field, ChoicesField):
            return st.lists(ids, unique=True, max_size=field.at_most or len(field.options))
        return st.dictionaries(st.sampled_from(list(field.lines)), ids, max_size=field.at_most)
    return _words(field.max_chars)


def _words(longest: int = 200) -> "SearchStrategy[str]":
    from hypothesis import strategies as st  # noqa: PLC0415 as above

    some = ("left", "right", "sacral torsion", "not", "M99.04", "L5 rotated left", *ODD_TEXTS)
    free = st.text(max_size=min(longest, 200))
    joined = st.lists(st.sampled_from(some), max_size=8).map(lambda words: " ".join(words)[:longest])
    return free | joined


def _claims() -> "SearchStrategy[dict[str, Any]]":
    from hypothesis import strategies as st  # noqa: PLC0415 as above

    codes = st.sampled_from(list(diagnoses())) | st.text(max_size=8)
    line = st.fixed_dictionaries(
        {"code": st.sampled_from(list(procedures())) | st.text(max_size=8)},
        optional={
            "modifiers": st.lists(st.sampled_from(list(modifiers())) | st.text(max_size=3), max_size=3),
            "units": st.integers(-(10**9), 10**9) | st.integers(0, 5),
            "dx": st.lists(codes, max_size=4),
        },
    )
    return st.fixed_dictionaries(
        {},
        optional={
            "claim_action": st.sampled_from(["submit", "hold_query"]),
            "diagnoses": st.lists(codes, max_size=6),
            "procedures": st.lists(line, max_size=4),
        },
    )
