"""Responses that the scorer ships to prove itself."""

from collections.abc import Callable, Iterator
from typing import Any

from sacral_edu.api import ClaimKey, Example, Item, ProcedureLine, Response, coding
from sacral_edu_coding.claims import CodingKey, family_of

_OTHER_FAMILY = {
    "omt": "CMT_SPINAL_1_2",
    "cmt": "OMT_1_2",
    "em": "PT_EVAL_LOW",
    "pt_eval": "EM_NEW_LOW",
    "timed": "OMT_1_2",
    "injection": "NEEDLE_DRY_1_2",
    "needling": "INJ_TP_1_2",
    "imaging": "EM_EST_LOW",
}


def claim_examples(
    item: Item[CodingKey], field: str, points: Callable[[Response], float]
) -> Iterator[Example]:
    """Yield right, wrong, blank and malformed responses; `points` scores those that earn a share."""
    item_id, key = item.prompt.item_id, item.key.claim
    right = _as_answer(key)

    def response(answer: object) -> Response:
        return Response(item_id=item_id, answers={field: answer})

    yield Example(kind="right", name="the key", response=response(right), points=1.0)
    for name, wrong in _wrong(key, right):
        made = response(wrong)
        yield Example(kind="wrong", name=name, response=made, points=points(made))
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


def _wrong(key: ClaimKey, right: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    if key.claim_action == "hold_query":
        yield "sent instead of held", {**right, "claim_action": "submit", "diagnoses": ["M99.04"]}
        return
    yield "held instead of sent", {**right, "claim_action": "hold_query"}
    if key.procedures:
        first = key.procedures[0]
        other = _OTHER_FAMILY.get(family_of(first.code), "OMT_1_2")
        lines = [{**_line(first), "code": other}, *right["procedures"][1:]]
        yield "a code of another family", {**right, "procedures": lines}
    regional = next((code for code in key.diagnoses if coding.is_regional(code)), None)
    if regional is not None:
        kept = [code for code in key.diagnoses if code != regional]
        lines = [
            {**line, "dx": [code for code in line["dx"] if code != regional]} for line in right["procedures"]
        ]
        yield "a region's code left out", {**right, "diagnoses": kept, "procedures": lines}
    late = next((code for code in key.diagnoses if code not in key.acceptable_first_listed), None)
    if late is not None:
        order = [late, *(code for code in key.diagnoses if code != late)]
        yield "a code first that does not lead", {**right, "diagnoses": order}
