"""Scores a claim: partial credit by criterion, feedback by broken rule, a ceiling for critical faults.

Full marks exactly where the tolerant reference rule accepts the claim (facts/check_coding.py, `accepts`),
but for two optional diagnoses that exclude each other. An empty claim earns nothing, and so does the
wrong choice between sending the claim and asking the clinician first.
"""

import math
from collections.abc import Callable

from sacral_edu.api import Claim, Criterion, coding, rounded, total
from sacral_edu_coding import explain_claim, explain_codes, explain_details, explain_lines
from sacral_edu_coding.claims import CodingKey, Finding, distinct, is_blank, refs_of
from sacral_edu_coding.grading import HELD_WEIGHTS, LINE_PARTS, WEIGHTS, Grade, grade
from sacral_edu_coding.severity import MOST_WITH_CRITICAL, only_warnings, severity, told

_TOLD = 12
"""Faults of one criterion that are told in full."""

_LABELS = {
    "action": "Submit or ask first",
    "diagnoses": "Diagnosis codes",
    "first_listed": "First-listed diagnosis",
    "procedures": "Service lines",
    "units": "Units",
    "modifiers": "Modifiers",
    "pointers": "Diagnosis pointers",
    "critical": "Critical fault",
}
_SECTIONS = {
    "action": "coding#coding-query",
    "diagnoses": "coding#coding-diagnoses",
    "first_listed": "coding#coding-first-listed",
    "procedures": "coding#coding-habits",
    "units": "coding#coding-therapy",
    "modifiers": "coding#coding-modifiers",
    "pointers": "coding#coding-pointers",
    "critical": "coding#coding-severity",
}
_RIGHT = {
    "action": "Right.",
    "diagnoses": "All the codes that the record supports, and no others.",
    "first_listed": "A code that may lead stands first.",
    "procedures": "The services of the day, each with the right code.",
    "units": "Units are right.",
    "modifiers": "Modifiers are right.",
    "pointers": "Each line points at what it was done for.",
}
_RIGHT_HELD = {
    "action": "Right: this claim is not submitted; it waits for the clinician's answer.",
    "diagnoses": "Nothing is coded until the clinician has answered.",
    "procedures": "Nothing is billed until the clinician has answered.",
}
_NOT_COUNTED = "Not counted: the choice between submitting and asking first comes before it."
_BLANK = "The claim is empty."
_NOTHING_RIGHT = "No part of the claim is right yet."

_BODY = frozenset({"action", "diagnoses", "procedures"})
"""What a claim stands on. The rest counts in the measure of the better of diagnoses and service lines, so
that a single fault is charged once, and details of a claim that is wrong throughout are worth little."""

_MEASURE = "neither the diagnoses nor the service lines are right in full."

Explain = Callable[[CodingKey, Grade], list[Finding]]


def _first(key: CodingKey, measured: Grade) -> list[Finding]:
    return [explain_claim.first_listed_finding(key, measured)]


_EXPLAIN: dict[str, Explain] = {
    "diagnoses": explain_codes.diagnosis_findings,
    "first_listed": _first,
    "procedures": explain_lines.procedure_findings,
    "units": explain_lines.unit_findings,
    "modifiers": explain_details.modifier_findings,
    "pointers": explain_details.pointer_findings,
}


def earned_in_full(key: CodingKey) -> tuple[Criterion, ...]:
    """Return the criteria of a right claim, each with all its points."""
    if key.claim.claim_action == "hold_query":
        return tuple(_full(name, weight, _RIGHT_HELD[name]) for name, weight in HELD_WEIGHTS.items())
    names = [name for name in WEIGHTS if _applies(key, name)]
    whole = math.fsum(WEIGHTS[name] for name in names)
    return tuple(_full(name, WEIGHTS[name] / whole, _RIGHT[name]) for name in names)


def claim_criteria(key: CodingKey, answer: Claim) -> tuple[Criterion, ...]:
    """Return the criteria of an answer, which is in canonical form."""
    if answer == key.right:
        return key.earned
    if key.claim.claim_action == "hold_query":
        return _score_held(key, answer)
    if answer.claim_action != "submit":
        return _uncounted(key, [explain_claim.wrongly_held(key)])
    measured = grade(key.claim, answer)
    shares = measured.shares
    blank = is_blank(answer)
    useful = not blank and (shares["diagnoses"] > 0 or shares["procedures"] > 0)
    if blank:
        shares = dict.fromkeys(shares, 0.0)
    body = max(shares["diagnoses"], shares["procedures"])
    found: list[Criterion] = []
    critical: list[Finding] = []
    for full in key.earned:
        name = full.id
        counted = 1.0 if name in _BODY else body
        if name == "action":
            said = Finding(_BLANK if blank else _NOTHING_RIGHT, ())
            found.append(full if useful else _criterion(full, 0.0, [said]))
        elif shares[name] >= 1:
            found.append(full if counted >= 1 else _criterion(full, counted, [_by_measure(body)]))
        else:
            findings = _EXPLAIN[name](key, measured) or [_shared(measured)]
            critical += [finding for finding in findings if finding.critical]
            lenient = useful and _may_halve(name, measured) and only_warnings(findings)
            share = (1 + shares[name]) / 2 if lenient else shares[name]
            found.append(_criterion(full, share * counted, findings))
    return _held_down(found, critical)


def _by_measure(body: float) -> Finding:
    return Finding(f"Right as far as it goes, and counted at {body:.0%}: {_MEASURE}", ())


def _may_halve(name: str, measured: Grade) -> bool:
    """Say whether warnings may cost half; what an alternative earns is settled by its own credit."""
    return not measured.dx.instead if name == "diagnoses" else measured.credit >= 1


def _held_down(found: list[Criterion], critical: list[Finding]) -> tuple[Criterion, ...]:
    points = total(found) if critical else 0.0
    if points <= MOST_WITH_CRITICAL:
        return tuple(found)
    rules = distinct([rule for finding in critical for rule in finding.rules])
    said = (
        "As it stands, this claim asks for more than the record holds, so it earns at most "
        f"{MOST_WITH_CRITICAL:.0%}, however good the rest. Mend the fault marked critical first."
    )
    return (
        *found,
        Criterion(
            id="critical",
            label=_LABELS["critical"],
            earned=rounded(MOST_WITH_CRITICAL - points),
            possible=0.0,
            feedback=said,
            read_more=_SECTIONS["critical"],
            rules=rules,
        ),
    )


def _shared(measured: Grade) -> Finding:
    """Explain a share that no single fault explains."""
    if measured.why:
        return Finding(f"Accepted at {measured.credit:.0%}. {measured.why}", ())
    return Finding("There is no service line of the right kind that could earn this.", ())


def _applies(key: CodingKey, name: str) -> bool:
    if name in ("units", "modifiers", "pointers"):
        return bool(key.claim.procedures)
    return name != "first_listed" or bool(key.claim.diagnoses)


def _score_held(key: CodingKey, answer: Claim) -> tuple[Criterion, ...]:
    measured = grade(key.claim, answer)
    if answer.claim_action != "hold_query":
        about = explain_claim.held_diagnoses(measured) if answer.diagnoses else None
        return _uncounted(key, [explain_claim.wrongly_sent(key, answer.procedures)], about)
    coded = measured.shares["diagnoses"] * (measured.shares["first_listed"] if key.claim.diagnoses else 1)
    billed = min(measured.shares[part] for part in LINE_PARTS)
    action, diagnoses, procedures = key.earned
    about_lines = explain_claim.wrongly_sent(key, answer.procedures) if billed < 1 else None
    return (
        action,
        diagnoses if coded >= 1 else _criterion(diagnoses, coded, [explain_claim.held_diagnoses(measured)]),
        procedures if about_lines is None else _criterion(procedures, billed, [about_lines]),
    )


def _uncounted(
    key: CodingKey, findings: list[Finding], about_diagnoses: Finding | None = None
) -> tuple[Criterion, ...]:
    """Return the criteria after the wrong choice between sending the claim and asking first."""
    nothing = Finding(_NOT_COUNTED, ())
    said = {"action": findings, "diagnoses": [about_diagnoses or nothing]}
    return tuple(_criterion(full, 0.0, said.get(full.id, [nothing])) for full in key.earned)


def _full(name: str, possible: float, said: str) -> Criterion:
    return Criterion(
        id=name,
        label=_LABELS[name],
        earned=rounded(possible),
        possible=rounded(possible),
        feedback=said,
        read_more=_SECTIONS[name],
    )


def _criterion(full: Criterion, share: float, findings: list[Finding]) -> Criterion:
    rules = distinct([rule for finding in findings for rule in finding.rules])
    feedback = [told(finding) for finding in _gravest_first(findings)[:_TOLD]]
    if len(findings) > _TOLD:
        feedback.append(f"And {len(findings) - _TOLD} more of the kind.")
    return Criterion(
        id=full.id,
        label=full.label,
        earned=rounded(share * full.possible),
        possible=full.possible,
        feedback="\n".join(feedback),
        read_more=coding.rules()[rules[0]].section if rules else full.read_more,
        rules=rules,
        refs=refs_of(rules),
    )


_GRAVITY = {"critical": 0, "error": 1, "warning": 2}


def _gravest_first(findings: list[Finding]) -> list[Finding]:
    if len(findings) < 2:  # noqa: PLR2004 one fault needs no order
        return findings
    return sorted(findings, key=lambda finding: _GRAVITY[severity(finding)])
