"""Responses that the scorer ships to prove itself, with points worked out from the weights alone."""

import math
from collections.abc import Iterator
from typing import Any

from sacral_edu.api import ClaimKey, Example, ExampleKind, ProcedureLine, Response
from sacral_edu_coding.choosing import ChoiceKey
from sacral_edu_coding.claims import CodingKey
from sacral_edu_coding.explain_claim import not_first
from sacral_edu_coding.grading import WEIGHTS
from sacral_edu_coding.services import EACH, ServicesKey
from sacral_edu_coding.severity import MOST_WITH_CRITICAL, severity

_UNRELATED = ("J06.9", "M54.2", "M25.571")
"""Diagnoses that few of this course's visits call for; the first that a key does not have is added."""


def claim_examples(whole: CodingKey, field: str) -> Iterator[Example]:
    """Yield right, wrong, blank and malformed claims with the points that each must earn."""
    item_id, key = whole.item_id, whole.claim
    right = _as_answer(key)

    def response(answer: object) -> Response:
        return Response(item_id=item_id, answers={field: answer})

    yield Example(kind="right", name="the key", response=response(right), points=1.0)
    for name, wrong, points in _wrong(whole, right):
        yield Example(kind="wrong", name=name, response=response(wrong), points=points)
    yield Example(
        kind="blank", name="nothing entered", response=Response(item_id=item_id, answers={}), points=0.0
    )
    yield Example(kind="blank", name="an empty claim", response=response({}), points=0.0)
    yield Example(kind="malformed", name="a list", response=response(["M99.04"]), points=None)
    unitless = {**right, "procedures": [{"code": "OMT_1_2", "units": "one"}]}
    yield Example(kind="malformed", name="units in words", response=response(unitless), points=None)


def choice_examples(key: ChoiceKey) -> Iterator[Example]:
    """Yield right, wrong, blank and malformed answers to a question of one choice or of two."""
    stray = next(name for name in key.chosen if name and name not in key.right)

    def example(kind: ExampleKind, name: str, answers: dict[str, Any], points: float | None) -> Example:
        return Example(
            kind=kind, name=name, response=Response(item_id=key.item_id, answers=answers), points=points
        )

    best = dict(zip(key.fields, key.best, strict=True))
    lead = key.fields[0]
    yield example("right", "the key", best, 1.0)
    yield example("wrong", "a right reason for a wrong choice", {**best, lead: stray}, 0.0)
    alone = key.chosen[best[lead]].possible
    yield example("wrong", "the choice alone", {lead: best[lead]}, alone)
    yield example("blank", "nothing chosen", {}, 0.0)
    yield example("malformed", "an option that is not offered", {**best, lead: "ZZ"}, None)
    yield example("malformed", "a list", {lead: [best[lead]]}, None)


def services_examples(key: ServicesKey) -> Iterator[Example]:
    """Yield right, wrong, blank and malformed answers to the question of services."""
    right, wrong = sorted(key.right), list(key.wrong)

    def example(kind: ExampleKind, name: str, chosen: object, points: float | None) -> Example:
        response = Response(item_id=key.item_id, answers={"services": chosen})
        return Example(kind=kind, name=name, response=response, points=points)

    yield example("right", "the services of the key", right, 1.0)
    yield example("wrong", "one service too many", [*right, wrong[0]], EACH * (1 - 1 / len(right)))
    yield example("wrong", "everything", [*right, *wrong], 0.0)
    yield example("blank", "nothing chosen", [], 0.0)
    yield example("malformed", "a service that is not offered", ["ZZ"], None)
    yield example("malformed", "one id instead of a list", right[0], None)


def _as_answer(key: ClaimKey) -> dict[str, Any]:
    return {
        "claim_action": key.claim_action,
        "diagnoses": list(key.diagnoses),
        "procedures": [_line(line) for line in key.procedures],
    }


def _line(line: ProcedureLine) -> dict[str, Any]:
    return {"code": line.code, "modifiers": list(line.modifiers), "units": line.units, "dx": list(line.dx)}


def _wrong(whole: CodingKey, right: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], float]]:
    key = whole.claim
    if key.claim_action == "hold_query":
        sent = {**right, "claim_action": "submit", "diagnoses": ["M99.04"]}
        yield "sent instead of held", sent, 0.0
        return
    yield "held instead of sent", {**right, "claim_action": "hold_query"}, 0.0
    taken = (*key.diagnoses, *key.optional_diagnoses)
    stray = next(code for code in _UNRELATED if code not in taken)
    lost = _weight(key, "diagnoses") / len(key.diagnoses)
    yield "one diagnosis too many", {**right, "diagnoses": [*key.diagnoses, stray]}, round(1 - lost, 6)
    late = next((code for code in key.diagnoses if code not in key.acceptable_first_listed), None)
    if late is not None:
        order = [late, *(code for code in key.diagnoses if code != late)]
        lost = _weight(key, "first_listed")
        points = {"critical": MOST_WITH_CRITICAL, "error": 1 - lost, "warning": 1 - lost / 2}
        worth = points[severity(not_first(whole, late))]
        yield "a code first that does not lead", {**right, "diagnoses": order}, round(worth, 6)


def _weight(key: ClaimKey, name: str) -> float:
    """Return a criterion's share of the points; without service lines their criteria fall away."""
    gone = () if key.procedures else ("units", "modifiers", "pointers")
    return WEIGHTS[name] / math.fsum(weight for other, weight in WEIGHTS.items() if other not in gone)
