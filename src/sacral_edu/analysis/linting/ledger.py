"""Keeping count of what is found, one entry for each flaw of each kind of item."""

from collections import Counter

from msgspec import Struct
from msgspec.structs import replace

from sacral_edu.analysis.linting.flaws import Flaw, Severity
from sacral_edu.domain.items import Prompt


class Finding(Struct, frozen=True, kw_only=True):
    """What one rule found in one item; `quote` are the words it found."""

    rule: str
    what: str
    mend: str
    quote: str = ""
    severity: Severity = "fault"
    field: str = ""


class Ledger:
    """Counts findings; the first of each flaw is kept as its example."""

    def __init__(self) -> None:
        """Begin with nothing found."""
        self._items: Counter[tuple[str, str]] = Counter()
        self._flaws: dict[tuple[str, ...], Flaw] = {}

    def looked_at(self, prompt: Prompt, kind: str) -> None:
        """Count an item that was looked at."""
        self._items[prompt.scorer, kind] += 1

    def note(self, prompt: Prompt, kind: str, finding: Finding) -> None:
        """Count a finding in an item."""
        key = (prompt.scorer, kind, finding.field, finding.rule, finding.what)
        known = self._flaws.get(key)
        if known is not None:
            self._flaws[key] = replace(known, times=known.times + 1)
            return
        self._flaws[key] = Flaw(
            rule=finding.rule,
            severity=finding.severity,
            scorer=prompt.scorer,
            kind=kind,
            field=finding.field,
            times=1,
            of=0,
            what=finding.what,
            mend=finding.mend,
            example=prompt.item_id,
            quote=finding.quote,
        )

    def flaws(self, severity: Severity) -> tuple[Flaw, ...]:
        """Return the flaws of a severity, by scorer, kind, field and rule."""
        found = (
            replace(flaw, of=self._items[flaw.scorer, flaw.kind]) for _, flaw in sorted(self._flaws.items())
        )
        return tuple(flaw for flaw in found if flaw.severity == severity)
