from collections import Counter
from collections.abc import Iterator
from itertools import product

import pytest

from sacral_edu.clinical.pairs import solve_pairs
from sacral_edu.clinical.proving import posterior
from sacral_edu.clinical.solver import solve
from sacral_edu.domain.cases import Case, Finding
from sacral_edu.generation.generate import generate
from sacral_edu.generation.signs import THRESHOLD
from sacral_edu.generation.spec import Spec
from sacral_edu.generation.wishes import CHALLENGES, PROVIDERS

_CASES = 100_000
_COMBINATIONS = list(product((None, *CHALLENGES), (None, *PROVIDERS)))
_EACH = -(-_CASES // len(_COMBINATIONS))


def _stated(case: Case) -> Iterator[Finding]:
    for statement in case.note:
        yield from case.findings_of(statement)


def _is_solved(case: Case) -> bool:
    assert case.truth is not None
    assert case.proof is not None
    stated = tuple(_stated(case))
    if case.challenge == "mixed":
        return solve_pairs(stated) == frozenset({(case.truth.dysfunction, case.truth.secondary)})
    if case.challenge != "noisy":
        return solve(stated) == frozenset({case.truth.dysfunction})
    assert case.proof.kappa is not None
    found = posterior(stated, case.proof.kappa)
    return (
        max(found, key=found.__getitem__) == case.truth.dysfunction
        and found[case.truth.dysfunction] >= THRESHOLD
    )


@pytest.mark.parametrize(("challenge", "provider"), _COMBINATIONS)
def test_each_of_a_hundred_thousand_cases_has_one_answer(challenge: str | None, provider: str | None) -> None:
    solved = Counter(
        _is_solved(generate(Spec(seed=100, index=index, challenge=challenge, provider=provider)))  # type: ignore[arg-type]
        for index in range(_EACH)
    )
    assert solved == {True: _EACH}
