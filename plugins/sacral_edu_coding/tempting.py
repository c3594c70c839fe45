"""Services that learners put on a claim by mistake, each with the reason why it does not belong there."""

from msgspec import Struct

from sacral_edu.api import ProcedureLine, coding
from sacral_edu_coding import explain_counts as counts
from sacral_edu_coding.choosing import spread
from sacral_edu_coding.claims import CodingKey, Finding, family_of, is_timed
from sacral_edu_coding.explain_claim import wrongly_sent
from sacral_edu_coding.explain_extra import added_line
from sacral_edu_coding.explain_lines import why_replaced
from sacral_edu_coding.matching import Lines
from sacral_edu_coding.wording import named

HOLD = "HOLD"
"""The option by which nothing is reported until the clinician has answered."""


class Service(Struct, frozen=True, kw_only=True):
    """A service on offer: its option id, concept id and words, and why it is wrong where it is."""

    id: str
    concept: str
    label: str
    why: Finding


_ELSEWHERE = {
    "DO": ("EM_EST_LOW", "TX_MANUAL", "CMT_SPINAL_1_2", "XR_LSPINE_2_3", "INJ_TP_1_2", "TX_EXERCISE"),
    "MD": ("EM_EST_LOW", "TX_MANUAL", "CMT_SPINAL_1_2", "XR_LSPINE_2_3", "INJ_TP_1_2", "TX_EXERCISE"),
    "DC": ("EM_EST_LOW", "TX_MANUAL", "OMT_1_2", "CMT_EXTRASPINAL", "XR_LSPINE_2_3", "INJ_TP_1_2"),
    "PT": ("EM_NEW_LOW", "PT_EVAL_MOD", "OMT_1_2", "TX_ACTIVITY", "CMT_SPINAL_1_2", "PT_EVAL_LOW"),
}
"""What tempts beside the lines of each kind of clinician (facts: coding `vignettes`, `mistakes`)."""

_NEXT = ("omt", "cmt", "em", "injection", "needling", "imaging")
"""Families in which the next larger or smaller code is a typical mistake."""


def tempting_services(whole: CodingKey) -> list[Service]:
    """Return services that do not belong on the claim, the likest to those of the key first."""
    lines = whole.claim.procedures
    accepted = {line.code for line in lines}
    accepted |= {line.code for other in whole.claim.alternative_procedures for line in other.lines}
    found: dict[str, Service] = {}
    for line in lines:
        for service in (*_beside(whole, line), *_other_units(whole, line)):
            found.setdefault(service.id, service)
    for code in _adjustments(whole):
        found.setdefault(code, _wrong(code, _why(whole, code)))
    status = {"EM_EST_LOW": _visit_of(whole)}
    taken = {family_of(line.code) for line in lines} & {"em", "pt_eval"}
    elsewhere = _ELSEWHERE[whole.encounter.provider]
    at = spread(whole.item_id, "elsewhere") % len(elsewhere)
    for concept in (*elsewhere[at:], *elsewhere[:at]):
        code = status.get(concept, concept)
        # A second visit or evaluation is offered by the code next to the right one already.
        if code not in accepted and family_of(code) not in taken:
            found.setdefault(code, _wrong(code, _why(whole, code)))
    return list(found.values())


def _adjustments(whole: CodingKey) -> list[str]:
    """Return the adjustment that was done but cannot be sent before the clinician has answered."""
    if whole.claim.claim_action != "hold_query":
        return []
    concept = coding.cmt_concept(whole.encounter.facts.cmt_spinal_regions or ())
    return [concept] if concept else []


def _visit_of(whole: CodingKey) -> str:
    return "EM_NEW_LOW" if whole.encounter.patient_status == "new" else "EM_EST_LOW"


def _why(whole: CodingKey, code: str) -> Finding:
    if whole.claim.claim_action == "hold_query":
        return wrongly_sent(whole, (ProcedureLine(code=code),))
    keys = whole.claim.procedures
    return added_line(whole, Lines(keys=keys, pairs=(), missing=(), extra=()), ProcedureLine(code=code))


def _beside(whole: CodingKey, line: ProcedureLine) -> list[Service]:
    """Return the codes next to a keyed one in its family, the larger first."""
    table = coding.procedures()
    row = table[line.code]
    if row.family not in _NEXT or line.code == "CMT_EXTRASPINAL":
        return []
    kin = [
        one.concept
        for one in table.values()
        if (one.family, one.new, one.site) == (row.family, row.new, row.site)
        and one.concept not in ("CMT_EXTRASPINAL", "EM_EST_STAFF")
    ]
    at = kin.index(line.code)
    near = (*kin[at + 1 : at + 2], *(kin[at - 1 : at] if at else ()))
    nothing = Lines(keys=whole.claim.procedures, pairs=(), missing=(), extra=())
    return [_wrong(code, why_replaced(whole, nothing, line.code, code)) for code in near]


def _other_units(whole: CodingKey, line: ProcedureLine) -> list[Service]:
    """Return a timed service with the units that are typically billed for it by mistake."""
    if not is_timed(line.code):
        return []
    units = line.units + 1 if line.units == 1 else line.units - 1
    said = f"{named(line.code)} does not earn that many. {counts.minutes(whole)}"
    if units < line.units:
        said = f"{named(line.code)} earns more. {counts.minutes(whole)}"
    return [
        Service(
            id=f"{line.code}-x{units}",
            concept=line.code,
            label=f"{named(line.code)}, x{units}",
            why=Finding(said, (counts.time_rule_id(whole),)),
        )
    ]


def _wrong(code: str, why: Finding) -> Service:
    label = f"{named(code)}, x1" if is_timed(code) else named(code)
    return Service(id=f"{code}-x1" if is_timed(code) else code, concept=code, label=label, why=why)
