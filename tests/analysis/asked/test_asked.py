"""Items with their right answers, whatever the scorer's key looks like."""

from collections.abc import Callable
from typing import Any

import pytest

from sacral_edu.analysis.asked import Asked, Asking, ask, mixed_case
from sacral_edu.analysis.asked.asked import cannot_be_judged
from sacral_edu.domain.errors import CaseError, PluginError
from sacral_edu.domain.items import ChoiceField, Item
from sacral_edu.generation.wishes import CHALLENGES
from sacral_edu.scoring import Scorer


def test_every_difficulty_is_asked_about_in_turn() -> None:
    found = [mixed_case(index).challenge for index in range(2 * (1 + len(CHALLENGES)))]
    assert set(found) == set(CHALLENGES)
    assert found[1 : 1 + len(CHALLENGES)] == list(CHALLENGES)


def test_the_same_number_is_the_same_case_and_another_seed_another() -> None:
    assert mixed_case(3) == mixed_case(3)
    assert mixed_case(3, seed=1) != mixed_case(3)


def test_a_seed_that_no_case_can_have_is_refused() -> None:
    with pytest.raises(CaseError, match="Seed -1"):
        mixed_case(0, seed=-1)


def test_a_right_answer_of_every_bundled_item_earns_everything(bundled: Asking) -> None:
    assert bundled.failures == ()
    assert bundled.unjudged == {}
    assert bundled.cases == 200
    assert {asked.points(asked.right[0]) for asked in bundled.items} == {1.0}


def test_nothing_earns_nothing(bundled: Asking) -> None:
    assert {asked.points({}) for asked in bundled.items} == {0.0}


def test_an_answer_that_does_not_fit_earns_no_points_rather_than_zero(bundled: Asking) -> None:
    assert bundled.items[0].points({"no-such-field": "x"}) is None


def test_the_kind_is_the_last_part_of_the_id(bundled: Asking) -> None:
    assert {f"{a.prompt.case_id}/{a.prompt.scorer}/{a.kind}" for a in bundled.items} == {
        a.prompt.item_id for a in bundled.items
    }


def test_an_item_without_a_right_example_is_counted_and_left_out(
    quizmaster: type[Any],
    one_of: Callable[..., ChoiceField],
    asking: Callable[[Scorer[Any]], Asking],
) -> None:
    found = asking(quizmaster([((one_of("a", "b"),), {"one": "a"})], examples=False))
    assert found.items == ()
    assert found.unjudged == {
        "quizmaster/one: no example of kind right, so there is nothing to compare answers with.": 84
    }


def test_a_field_of_unknown_type_is_named(
    quizmaster: type[Any], one_of: Callable[..., ChoiceField], few_cases: tuple[Any, ...]
) -> None:
    class NewField(ChoiceField, frozen=True, kw_only=True):
        """A type of field that this version does not know."""

    strange = NewField(id="one", label="One", options=one_of("a", "b").options)
    scorer = quizmaster([((strange,), {"one": "a"})])
    asked = Asked(scorer=scorer, item=scorer.items(few_cases[0])[0], place=0, right=({"one": "a"},))
    said = cannot_be_judged(asked)
    assert said == "quizmaster/one: field 'one' is of type NewField, which is not known here."


def test_a_scorer_that_fails_is_told_and_the_others_go_on(
    quizmaster: type[Any], one_of: Callable[..., ChoiceField], few_cases: tuple[Any, ...]
) -> None:
    class Failing(quizmaster):  # type: ignore[misc]
        def items(self, case: Any) -> list[Item[Any]]:
            raise ValueError("broken")

    broken, whole = Failing([]), quizmaster([((one_of("a", "b"),), {"one": "a"})])
    broken.name = "broken"
    found = ask({"broken": broken, "quizmaster": whole}, few_cases[:2])
    assert len(found.items) == 2
    assert found.failures[0].startswith("Plugin broken made no items for case g1-0-0: ValueError: broken")


def test_a_name_that_no_scorer_has_is_refused(few_cases: tuple[Any, ...]) -> None:
    with pytest.raises(PluginError, match="There is no scorer 'nope'"):
        ask({}, few_cases[:1], only="nope")
