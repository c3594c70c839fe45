"""The result of an audit: mean scores of tricks and of an honest novice, a row for each kind of item."""

from msgspec import Struct

BAR = 0.35
"""What no trick may earn on average where an honest novice earns about a half."""

TRICKS: dict[str, str] = {
    "blank": "hand in nothing",
    "everything": "mark every line, choose all that is allowed, claim every code, write every term",
    "random": "answer by lot",
    "first option": "take the first option; mark the first line with it",
    "first line": "mark only the first line",
    "commonest": "answer what was right most often in other cases; paste a model answer of another case",
    "offered": "take the option that was right most often where it was offered",
    "constant": "give one answer to all items, the best there is",
    "longest": "take the longest option, mark the longest line, write as much as fits",
    "keywords": "write a bag of terms: those of model answers, every name, both sides",
    "copy": "copy the note into the text field",
}
"""The tricks by name, and what each does. Fields that a trick has nothing to say about are answered as
`commonest` does, so that every trick is as strong as it can be; text fields are then left empty."""


class Row(Struct, frozen=True, kw_only=True):
    """Mean scores over the items of one kind, or of one scorer where `kind` is empty.

    `points` holds a number for each trick that has something to answer there. `novice` is what the honest
    novice earns who gets each decision right with probability `p`; None for a scorer as a whole.
    `constant` says which constant answer was best.
    """

    scorer: str
    kind: str
    items: int
    points: dict[str, float]
    novice: float
    p: float | None = None
    constant: str = ""

    @property
    def best(self) -> tuple[str, float]:
        """The trick that earns most, and what it earns."""
        return max(self.points.items(), key=lambda pair: pair[1], default=("", 0.0))

    @property
    def over(self) -> dict[str, float]:
        """The tricks that reach the bar."""
        return {name: mean for name, mean in self.points.items() if mean >= BAR}


class GamingReport(Struct, frozen=True, kw_only=True):
    """Rows by kind of item and by scorer, what failed, and what could not be audited."""

    cases: int
    items: int
    kinds: tuple[Row, ...]
    scorers: tuple[Row, ...]
    failures: tuple[str, ...]
    unjudged: dict[str, int]

    @property
    def holds(self) -> bool:
        """Say whether every trick stays below the bar, everywhere, and nothing failed."""
        return not self.failures and not any(row.over for row in (*self.kinds, *self.scorers))
