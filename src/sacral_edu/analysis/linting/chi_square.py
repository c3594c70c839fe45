"""The chi-square test of equal chances, in closed form, so that nothing has to be installed for it."""

import math
from collections.abc import Sequence


def chance_of(counts: Sequence[int]) -> float:
    """Return the probability of counts at least as uneven, were every place equally likely; 1 for none."""
    expected = sum(counts) / len(counts) if counts else 0.0
    if not expected:
        return 1.0
    statistic = math.fsum((count - expected) ** 2 / expected for count in counts)
    return _upper_tail(statistic, len(counts) - 1)


def _upper_tail(statistic: float, freedom: int) -> float:
    """Return the upper tail of the chi-square distribution with whole degrees of freedom."""
    half = statistic / 2
    if freedom % 2 == 0:
        tail, term = 0.0, math.exp(-half)
        for step in range(freedom // 2):
            tail += term
            term *= half / (step + 1)
        return min(1.0, tail) if freedom else 1.0
    tail = math.erfc(math.sqrt(half))
    term = math.exp(-half) * math.sqrt(half) / math.gamma(1.5)
    for step in range((freedom - 1) // 2):
        tail += term
        term *= half / (step + 1.5)
    return min(1.0, tail)
