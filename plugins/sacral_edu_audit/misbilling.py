"""Errors of the claim: too many regions, the missing condition, diagnoses that exclude each other."""

from msgspec import structs

from sacral_edu.api import Case, coding, drawn
from sacral_edu_audit.drafts import (
    CLAIM,
    Draft,
    Planted,
    condition_codes,
    lines_on,
    manipulation,
    sound_draft,
)
from sacral_edu_audit.evidence import PAIN

_LEG_PAIN = ("M54.1", "M54.3", "M54.4")
_FAMILIES = {"DO": "omt", "MD": "omt", "DC": "cmt"}


def counted_service(case: Case) -> coding.Procedure | None:
    """Return the manipulation on the case's claim that counts regions, if there is one."""
    billed = manipulation(sound_draft(case))
    return coding.procedures().get(billed[0]) if billed else None


def next_above(case: Case) -> coding.Procedure | None:
    """Return the manipulation that counts more regions than the visit has; None where there is none."""
    row, truth = counted_service(case), case.truth
    family = row.family if row else _FAMILIES.get(case.encounter.provider)
    if case.red_flag is not None or (row is None and truth is not None and truth.region is not None):
        return None
    most = (row.max_regions or 0) if row else 0
    rows = (other for other in coding.procedures().values() if other.family == family)
    return next((other for other in rows if other.min_regions == most + 1), None)


def regions(case: Case, draft: Draft) -> Planted | None:
    """Bill more regions than were documented and treated (R-OMT-03, R-CMT-01)."""
    row, above = counted_service(case), next_above(case)
    if above is None:
        return None
    added = () if row else ((above.concept, 1),)
    services = tuple((above.concept if row and c == row.concept else c, n) for c, n in draft.services)
    shown = tuple(s.id for s in lines_on(case, "treatment" if row else "dysfunction"))
    faulty = structs.replace(draft, services=(*services, *added))
    return Planted(kind="regions", draft=faulty, lines=(CLAIM,), evidence=shown, wrong=above.concept)


def linkage(case: Case, draft: Draft) -> Planted | None:
    """Leave the condition off the claim, or write no more than pain for it and leave it off too."""
    said = lines_on(case, "condition")
    missing = condition_codes(case)
    left = tuple(code for code in draft.diagnoses if code not in missing)
    if len(said) != 1 or not missing or not left:
        return None
    faulty = structs.replace(draft, diagnoses=left)
    opening = tuple(s.id for s in case.note if s.section == "hpi")[:2]
    if _needs_condition(case, draft) and drawn(case.id, "linkage", 2):
        return Planted(kind="linkage", draft=faulty, lines=(CLAIM,), evidence=(said[0].id,), wrong="claim")
    line = said[0].id
    return Planted(
        kind="linkage",
        draft=faulty.rewritten(line, PAIN),
        lines=(line, CLAIM),
        evidence=opening,
        wrong="note",
    )


def _needs_condition(case: Case, draft: Draft) -> bool:
    """Say whether the claim cannot do without the condition, even to a lenient reader.

    For treatment alone some accept the dysfunction by itself; a visit of its own, pregnancy and Medicare's
    adjustment ask for more (R-ICD-10, R-CMT-04).
    """
    rows = coding.procedures()
    visit = any(rows[concept].family == "em" for concept, _ in draft.services if concept in rows)
    medicare = case.encounter.provider == "DC" and case.encounter.payer_profile == "medicare_ffs"
    return visit or medicare or any(coding.is_pregnancy(code) for code in draft.diagnoses)


def partners(case: Case) -> tuple[str, ...]:
    """Return codes that an Excludes1 note forbids beside one of the claim's, and that the note never names.

    Codes with a side are left out, since the side alone could make them wrong, and pain that goes down
    the leg where a stretched nerve hurts, since it might be the better code.
    """
    claim = case.claim
    if claim is None:
        return ()
    radiates = any(f.test == "straight_leg_raise" and f.value == "positive" for f in case.findings)
    known = {*claim.diagnoses, *claim.optional_diagnoses, *(row.to for row in claim.alternative_diagnoses)}
    return tuple(
        code
        for code, row in coding.diagnoses().items()
        if code not in known
        and not (
            radiates and code.startswith(_LEG_PAIN) and not any(_names_nerve(c) for c in claim.diagnoses)
        )
        and row.laterality in (None, "unspecified")
        and sum(coding.exclusion(one, code) is not None for one in claim.diagnoses) == 1
        and any(coding.exclusion(one, code) == "hard" for one in claim.diagnoses)
    )


def _names_nerve(code: str) -> bool:
    return code.startswith(("M51.1", "G57.0"))


def excludes1(case: Case, draft: Draft) -> Planted | None:
    """List a diagnosis that an Excludes1 note forbids beside another (R-ICD-03)."""
    found = partners(case)
    if not found:
        return None
    code = found[drawn(case.id, "partner", len(found))]
    place = next(i for i, one in enumerate(draft.diagnoses) if coding.exclusion(one, code) == "hard") + 1
    diagnoses = (*draft.diagnoses[:place], code, *draft.diagnoses[place:])
    shown = tuple(s.id for s in lines_on(case, "condition"))
    faulty = structs.replace(draft, diagnoses=diagnoses)
    return Planted(kind="excludes1", draft=faulty, lines=(CLAIM,), evidence=shown, wrong=code)
