"""Answers in words: what a learner reads as the worked answer."""

from typing import Any

import pytest

from sacral_edu.clinical import coding
from sacral_edu.domain.items import Response
from sacral_edu.interfaces.casebook import Desk
from sacral_edu.interfaces.casebook.telling import in_words
from sacral_edu.scoring import check_response


def told(desk: Desk, item: str, answers: dict[str, Any]) -> list[tuple[str, ...]]:
    prompt = desk.item(item).prompt
    response = check_response(prompt, Response(item_id=item, answers=answers))
    return [one.lines for one in in_words(prompt, response)]


def test_marks_are_told_by_line_in_the_order_of_the_note(desk: Desk) -> None:
    prompt = desk.item("left-on-left/tart/evidence").prompt
    field: Any = prompt.fields[0]
    last, first = field.lines[3], field.lines[0]
    marked = {field.id: {last: field.options[1].id, first: field.options[0].id}}
    place = {line.id: number for number, line in enumerate(prompt.note, 1)}
    assert told(desk, "left-on-left/tart/evidence", marked) == [
        (f"Line {place[first]}: {field.options[0].label}", f"Line {place[last]}: {field.options[1].label}")
    ]


def test_what_was_left_blank_is_told_as_nothing(desk: Desk) -> None:
    for item in (
        "left-on-left/tart/evidence",
        "left-on-left/audit/error",
        "linked-sciatica/documentation/assessment",
    ):
        assert {line for lines in told(desk, item, {}) for line in lines} == {"nothing"}


def test_a_claim_is_told_with_titles_modifiers_units_and_what_each_line_is_for(desk: Desk) -> None:
    line = {"code": "OMT_3_4", "modifiers": ["59"], "units": 2, "dx": ["M54.50", "M99.04"]}
    claim = {"claim_action": "submit", "diagnoses": ["M99.04", "M54.50"], "procedures": [line]}
    prompt = desk.item("v01/coding/claim").prompt
    (lines,) = told(desk, "v01/coding/claim", {prompt.fields[0].id: claim})
    assert lines[0] == "Diagnosis 1: M99.04 Segmental and somatic dysfunction of sacral region"
    assert lines[2].startswith(f"Service {coding.shown('OMT_3_4')}-59 ")
    assert lines[2].endswith(", 2 units, for M99.04, M54.50")


@pytest.mark.parametrize("text", ["One.\n\nTwo.", "One.\r\nTwo."])
def test_free_text_is_told_line_by_line(text: str, desk: Desk) -> None:
    prompt = desk.item("linked-sciatica/documentation/assessment").prompt
    answers = {prompt.fields[0].id: text}
    assert told(desk, prompt.item_id, answers)[0] == ("One.", "Two.")
