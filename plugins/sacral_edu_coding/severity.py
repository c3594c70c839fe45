"""How serious a fault of a claim is: critical, error or warning.

The rules carry `error` or `warning` (facts: coding `rules`). A fault is critical, whatever its rules, where
the claim as it stands asks for more than the record holds: a service that was not done, a larger one, one
of another profession, a condition that was only suspected, a dysfunction that nobody found, a wrong
statement to Medicare about active care. The vignettes mark their mistakes in the same sense (facts: coding
`vignettes`, `severity`).
"""

from functools import cache
from typing import Literal

from sacral_edu.api import coding
from sacral_edu_coding.claims import CodingKey, Finding, family_of, is_timed
from sacral_edu_coding.matching import Lines, Pair

Severity = Literal["critical", "error", "warning"]

MOST_WITH_CRITICAL = 0.6
"""Points that a claim with a critical fault can reach at most."""

_WORDS: dict[Severity, str] = {"critical": "Critical", "error": "Error", "warning": "Warning"}


def severity(finding: Finding) -> Severity:
    """Return how serious a fault is; a fault against several rules is as serious as the gravest."""
    if finding.critical:
        return "critical"
    return "error" if not _errors().isdisjoint(finding.rules) else "warning"


@cache
def _errors() -> frozenset[str]:
    return frozenset(rule.id for rule in coding.rules().values() if rule.severity == "error")


def told(finding: Finding) -> str:
    """Return a fault with its severity in front, as a learner reads it."""
    return f"{_WORDS[severity(finding)]}: {finding.text}" if finding.rules else finding.text


def only_warnings(findings: list[Finding]) -> bool:
    """Say whether there are faults and all of them are warnings."""
    return bool(findings) and all(f.rules and severity(f) == "warning" for f in findings)


def claims_more(key: CodingKey, right: str, given: str) -> bool:
    """Say whether one code in the place of another asks for more than was done."""
    table = coding.procedures()
    old, new = table.get(right), table.get(given)
    if old is None or new is None:
        return False
    if key.encounter.provider not in new.providers:
        return True
    if new.family != old.family:
        return new.family == "injection"
    if new.family == "imaging":
        return new.site == old.site and (new.max_views or 0) > (old.max_views or 0)
    if new.family == "em" and new.new != old.new:
        return bool(new.new) and (new.level or 0) >= (old.level or 0)
    return size(given) > size(right)


def size(code: str) -> int:
    """Return what a family ranks its codes by: regions, level of a visit or evaluation, or muscles."""
    row = coding.procedures()[code]
    return row.max_regions or row.level or row.min_muscles or 0


def claims_more_units(lines: Lines, pair: Pair) -> bool:
    """Say whether a line's units ask for more than was done.

    Timed units that only moved from one line to another are wrong, but no more than the record holds.
    """
    if pair.answer.units <= pair.key.units:
        return False
    if not is_timed(pair.key.code):
        # Work at two places away from the spine was done; it is only counted wrongly.
        return pair.key.code != "CMT_EXTRASPINAL"
    billed = sum(p.answer.units for p in lines.pairs if is_timed(p.answer.code))
    billed += sum(line.units for line in lines.extra if is_timed(line.code))
    return billed > sum(line.units for line in lines.keys if family_of(line.code) == "timed")
