"""A note and claim as they are put before the learner, sound or with an error planted in them."""

from typing import Literal

from msgspec import Struct, structs

from sacral_edu.api import Case, Fact, Finding, NoteLine, Statement, coding, note_lines

Kind = Literal["mirror", "region", "site", "regions", "linkage", "excludes1", "red_flag", "none"]
"""What is wrong with a note; the order is that of the options."""

CLAIM = "claim"
"""Id of the line that tells the claim."""

Service = tuple[str, int]
"""A procedure concept and its units."""


class Draft(Struct, frozen=True, kw_only=True):
    """A note and claim.

    `asserted` is the id of the dysfunction that the assessment names, `treated` the number of regions
    that the note documents and its plan treats.
    """

    note: tuple[NoteLine, ...]
    asserted: str
    diagnoses: tuple[str, ...]
    services: tuple[Service, ...]
    held: bool
    treated: int

    def text(self, line: str) -> str:
        """Return what a line says."""
        return next((entry.text for entry in self.note if entry.id == line), "")

    def rewritten(self, line: str, text: str) -> "Draft":
        """Return the draft with another text in one line."""
        note = tuple(structs.replace(e, text=text) if e.id == line else e for e in self.note)
        return structs.replace(self, note=note)


class Planted(Struct, frozen=True, kw_only=True):
    """An error put into a draft.

    `lines` are the entries that may be marked for it, its origin first; `evidence` the lines that show it
    to be one; `wrong` the id of the dysfunction, the code or the concept that was put in.
    """

    kind: Kind
    draft: Draft
    lines: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    wrong: str = ""


def sound_draft(case: Case) -> Draft:
    """Return the case's note and claim as they are."""
    claim = case.claim
    return Draft(
        note=note_lines(case, ("hpi", "exam", "assessment", "plan")),
        asserted=case.truth.dysfunction if case.truth else "",
        diagnoses=claim.diagnoses if claim else (),
        services=tuple((line.code, line.units) for line in claim.procedures) if claim else (),
        held=claim is not None and claim.claim_action == "hold_query",
        treated=len(regions_counted(case)),
    )


def regions_counted(case: Case) -> tuple[str, ...]:
    """Return the regions that the visit's manipulation may count (R-OMT-03, R-CMT-01)."""
    facts = case.encounter.facts
    if facts.cmt_spinal_regions is not None:
        return coding.distinct_regions(facts.cmt_spinal_regions)
    return coding.counted_regions(facts.omt_regions_documented or (), facts.omt_regions_treated or ())


def facts_of(case: Case, statement: Statement) -> tuple[Fact, ...]:
    """Return the facts that a statement conveys."""
    return tuple(fact for fact in case.facts if fact.id in statement.conveys)


def lines_on(case: Case, topic: str) -> tuple[Statement, ...]:
    """Return the statements of assessment and plan that speak of a topic."""
    return tuple(
        s
        for s in case.note
        if s.section in ("assessment", "plan") and any(f.topic == topic for f in facts_of(case, s))
    )


def line_of(case: Case, finding: Finding) -> str:
    """Return the id of the statement that conveys a finding."""
    return next((s.id for s in case.note if finding.id in s.conveys), "")


def condition_codes(case: Case) -> tuple[str, ...]:
    """Return the claim's codes of what was diagnosed beside somatic dysfunction."""
    listed = case.claim.diagnoses if case.claim else ()
    return tuple(code for code in listed if not coding.is_regional(code))


def manipulation(draft: Draft) -> Service | None:
    """Return the claim's line for treatment of regions that are counted, if it has one."""
    for concept, units in draft.services:
        row = coding.procedures().get(concept)
        if row is not None and row.family in ("omt", "cmt") and concept != "CMT_EXTRASPINAL":
            return concept, units
    return None
