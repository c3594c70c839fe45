"""Derive the right claim for an encounter (decision procedure: facts/coding.md section 5)."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from sacral_edu.clinical.coding import regions as body
from sacral_edu.clinical.coding.counting import part_demonstrates
from sacral_edu.clinical.coding.diagnosis import (
    diagnosis_status,
    exclusions,
    is_dorsopathy,
    is_external_cause,
    is_gait_sign,
    is_injury,
    is_pregnancy,
    is_status,
)
from sacral_edu.clinical.coding.lines import Reasons, lines_of
from sacral_edu.domain.cases import Encounter, Provider
from sacral_edu.domain.claims import ClaimKey
from sacral_edu.domain.errors import CodeError

MAX_DIAGNOSES = 12

QUERY = (
    "The record names the treatment given but too few objective findings at the treated level. Please "
    "clarify, from your own observation on that date, what was found there, or say that nothing was recorded."
)


_HELD = ClaimKey(
    claim_action="hold_query",
    diagnoses=(),
    acceptable_first_listed=(),
    procedures=(),
    query=QUERY,
    rationale="Neither a film nor two P.A.R.T. elements with A or R among them show the subluxation.",
)


class _Who(Struct, frozen=True):
    """What of an encounter the order of the diagnoses hangs on."""

    provider: Provider
    medicare: bool
    em_separate: bool


class _Codes(Struct, frozen=True, kw_only=True):
    leading: tuple[str, ...]
    symptoms: tuple[str, ...]
    trailing: tuple[str, ...]
    regional: tuple[str, ...]
    optional: tuple[str, ...]


class _Listing(Struct, frozen=True, kw_only=True):
    codes: _Codes
    listed: tuple[str, ...]
    first: tuple[str, ...]


def select_claim(
    encounter: Encounter,
    *,
    symptoms: Sequence[str],
    regions: Sequence[str] | None = None,
    visit_reasons: Sequence[str] | None = None,
    line_reasons: Mapping[str, Sequence[str]] | None = None,
    optional: Sequence[str] = (),
) -> ClaimKey:
    """Return the claim key that an encounter's facts call for.

    `symptoms` are the codes that the note supports besides dysfunction, main reason first: symptoms,
    conditions, an injury, chapter 15, status and external cause codes (the last are optional on the
    claim). `regions` are the regions of documented dysfunction, by default those of the facts.
    `visit_reasons` are the codes that the visit was for (default: all symptoms), `line_reasons` the codes
    for single procedures by concept id (`TX_MANUAL`), `optional` further codes that may be listed.

    A Medicare adjustment without a demonstrated subluxation gives `hold_query` and an empty claim
    (R-CMT-06). Raises CodeError for a code or region that the course does not know, for two codes that
    exclude each other, and for an encounter without any diagnosis.
    """
    if _must_query(encounter):
        return _HELD
    found = _documented(encounter, regions)
    medicare = encounter.payer_profile == "medicare_ffs"
    who = _Who(encounter.provider, medicare, bool(encounter.facts.em_separate))
    listing = _listing(who, tuple(symptoms), found, tuple(optional))
    codes, listed = listing.codes, listing.listed
    related = (*codes.leading, *codes.symptoms) or listed[:1]
    reasons = Reasons(
        symptoms=related,
        visit=related if visit_reasons is None else tuple(visit_reasons),
        regional=tuple(code for code in codes.regional if code in listed),
        by_concept={concept: tuple(why) for concept, why in (line_reasons or {}).items()},
    )
    procedures, alternatives = lines_of(encounter, found, reasons)
    return ClaimKey(
        claim_action="submit",
        diagnoses=listed,
        acceptable_first_listed=listing.first,
        procedures=procedures,
        optional_diagnoses=codes.optional,
        alternative_procedures=alternatives,
        rationale=_rationale(encounter, found),
    )


def _must_query(encounter: Encounter) -> bool:
    facts = encounter.facts
    if (
        encounter.provider != "DC"
        or encounter.payer_profile != "medicare_ffs"
        or not facts.cmt_spinal_regions
    ):
        return False
    return not part_demonstrates(facts.part or (), film=facts.xray_demonstrates_subluxation)


def _documented(encounter: Encounter, regions: Sequence[str] | None) -> tuple[str, ...]:
    facts = encounter.facts
    if regions is None and encounter.provider == "DC":
        regions = (*(facts.cmt_spinal_regions or ()), *(facts.cmt_extraspinal_regions or ()))
    elif regions is None:
        regions = facts.omt_regions_documented or ()
    unknown = [name for name in regions if body.region_id(name) is None]
    if unknown:
        raise CodeError(f"{unknown[0]!r} is no body region; use one of {', '.join(body.REGION_CODES)}.")
    return body.distinct_regions(regions)


@lru_cache(maxsize=4096)
def _listing(
    who: _Who, symptoms: tuple[str, ...], found: tuple[str, ...], optional: tuple[str, ...]
) -> _Listing:
    """Return the diagnoses of a claim, which many visits of a course share."""
    codes = _sorted_codes(who, symptoms, found, optional)
    listed = _in_order(who, codes)
    _check(listed, codes.optional)
    return _Listing(codes=codes, listed=listed, first=_first_listed(who, codes, listed))


def _sorted_codes(
    who: _Who, symptoms: tuple[str, ...], found: tuple[str, ...], optional: tuple[str, ...]
) -> _Codes:
    regional = tuple(body.REGION_CODES[region] for region in found)
    if who.provider == "DC":
        regional = tuple(sorted(regional, key=lambda code: not _is_spinal(code)))
    causes = tuple(code for code in symptoms if is_external_cause(code))
    leading = tuple(code for code in symptoms if is_pregnancy(code)) or tuple(
        code for code in symptoms if is_injury(code)
    )
    trailing = tuple(code for code in symptoms if is_status(code))
    plain = tuple(c for c in symptoms if c not in (*causes, *leading, *trailing) and not body.is_regional(c))
    alone = who.provider == "PT" and bool(plain or leading)
    return _Codes(
        leading=leading,
        symptoms=tuple(sorted(plain, key=is_gait_sign)),
        trailing=trailing,
        regional=() if alone else regional,
        optional=(*optional, *causes, *(regional if alone else ())),
    )


def _in_order(who: _Who, codes: _Codes) -> tuple[str, ...]:
    regional_first = who.provider == "DC" or not who.em_separate
    middle = (*codes.regional, *codes.symptoms) if regional_first else (*codes.symptoms, *codes.regional)
    if who.provider == "DC" and who.medicare:
        primary = tuple(code for code in middle if code in body.MEDICARE_PRIMARY)
        rest = tuple(code for code in middle if code not in body.MEDICARE_PRIMARY)
        return tuple(dict.fromkeys((*primary, *codes.leading, *rest, *codes.trailing)))
    return tuple(dict.fromkeys((*codes.leading, *middle, *codes.trailing)))


def _check(listed: tuple[str, ...], optional: tuple[str, ...]) -> None:
    if not listed:
        raise CodeError("There is no diagnosis to code: give at least one symptom or region.")
    if len(listed) > MAX_DIAGNOSES:
        raise CodeError(f"{len(listed)} diagnoses do not fit; a claim holds {MAX_DIAGNOSES} (R-CLM-01).")
    for code in (*listed, *optional):
        status = diagnosis_status(code)
        if status.state != "valid":
            raise CodeError(status.message)
    clash = exclusions(listed)
    if clash:
        raise CodeError(f"{clash[0][0]} and {clash[0][1]} exclude each other (R-ICD-03).")
    injured = next((code for code in listed if is_injury(code)), None)
    back = next((code for code in listed if is_dorsopathy(code)), None)
    if injured and back:
        raise CodeError(f"{back} is not listed with the current injury {injured} (R-ICD-08).")


def _first_listed(who: _Who, codes: _Codes, listed: tuple[str, ...]) -> tuple[str, ...]:
    if who.provider == "DC" and who.medicare:
        primary = tuple(code for code in listed if code in body.MEDICARE_PRIMARY)
        if primary:
            return primary
    if codes.leading:
        return codes.leading[:1] if is_pregnancy(codes.leading[0]) else codes.leading
    plain = tuple(code for code in codes.symptoms if not is_gait_sign(code))
    if who.provider != "DC" and who.em_separate and codes.symptoms and not plain:
        return codes.symptoms
    regional = codes.regional
    if who.provider == "DC":
        regional = tuple(code for code in regional if _is_spinal(code)) or regional
    accepted = (*plain, *regional)
    return tuple(code for code in listed if code in accepted) or listed[:1]


def _is_spinal(code: str) -> bool:
    return body.region_of(code) in body.SPINAL_REGIONS


def _rationale(encounter: Encounter, found: tuple[str, ...]) -> str:
    facts = encounter.facts
    parts: list[str] = []
    if facts.omt_regions_treated is not None and encounter.provider in ("DO", "MD"):
        counted = body.counted_regions(found, facts.omt_regions_treated)
        named = ", ".join(counted) or "none"
        parts.append(f"Regions documented and treated: {named} ({len(counted)}).")
    if facts.cmt_spinal_regions and encounter.provider == "DC":
        named = ", ".join(body.distinct_regions(facts.cmt_spinal_regions))
        parts.append(f"Spinal regions adjusted: {named} ({len(set(facts.cmt_spinal_regions))}).")
    if facts.timed_minutes:
        total = sum(facts.timed_minutes.values())
        parts.append(f"Timed minutes: {total} in all.")
    return " ".join(parts)
