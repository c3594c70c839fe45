"""Registers the documentation scorer."""

from collections.abc import Iterable
from typing import Any

from sacral_edu.api import Scorer, hookimpl
from sacral_edu_documentation.scorer import DocumentationScorer


@hookimpl
def sacral_edu_scorers() -> Iterable[Scorer[Any]]:
    """Bring the documentation scorer."""
    return (DocumentationScorer(),)
