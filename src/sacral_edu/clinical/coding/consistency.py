"""Does a claim key agree with the facts of its encounter? One sentence for each disagreement."""

from collections.abc import Iterator

from sacral_edu.clinical.coding import counting
from sacral_edu.clinical.coding import regions as body
from sacral_edu.clinical.coding.codebook import shown
from sacral_edu.clinical.coding.diagnosis import diagnosis_status, exclusions
from sacral_edu.clinical.coding.lines import (
    DISTINCT,
    MAX_POINTERS,
    adjustment_modifier,
    is_excluded_by_medicare,
    paired_with_adjustment,
)
from sacral_edu.clinical.coding.selection import MAX_DIAGNOSES
from sacral_edu.clinical.coding.tables import procedures
from sacral_edu.domain.cases import Encounter
from sacral_edu.domain.claims import ClaimKey, ProcedureLine
from sacral_edu.domain.errors import CodeError


def disagreements(encounter: Encounter, key: ClaimKey) -> tuple[str, ...]:
    """Return a sentence for each point in which a key differs from what the encounter's facts call for.

    Follows `check()` in facts/check_coding.py; an empty result says that facts and key agree.
    """
    found = list(_diagnoses(key))
    try:
        if key.claim_action == "hold_query":
            found.extend(_held(encounter, key))
        else:
            found.extend(_services(encounter, key))
    except CodeError as error:
        found.append(str(error))
    found.extend(_each_line(encounter, key))
    found.extend(_pairs(encounter, key))
    return tuple(found)


def _diagnoses(key: ClaimKey) -> Iterator[str]:
    for code in dict.fromkeys((*key.diagnoses, *key.optional_diagnoses)):
        status = diagnosis_status(code)
        if status.state != "valid":
            yield status.message
    for first, second in exclusions(key.diagnoses):
        yield f"{first} and {second} exclude each other (R-ICD-03)"
    if len(key.diagnoses) > MAX_DIAGNOSES:
        yield f"{len(key.diagnoses)} diagnoses; a claim holds {MAX_DIAGNOSES} (R-CLM-01)"
    if key.diagnoses and key.diagnoses[0] not in key.acceptable_first_listed:
        yield f"{key.diagnoses[0]} stands first but is not among acceptable_first_listed"


def _held(encounter: Encounter, key: ClaimKey) -> Iterator[str]:
    facts = encounter.facts
    if key.procedures:
        yield "the claim is held, so it has no procedure lines"
    medicare = is_excluded_by_medicare(encounter) and facts.cmt_spinal_regions
    if medicare and counting.part_demonstrates(facts.part or (), film=facts.xray_demonstrates_subluxation):
        yield "the facts demonstrate the subluxation, so there is nothing to hold the claim for (R-CMT-06)"


def _services(encounter: Encounter, key: ClaimKey) -> Iterator[str]:
    yield from _osteopathic(encounter, key)
    yield from _chiropractic(encounter, key)
    yield from _visit(encounter, key)
    yield from _timed(encounter, key)
    yield from _other(encounter, key)


def _billed(key: ClaimKey, family: str) -> list[str]:
    rows = procedures()
    return [line.code for line in key.procedures if line.code in rows and rows[line.code].family == family]


def _compare(what: str, billed: list[str], expected: str | None) -> Iterator[str]:
    if billed != ([expected] if expected else []):
        names = ", ".join(shown(code) for code in billed) or "nothing"
        yield f"{what}: the key has {names}, the facts call for {shown(expected) if expected else 'nothing'}"


def _osteopathic(encounter: Encounter, key: ClaimKey) -> Iterator[str]:
    facts = encounter.facts
    if facts.omt_regions_treated is None:
        return
    documented = facts.omt_regions_documented or ()
    counted = body.counted_regions(documented, facts.omt_regions_treated)
    expected = counting.omt_concept(documented, facts.omt_regions_treated)
    yield from _compare("osteopathic treatment", _billed(key, "omt"), expected)
    codes = {body.REGION_CODES[region] for region in counted if region in body.REGION_CODES}
    for code in sorted(codes - set(key.diagnoses)):
        yield f"{code} is missing for a region documented and treated (R-OMT-07)"
    known = {body.region_code(region) for region in documented}
    for code in key.diagnoses:
        if body.is_regional(code) and code not in known:
            yield f"{code} has no documented dysfunction (R-OMT-03)"
    for line in key.procedures:
        if line.code == expected and len(codes & set(line.dx)) < min(MAX_POINTERS, len(codes)):
            yield f"{shown(line.code)} does not point at every counted region (R-OMT-07)"


def _chiropractic(encounter: Encounter, key: ClaimKey) -> Iterator[str]:
    facts = encounter.facts
    if facts.cmt_extraspinal_regions and "CMT_EXTRASPINAL" not in _billed(key, "cmt"):
        yield f"{shown('CMT_EXTRASPINAL')} is missing for an adjustment outside the spine (R-CMT-03)"
    if facts.cmt_spinal_regions is None:
        return
    medicare = encounter.payer_profile == "medicare_ffs"
    film = facts.xray_demonstrates_subluxation
    shows = not medicare or counting.part_demonstrates(facts.part or (), film=film)
    expected = counting.cmt_concept(facts.cmt_spinal_regions) if shows else None
    spinal = [code for code in _billed(key, "cmt") if code != "CMT_EXTRASPINAL"]
    yield from _compare("spinal adjustment", spinal, expected)
    for region in body.distinct_regions(facts.cmt_spinal_regions) if expected else ():
        if body.region_code(region) not in key.diagnoses:
            yield f"{body.region_code(region)} is missing for the adjusted {region} region"
    if expected and medicare:
        wanted = adjustment_modifier(facts)
        if not any(line.code == expected and wanted in line.modifiers for line in key.procedures):
            yield f"{shown(expected)} needs {wanted} (R-CMT-05, R-CMT-07)"
        if not key.diagnoses or key.diagnoses[0] not in body.MEDICARE_PRIMARY:
            yield "a Medicare adjustment needs one of M99.00 to M99.05 first (R-CMT-04)"


def _visit(encounter: Encounter, key: ClaimKey) -> Iterator[str]:
    facts = encounter.facts
    if facts.em_separate is None:
        return
    levels = [level for level in (facts.em, facts.em_mdm_alternative) if level is not None]
    expected = counting.visit_concept(encounter.patient_status, *levels) if facts.em_separate else None
    yield from _compare("visit", _billed(key, "em"), expected)
    beside = bool(_billed(key, "omt") or _billed(key, "cmt") or _billed(key, "injection"))
    for line in key.procedures:
        if line.code == expected and beside != ("25" in line.modifiers):
            said = "needs 25" if beside else "carries 25 without a procedure beside it"
            yield f"{shown(line.code)} {said} (R-EM-05)"


def _timed(encounter: Encounter, key: ClaimKey) -> Iterator[str]:
    minutes = encounter.facts.timed_minutes
    if minutes is None:
        return
    rule = counting.time_rule(encounter)
    expected = counting.timed_units(minutes, rule)
    billed = {line.code: line.units for line in key.procedures if line.code in minutes}
    if billed != expected.units:
        yield f"timed units: the key has {_units(billed)}, {rule} gives {_units(expected.units)}"
    if rule == "cms_total" and expected.ties and not key.alternative_procedures:
        yield f"timed units: {', '.join(sorted(expected.ties))} tie for a unit; no one set of lines is right"


def _units(units: dict[str, int]) -> str:
    return ", ".join(f"{shown(code)} x{count}" for code, count in units.items()) or "none"


def _other(encounter: Encounter, key: ClaimKey) -> Iterator[str]:
    facts = encounter.facts
    injected, needled = facts.muscles_injected, facts.muscles_needled
    if injected and facts.drug_injected is False:
        injected, needled = None, injected
    if injected:
        yield from _compare("injection", _billed(key, "injection"), counting.injection_concept(injected))
    if needled:
        yield from _compare("needling", _billed(key, "needling"), counting.needling_concept(needled))
    if facts.pt_eval is not None:
        expected = counting.therapy_evaluation_concept(facts.pt_eval)
        yield from _compare("evaluation", _billed(key, "pt_eval"), expected)
    if facts.imaging is not None:
        film = counting.imaging_concept(facts.imaging) if facts.imaging.performed_in_office else None
        yield from _compare("films", _billed(key, "imaging"), film)


def _each_line(encounter: Encounter, key: ClaimKey) -> Iterator[str]:
    for line in key.procedures:
        row = procedures().get(line.code)
        if row is None:
            yield f"{line.code} is no procedure of this course"
            continue
        if not row.timed and line.units != 1:
            yield f"{shown(line.code)} is billed once a day, not {line.units} times (R-TIME-03)"
        for said in _modifier_faults(encounter, line, visit=row.family == "em"):
            yield f"{shown(line.code)} {said}"
        if len(line.dx) > MAX_POINTERS:
            yield f"{shown(line.code)} has {len(line.dx)} pointers; a line takes {MAX_POINTERS} (R-CLM-01)"


def _modifier_faults(encounter: Encounter, line: ProcedureLine, *, visit: bool) -> Iterator[str]:
    carried = set(line.modifiers)
    medicare = encounter.payer_profile == "medicare_ffs"
    if "59" in carried and carried & (DISTINCT - {"59"}):
        yield "carries 59 and an X modifier (R-NCCI-04)"
    if visit and carried & DISTINCT:
        yield "is a visit and carries 59 or an X modifier (R-NCCI-03)"
    if "25" in carried and not visit:
        yield "carries 25 but is no visit (R-NCCI-03)"
    if medicare and encounter.provider == "PT" and "GP" not in carried:
        yield "needs GP (R-PT-01)"
    if is_excluded_by_medicare(encounter) and not line.code.startswith("CMT_SPINAL"):
        if "GY" not in carried:
            yield "needs GY (R-CMT-08)"
        if "AT" in carried:
            yield "carries AT, which is for spinal adjustment (R-CMT-05)"
        if "GX" in carried and not (encounter.facts.abn or "").startswith("voluntary"):
            yield "carries GX without a voluntary notice (R-CMT-08)"


def _pairs(encounter: Encounter, key: ClaimKey) -> Iterator[str]:
    billed = {line.code: line for line in key.procedures if line.code in procedures()}
    edited = set[str]()
    if {"INJ_TP_1_2", "INJ_TP_3PLUS"} <= set(billed):
        yield "both trigger point codes stand on the claim (R-INJ-02)"
    if not is_excluded_by_medicare(encounter):
        if any(code.startswith("CMT_SPINAL") for code in billed):
            edited = {code for code in billed if paired_with_adjustment(code)}
            for code in sorted(edited):
                yield from _beside_adjustment(encounter, billed[code])
        both = {"TX_MANUAL", "TX_ACTIVITY"}
        if both <= set(billed):
            edited |= both
            if sum(bool(set(billed[code].modifiers) & DISTINCT) for code in both) != 1:
                yield "of TX_MANUAL and TX_ACTIVITY exactly one line carries 59 (R-NCCI-01)"
    for code, line in billed.items():
        if set(line.modifiers) & DISTINCT and code not in edited:
            yield f"{shown(code)} carries 59 or an X modifier without a pair (R-NCCI-02)"


def _beside_adjustment(encounter: Encounter, line: ProcedureLine) -> Iterator[str]:
    facts = encounter.facts
    spinal = body.distinct_regions(facts.cmt_spinal_regions or ())
    if set(body.distinct_regions(facts.manual_therapy_regions or ())) & set(spinal):
        yield f"{shown(line.code)} was in an adjusted region, so it is part of the adjustment (R-NCCI-02)"
    if not set(line.modifiers) & DISTINCT:
        yield f"{shown(line.code)} needs 59 or an X modifier beside the adjustment (R-NCCI-01)"
    if {body.region_code(region) for region in spinal} & set(line.dx):
        yield f"{shown(line.code)} points at an adjusted region (R-NCCI-02)"
