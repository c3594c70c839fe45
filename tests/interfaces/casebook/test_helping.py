"""Hints, worked answers and credit, for every kind of item that the installed scorers make."""

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from sacral_edu.domain.errors import CaseError, ResponseError
from sacral_edu.domain.items import Help, Item, MarkField, Response, Score
from sacral_edu.generation.spec import spec_of
from sacral_edu.interfaces.casebook import Casebook, Desk


def one_of_each_kind(desk: Desk, seed: int) -> Iterator[Item[Any]]:
    for row in desk.catalogue().scorers:
        for kind in row.kinds:
            yield desk.item(desk.make(row.name, kind, seed=seed).item_id)


def test_every_kind_of_item_has_hints_and_a_worked_answer_that_earns_everything(desk: Desk) -> None:
    for item in one_of_each_kind(desk, 31):
        name = item.prompt.item_id
        first = desk.hint(name, 1)
        assert first.of >= 2
        assert [desk.hint(name, number).number for number in range(1, first.of + 1)] == [
            *range(1, first.of + 1)
        ]
        solved = desk.solution(name)
        assert solved.score.points == 1.0
        again = desk.score(solved.response)
        assert again == solved.score


def test_every_kind_has_a_hint_of_its_plugin_that_names_none_of_the_right_options(desk: Desk) -> None:
    for seed in range(8):
        for item in one_of_each_kind(desk, seed):
            name = item.prompt.item_id
            assert item.hints, name
            assert desk.hint(name, 1).text == item.hints[0]
            right = {line for one in desk.solution(name).told for line in one.lines}
            said = " ".join(item.hints)
            assert [line for line in right if line in said] == [], name


def test_the_plugins_own_hints_come_first_and_the_lines_that_decide_last(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = desk.item("g1-7-0/region/flexion")
    shown = replace(item, hints=("Mild.", "Stronger."))
    monkeypatch.setattr(desk, "item", lambda _: shown)
    told = [desk.hint(item.prompt.item_id, number) for number in (1, 2, 3, 4)]
    assert [one.text for one in told[:2]] == ["Mild.", "Stronger."]
    assert told[2].read_more.startswith("regions#")
    assert set(told[3].lines) == set(item.key_feature)


def test_no_hint_marks_a_learners_answer_for_them(desk: Desk) -> None:
    for seed in range(20):
        for item in one_of_each_kind(desk, seed):
            if not any(isinstance(field, MarkField) for field in item.prompt.fields):
                continue
            name = item.prompt.item_id
            told = {line for n in range(1, desk.hint(name, 1).of + 1) for line in desk.hint(name, n).lines}
            assert len(told) <= 1
            assert not told or len(item.key_feature) > 2


def test_the_number_of_hints_does_not_tell_whether_any_line_decides(desk: Desk) -> None:
    count: dict[str, set[int]] = {}
    for seed in range(30):
        for item in one_of_each_kind(desk, seed):
            own = len(item.hints)
            kind = item.prompt.item_id.partition("/")[2]
            count.setdefault(kind, set()).add(desk.hint(item.prompt.item_id, 1).of - own)
    assert {kind: seen for kind, seen in count.items() if len(seen) > 1} == {}


@pytest.mark.parametrize("number", [0, -1, 99])
def test_a_hint_that_is_not_there_is_refused_with_the_number_there_is(number: int, desk: Desk) -> None:
    with pytest.raises(ResponseError, match=rf"there is no hint {number}; there are \d, numbered from 1"):
        desk.hint("left-on-left/tart/evidence", number)


def test_help_changes_the_credit_and_never_the_points(desk: Desk) -> None:
    solved = desk.solution("left-on-left/tart/evidence").response
    plain = desk.score(solved)
    helped = desk.score(replace(solved, help=Help(hints=1, tries=1)))
    assert isinstance(plain, Score)
    assert isinstance(helped, Score)
    assert (plain.credit, helped.credit, helped.points) == (None, 0.63, 1.0)
    assert replace(helped, credit=None) == plain
    assert desk.score(replace(solved, help=Help())) == plain


def test_a_scorer_without_a_right_example_has_no_worked_answer_and_says_so(plain_scorer: Any) -> None:
    scorer = plain_scorer()
    scorer.examples = lambda _item: []
    desk = Desk(Casebook(), {"plain": scorer})
    with pytest.raises(ResponseError, match="scorer plain brings no example of a right one"):
        desk.solution("left-on-left/plain/word")


def test_a_scorer_whose_examples_fail_still_gives_hints_and_scores(plain_scorer: Any) -> None:
    def fail(_item: object) -> list[Any]:
        raise ZeroDivisionError

    scorer = plain_scorer()
    scorer.examples = fail
    desk = Desk(Casebook(), {"plain": scorer})
    with pytest.raises(ResponseError, match="no worked answer"):
        desk.solution("left-on-left/plain/word")
    with pytest.raises(ResponseError, match="there is no hint 1; there is none"):
        desk.hint("left-on-left/plain/word", 1)
    right = Response(item_id="left-on-left/plain/word", answers={"word": "right"})
    assert isinstance(desk.score(right), Score)


def test_a_plugin_has_no_say_in_the_credit(plain_scorer: Any) -> None:
    scorer = plain_scorer()
    honest = scorer.score
    scorer.score = lambda key, response: replace(honest(key, response), credit=1.0)
    desk = Desk(Casebook(), {"plain": scorer})
    right = Response(item_id="left-on-left/plain/word", answers={"word": "right"}, help=Help(hints=3))
    scored = desk.score(right)
    assert isinstance(scored, Score)
    assert scored.credit == 0.7
    unhelped = desk.score(replace(right, help=None))
    assert isinstance(unhelped, Score)
    assert unhelped.credit is None


@pytest.mark.parametrize("difficulty", ["textbook", "minimal", "noisy", "mixed", "red_flag"])
def test_another_case_of_a_difficulty_is_of_that_difficulty(difficulty: str, desk: Desk) -> None:
    for start in ("left-on-left/tart/evidence", "g1-7-0/tart/evidence"):
        other = desk.another(start, difficulty)
        assert spec_of(other.case_id).challenge == difficulty
        assert other.item_id.endswith("/tart/evidence")
        assert desk.another(start, "any").case_id not in (other.case_id, start)


def test_a_difficulty_in_which_nothing_of_the_kind_is_asked_is_refused(desk: Desk) -> None:
    with pytest.raises(CaseError, match="about other cases only: wish for another difficulty"):
        desk.another("left-on-left/tart/evidence", "normal")


def test_an_unknown_difficulty_is_refused_with_those_there_are(desk: Desk) -> None:
    for call in (
        lambda: desk.another("left-on-left/tart/evidence", "textbok"),
        lambda: desk.make("tart", difficulty="textbok"),
    ):
        with pytest.raises(CaseError, match="Did you mean textbook"):
            call()


def test_the_same_wishes_make_the_same_item(desk: Desk) -> None:
    for seed in (0, 10**18 - 1):
        made = desk.make("dysfunction", "axis", seed=seed)
        assert made == desk.make("dysfunction", "axis", seed=seed)
        assert made == desk.item(made.item_id).prompt
