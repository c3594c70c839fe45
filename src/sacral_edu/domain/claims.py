"""A claim: diagnoses in order, procedure lines with modifiers, units and pointers, and its key."""

from typing import Literal

from msgspec import Struct

ClaimAction = Literal["submit", "hold_query"]
"""Send the claim, or hold it and put a non-leading question to the clinician."""


class ProcedureLine(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line: `code` is a concept id (`OMT_1_2`), `dx` the diagnosis codes that the line points at.

    `modifiers_also_accepted` lists other modifier sets that are right too; only keys carry it.
    """

    code: str
    modifiers: tuple[str, ...] = ()
    units: int = 1
    dx: tuple[str, ...] = ()
    modifiers_also_accepted: tuple[tuple[str, ...], ...] = ()


class Claim(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A claim as a learner hands it in."""

    claim_action: ClaimAction = "submit"
    diagnoses: tuple[str, ...] = ()
    procedures: tuple[ProcedureLine, ...] = ()


class AlternativeDiagnosis(Struct, frozen=True, kw_only=True):
    """A diagnosis that earns `credit` (0..1) in place of the keyed one."""

    from_: str
    to: str
    credit: float
    why: str


class AlternativeLines(Struct, frozen=True, kw_only=True):
    """Another set of procedure lines that earns `credit` (0..1)."""

    credit: float
    why: str
    lines: tuple[ProcedureLine, ...]


class ClaimKey(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The right claim, with what is optional, what is also accepted, and the reasoning behind it."""

    claim_action: ClaimAction
    diagnoses: tuple[str, ...]
    acceptable_first_listed: tuple[str, ...]
    procedures: tuple[ProcedureLine, ...]
    optional_diagnoses: tuple[str, ...] = ()
    alternative_diagnoses: tuple[AlternativeDiagnosis, ...] = ()
    alternative_procedures: tuple[AlternativeLines, ...] = ()
    query: str | None = None
    rationale: str = ""
