"""Which services of the day may be reported: the lines of the key among those that tempt."""

from collections.abc import Iterable

from msgspec import Struct

from sacral_edu.api import (
    Case,
    ChoicesField,
    Criterion,
    Item,
    Option,
    Prompt,
    Response,
    Score,
    choices,
    coding,
    total,
)
from sacral_edu_coding.choosing import LETTERS, spread, you_chose
from sacral_edu_coding.claim_item import context, deciding_lines, note_of
from sacral_edu_coding.claims import CodingKey, Finding, is_timed, refs_of
from sacral_edu_coding.situations import situation_of
from sacral_edu_coding.tempting import HOLD, Service, tempting_services
from sacral_edu_coding.wording import listed, named

KIND = "services"
FIELD = "services"
_OFFERED = 6
"""Services on offer, besides holding the claim."""

_LEAST_WRONG = 3

EACH, WHOLE = 0.6, 0.4
"""Points for the single services together, and for the set without gaps or extras."""

_SINGLE_ASKED = 4
"""Of the generated visits with a single line one in so many is asked about, so that it is not the usual."""

_STEM = (
    "Which of these services may be reported for this visit? Timed services stand here with the units that "
    "this payer counts. Where nothing may be reported before the clinician has answered a question, choose "
    "that alone."
)
_HOLD_LABEL = "Nothing yet: do not submit, hold the claim and query the clinician"


class ServicesKey(Struct, frozen=True, kw_only=True):
    """The right options, and the criterion for each that was found, missed or wrongly chosen."""

    item_id: str
    right: frozenset[str]
    found: dict[str, Criterion]
    missed: dict[str, Criterion]
    wrong: dict[str, Criterion]
    whole: Criterion
    not_whole: Criterion
    summary: str = ""


def services_item(case: Case, whole: CodingKey) -> Item[ServicesKey] | None:
    """Return the item, or None where no service and no question is at issue."""
    held = whole.claim.claim_action == "hold_query"
    keyed = [_keyed(whole, line.code, line.units) for line in whole.claim.procedures]
    if not held and not keyed:
        return None
    if case.origin == "generated" and len(keyed) == 1 and spread(case.id, "single") % _SINGLE_ASKED:
        return None
    wrong = tempting_services(whole)[: max(_LEAST_WRONG, _OFFERED - len(keyed))]
    item_id = f"{case.id}/{whole.item_id.split('/')[1]}/{KIND}"
    offered = sorted((*keyed, *wrong), key=_place)
    at = spread(case.id, KIND) % len(offered)
    key = _key(whole, item_id, keyed, wrong)
    prompt = Prompt(
        item_id=item_id,
        scorer=whole.item_id.split("/")[1],
        case_id=case.id,
        title="Choose the services",
        stem=_STEM,
        note=note_of(case),
        fields=(_field([*offered[at:], *offered[:at]]),),
        context=context(whole),
        skills=("procedures",),
        minutes=2.0,
        difficulty=case.difficulty,
    )
    return Item(
        prompt=prompt,
        key=key,
        situation=f"services: {situation_of(case, whole.claim)}",
        key_feature=deciding_lines(case),
    )


def score_services(key: ServicesKey, response: Response, scorer: str) -> Score:
    """Return the score of an answer: a wrong service takes back what a right one earns."""
    chosen = choices(response, FIELD)
    criteria = [(key.found if name in chosen else key.missed)[name] for name in key.found]
    criteria += [key.wrong[name] for name in chosen if name not in key.right]
    criteria.append(key.whole if key.right == frozenset(chosen) else key.not_whole)
    return Score(
        item_id=key.item_id,
        scorer=scorer,
        points=total(criteria),
        criteria=tuple(criteria),
        summary=key.summary,
    )


def _field(offered: Iterable[Service]) -> ChoicesField:
    names = [(service.id, service.label) for service in offered]
    options = tuple(
        Option(id=name, label=label, letter=letter)
        for (name, label), letter in zip((*names, (HOLD, _HOLD_LABEL)), LETTERS, strict=False)
    )
    return ChoicesField(id=FIELD, label="Services that may be reported", options=options)


def _place(service: Service) -> tuple[int, str]:
    return list(coding.procedures()).index(service.concept), service.id


def _keyed(whole: CodingKey, concept: str, units: int) -> Service:
    label = f"{named(concept)}, x{units}" if is_timed(concept) else named(concept)
    name = f"{concept}-x{units}" if is_timed(concept) else concept
    return Service(id=name, concept=concept, label=label, why=Finding("", ()))


def _key(whole: CodingKey, item_id: str, keyed: list[Service], wrong: list[Service]) -> ServicesKey:
    held = not keyed
    right = [HOLD] if held else [service.id for service in keyed]
    labels = {service.id: service.label for service in keyed} | {HOLD: _HOLD_LABEL}
    share = EACH / len(right)
    found = {name: _line(name, share, share, f"Right: {labels[name]}.") for name in right}
    missed = {
        name: _line(name, 0.0, share, f"Left out: {labels[name]}. {_why_missed(whole, name)}")
        for name in right
    }
    stray = {service.id: _stray(service.id, service.label, share, service.why) for service in wrong}
    if not held:
        about = Finding(
            f"The record has what this claim needs: {listed(labels[name] for name in right)}.", ("R-DOC-03",)
        )
        stray[HOLD] = _stray(HOLD, _HOLD_LABEL, share, about)
    return ServicesKey(
        item_id=item_id,
        right=frozenset(right),
        found=found,
        missed=missed,
        wrong=stray,
        whole=_complete(WHOLE, "Every service that may be reported, and no other."),
        not_whole=_complete(0.0, "Not yet the whole set: something is left out or too much."),
        summary=whole.claim.rationale,
    )


def _why_missed(whole: CodingKey, name: str) -> str:
    if name == HOLD:
        return "The record does not support a claim yet."
    return f"It was done and is recorded. {whole.claim.rationale}".strip()


def _line(name: str, earned: float, possible: float, said: str) -> Criterion:
    return Criterion(
        id=name.lower(),
        label="The clinician is asked first" if name == HOLD else "A service of the day",
        earned=earned,
        possible=possible,
        feedback=said,
        read_more="coding#coding-query" if name == HOLD else "coding#coding-habits",
    )


def _complete(earned: float, said: str) -> Criterion:
    return Criterion(
        id="whole",
        label="The whole set",
        earned=earned,
        possible=WHOLE,
        feedback=said,
        read_more="coding#coding-habits",
    )


def _stray(name: str, label: str, share: float, why: Finding) -> Criterion:
    table = coding.rules()
    return Criterion(
        id=name.lower(),
        label="Not for this claim",
        earned=-share,
        possible=0.0,
        feedback=f"{you_chose(label, why.text)} {why.text}".strip(),
        read_more=table[why.rules[0]].section if why.rules else "coding#coding-habits",
        rules=why.rules,
        refs=refs_of(why.rules),
    )
