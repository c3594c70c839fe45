from typing import Any

import pytest

from sacral_edu.domain.claims import Claim, ProcedureLine
from sacral_edu.domain.errors import ResponseError
from sacral_edu.domain.items import (
    ChoiceField,
    ChoicesField,
    ClaimField,
    MarkField,
    Option,
    Prompt,
    Response,
    TextField,
)
from sacral_edu.scoring import check_response, choice, choices, claim, marks, text

_OPTIONS = (Option(id="yes", label="Yes", letter="Y"), Option(id="no", label="No", letter="N"))
PROMPT = Prompt(
    item_id="case/scorer/item",
    scorer="scorer",
    case_id="case",
    title="Title",
    stem="What?",
    note=(),
    fields=(
        MarkField(id="lines", label="Lines", lines=("s1", "s2", "s3"), options=_OPTIONS, at_most=2),
        ChoiceField(id="one", label="One", options=_OPTIONS),
        ChoicesField(id="some", label="Some", options=_OPTIONS, at_most=1),
        ClaimField(id="bill", label="Bill"),
        TextField(id="why", label="Why", max_chars=10),
    ),
)


def _response(**answers: Any) -> Response:
    return Response(item_id=PROMPT.item_id, answers=answers)


def test_fields_left_out_count_as_left_blank() -> None:
    blank = check_response(PROMPT, _response())
    assert blank.answers == {"lines": {}, "one": "", "some": (), "bill": Claim(), "why": ""}
    assert blank == check_response(PROMPT, _response(lines=None, one=None, some=None, bill=None, why=None))


def test_every_answer_comes_back_typed() -> None:
    given = _response(
        lines={"s1": "yes", "s3": "no"}, one="no", some=["yes"], bill={"diagnoses": ["M99.04"]}, why="So."
    )
    checked = check_response(PROMPT, given)
    assert marks(checked, "lines") == {"s1": "yes", "s3": "no"}
    assert choice(checked, "one") == "no"
    assert choices(checked, "some") == ("yes",)
    assert claim(checked, "bill") == Claim(diagnoses=("M99.04",))
    assert text(checked, "why") == "So."


def test_checking_twice_is_checking_once() -> None:
    checked = check_response(
        PROMPT, _response(lines={"s1": "yes"}, bill={"procedures": [{"code": "OMT_1_2"}]})
    )
    assert check_response(PROMPT, checked) == checked
    assert claim(checked, "bill").procedures == (ProcedureLine(code="OMT_1_2"),)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"nowhere": 1}, "there is no field 'nowhere'; its fields are bill, lines, one, some, why"),
        ({"lines": ["s1"]}, "expected an object from line id to option id, got ['s1']"),
        ({"lines": {"s1": 1}}, "expected an object from line id to option id"),
        ({"lines": {"s9": "yes"}}, "there is no line 's9'; choose from s1, s2, s3"),
        ({"lines": {"s1": "maybe"}}, "there is no option 'maybe'; choose from yes, no"),
        ({"lines": {"s1": "yes", "s2": "yes", "s3": "no"}}, "3 chosen, at most 2 allowed; take 1 back"),
        ({"one": 3}, "expected the id of one option, as a string, got 3"),
        ({"one": "maybe"}, "there is no option 'maybe'"),
        ({"some": "yes"}, "expected a list of option ids, got 'yes'"),
        ({"some": ["yes", None]}, "expected a list of option ids"),
        ({"some": ["maybe"]}, "there is no option 'maybe'"),
        ({"some": ["yes", "yes"]}, "an option is named twice"),
        ({"some": ["yes", "no"]}, "2 chosen, at most 1 allowed"),
        ({"bill": []}, "this is not a claim"),
        ({"bill": {"procedures": [{"units": 1}]}}, "missing required field `code`"),
        ({"bill": {"procedures": [{"code": "OMT_1_2", "units": "one"}]}}, "Expected `int`, got `str`"),
        ({"bill": {"claim_action": "burn"}}, "Invalid enum value 'burn'"),
        ({"why": 7}, "expected a text, got 7"),
        ({"why": "x" * 11}, "11 characters are more than the 10 allowed; shorten the text"),
    ],
)
def test_a_wrong_answer_is_refused_with_its_item_and_field(answers: dict[str, Any], words: str) -> None:
    with pytest.raises(ResponseError) as caught:
        check_response(PROMPT, _response(**answers))
    message = str(caught.value)
    assert words in message
    assert message.startswith(f"Item {PROMPT.item_id}")
    assert next(iter(answers)) in message
    assert message.endswith(".")


def test_a_response_to_another_item_is_refused() -> None:
    with pytest.raises(ResponseError, match="is for item 'other' but was handed to item 'case/scorer/item'"):
        check_response(PROMPT, Response(item_id="other", answers={}))


def test_a_long_answer_is_shown_cut_short() -> None:
    with pytest.raises(ResponseError) as caught:
        check_response(PROMPT, _response(one=["x" * 1000]))
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("read", [marks, choice, choices, text, claim])
def test_a_scorer_that_reads_an_unchecked_answer_is_told_so_too(read: Any) -> None:
    assert not read(_response(), "one") or read is claim
    with pytest.raises(ResponseError, match="field 'one'"):
        read(_response(one=3.5), "one")
