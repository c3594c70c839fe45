"""Registers the sides scorer."""

from collections.abc import Iterable
from typing import Any

from sacral_edu.api import Scorer, hookimpl
from sacral_edu_sides.scorer import SidesScorer


@hookimpl
def sacral_edu_scorers() -> Iterable[Scorer[Any]]:
    """Bring the sides scorer."""
    return (SidesScorer(),)
