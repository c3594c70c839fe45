"""A scorer's own right, wrong, blank and malformed answers, put to the test."""

from collections.abc import Iterable
from typing import Any

from sacral_edu.domain.cases import Case
from sacral_edu.domain.errors import ResponseError
from sacral_edu.domain.items import Example, Item, NotGraded
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import checked_spec
from sacral_edu.scoring import Scorer, make_items, score_response

_KINDS = frozenset({"right", "wrong", "blank", "malformed"})
_TOLERANCE = 1e-6


def generated_cases(count: int, *, seed: int = 0, **wishes: str) -> list[Case]:
    """Return that many generated cases to try a scorer on.

    `wishes` are those of a case: dysfunction, provider, challenge, archetype. Raises CaseError where they
    cannot be had.
    """
    first = checked_spec(seed=seed, **wishes)  # type: ignore[arg-type]
    return [generate(first.at(index)) for index in range(count)]


def check_examples(scorer: Scorer[Any], cases: Iterable[Case]) -> list[str]:
    """Return one sentence for every example that does not score as the scorer says; empty when all do.

    Each item must bring examples of all four kinds. An example whose `points` are None must be refused
    with a ResponseError.
    """
    faults: list[str] = []
    for case in cases:
        made = make_items({scorer.name: scorer}, case)
        faults += made.failures
        for item in made.items:
            examples, fault = _examples(scorer, item)
            if fault is not None:
                faults.append(fault)
                continue
            lacking = sorted(_KINDS - {example.kind for example in examples})
            if lacking:
                faults.append(f"{item.prompt.item_id}: no example of kind {', '.join(lacking)}.")
            faults += [fault for example in examples if (fault := _fault(scorer, item, example))]
    return faults


def _examples(scorer: Scorer[Any], item: Item[Any]) -> tuple[list[Example], str | None]:
    try:
        return list(scorer.examples(item)), None
    except Exception as error:  # noqa: BLE001 a scorer under test may raise anything
        return [], f"{item.prompt.item_id}: examples() raised {type(error).__name__}: {error}."


def _fault(scorer: Scorer[Any], item: Item[Any], example: Example) -> str | None:
    where = f"{item.prompt.item_id}, example {example.name!r}"
    try:
        outcome = score_response(scorer, item, example.response)
    except ResponseError as error:
        return None if example.points is None else f"{where}: refused ({error}), expected {example.points}."
    if isinstance(outcome, NotGraded):
        return f"{where}: not graded ({outcome.reason})."
    if example.points is None:
        return f"{where}: scored {outcome.points}, but it should have been refused."
    if abs(outcome.points - example.points) > _TOLERANCE:
        return f"{where}: scored {outcome.points}, expected {example.points}."
    return None
