"""Guessing does not pay: answers that look at no case earn little, whatever kind of question is asked."""

import random
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from msgspec import to_builtins
from msgspec.structs import replace

from sacral_edu.analysis.asked import ask, mixed_case
from sacral_edu.analysis.gaming import audit
from sacral_edu.api import ChoiceField, ChoicesField, Item, ProcedureLine, Response, coding
from sacral_edu.testing import generated_cases
from sacral_edu_coding.scorer import ClaimScorer

SCORER = ClaimScorer()
CHOICES = ["services", "first", "level", "units", "query"]
LOW = 0.35


@cache
def asked() -> dict[str, list[Item[Any]]]:
    found: dict[str, list[Item[Any]]] = {}
    for case in generated_cases(300, seed=0):
        for item in SCORER.items(case):
            found.setdefault(item.prompt.item_id.rsplit("/", 1)[1], []).append(item)
    return found


def mean(kind: str, answer: Callable[[Item[Any]], dict[str, Any]]) -> float:
    items = asked()[kind]
    scores = [
        SCORER.score(item.key, Response(item_id=item.prompt.item_id, answers=answer(item))) for item in items
    ]
    return sum(score.points for score in scores) / len(items)


@pytest.mark.parametrize("kind", CHOICES)
def test_answers_that_look_at_no_case_earn_little(kind: str) -> None:
    draw = random.Random(3)  # noqa: S311 a guess is no secret

    def everything(item: Item[Any]) -> dict[str, Any]:
        return {f.id: at(f, 0) if isinstance(f, ChoiceField) else ids(f) for f in fields(item)}

    def first(item: Item[Any]) -> dict[str, Any]:
        return {f.id: at(f, 0) if isinstance(f, ChoiceField) else [at(f, 0)] for f in fields(item)}

    def last(item: Item[Any]) -> dict[str, Any]:
        return {f.id: at(f, -1) if isinstance(f, ChoiceField) else [at(f, -1)] for f in fields(item)}

    def by_chance(item: Item[Any]) -> dict[str, Any]:
        return {
            f.id: draw.choice(ids(f))
            if isinstance(f, ChoiceField)
            else [name for name in ids(f) if draw.random() < 0.5]
            for f in fields(item)
        }

    assert mean(kind, lambda _: {}) == 0
    for answer in (everything, first, last, by_chance):
        assert mean(kind, answer) < LOW


def fields(item: Item[Any]) -> list[ChoiceField | ChoicesField]:
    return [field for field in item.prompt.fields if isinstance(field, ChoiceField | ChoicesField)]


def ids(field: ChoiceField | ChoicesField) -> list[str]:
    return [option.id for option in field.options]


def at(field: ChoiceField | ChoicesField, place: int) -> str:
    return field.options[place].id


@pytest.mark.parametrize("kind", ["first", "level", "units", "query"])
def test_no_fixed_answer_earns_much(kind: str) -> None:
    pairs = {pair for item in asked()[kind] for pair in [item.key.best]}

    def fixed(item: Item[Any], pair: tuple[str, str]) -> dict[str, Any]:
        return {f.id: name for f, name in zip(fields(item), pair, strict=True) if name in ids(f)}

    for pair in pairs:
        assert mean(kind, lambda item, pair=pair: fixed(item, pair)) < LOW


def test_the_set_of_services_that_is_right_most_often_earns_little() -> None:
    items = asked()["services"]
    most = Counter(item.key.right for item in items).most_common(1)[0][0]
    assert mean("services", lambda i: {"services": [x for x in ids(fields(i)[0]) if x in most]}) < LOW


def test_claims_that_look_at_no_case_earn_little() -> None:
    keys = [item.key.claim for item in asked()["claim"]]
    lines = Counter(tuple((p.code, p.units) for p in key.procedures) for key in keys).most_common(1)[0][0]
    listed = Counter(key.diagnoses for key in keys).most_common(1)[0][0]
    draw = random.Random(5)  # noqa: S311 a guess is no secret
    codes, concepts = list(coding.diagnoses()), list(coding.procedures())

    def built(diagnoses: list[str], services: list[str]) -> dict[str, Any]:
        lines = [ProcedureLine(code=code, dx=tuple(diagnoses[:4])) for code in services]
        return {"claim": to_builtins({"diagnoses": diagnoses, "procedures": lines})}

    def by_chance(_: Item[Any]) -> dict[str, Any]:
        return built([draw.choice(codes) for _ in range(3)], [draw.choice(concepts) for _ in range(2)])

    assert mean("claim", lambda _: {}) == 0
    assert mean("claim", lambda _: {"claim": {"claim_action": "hold_query"}}) < LOW
    assert mean("claim", lambda _: built(codes, concepts)) < LOW
    assert mean("claim", lambda _: built(codes[:1], concepts[:1])) < LOW
    assert mean("claim", lambda _: built(list(listed), [code for code, _ in lines])) < LOW
    assert mean("claim", by_chance) < LOW


@pytest.mark.parametrize("kind", ["first", "level", "units", "query"])
def test_what_is_offered_does_not_tell_what_is_right(kind: str) -> None:
    asking = ask({SCORER.name: SCORER}, (mixed_case(index, seed=5) for index in range(800)))
    items = tuple(one for one in asking.items if one.kind == kind)
    (row,) = audit(replace(asking, items=items)).kinds
    assert {name: points for name, points in row.points.items() if points >= LOW} == {}


def test_a_code_that_leads_is_wrong_in_most_lists_that_offer_it() -> None:
    right = Counter(name for item in asked()["first"] for name in item.key.right)
    offered = Counter(name for item in asked()["first"] for name in ids(fields(item)[0]))
    usual = {code: right[code] / offered[code] for code in right if offered[code] >= 20}
    assert len(usual) >= 10
    of_chapter_15 = {code: share for code, share in usual.items() if coding.is_pregnancy(code)}
    assert all(share < 0.75 for share in of_chapter_15.values())
    assert all(share < 0.4 for code, share in usual.items() if code not in of_chapter_15)


def test_the_units_round_up_in_every_way_about_as_often() -> None:
    ways: Counter[tuple[bool, ...]] = Counter()
    for item in asked()["units"]:
        sets = [[int(n) for n in name.split("-")] for name in ids(fields(item)[0])]
        least = [min(column) for column in zip(*sets, strict=True)]
        best = [int(n) for name in item.key.best for n in name.split("-")]
        ways[tuple(n > low for n, low in zip(best, least * 2, strict=True))] += 1
    assert len(ways) == 8
    assert max(ways.values()) < 0.3 * ways.total()
