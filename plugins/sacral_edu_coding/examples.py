"""Responses that the scorer ships to prove itself, with points worked out from the weights alone."""

import math
from collections.abc import Iterator
from typing import Any

from sacral_edu.api import ClaimKey, Example, Item, ProcedureLine, Response
from sacral_edu_coding.claims import CodingKey
from sacral_edu_coding.grading import WEIGHTS

_UNRELATED = ("J06.9", "M54.2", "M25.571")
"""Diagnoses that few of this course's visits call for; the first that a key does not have is added."""


def claim_examples(item: Item[CodingKey], field: str) -> Iterator[Example]:
    """Yield right, wrong, blank and malformed responses to the item with the points that each must earn."""
    item_id, key = item.prompt.item_id, item.key.claim
    right = _as_answer(key)

    def response(answer: object) -> Response:
        return Response(item_id=item_id, answers={field: answer})

    yield Example(kind="right", name="the key", response=response(right), points=1.0)
    for name, wrong, points in _wrong(key, right):
        yield Example(kind="wrong", name=name, response=response(wrong), points=points)
    yield Example(
        kind="blank", name="nothing entered", response=Response(item_id=item_id, answers={}), points=0.0
    )
    yield Example(kind="blank", name="an empty claim", response=response({}), points=0.0)
    yield Example(kind="malformed", name="a list", response=response(["M99.04"]), points=None)
    unitless = {**right, "procedures": [{"code": "OMT_1_2", "units": "one"}]}
    yield Example(kind="malformed", name="units in words", response=response(unitless), points=None)


def _as_answer(key: ClaimKey) -> dict[str, Any]:
    return {
        "claim_action": key.claim_action,
        "diagnoses": list(key.diagnoses),
        "procedures": [_line(line) for line in key.procedures],
    }


def _line(line: ProcedureLine) -> dict[str, Any]:
    return {"code": line.code, "modifiers": list(line.modifiers), "units": line.units, "dx": list(line.dx)}


def _wrong(key: ClaimKey, right: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], float]]:
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
        yield "a code first that does not lead", {**right, "diagnoses": order}, round(1 - lost, 6)


def _weight(key: ClaimKey, name: str) -> float:
    """Return a criterion's share of the points; without service lines their criteria fall away."""
    gone = () if key.procedures else ("units", "modifiers", "pointers")
    return WEIGHTS[name] / math.fsum(weight for other, weight in WEIGHTS.items() if other not in gone)
