"""Registers the TART scorer."""

from collections.abc import Iterable
from typing import Any

from sacral_edu.api import Scorer, hookimpl
from sacral_edu_tart.scorer import TartScorer


@hookimpl
def sacral_edu_scorers() -> Iterable[Scorer[Any]]:
    """Bring the TART scorer."""
    return (TartScorer(),)
