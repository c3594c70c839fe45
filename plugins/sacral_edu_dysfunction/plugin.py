"""Registers the dysfunction scorer."""

from collections.abc import Iterable
from typing import Any

from sacral_edu.api import Scorer, hookimpl
from sacral_edu_dysfunction.scorer import DysfunctionScorer


@hookimpl
def sacral_edu_scorers() -> Iterable[Scorer[Any]]:
    """Bring the dysfunction scorer."""
    return (DysfunctionScorer(),)
