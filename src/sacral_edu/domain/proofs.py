"""How a case is known to have one answer, and how well its note was written."""

from typing import Literal

from msgspec import Struct

Challenge = Literal["textbook", "minimal", "noisy", "mixed", "red_flag", "normal"]
"""What makes a case hard: every finding, a minimal set of them, misread ones, a second lesion, a warning
sign, or nothing to find."""

Habit = Literal["present", "absent", "poor"]
"""Whether a habit of documentation was kept, left out, or done badly on purpose."""


class Gain(Struct, frozen=True, kw_only=True):
    """What one finding adds, in the order of the note: bits by which it narrows the possibilities."""

    finding: str
    bits: float


class Proof(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why a case has one answer.

    By `elimination` no other dysfunction is consistent with what the note states; by `posterior` the
    truth is the most probable one, with at least the stated threshold, given how often examiners misread
    (`kappa`). `key_feature` holds the ids of a smallest set of findings that identifies the dysfunction
    alone; `gains` what each finding adds; `misread` the ids of findings that the examiner got wrong.
    """

    method: Literal["elimination", "posterior"]
    key_feature: tuple[str, ...] = ()
    gains: tuple[Gain, ...] = ()
    posterior: dict[str, float] | None = None
    threshold: float | None = None
    kappa: float | None = None
    misread: tuple[str, ...] = ()


class Habits(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The five habits of documentation, as they were kept in a note."""

    descriptor: Habit = "present"
    tart: Habit = "present"
    site: Habit = "present"
    function: Habit = "present"
    linkage: Habit = "present"


class RedFlag(Struct, frozen=True, kw_only=True):
    """A warning sign in the note: its id in the fact base, the statement that gives it, what it asks for."""

    id: str
    statement: str
    action: str
