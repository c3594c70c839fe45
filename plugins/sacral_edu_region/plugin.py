"""Registers the region scorer."""

from collections.abc import Iterable
from typing import Any

from sacral_edu.api import Scorer, hookimpl
from sacral_edu_region.scorer import RegionScorer


@hookimpl
def sacral_edu_scorers() -> Iterable[Scorer[Any]]:
    """Bring the region scorer."""
    return (RegionScorer(),)
