"""How long items() and score() take: the median over calls, beside a budget."""

from collections.abc import Callable
from statistics import median
from time import perf_counter_ns

from sacral_edu.domain.items import ChoiceField, ChoicesField, MarkField
from sacral_edu.testing.report import Speed
from sacral_edu.testing.trial import Trial, graded

ITEMS_BUDGET = 10_000.0
"""Microseconds for the items of one case, so that a page of twenty exercises stands at once."""

CHOICE_BUDGET = 10.0
"""Microseconds for a score where only marks and options are to be looked up."""

READING_BUDGET = 1_000.0
"""Microseconds for a score where a claim or a text has to be read."""

_ROUNDS = 5


def measured(trial: Trial) -> tuple[Speed, ...]:
    """Return the speed of items() and of score(), from the typed response on; empty without items."""
    if not trial.asked:
        return ()
    cases = {asked.case.id: asked.case for asked in trial.asked}.values()
    making = [_time(lambda case=case: trial.scorer.items(case)) for case in cases]
    scoring = [
        _time(lambda asked=asked, response=response: trial.scorer.score(asked.item.key, response))
        for asked in trial.asked
        for response in trial.responses(asked)
        if graded(trial.scorer, asked.item, response).score is not None
    ]
    found = [_speed("items()", making, ITEMS_BUDGET)]
    if scoring:
        found.append(_speed("score()", scoring, _score_budget(trial)))
    return tuple(found)


def _score_budget(trial: Trial) -> float:
    fields = (field for asked in trial.asked for field in asked.prompt.fields)
    looked_up = all(isinstance(field, (ChoiceField, ChoicesField, MarkField)) for field in fields)
    return CHOICE_BUDGET if looked_up else READING_BUDGET


def _time(call: Callable[[], object]) -> float:
    """Return the shortest of a few runs in microseconds, since whatever else the machine does adds time."""
    shortest = 0
    for _ in range(_ROUNDS):
        start = perf_counter_ns()
        try:
            call()
        except (Exception, SystemExit):  # noqa: BLE001 told by another check
            return (perf_counter_ns() - start) / 1000
        took = perf_counter_ns() - start
        shortest = min(shortest, took) if shortest else took
    return shortest / 1000


def _speed(call: str, times: list[float], budget: float) -> Speed:
    return Speed(call=call, calls=len(times), median=round(median(times), 1), budget=budget)
