"""Explains wrong modifiers and pointers."""

from sacral_edu.api import coding
from sacral_edu_coding.claims import DISTINCT, CodingKey, Finding, distinct, family_of
from sacral_edu_coding.grading import Grade
from sacral_edu_coding.matching import Pair
from sacral_edu_coding.pointers import PointerFaults, modifiers_fit, pointer_faults
from sacral_edu_coding.wording import listed

_MISSING = {
    "25": ("25 is missing: the visit stands beside a procedure and needs it.", ["R-EM-05", "R-NCCI-01"]),
    "AT": ("AT is missing: care is active, and without it Medicare reads maintenance.", ["R-CMT-05"]),
    "GA": ("GA is missing: this is maintenance with the signed notice on file.", ["R-CMT-07"]),
    "GZ": ("GZ is missing: this is maintenance and no mandatory notice was signed.", ["R-CMT-07"]),
    "GY": ("GY is missing: Medicare does not cover this when a chiropractor bills it.", ["R-CMT-08"]),
    "GX": ("GX is missing: a voluntary notice was given.", ["R-CMT-08"]),
    "GP": ("GP is missing: the line stands under a therapy plan of care.", ["R-PT-01"]),
    "26": ("26 is missing: only the reading was done here.", ["R-IMG-02"]),
    "TC": ("TC is missing: only the taking was done here.", ["R-IMG-02"]),
    "CQ": ("CQ is missing: an assistant took part.", ["R-PT-01"]),
    "KX": ("KX is missing: the yearly threshold is passed.", ["R-PT-01"]),
}
_PAIR_MISSING = "59 (or a fitting X modifier) is missing: the two services form a pair and were distinct."
_SIDED = {"omt": "R-OMT-04", "cmt": "R-CMT-02", "injection": "R-INJ-01", "needling": "R-INJ-01"}


def modifier_findings(key: CodingKey, grade: Grade) -> list[Finding]:
    """Return what is wrong with modifiers, line by line."""
    wrong = [pair for pair in grade.lines.pairs if pair.alike and not modifiers_fit(pair.key, pair.answer)]
    found = [_modifiers(key, grade, pair) for pair in wrong]
    if not found and grade.credit < 1 and grade.shares["modifiers"] < 1:
        found.append(Finding(f"Accepted at {grade.credit:.0%}. {grade.why}", ("R-NCCI-01",)))
    return found


def _modifiers(key: CodingKey, grade: Grade, pair: Pair) -> Finding:
    given = pair.answer.modifiers
    sets = (pair.key.modifiers, *pair.key.modifiers_also_accepted)
    nearest = min(sets, key=lambda s: len(set(s) ^ set(given)))
    missing = [sign for sign in nearest if sign not in given]
    extra = [sign for sign in dict.fromkeys(given) if sign not in nearest]
    extra += [sign for sign in dict.fromkeys(given) if given.count(sign) > 1 and sign in nearest]
    said = [f"{coding.shown(pair.answer.code)}:"]
    rules: list[str] = []
    for sign in missing:
        text, ids = (
            (_PAIR_MISSING, ["R-NCCI-01"])
            if sign in DISTINCT
            else _MISSING.get(sign, (f"{sign} is missing.", ["R-NCCI-01"]))
        )
        if not (sign in DISTINCT and set(extra) & DISTINCT):
            said.append(text)
            rules += ids
    for sign in extra:
        text, ids = _extra(key, grade, pair, sign)
        said.append(text)
        rules += ids
    # AT says that care is active, which decides whether Medicare pays at all.
    return Finding(" ".join(said), distinct(rules), critical=_misstates_care(key, pair, missing, extra))


def _misstates_care(key: CodingKey, pair: Pair, missing: list[str], extra: list[str]) -> bool:
    spinal = pair.key.code.startswith("CMT_SPINAL") and coding.is_excluded_by_medicare(key.encounter)
    return spinal and "AT" in (*missing, *extra)


def _extra(key: CodingKey, grade: Grade, pair: Pair, sign: str) -> tuple[str, list[str]]:
    family = family_of(pair.key.code)
    if sign == "25":
        return _extra_25(family)
    if sign in DISTINCT:
        return _extra_distinct(key, grade, pair, sign, family)
    if sign in ("AT", "GA", "GZ"):
        return _extra_care(key, pair, sign, family)
    if sign in ("GY", "GX"):
        return _extra_excluded(key, sign, family)
    if sign in ("GP", "CQ", "KX"):
        return f"{sign} is for lines under a therapy plan, and this payer or plan does not call for it.", [
            "R-PT-01"
        ]
    if sign in ("26", "TC"):
        return f"{sign} splits a film into taking and reading, which does not apply here.", ["R-IMG-02"]
    if sign in ("50", "RT", "LT"):
        rule = _SIDED.get(family, "R-NCCI-02")
        return f"{sign} tells a side, and sides do not change this code.", [rule]
    if family == "em":
        return f"{sign} does not belong on this visit.", ["R-EM-05", "R-NCCI-03"]
    return f"{sign} does not belong on this line.", ["R-NCCI-02", "R-NCCI-01"]


def _extra_25(family: str) -> tuple[str, list[str]]:
    if family == "em":
        said = "25 is too much: it sets the visit apart from a procedure, and none was done that day."
        return said, ["R-NCCI-03", "R-EM-05"]
    return "25 belongs on a visit line and nowhere else.", ["R-NCCI-03"]


def _extra_distinct(
    key: CodingKey, grade: Grade, pair: Pair, sign: str, family: str
) -> tuple[str, list[str]]:
    given = set(pair.answer.modifiers)
    if family == "em":
        return f"{sign} never stands on a visit; a visit beside a procedure takes 25.", ["R-NCCI-03"]
    if given & DISTINCT != {sign}:
        return "59 and an X modifier say the same thing; one of them is enough.", ["R-NCCI-04"]
    wanted = (pair.key.modifiers, *pair.key.modifiers_also_accepted)
    fitting = sorted({other for signs in wanted for other in signs if other in DISTINCT})
    if fitting and sign not in fitting:
        return f"{sign} tells another kind of distinction; {' or '.join(fitting)} fits here.", ["R-NCCI-02"]
    others = [p for p in grade.lines.pairs if p is not pair and set(p.answer.modifiers) & DISTINCT]
    if others:
        other = coding.shown(others[0].answer.code)
        return f"{sign} on one line opens the pair; {other} carries it already.", ["R-NCCI-02"]
    if "pt_eval" in {family_of(p.key.code) for p in grade.lines.pairs} or key.encounter.facts.timed_minutes:
        return f"{sign} is for a pair of lines kept apart by the record; there is none here.", ["R-NCCI-02"]
    return f"{sign} has no place: these lines form no pair that a distinct region or time would open.", [
        "R-NCCI-02"
    ]


def _extra_care(key: CodingKey, pair: Pair, sign: str, family: str) -> tuple[str, list[str]]:
    facts = key.encounter.facts
    if not coding.is_excluded_by_medicare(key.encounter):
        return f"{sign} is Medicare's sign for chiropractic care, not for this claim.", [
            "R-CMT-05" if sign == "AT" else "R-CMT-07"
        ]
    if family != "cmt" or pair.key.code == "CMT_EXTRASPINAL":
        rule = "R-CMT-05" if sign == "AT" else "R-CMT-07"
        return f"{sign} is for the spinal adjustment lines; this service is excluded.", [rule, "R-CMT-08"]
    if facts.care == "maintenance":
        if sign == "AT":
            return "AT says active care, and the record says maintenance.", ["R-CMT-05", "R-CMT-07"]
        notice = (
            "a signed notice is on file"
            if facts.abn == "mandatory_signed"
            else "no mandatory notice was signed"
        )
        return f"{sign} does not fit: {notice}.", ["R-CMT-07"]
    return f"{sign} expects a denial of maintenance care; this care is active.", ["R-CMT-07", "R-CMT-05"]


def _extra_excluded(key: CodingKey, sign: str, family: str) -> tuple[str, list[str]]:
    if not coding.is_excluded_by_medicare(key.encounter):
        return f"{sign} tells Medicare of an excluded service; nothing here is excluded.", ["R-CMT-08"]
    if sign == "GX":
        return "GX says that a voluntary notice was given; none is recorded.", ["R-CMT-08"]
    rules = ["R-CMT-08", *(["R-CMT-07"] if key.encounter.facts.care == "maintenance" else [])]
    return f"{sign} is for what Medicare excludes; the spinal adjustment is a covered kind of service.", rules


def pointer_findings(key: CodingKey, grade: Grade) -> list[Finding]:
    """Return what is wrong with pointers, line by line."""
    dx = grade.dx
    on_claim = frozenset(dx.keyed.get(code, code) for code in grade.answer.diagnoses)
    found: list[Finding] = []
    for pair in (pair for pair in grade.lines.pairs if pair.alike):
        faults = pointer_faults(pair.key, pair.answer, on_claim, dx.keyed, dx.lost)
        if faults:
            found.append(_pointers(key, pair, faults))
    return found


def _pointers(key: CodingKey, pair: Pair, faults: PointerFaults) -> Finding:
    family = family_of(pair.key.code)
    said = [f"{coding.shown(pair.answer.code)}:"]
    rules: list[str] = []
    if faults.none:
        said.append(f"it points at nothing; it was done for {listed(pair.key.dx)}.")
        rules += ["R-CLM-02", *(["R-OMT-07"] if family == "omt" else [])]
    if faults.too_many:
        said.append(f"{faults.too_many} pointers are too many; a line takes four.")
        rules.append("R-CLM-01")
    if faults.off_claim:
        said.append(f"{listed(faults.off_claim)} is not among your diagnoses.")
        rules += ["R-CLM-01", "R-CLM-02"]
    if faults.lacking:
        said.append(f"it must point at the region code {listed(faults.lacking)} too.")
        rules += _lacking_rules(key, pair, family)
    if faults.unrelated:
        said.append(f"{listed(faults.unrelated)} does not support manipulation.")
        rules.append("R-OMT-07" if family == "omt" else "R-CLM-02")
        if any(coding.is_status(c) or coding.is_gait_sign(c) for c in faults.unrelated):
            rules.append("R-ICD-09")
    if faults.other_region or faults.beside:
        said.append(f"it was done for {listed(pair.key.dx)}, not for {listed(pair.answer.dx)}.")
        rules.append("R-CLM-02")
        rules += _same_region_rules(key, pair, family)
    return Finding(" ".join(said), distinct(rules))


def _lacking_rules(key: CodingKey, pair: Pair, family: str) -> list[str]:
    if family == "omt":
        return ["R-OMT-07"]
    if pair.key.code == "CMT_EXTRASPINAL":
        return ["R-CMT-03", "R-CLM-02"]
    medicare = coding.is_excluded_by_medicare(key.encounter)
    return ["R-CMT-04", "R-CLM-02"] if medicare else ["R-CLM-02", "R-CMT-01"]


def _same_region_rules(key: CodingKey, pair: Pair, family: str) -> list[str]:
    adjusted = {coding.region_code(r) for r in key.encounter.facts.cmt_spinal_regions or ()}
    return ["R-NCCI-02"] if family == "timed" and adjusted & set(pair.answer.dx) else []
