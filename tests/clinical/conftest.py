"""Findings from rows of the decision table, and the mirror that swaps left and right."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from sacral_edu.clinical.solver import POLES
from sacral_edu.clinical.tables import SacralRow
from sacral_edu.domain.cases import Finding


@pytest.fixture(scope="session")
def said() -> Callable[..., Finding]:
    """Make a finding from test, value and side alone."""

    def make(test: str, value: str, side: Any = None) -> Finding:
        return Finding(
            id=f"{test}-{value}-{side}", test=test, value=value, side=side, kind="motion", region="sacral"
        )

    return make


@pytest.fixture(scope="session")
def of_row(said: Callable[..., Finding]) -> Callable[[SacralRow, Iterable[str]], list[Finding]]:
    """Read the findings of some tests off a row of the table, as an examiner who feels each side would."""

    def read(row: SacralRow, test: str) -> Finding:
        if test in POLES:
            left, right = row.findings[f"{test}_L"], row.findings[f"{test}_R"]
            return said(test, left, "L" if left != right else "none" if left == "level" else "both")
        value = row.findings[test]
        if test == "seated_flexion":
            return said(test, "negative") if value == "none" else said(test, "positive", value)
        return said(test, value)

    return lambda row, tests: [read(row, test) for test in tests]


@pytest.fixture(scope="session")
def mirrored() -> Callable[[Any], Any]:
    """Swap left and right in a finding, in a dysfunction's id, or in a set of ids."""
    swap = {"L": "R", "R": "L"}

    def mirror(thing: Any) -> Any:
        if isinstance(thing, str):
            return "_".join(swap.get(part, part) for part in thing.split("_"))
        if isinstance(thing, Finding):
            side: Any = swap.get(thing.side or "", thing.side)
            return Finding(
                id=thing.id,
                test=thing.test,
                value=thing.value,
                side=side,
                kind=thing.kind,
                region=thing.region,
            )
        return frozenset(mirror(name) for name in thing)

    return mirror
