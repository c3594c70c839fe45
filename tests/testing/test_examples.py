from collections.abc import Callable
from typing import Any

import pytest

from sacral_edu.domain.cases import Case
from sacral_edu.domain.items import Example, Item
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import Spec
from sacral_edu.scoring import Scorer
from sacral_edu.testing import check_examples


@pytest.fixture
def case(bundled_cases: tuple[Case, ...]) -> Case:
    return bundled_cases[0]


def _with_examples(plain_scorer: Any, change: Callable[[list[Example]], list[Example]]) -> Any:
    class Changed(plain_scorer):  # type: ignore[misc]
        def examples(self, item: Item[str]) -> list[Example]:
            return change(super().examples(item))

    return Changed("changed")


@pytest.mark.parametrize("name", ["audit", "coding", "dysfunction", "region", "tart", "triage"])
def test_a_bundled_scorer_scores_its_examples_as_it_says(
    name: str, scorers: dict[str, Scorer[Any]], bundled_cases: tuple[Case, ...]
) -> None:
    cases = [generate(Spec(seed=11, index=index)) for index in range(200)]
    assert check_examples(scorers[name], [*cases, *bundled_cases]) == []


@pytest.mark.parametrize("name", ["audit", "coding", "dysfunction", "region", "tart"])
def test_a_bundled_scorer_has_an_item_on_some_bundled_case(
    name: str, scorers: dict[str, Scorer[Any]], bundled_cases: tuple[Case, ...]
) -> None:
    assert any(scorers[name].items(case) for case in bundled_cases)


def test_sound_examples_give_no_fault(plain_scorer: Any, case: Case) -> None:
    assert check_examples(plain_scorer(), [case]) == []


def test_an_example_that_scores_otherwise_is_named(plain_scorer: Any, case: Case) -> None:
    scorer = plain_scorer()
    scorer.examples = lambda item: [
        Example(kind=e.kind, name=e.name, response=e.response, points=0.5 if e.kind == "right" else e.points)
        for e in plain_scorer().examples(item)
    ]
    assert check_examples(scorer, [case]) == [
        f"{case.id}/plain/word, example 'right': scored 1.0, expected 0.5."
    ]


def test_an_example_that_is_refused_against_its_word_is_named(plain_scorer: Any, case: Case) -> None:
    def change(examples: list[Example]) -> list[Example]:
        return [
            Example(kind=e.kind, name=e.name, response=e.response, points=e.points or 0.0) for e in examples
        ]

    faults = check_examples(_with_examples(plain_scorer, change), [case])
    assert len(faults) == 1
    assert "example 'malformed': refused (" in faults[0]
    assert faults[0].endswith("expected 0.0.")


def test_an_example_that_should_have_been_refused_is_named(plain_scorer: Any, case: Case) -> None:
    def change(examples: list[Example]) -> list[Example]:
        return [
            *examples,
            Example(kind="malformed", name="too good", response=examples[0].response, points=None),
        ]

    faults = check_examples(_with_examples(plain_scorer, change), [case])
    assert faults == [
        f"{case.id}/changed/word, example 'too good': scored 1.0, but it should have been refused."
    ]


@pytest.mark.parametrize("kind", ["right", "wrong", "blank", "malformed"])
def test_every_item_needs_examples_of_all_four_kinds(kind: str, plain_scorer: Any, case: Case) -> None:
    scorer = _with_examples(plain_scorer, lambda examples: [e for e in examples if e.kind != kind])
    assert check_examples(scorer, [case]) == [f"{case.id}/changed/word: no example of kind {kind}."]


def test_a_scorer_that_fails_is_reported_and_not_raised(plain_scorer: Any, case: Case) -> None:
    scorer = plain_scorer("failing")
    scorer.score = lambda key, response: 1 / 0
    faults = check_examples(scorer, [case])
    assert len(faults) == 3
    assert all("not graded (ZeroDivisionError" in fault for fault in faults)
    scorer.items = lambda case: 1 / 0
    assert check_examples(scorer, [case])[0].startswith("Plugin failing made no items")
