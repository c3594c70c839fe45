"""No kind of question of the scorers `tart` and `region` rewards an answer that was not thought about."""

from collections.abc import Callable, Iterator
from itertools import combinations, product
from typing import Any

import pytest

from sacral_edu.domain.cases import Case
from sacral_edu.domain.items import ChoiceField, ChoicesField, Field, Item, MarkField, Response, Score
from sacral_edu.generation.chance import Chance
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import Spec
from sacral_edu.scoring import Scorer, score_response
from sacral_edu.testing import check_examples
from sacral_edu_region.scorer import RegionScorer
from sacral_edu_tart.scorer import TartScorer

SCORERS: dict[str, Scorer[Any]] = {"tart": TartScorer(), "region": RegionScorer()}
KINDS = {
    "tart": ["evidence", "picture", "sites", "part", "contradiction"],
    "region": ["primary", "flexion", "undetermined", "lesions"],
}
NAMED = [f"{scorer}/{kind}" for scorer, kinds in KINDS.items() for kind in kinds]
MOST = 0.35


@pytest.fixture(scope="module")
def cases(some_cases: tuple[Case, ...], bundled_cases: tuple[Case, ...]) -> list[Case]:
    mixed = [generate(Spec(seed=6, index=index, challenge="mixed")) for index in range(150)]
    chiropractic = [generate(Spec(seed=6, index=index, provider="DC")) for index in range(150)]
    hard = [
        generate(Spec(seed=6, index=index, challenge=challenge))
        for challenge in ("minimal", "red_flag", "normal", "noisy")
        for index in range(20)
    ]
    return [*some_cases[:250], *chiropractic, *mixed, *hard, *bundled_cases]


@pytest.fixture(scope="module")
def items(cases: list[Case]) -> dict[str, list[Item[Any]]]:
    made: dict[str, list[Item[Any]]] = {name: [] for name in NAMED}
    for case in cases:
        for scorer in SCORERS.values():
            for item in scorer.items(case):
                made[item.prompt.item_id.split("/", 1)[1]].append(item)
    return made


@pytest.fixture(scope="module")
def usual(cases: list[Case]) -> list[str]:
    """Cases as a learner meets them, without a wish for a difficulty."""
    return [case.id for case in cases if case.challenge == "textbook"]


def points(item: Item[Any], answers: dict[str, Any]) -> float:
    response = Response(item_id=item.prompt.item_id, answers=answers)
    outcome = score_response(SCORERS[item.prompt.scorer], item, response)
    assert isinstance(outcome, Score)
    return outcome.points


def mean(items: list[Item[Any]], answer: Callable[[Item[Any]], dict[str, Any]]) -> float:
    earned = [points(item, answer(item)) for item in items]
    return sum(earned) / len(earned)


def met(name: str, items: dict[str, list[Item[Any]]], usual: list[str]) -> list[Item[Any]]:
    """The items on cases as they are usually met; second lesions come on wish only."""
    found = items[name] if name == "region/lesions" else [i for i in items[name] if i.prompt.case_id in usual]
    assert len(found) > 60
    return found


def constants(fields: tuple[Field, ...]) -> Iterator[tuple[tuple[str, Any], ...]]:
    """Every way to answer each field alike on all cases."""
    ways: list[list[tuple[str, Any]]] = []
    for field in fields:
        ids = [option.id for option in getattr(field, "options", ())]
        if isinstance(field, ChoiceField):
            ways.append([(field.id, one) for one in ids])
        elif isinstance(field, ChoicesField):
            sets = [list(chosen) for size in range(len(ids) + 1) for chosen in combinations(ids, size)]
            ways.append([(field.id, chosen) for chosen in sets])
        else:
            ways.append([(field.id, one) for one in ("", *ids)])
    return product(*ways)


def filled(item: Item[Any], way: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    fields = {field.id: field for field in item.prompt.fields}
    answers: dict[str, Any] = {}
    for name, value in way:
        field = fields.get(name)
        if isinstance(field, MarkField):
            answers[name] = dict.fromkeys(field.lines[: field.at_most], value) if value else {}
        elif field is not None:
            answers[name] = value
    return answers


@pytest.mark.parametrize("name", NAMED)
def test_no_answer_that_is_always_the_same_earns_much(
    name: str, items: dict[str, list[Item[Any]]], usual: list[str]
) -> None:
    asked = met(name, items, usual)
    widest = max((item.prompt.fields for item in asked), key=len)
    best = max((mean(asked, lambda item, way=way: filled(item, way)), way) for way in constants(widest))
    assert best[0] <= MOST, best


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("name", NAMED)
def test_chance_earns_little(
    name: str, share: float, items: dict[str, list[Item[Any]]], usual: list[str]
) -> None:
    chance = Chance("guess", 1)

    def guess(item: Item[Any]) -> dict[str, Any]:
        answers: dict[str, Any] = {}
        for field in item.prompt.fields:
            ids = [option.id for option in getattr(field, "options", ())]
            if isinstance(field, ChoiceField):
                answers[field.id] = chance.pick(ids)
            elif isinstance(field, ChoicesField):
                answers[field.id] = [one for one in ids if chance.happens(0.5)]
            elif isinstance(field, MarkField):
                lines = [line for line in field.lines if chance.happens(share)]
                lines = chance.sample(lines, min(len(lines), field.at_most or len(lines)))
                answers[field.id] = {line: chance.pick(ids) for line in lines}
        return answers

    assert mean(met(name, items, usual), guess) <= 0.25


@pytest.mark.parametrize("name", NAMED)
def test_a_blank_answer_earns_nothing(name: str, items: dict[str, list[Item[Any]]]) -> None:
    assert {points(item, {}) for item in items[name]} == {0.0}


@pytest.mark.parametrize("scorer", sorted(SCORERS))
def test_every_example_scores_as_it_says(scorer: str, cases: list[Case]) -> None:
    assert check_examples(SCORERS[scorer], cases) == []


@pytest.mark.parametrize("name", NAMED)
def test_every_item_says_what_it_is_about(name: str, items: dict[str, list[Item[Any]]]) -> None:
    for item in items[name]:
        prompt = item.prompt
        assert item.situation
        assert set(item.key_feature) <= {line.id for line in prompt.note}
        assert set(prompt.skills) <= set(SCORERS[prompt.scorer].skills)
        assert len(prompt.skills) > 1
        assert prompt.minutes > 0


def test_the_kinds_are_asked_in_this_order_and_the_first_comes_first(cases: list[Case]) -> None:
    for case in cases:
        for scorer in SCORERS.values():
            names = [item.prompt.item_id.rpartition("/")[2] for item in scorer.items(case)]
            assert names == [kind for kind in KINDS[scorer.name] if kind in names]


def test_a_case_without_truth_is_asked_nothing(bundled_cases: tuple[Case, ...]) -> None:
    plain = Case(id="c", title="C", origin="authored", encounter=bundled_cases[0].encounter, note=())
    assert [list(scorer.items(plain)) for scorer in SCORERS.values()] == [[], []]
