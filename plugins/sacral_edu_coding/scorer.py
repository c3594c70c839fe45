"""Build the claim for an encounter: partial credit by criterion, feedback by broken rule.

Full marks exactly where the tolerant reference rule accepts the claim (facts/check_coding.py, `accepts`),
but for two optional diagnoses that exclude each other. An empty claim earns nothing, and so does the
wrong choice between sending the claim and asking the clinician first.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from sacral_edu.api import (
    Case,
    Claim,
    ClaimField,
    Criterion,
    Example,
    Item,
    NoteLine,
    Prompt,
    Response,
    Score,
    claim,
    coding,
    rounded,
    total,
)
from sacral_edu_coding import explain_claim, explain_codes, explain_details, explain_lines
from sacral_edu_coding.claims import CodingKey, Finding, canonical, distinct, is_blank
from sacral_edu_coding.examples import claim_examples
from sacral_edu_coding.grading import HELD_WEIGHTS, LINE_PARTS, WEIGHTS, Grade, grade
from sacral_edu_coding.situations import situation_of
from sacral_edu_coding.wording import payer_in_words

FIELD = "claim"
_TOLD = 12
"""Faults of one criterion that are told in full."""

_HEDGE = re.compile(
    r"(?i)\b(rule[sd]?[- ]out|suspect\w*|probabl\w*|possibl[ey]|likely|question of|cannot exclude|versus)\b"
)
_TIME_WORDS = {
    "cms_total": "All timed minutes of the day are pooled",
    "cpt_midpoint": "Each timed code is counted by itself",
}
_LABELS = {
    "action": "Submit or ask first",
    "diagnoses": "Diagnosis codes",
    "first_listed": "First-listed diagnosis",
    "procedures": "Service lines",
    "units": "Units",
    "modifiers": "Modifiers",
    "pointers": "Diagnosis pointers",
}
_SECTIONS = {
    "action": "coding#coding-query",
    "diagnoses": "coding#coding-diagnoses",
    "first_listed": "coding#coding-first-listed",
    "procedures": "coding#coding-habits",
    "units": "coding#coding-therapy",
    "modifiers": "coding#coding-modifiers",
    "pointers": "coding#coding-pointers",
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
_NOT_COUNTED = "Not counted: the choice between submitting and asking first comes before it."
_BLANK = "The claim is empty."

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


class ClaimScorer:
    """Puts one question on every case that has a claim."""

    name = "coding"
    title = "Build the claim"
    skills = ("diagnosis_codes", "procedures", "modifiers", "linkage")

    def items(self, case: Case) -> Sequence[Item[CodingKey]]:
        """Return one item where the case has a claim key, none otherwise."""
        if case.claim is None:
            return ()
        item_id = f"{case.id}/{self.name}/claim"
        text = " ".join(statement.text for statement in case.note)
        key = CodingKey(
            item_id=item_id,
            claim=case.claim,
            encounter=case.encounter,
            hedged=_HEDGE.search(text) is not None,
        )
        prompt = Prompt(
            item_id=item_id,
            scorer=self.name,
            case_id=case.id,
            title=self.title,
            stem="Code this visit: submit the claim, or hold it where the clinician must be asked first.",
            note=tuple(NoteLine(id=s.id, section=s.section, text=s.text) for s in case.note),
            fields=(ClaimField(id=FIELD, label="Claim"),),
            context=_context(key),
            skills=self.skills,
            minutes=5.0,
            difficulty=case.difficulty,
        )
        return (
            Item(
                prompt=prompt,
                key=key,
                situation=situation_of(case, case.claim),
                key_feature=tuple(s.id for s in case.note if s.section in ("assessment", "plan")),
            ),
        )

    def score(self, key: CodingKey, response: Response) -> Score:
        """Return the claim's score; raise ResponseError where the answer is no claim."""
        answer = canonical(claim(response, FIELD))
        held = key.claim.claim_action == "hold_query"
        criteria = _score_held(key, answer) if held else _score_sent(key, answer)
        points = total(criteria)
        return Score(
            item_id=key.item_id,
            scorer=self.name,
            points=points,
            criteria=tuple(criteria),
            summary=_summary(key, points),
        )

    def examples(self, item: Item[CodingKey]) -> Iterable[Example]:
        """Yield the key, some wrong claims, an empty one and malformed ones, with the points of each."""
        return claim_examples(item, FIELD)


def _context(key: CodingKey) -> tuple[tuple[str, str], ...]:
    encounter = key.encounter
    pairs = [
        ("Clinician", encounter.provider),
        ("Payer", payer_in_words(key)),
        ("Patient", f"{encounter.patient_status} patient"),
        ("Date of service", encounter.date_of_service),
    ]
    if encounter.facts.timed_minutes or encounter.facts.timed_minutes_not_billable:
        pairs.append(("Timed units", _TIME_WORDS[coding.time_rule(encounter)]))
    return tuple(pairs)


def _summary(key: CodingKey, points: float) -> str:
    if points >= 1:
        return f"This claim is right. {key.claim.rationale}".strip()
    return key.claim.rationale


def _score_sent(key: CodingKey, answer: Claim) -> list[Criterion]:
    measured = grade(key.claim, answer)
    if answer.claim_action != "submit":
        finding = explain_claim.wrongly_held(key)
        return [_criterion("action", 0.0, WEIGHTS["action"], [finding]), *_uncounted(WEIGHTS)]
    blank = is_blank(answer)
    shares = measured.shares
    names = [name for name in WEIGHTS if name != "action" and _applies(key, name)]
    weights = _weights(names)
    useful = not blank and (shares["diagnoses"] > 0 or shares["procedures"] > 0)
    criteria = [
        _criterion("action", float(useful), weights["action"], [] if useful else [Finding(_BLANK, ())])
        if blank or useful
        else _criterion("action", 0.0, weights["action"], [Finding("No part of the claim is right yet.", ())])
    ]
    for name in names:
        share = 0.0 if blank else shares[name]
        findings = [] if share >= 1 else _EXPLAIN[name](key, measured) or [_shared(measured)]
        criteria.append(_criterion(name, share, weights[name], findings))
    return criteria


def _shared(measured: Grade) -> Finding:
    """Explain a share that no single fault explains."""
    if measured.why:
        return Finding(f"Accepted at {measured.credit:.0%}. {measured.why}", ())
    return Finding("There is no service line of the right kind that could earn this.", ())


def _applies(key: CodingKey, name: str) -> bool:
    if name in ("units", "modifiers", "pointers"):
        return bool(key.claim.procedures)
    return name != "first_listed" or bool(key.claim.diagnoses)


def _weights(names: list[str]) -> dict[str, float]:
    whole = sum(WEIGHTS[name] for name in (*names, "action"))
    return {name: WEIGHTS[name] / whole for name in (*names, "action")}


def _score_held(key: CodingKey, answer: Claim) -> list[Criterion]:
    measured = grade(key.claim, answer)
    held = answer.claim_action == "hold_query"
    if not held:
        sent = [explain_claim.wrongly_sent(key, measured)]
        return [
            _criterion("action", 0.0, HELD_WEIGHTS["action"], sent),
            *_uncounted_held(key, measured),
        ]
    coded = measured.shares["diagnoses"] * (measured.shares["first_listed"] if key.claim.diagnoses else 1)
    billed = min(measured.shares[part] for part in LINE_PARTS)
    about_codes = [] if coded >= 1 else [explain_claim.held_diagnoses(measured)]
    about_lines = [] if billed >= 1 else [explain_claim.wrongly_sent(key, measured)]
    return [
        _criterion("action", 1.0, HELD_WEIGHTS["action"], []),
        _criterion("diagnoses", coded, HELD_WEIGHTS["diagnoses"], about_codes),
        _criterion("procedures", billed, HELD_WEIGHTS["procedures"], about_lines),
    ]


def _uncounted(weights: dict[str, float]) -> list[Criterion]:
    nothing = [Finding(_NOT_COUNTED, ())]
    return [_criterion(name, 0.0, weight, nothing) for name, weight in weights.items() if name != "action"]


def _uncounted_held(key: CodingKey, measured: Grade) -> list[Criterion]:
    nothing = [Finding(_NOT_COUNTED, ())]
    coded = [explain_claim.held_diagnoses(measured)] if measured.answer.diagnoses else nothing
    return [
        _criterion("diagnoses", 0.0, HELD_WEIGHTS["diagnoses"], coded),
        _criterion("procedures", 0.0, HELD_WEIGHTS["procedures"], nothing),
    ]


def _criterion(name: str, share: float, possible: float, findings: list[Finding]) -> Criterion:
    rules = distinct([rule for finding in findings for rule in finding.rules])
    section = coding.rules()[rules[0]].section if rules else _SECTIONS[name]
    told = [finding.text for finding in findings[:_TOLD]]
    if len(findings) > _TOLD:
        told.append(f"And {len(findings) - _TOLD} more of the kind.")
    feedback = "\n".join(told) or _RIGHT[name]
    return Criterion(
        id=name,
        label=_LABELS[name],
        earned=rounded(share * possible),
        possible=rounded(possible),
        feedback=feedback,
        read_more=section,
        rules=rules,
        refs=distinct([ref for rule in rules for ref in coding.rules()[rule].refs]),
    )
