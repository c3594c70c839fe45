"""The answer keys of both questions: everything is worked out beforehand, scoring looks it up."""

from typing import Literal

from msgspec import Struct

from sacral_edu.api import Criterion

Decision = Literal["treat", "restrict", "refer"]

HALF, WHOLE = 1, 2
"""Points are counted in halves: a line that belongs to the picture without settling it earns one."""


class TodayKey(Struct, frozen=True, kw_only=True):
    """Whether to treat today. `technique` is empty where none is scored.

    `lines` gives each line that carries the decision the halves that it earns (1 or 2); it is empty where
    nothing in the note decides. With `care_accepted` a restriction is as right as none. `graded` holds
    the criterion by field, answer and the halves of its points that are earned (0, 1 or 2).
    """

    item_id: str
    decision: Decision
    detail: str
    technique: str
    lines: dict[str, int]
    care_accepted: bool
    graded: dict[str, dict[str, tuple[Criterion, ...]]]
    summary: str


class TechniqueKey(Struct, frozen=True, kw_only=True):
    """Which technique fits: graded criterion by option, the empty string among them."""

    item_id: str
    right: str
    graded: dict[str, Criterion]
    summary: str


TriageKey = TodayKey | TechniqueKey
