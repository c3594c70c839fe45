"""Cases of every challenge, and what the audit scorer asks about them."""

import pytest

from sacral_edu.domain.cases import Case
from sacral_edu.domain.items import Item
from sacral_edu.testing import generated_cases
from sacral_edu_audit.keys import AuditKey
from sacral_edu_audit.scorer import AuditScorer

CHALLENGES = ("textbook", "minimal", "mixed", "noisy", "red_flag", "normal")
"""What makes a case hard."""


@pytest.fixture(scope="session")
def audited_cases() -> tuple[Case, ...]:
    """A hundred generated cases of every challenge."""
    return tuple(
        case for challenge in CHALLENGES for case in generated_cases(100, seed=12, challenge=challenge)
    )


@pytest.fixture(scope="session")
def audited(audited_cases: tuple[Case, ...]) -> dict[str, list[Item[AuditKey]]]:
    """The audit scorer's items on these cases, by kind of error."""
    found: dict[str, list[Item[AuditKey]]] = {}
    for case in audited_cases:
        for item in AuditScorer().items(case):
            found.setdefault(item.key.kind, []).append(item)
    return found
