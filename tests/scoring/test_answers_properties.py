"""Whatever JSON is handed in, it is refused in a sentence or is a valid answer that can be scored."""

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sacral_edu.domain.cases import Case
from sacral_edu.domain.errors import ResponseError
from sacral_edu.domain.items import Item, Prompt, Response, Score
from sacral_edu.scoring import Scorer, check_response, make_items, score_response

_WORDS = [
    *(
        "",
        "s1",
        "s7",
        "s14",
        "texture",
        "asymmetry",
        "decides",
        "wrong",
        "sacral",
        "pelvic",
        "R_ON_R",
        "L_ON_L",
    ),
    *(
        "M99.04",
        "m9904 ",
        "M54.59",
        "Z3A.28",
        ".",
        "OMT_1_2",
        "omt_1_2",
        "TX_MANUAL",
        "EM_NEW_LOW",
        "25",
        "59",
        "GA",
    ),
    *("submit", "hold_query"),
]
_KEYS = ["s1", "s7", "s14", "claim_action", "diagnoses", "procedures", "code", "modifiers", "units", "dx"]

words = st.sampled_from(_WORDS) | st.text(max_size=6)
scalars = st.none() | st.booleans() | st.integers(-3, 99) | st.just(10**40) | st.floats() | words
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(_KEYS) | words, inner, max_size=4)
    ),
    max_leaves=10,
)
lines = st.fixed_dictionaries(
    {"code": words},
    optional={
        "modifiers": st.lists(words, max_size=5),
        "units": st.integers(-2, 10**12),
        "dx": st.lists(words, max_size=6),
    },
)
claims = st.fixed_dictionaries(
    {},
    optional={
        "claim_action": st.sampled_from(["submit", "submit", "submit", "hold_query"]),
        "diagnoses": st.lists(words, max_size=14),
        "procedures": st.lists(lines, max_size=5),
    },
)


@pytest.fixture(scope="session")
def asked(
    some_cases: tuple[Case, ...], bundled_cases: tuple[Case, ...], scorers: dict[str, Scorer[Any]]
) -> list[Item[Any]]:
    cases = (*some_cases[:12], *bundled_cases)
    return [item for case in cases for item in make_items(scorers, case).items]


def _fitting(field: Any) -> st.SearchStrategy[Any]:
    """Answers that have the right shape for a field, and often the right words."""
    if hasattr(field, "lines"):
        marked = st.sampled_from(field.lines) | words
        letters = st.sampled_from([option.id for option in field.options])
        return st.dictionaries(marked, letters, max_size=len(field.lines)) | st.dictionaries(
            st.sampled_from(field.lines), letters, max_size=field.at_most
        )
    if hasattr(field, "options"):
        return st.sampled_from([option.id for option in field.options]) | words
    return claims | words


def _answers(prompt: Prompt) -> st.SearchStrategy[dict[str, Any]]:
    fields = {field.id: anything | _fitting(field) for field in prompt.fields}
    return st.fixed_dictionaries({}, optional={**fields, "elsewhere": anything})


def _checked(prompt: Prompt, response: Response) -> Response | str:
    """Return the checked response, or the words in which it is refused."""
    try:
        return check_response(prompt, response)
    except ResponseError as error:
        return str(error)


@settings(max_examples=600)
@given(st.data())
def test_any_json_is_refused_in_a_sentence_or_scored(
    asked: list[Item[Any]], scorers: dict[str, Scorer[Any]], data: st.DataObject
) -> None:
    item = data.draw(st.sampled_from(asked))
    answers = json.loads(json.dumps(data.draw(_answers(item.prompt))))
    response = Response(item_id=item.prompt.item_id, answers=answers)
    checked = _checked(item.prompt, response)
    if isinstance(checked, str):
        assert re.fullmatch(r"Item .+[.]", checked, re.DOTALL)
        return
    assert check_response(item.prompt, checked) == checked
    outcome = score_response(scorers[item.prompt.scorer], item, response)
    assert isinstance(outcome, Score), outcome
    assert outcome == score_response(scorers[item.prompt.scorer], item, checked)
    assert all(criterion.feedback for criterion in outcome.criteria)
