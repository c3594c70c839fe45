"""Registers the claim scorer."""

from collections.abc import Iterable
from typing import Any

from sacral_edu.api import Scorer, hookimpl
from sacral_edu_coding.scorer import ClaimScorer


@hookimpl
def sacral_edu_scorers() -> Iterable[Scorer[Any]]:
    """Bring the claim scorer."""
    return (ClaimScorer(),)
