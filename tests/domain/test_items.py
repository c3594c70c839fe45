from typing import Any

import msgspec

from sacral_edu.domain.cases import Case
from sacral_edu.domain.items import Item, NotGraded, Outcome, Prompt, Score
from sacral_edu.scoring import Scorer, make_items


def test_a_prompt_comes_back_from_json_as_it_was(
    some_cases: tuple[Case, ...], bundled_cases: tuple[Case, ...], scorers: dict[str, Scorer[Any]]
) -> None:
    for case in (*some_cases[:20], *bundled_cases):
        for item in make_items(scorers, case).items:
            assert msgspec.json.decode(msgspec.json.encode(item.prompt), type=Prompt) == item.prompt


def test_a_prompt_has_no_field_that_could_hold_a_key() -> None:
    names = {field.name for field in msgspec.structs.fields(Prompt)}
    assert not names & {"key", "answer", "truth", "claim", "findings", "facts"}
    assert {field.name for field in msgspec.structs.fields(Item)} == {
        "prompt",
        "key",
        "situation",
        "key_feature",
        "hints",
    }


def test_an_outcome_says_in_json_which_of_the_two_it_is() -> None:
    score = Score(item_id="a/b/c", scorer="b", points=0.5, criteria=())
    failure = NotGraded(item_id="a/b/c", scorer="b", reason="It broke.")
    for outcome in (score, failure):
        assert msgspec.json.decode(msgspec.json.encode(outcome), type=Outcome) == outcome
