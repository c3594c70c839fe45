"""The question for which a learner builds the whole claim, or holds it."""

import re

from msgspec.structs import replace

from sacral_edu.api import Case, ClaimField, Item, NoteLine, Prompt, coding
from sacral_edu_coding.claim_score import earned_in_full
from sacral_edu_coding.claims import CodingKey, as_answer
from sacral_edu_coding.situations import situation_of
from sacral_edu_coding.wording import payer_in_words

FIELD = "claim"
SKILLS = ("diagnosis_codes", "procedures", "modifiers", "linkage")
_MINUTES = 5.0

_HEDGE = re.compile(
    r"(?i)\b(rule[sd]?[- ]out|suspect\w*|probabl\w*|possibl[ey]|likely|question of|cannot exclude|versus)\b"
)
_TIME_WORDS = {
    "cms_total": "All timed minutes of the day are pooled",
    "cpt_midpoint": "Each timed code is counted by itself",
}
_STEM = (
    "Code this visit. Choose one of two: submit the claim, with its diagnoses and service lines, where the "
    "record supports it; or do not submit yet, but hold the claim and query the clinician, where the record "
    "lacks what the claim would rest on. A claim that is held stays empty."
)


def claim_key(case: Case, item_id: str) -> CodingKey | None:
    """Return the key of a case, or None where it has no claim."""
    if case.claim is None:
        return None
    hedged = any(_HEDGE.search(statement.text) for statement in case.note)
    key = CodingKey(item_id=item_id, claim=case.claim, encounter=case.encounter, hedged=hedged)
    return replace(key, right=as_answer(key.claim), earned=earned_in_full(key))


def claim_item(case: Case, key: CodingKey, scorer: str, title: str) -> Item[CodingKey]:
    """Return the item for the whole claim."""
    prompt = Prompt(
        item_id=key.item_id,
        scorer=scorer,
        case_id=case.id,
        title=title,
        stem=_STEM,
        note=note_of(case),
        fields=(ClaimField(id=FIELD, label="Submit the claim, or hold it and query the clinician"),),
        context=context(key),
        skills=SKILLS,
        minutes=_MINUTES,
        difficulty=case.difficulty,
    )
    return Item(
        prompt=prompt,
        key=key,
        situation=situation_of(case, key.claim),
        key_feature=deciding_lines(case),
    )


def deciding_lines(case: Case, *topics: str) -> tuple[str, ...]:
    """Return the note lines on which an answer rests: those that state facts of these topics.

    Without topics, or where no line states one, it is assessment and plan; a vignette's note has no
    sections, so that the whole of it decides.
    """
    facts = {fact.id for fact in case.facts if fact.topic in topics}
    found = tuple(s.id for s in case.note if facts & set(s.conveys))
    found = found or tuple(s.id for s in case.note if s.section in ("assessment", "plan"))
    return found or tuple(s.id for s in case.note)


def note_of(case: Case) -> tuple[NoteLine, ...]:
    """Return the whole note as a learner sees it."""
    return tuple(NoteLine(id=s.id, section=s.section, text=s.text) for s in case.note)


_IDENTIFIERS = (
    "plain identifiers for teaching, in our own words; CPT is a registered trademark of the American "
    "Medical Association, which has neither endorsed nor licensed this course"
)


def context(key: CodingKey, *, time_rule: bool = True) -> tuple[tuple[str, str], ...]:
    """Return who treats whom for which payer, as shown above the note."""
    encounter = key.encounter
    pairs = [
        ("Clinician", encounter.provider),
        ("Payer", payer_in_words(key)),
        ("Patient", f"{encounter.patient_status} patient"),
        ("Date of service", encounter.date_of_service),
    ]
    facts = encounter.facts
    if time_rule and (facts.timed_minutes or facts.timed_minutes_not_billable):
        pairs.append(("Timed units", _TIME_WORDS[coding.time_rule(encounter)]))
    if coding.notice():
        pairs.append(("Procedure codes", _IDENTIFIERS))
    return tuple(pairs)
