"""Answers made from a prompt are what they say: blank and plain ones fit it, malformed ones do not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacral_edu.domain.errors import ResponseError
from sacral_edu.domain.items import (
    ChoiceField,
    ChoicesField,
    ClaimField,
    Field,
    MarkField,
    NoteLine,
    Option,
    Prompt,
    Response,
    TextField,
)
from sacral_edu.scoring import check_response
from sacral_edu.testing.answers import (
    Answers,
    blank_answers,
    odd_answers,
    plain_answers,
    stray_answers,
    wrong_types,
)

OPTIONS = tuple(Option(id=f"o{letter}", label=f"Option {letter}", letter=letter) for letter in "ABC")
FIELDS: dict[str, Field] = {
    "mark": MarkField(id="mark", label="Mark", lines=("s1", "s2"), options=OPTIONS, at_most=1),
    "choice": ChoiceField(id="choice", label="Choose", options=OPTIONS),
    "choices": ChoicesField(id="choices", label="Choose some", options=OPTIONS, at_most=2),
    "text": TextField(id="text", label="Write", max_chars=40),
    "claim": ClaimField(id="claim", label="Claim"),
}


def _prompt(*names: str) -> Prompt:
    lines = tuple(NoteLine(id=line, section="exam", text=f"Line {line}.") for line in ("s1", "s2"))
    fields = tuple(FIELDS[name] for name in names)
    return Prompt(
        item_id="c/s/i", scorer="s", case_id="c", title="T", stem="What?", note=lines, fields=fields
    )


def _refused(prompt: Prompt, answers: Answers) -> bool:
    try:
        check_response(prompt, Response(item_id=prompt.item_id, answers=answers.given))
    except ResponseError:
        return True
    return False


@given(st.lists(st.sampled_from(sorted(FIELDS)), min_size=1, unique=True))
def test_blank_plain_and_odd_answers_fit_any_prompt(names: list[str]) -> None:
    prompt = _prompt(*names)
    made: list[Any] = [*blank_answers(prompt), *plain_answers(prompt), *odd_answers(prompt)]
    assert not [answers for answers in made if _refused(prompt, answers)]


@pytest.mark.parametrize("name", FIELDS)
def test_malformed_answers_are_refused_by_every_kind_of_field(name: str) -> None:
    prompt = _prompt(name)
    made = [*stray_answers(FIELDS[name]), *wrong_types(FIELDS[name])]
    assert len(made) >= 6
    assert not [answers for answers in made if not _refused(prompt, answers)]


@pytest.mark.parametrize("name", ["text", "claim"])
def test_only_fields_for_ones_own_words_get_odd_texts(name: str) -> None:
    assert len(list(odd_answers(_prompt(name)))) >= 8
    assert not list(odd_answers(_prompt("mark", "choice", "choices")))


def test_what_is_too_much_is_among_the_malformed_answers() -> None:
    names = {answers.name for field in FIELDS.values() for answers in stray_answers(field)}
    assert {"too many marks", "too many options", "too long a text", "an option twice"} <= names
    assert {"an unknown line", "an unknown option"} <= names
