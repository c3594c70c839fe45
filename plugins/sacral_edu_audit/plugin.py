"""Registers the audit scorer."""

from collections.abc import Iterable
from typing import Any

from sacral_edu.api import Scorer, hookimpl
from sacral_edu_audit.scorer import AuditScorer


@hookimpl
def sacral_edu_scorers() -> Iterable[Scorer[Any]]:
    """Bring the audit scorer."""
    return (AuditScorer(),)
