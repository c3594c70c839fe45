"""The procedure lines that an encounter's facts call for, each with modifiers, units and pointers."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from sacral_edu.clinical.coding import counting
from sacral_edu.clinical.coding.regions import REGION_CODES, counted_regions, distinct_regions, region_code
from sacral_edu.clinical.coding.tables import edit_between, procedures
from sacral_edu.domain.cases import Encounter, VisitFacts
from sacral_edu.domain.claims import AlternativeLines, ProcedureLine

MAX_POINTERS = 4
DISTINCT = frozenset({"59", "XE", "XP", "XS", "XU"})
CONVENTION_CREDIT = 0.75

Modifiers = tuple[str, ...]


class Reasons(Struct, frozen=True, kw_only=True):
    """The diagnosis codes that lines may point at, by what they are for."""

    symptoms: tuple[str, ...]
    visit: tuple[str, ...]
    regional: tuple[str, ...]
    by_concept: Mapping[str, tuple[str, ...]]

    def of(self, concept: str, *groups: str) -> tuple[str, ...]:
        """Return the codes for a procedure: those given for it, else symptoms of these code groups."""
        given = self.by_concept.get(concept)
        if given:
            return given[:MAX_POINTERS]
        fitting = tuple(code for code in self.symptoms if code.startswith(groups)) if groups else ()
        return (fitting or self.symptoms)[:MAX_POINTERS]


def lines_of(
    encounter: Encounter, documented: tuple[str, ...], reasons: Reasons
) -> tuple[tuple[ProcedureLine, ...], tuple[AlternativeLines, ...]]:
    """Return the lines of an encounter and other sets of lines that earn credit too."""
    minutes = encounter.facts.timed_minutes or {}
    rule = counting.time_rule(encounter)
    lines = _all_lines(encounter, documented, reasons, counting.timed_units(minutes, rule).units)
    tied = counting.tied_units(minutes) if rule == "cms_total" else ()
    why = "Equal remainders: the leftover unit may stand on either line."
    shared = tuple(
        AlternativeLines(credit=1.0, why=why, lines=_all_lines(encounter, documented, reasons, units))
        for units in tied
    )
    return lines, (*_alternatives(encounter, lines), *shared)


def _all_lines(
    encounter: Encounter, documented: tuple[str, ...], reasons: Reasons, units: Mapping[str, int]
) -> tuple[ProcedureLine, ...]:
    treated = _treatment(encounter, documented, reasons)
    rest = (*_evaluation(encounter, reasons), *_timed(encounter, reasons, units))
    rest = (*rest, *_needles(encounter, reasons), *_imaging(encounter, reasons))
    visit = _visit(encounter, (*treated, *rest), reasons)
    return (*treated, *visit, *rest) if encounter.provider == "DC" else (*visit, *treated, *rest)


def is_excluded_by_medicare(encounter: Encounter) -> bool:
    """Say whether Medicare excludes all but spinal adjustment here: a chiropractor bills it (R-CMT-08)."""
    return encounter.provider == "DC" and encounter.payer_profile == "medicare_ffs"


def paired_with_adjustment(concept: str) -> bool:
    """Say whether a therapy forms an active pair with spinal adjustment (edit N03; S15, S43)."""
    return procedures()[concept].timed and edit_between("CMT_SPINAL_1_2", concept) is not None


def excluded_modifiers(facts: VisitFacts) -> tuple[str, ...]:
    """Return Medicare's modifiers for what a chiropractor bills beside adjustment (R-CMT-08; S14)."""
    return ("GY", "GX") if (facts.abn or "").startswith("voluntary") else ("GY",)


def adjustment_modifier(facts: VisitFacts) -> str:
    """Return Medicare's modifier for a spinal adjustment: AT, GA or GZ (R-CMT-05, R-CMT-07)."""
    if facts.care != "maintenance":
        return "AT"
    return "GA" if facts.abn == "mandatory_signed" else "GZ"


def _treatment(
    encounter: Encounter, documented: tuple[str, ...], reasons: Reasons
) -> tuple[ProcedureLine, ...]:
    facts = encounter.facts
    if encounter.provider in ("DO", "MD"):
        return _osteopathic(encounter, documented, reasons)
    if encounter.provider == "DC" and facts.cmt_spinal_regions:
        return (*_spinal(encounter, reasons), *_extraspinal(encounter, reasons))
    return _extraspinal(encounter, reasons) if encounter.provider == "DC" else ()


def _osteopathic(
    encounter: Encounter, documented: tuple[str, ...], reasons: Reasons
) -> tuple[ProcedureLine, ...]:
    facts = encounter.facts
    refused = encounter.provider == "MD" and facts.payer_credentials_provider_for_omt is False
    counted = counted_regions(documented, facts.omt_regions_treated or ())
    concept = counting.omt_concept(documented, facts.omt_regions_treated or ())
    if concept is None or refused:
        return ()
    regional = tuple(REGION_CODES[region] for region in counted)
    return (ProcedureLine(code=concept, dx=_with_symptom(regional, reasons)),)


def _spinal(encounter: Encounter, reasons: Reasons) -> tuple[ProcedureLine, ...]:
    facts = encounter.facts
    adjusted = distinct_regions(facts.cmt_spinal_regions or ())
    concept = counting.cmt_concept(adjusted)
    if concept is None:
        return ()
    codes = {REGION_CODES[region] for region in adjusted if region in REGION_CODES}
    regional = tuple(code for code in reasons.regional if code in codes)
    medicare = encounter.payer_profile == "medicare_ffs"
    modifiers = (adjustment_modifier(facts),) if medicare else ()
    return (ProcedureLine(code=concept, modifiers=modifiers, dx=_with_symptom(regional, reasons)),)


def _extraspinal(encounter: Encounter, reasons: Reasons) -> tuple[ProcedureLine, ...]:
    outside = distinct_regions(encounter.facts.cmt_extraspinal_regions or ())
    if not outside:
        return ()
    concept = "CMT_EXTRASPINAL"
    codes = {region_code(region) for region in outside}
    regional = tuple(code for code in reasons.regional if code in codes)
    joints = tuple(code for code in reasons.symptoms if code.startswith(("M25", "M7")))
    pointers = reasons.by_concept.get(concept) or (*regional, *joints) or reasons.symptoms
    excluded = is_excluded_by_medicare(encounter)
    also: tuple[Modifiers, ...] = () if excluded else (("51",), ("59",))
    modifiers = excluded_modifiers(encounter.facts) if excluded else ()
    return (
        ProcedureLine(
            code=concept, modifiers=modifiers, dx=pointers[:MAX_POINTERS], modifiers_also_accepted=also
        ),
    )


def _with_symptom(regional: tuple[str, ...], reasons: Reasons) -> tuple[str, ...]:
    related = tuple(code for code in reasons.symptoms if code[:1] in "MGSO" and code not in regional)
    return (*regional[:MAX_POINTERS], *related[:1])[:MAX_POINTERS] if regional else related[:1]


def _visit(
    encounter: Encounter, others: tuple[ProcedureLine, ...], reasons: Reasons
) -> tuple[ProcedureLine, ...]:
    facts = encounter.facts
    if encounter.provider == "PT" or not facts.em_separate or facts.em is None:
        return ()
    levels = [facts.em] if facts.em_mdm_alternative is None else [facts.em, facts.em_mdm_alternative]
    concept = counting.visit_concept(encounter.patient_status, *levels)
    if concept is None:
        return ()
    beside = any(procedures()[line.code].family in ("omt", "cmt", "injection") for line in others)
    modifiers, also = (("25",), ()) if beside else ((), (("25",),) if others else ())
    if is_excluded_by_medicare(encounter):
        excluded = excluded_modifiers(facts)
        modifiers, also = (*modifiers, *excluded), (excluded,) if beside else ()
    line = ProcedureLine(
        code=concept, modifiers=modifiers, dx=reasons.visit[:MAX_POINTERS], modifiers_also_accepted=also
    )
    return (line,)


def _evaluation(encounter: Encounter, reasons: Reasons) -> tuple[ProcedureLine, ...]:
    graded = encounter.facts.pt_eval
    if graded is None or encounter.provider != "PT":
        return ()
    concept = counting.therapy_evaluation_concept(graded)
    modifiers, also = _plan_modifiers(encounter)
    return (
        ProcedureLine(
            code=concept, modifiers=modifiers, dx=reasons.of(concept), modifiers_also_accepted=also
        ),
    )


def _plan_modifiers(encounter: Encounter) -> tuple[Modifiers, tuple[Modifiers, ...]]:
    if is_excluded_by_medicare(encounter):
        return ("GP", *excluded_modifiers(encounter.facts)), ()
    if encounter.provider == "PT":
        return ("GP",), () if encounter.payer_profile == "medicare_ffs" else ((),)
    return (), (("GP",),)


def _timed(encounter: Encounter, reasons: Reasons, units: Mapping[str, int]) -> tuple[ProcedureLine, ...]:
    minutes = encounter.facts.timed_minutes or {}
    billed = [concept for concept in minutes if units.get(concept) and _separate(encounter, concept, units)]
    modifiers, also = _plan_modifiers(encounter)
    made: list[ProcedureLine] = []
    for concept in billed:
        line = ProcedureLine(
            code=concept,
            modifiers=modifiers,
            units=units[concept],
            dx=reasons.of(concept),
            modifiers_also_accepted=also,
        )
        made.append(_opened(encounter, line, billed))
    return tuple(made)


def _separate(encounter: Encounter, concept: str, units: Mapping[str, int]) -> bool:
    facts = encounter.facts
    if is_excluded_by_medicare(encounter):
        return True
    if paired_with_adjustment(concept) and facts.cmt_spinal_regions:
        return not set(distinct_regions(facts.manual_therapy_regions or ())) & set(
            distinct_regions(facts.cmt_spinal_regions)
        )
    shadowed = concept == "TX_ACTIVITY" and bool(units.get("TX_MANUAL"))
    return facts.distinct_time_blocks or not shadowed


def _opened(encounter: Encounter, line: ProcedureLine, billed: list[str]) -> ProcedureLine:
    facts = encounter.facts
    if is_excluded_by_medicare(encounter):
        return line
    plain = (line.modifiers, *line.modifiers_also_accepted)
    if paired_with_adjustment(line.code) and facts.cmt_spinal_regions:
        sets = [("59", *rest) for rest in plain] + [("XS", *rest) for rest in plain]
    elif line.code == "TX_ACTIVITY" and "TX_MANUAL" in billed and not facts.cmt_spinal_regions:
        sets = [("59", *rest) for rest in plain]
    elif line.code == "TX_MANUAL" and facts.pt_eval is not None:
        return replace(line, modifiers_also_accepted=(*plain[1:], *(("59", *rest) for rest in plain)))
    else:
        return line
    return replace(line, modifiers=sets[0], modifiers_also_accepted=tuple(sets[1:]))


def _needles(encounter: Encounter, reasons: Reasons) -> tuple[ProcedureLine, ...]:
    facts = encounter.facts
    injected, needled = facts.muscles_injected or (), facts.muscles_needled or ()
    if injected and facts.drug_injected is False:
        injected, needled = (), (*injected, *needled)
    made: list[ProcedureLine] = []
    if injected and encounter.provider in ("DO", "MD"):
        concept = counting.injection_concept(injected)
        made.append(ProcedureLine(code=concept, dx=reasons.of(concept, "M79.1", "M62.8")))
    if needled:
        concept = counting.needling_concept(needled)
        modifiers, also = _plan_modifiers(encounter)
        pointers = reasons.of(concept, "M79.1", "M62.8")
        made.append(
            ProcedureLine(code=concept, modifiers=modifiers, dx=pointers, modifiers_also_accepted=also)
        )
    return tuple(made)


def _imaging(encounter: Encounter, reasons: Reasons) -> tuple[ProcedureLine, ...]:
    film = encounter.facts.imaging
    if film is None or not film.performed_in_office or encounter.provider == "PT":
        return ()
    concept = counting.imaging_concept(film)
    modifiers = excluded_modifiers(encounter.facts) if is_excluded_by_medicare(encounter) else ()
    return (ProcedureLine(code=concept, modifiers=modifiers, dx=reasons.of(concept)),)


def _alternatives(encounter: Encounter, lines: tuple[ProcedureLine, ...]) -> tuple[AlternativeLines, ...]:
    """Return the sets with the pair modifier on the other line (R-NCCI-01: CMS reads either)."""
    by_code = {line.code: line for line in lines}
    opened = next((line for line in lines if line.modifiers[:1] == ("59",)), None)
    if opened is None:
        return ()
    adjustment = next((c for c in by_code if c.startswith("CMT_SPINAL")), None)
    partner = "TX_MANUAL" if opened.code == "TX_ACTIVITY" else adjustment
    if partner is None or partner not in by_code:
        return ()
    therapy = opened.code == "TX_ACTIVITY"
    credit = 1.0 if therapy else CONVENTION_CREDIT
    bare, bare_also = _plan_modifiers(encounter)
    kept = by_code[partner]
    plain = (kept.modifiers, *kept.modifiers_also_accepted)
    moved = tuple((sign, *rest) for sign in (("59",) if therapy else ("59", "XS")) for rest in plain)
    swapped = {
        partner: replace(kept, modifiers=moved[0], modifiers_also_accepted=moved[1:]),
        opened.code: replace(opened, modifiers=bare, modifiers_also_accepted=bare_also),
    }
    why = "The pair modifier is read on either line; the second column is the convention."
    return (
        AlternativeLines(credit=credit, why=why, lines=tuple(swapped.get(line.code, line) for line in lines)),
    )
