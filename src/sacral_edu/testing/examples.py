"""A scorer's own right, wrong, blank and malformed answers, put to the test."""

from collections.abc import Iterable
from typing import Any

from sacral_edu.domain.cases import Case
from sacral_edu.domain.errors import ResponseError
from sacral_edu.domain.items import Example, Item, NotGraded
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import checked_spec
from sacral_edu.scoring import Scorer, make_items, score_response

KINDS = frozenset({"right", "wrong", "blank", "malformed"})
"""The kinds of example that every item must bring."""

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
            lacking = sorted(KINDS - {example.kind for example in examples})
            if lacking:
                faults.append(f"{item.prompt.item_id}: no example of kind {', '.join(lacking)}.")
            for example in examples:
                words = example_fault(scorer, item, example)
                if words is not None:
                    faults.append(f"{item.prompt.item_id}, example {example.name!r}: {words}.")
    return faults


def example_fault(scorer: Scorer[Any], item: Item[Any], example: Example) -> str | None:
    """Return in a few words how an example scores otherwise than it says; None where it scores so."""
    try:
        outcome = score_response(scorer, item, example.response)
    except ResponseError as error:
        return None if example.points is None else f"refused ({error}), expected {example.points}"
    if isinstance(outcome, NotGraded):
        return f"not graded ({outcome.reason})"
    if example.points is None:
        return f"scored {outcome.points}, but it should have been refused"
    if abs(outcome.points - example.points) > _TOLERANCE:
        return f"scored {outcome.points}, expected {example.points}"
    return None


def _examples(scorer: Scorer[Any], item: Item[Any]) -> tuple[list[Example], str | None]:
    try:
        return list(scorer.examples(item)), None
    except Exception as error:  # noqa: BLE001 a scorer under test may raise anything
        return [], f"{item.prompt.item_id}: examples() raised {type(error).__name__}: {error}."
