"""What the linter says: flaws with their count and an example, and where right options stand."""

from typing import Literal

from msgspec import Struct

Severity = Literal["fault", "remark"]
"""A fault should be mended. A remark is something to know: it may be meant, or hang on the cases alone."""

NOT_MEASURED = (
    "Whether each wrong option is ever chosen: that needs the answers of learners.",
    "Whether a number (one or several) in the stem fits its options, beyond a/an and is/are before a blank.",
)
"""What no look at the items alone can tell."""


class Flaw(Struct, frozen=True, kw_only=True):
    """One flaw of one kind of item: how often of how many items, what it is, an example, and how to mend it.

    `field` is empty where the flaw is in the stem; `quote` holds words of the example.
    """

    rule: str
    severity: Severity
    scorer: str
    kind: str
    field: str
    times: int
    of: int
    what: str
    mend: str
    example: str
    quote: str = ""

    def __str__(self) -> str:
        """Return the flaw as a sentence or two."""
        where = f"{self.scorer}/{self.kind}" + (f", field {self.field}" if self.field else "")
        quoted = f", {self.quote!r}" if self.quote else ""
        often = f"{self.times} of {self.of}; for example {self.example}{quoted}"
        return f"{where}: {self.what} ({often}); {self.mend}."


class Positions(Struct, frozen=True, kw_only=True):
    """How often the right option stood at each position of a list.

    `p` is the chance of counts as uneven as these if every position were as likely; None for a standing
    list, whose order never changes and whose right option hangs on the cases alone.
    """

    scorer: str
    kind: str
    field: str
    items: int
    counts: tuple[int, ...]
    p: float | None


class LintReport(Struct, frozen=True, kw_only=True):
    """Faults and remarks over a number of cases and items, the positions, and what could not be judged."""

    cases: int
    items: int
    faults: tuple[Flaw, ...]
    remarks: tuple[Flaw, ...]
    positions: tuple[Positions, ...]
    failures: tuple[str, ...]
    unjudged: dict[str, int]
    not_measured: tuple[str, ...] = NOT_MEASURED

    @property
    def clean(self) -> bool:
        """Say whether there is no fault and nothing failed."""
        return not self.faults and not self.failures
