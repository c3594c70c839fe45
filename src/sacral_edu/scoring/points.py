"""Arithmetic of points, the same to the last digit on every platform.

`math.fsum` is exact where `sum` is not the same in every Python, and six decimals hide the last digit
in which the C libraries of browsers and servers differ.
"""

import math
from collections.abc import Iterable

from sacral_edu.domain.items import Criterion

DECIMALS = 6


def rounded(points: float) -> float:
    """Return points rounded to the six decimals in which scores are kept."""
    return round(points, DECIMALS) + 0.0


def total(criteria: Iterable[Criterion]) -> float:
    """Return the sum of what the criteria earned, held within 0 and 1."""
    return rounded(min(1.0, max(0.0, math.fsum(criterion.earned for criterion in criteria))))
