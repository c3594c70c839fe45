import math
from typing import Any

import msgspec
import pytest

from sacral_edu.domain.cases import Case
from sacral_edu.domain.errors import PluginError, ResponseError
from sacral_edu.domain.items import Highlight, NotGraded, Response, Score
from sacral_edu.scoring import make_items, note_lines, score_response


@pytest.fixture
def case(bundled_cases: tuple[Case, ...]) -> Case:
    return bundled_cases[0]


def _answer(item: Any, word: object = "right") -> Response:
    return Response(item_id=item.prompt.item_id, answers={"word": word})


def test_items_come_in_the_order_of_the_scorers_names(plain_scorer: Any, case: Case) -> None:
    made = make_items({name: plain_scorer(name) for name in ("zeta", "alpha", "mid")}, case)
    assert [item.prompt.scorer for item in made.items] == ["alpha", "mid", "zeta"]
    assert made.failures == ()
    assert made.find(f"{case.id}/mid/word") is made.items[1]
    assert made.find("nowhere") is None


def test_one_scorer_can_be_asked_alone(plain_scorer: Any, case: Case) -> None:
    both = {"one": plain_scorer("one"), "two": plain_scorer("two")}
    assert [item.prompt.scorer for item in make_items(both, case, only="two").items] == ["two"]
    with pytest.raises(PluginError, match="no scorer 'three'; installed are one, two"):
        make_items(both, case, only="three")
    with pytest.raises(PluginError, match="installed are none"):
        make_items({}, case, only="three")


@pytest.mark.parametrize(
    "raised", [ValueError("no luck"), KeyError(), PluginError("Not today."), RecursionError()]
)
def test_a_plugin_that_raises_is_named_and_the_others_go_on(
    raised: Exception, plain_scorer: Any, case: Case
) -> None:
    class Broken(plain_scorer):  # type: ignore[misc]
        def items(self, case: Case) -> Any:
            raise raised

    made = make_items({"broken": Broken("broken"), "sound": plain_scorer("sound")}, case)
    assert [item.prompt.scorer for item in made.items] == ["sound"]
    assert len(made.failures) == 1
    assert made.failures[0].startswith(f"Plugin broken made no items for case {case.id}: ")
    assert (str(raised) or type(raised).__name__) in made.failures[0]


def test_a_plugin_that_fails_half_way_gives_none_of_its_items(plain_scorer: Any, case: Case) -> None:
    class HalfWay(plain_scorer):  # type: ignore[misc]
        def items(self, case: Case) -> Any:
            yield from super().items(case)
            raise ValueError

    made = make_items({"half": HalfWay("half")}, case)
    assert made.items == ()
    assert made.failures == (f"Plugin half made no items for case {case.id}: ValueError",)


def test_a_plugin_that_tries_to_end_the_program_is_contained(plain_scorer: Any, case: Case) -> None:
    class Leaver(plain_scorer):  # type: ignore[misc]
        def items(self, case: Case) -> Any:
            raise SystemExit(3)

        def score(self, key: str, response: Response) -> Score:
            raise SystemExit(3)

    made = make_items({"leaver": Leaver("leaver"), "sound": plain_scorer("sound")}, case)
    assert [item.prompt.scorer for item in made.items] == ["sound"]
    item = plain_scorer("leaver").items(case)[0]
    outcome = score_response(Leaver("leaver"), item, _answer(item))
    assert isinstance(outcome, NotGraded)
    assert (outcome.reason, outcome.answers) == ("SystemExit: 3", {"word": "right"})


def test_an_error_that_cannot_say_itself_is_named_by_its_type(plain_scorer: Any, case: Case) -> None:
    class MuteError(Exception):
        def __str__(self) -> str:
            raise ValueError

    class Broken(plain_scorer):  # type: ignore[misc]
        def items(self, case: Case) -> Any:
            raise MuteError

    made = make_items({"mute": Broken("mute")}, case)
    assert made.failures == (f"Plugin mute made no items for case {case.id}: MuteError",)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": 7}, "a prompt has a part of a wrong type: Expected `str`, got `int` - at `$.title`"),
        ({"fields": ("word",)}, "a prompt has a part of a wrong type: "),
        ({"minutes": "two"}, "a prompt has a part of a wrong type: "),
        ({"note": (object(),)}, "a prompt has a part of a wrong type: "),
        ({"scorer": "other"}, "names scorer 'other'"),
        ({"case_id": "other"}, "case 'other'"),
    ],
)
def test_a_prompt_that_could_not_be_shown_is_a_failure(
    change: dict[str, Any], said: str, plain_scorer: Any, case: Case
) -> None:
    class Odd(plain_scorer):  # type: ignore[misc]
        def items(self, case: Case) -> Any:
            (item,) = super().items(case)
            return [msgspec.structs.replace(item, prompt=msgspec.structs.replace(item.prompt, **change))]

    made = make_items({"odd": Odd("odd"), "sound": plain_scorer("sound")}, case)
    assert [item.prompt.scorer for item in made.items] == ["sound"]
    assert said in made.failures[0]


def test_a_prompt_that_is_none_is_a_failure(plain_scorer: Any, case: Case) -> None:
    scorer = plain_scorer("odd")
    scorer.items = lambda case: [msgspec.structs.replace(plain_scorer("odd").items(case)[0], prompt={})]
    assert "an item's prompt is dict instead of a Prompt" in make_items({"odd": scorer}, case).failures[0]


@pytest.mark.parametrize("made", [None, 7, ["an item"], [None]])
def test_what_is_no_item_is_a_failure(made: Any, plain_scorer: Any, case: Case) -> None:
    class Odd(plain_scorer):  # type: ignore[misc]
        def items(self, case: Case) -> Any:
            return made

    found = make_items({"odd": Odd("odd")}, case)
    assert found.items == ()
    assert found.failures[0].startswith("Plugin odd made no items")


def test_an_item_with_a_stranger_id_is_a_failure(plain_scorer: Any, case: Case) -> None:
    made = make_items({"mine": plain_scorer("yours")}, case)
    assert made.items
    scorer = plain_scorer("mine")
    scorer.items = lambda case: plain_scorer("yours").items(case)
    found = make_items({"mine": scorer}, case)
    assert found.items == ()
    assert f"must begin with '{case.id}/mine/'" in found.failures[0]


def test_a_right_answer_earns_its_points(plain_scorer: Any, case: Case) -> None:
    scorer = plain_scorer()
    item = scorer.items(case)[0]
    outcome = score_response(scorer, item, _answer(item))
    assert isinstance(outcome, Score)
    assert outcome.points == 1.0


@pytest.mark.parametrize("word", [7, ["right"], "x" * 21])
def test_a_misshapen_answer_never_reaches_the_plugin(word: object, plain_scorer: Any, case: Case) -> None:
    class Proud(plain_scorer):  # type: ignore[misc]
        def score(self, key: str, response: Response) -> Score:
            raise AssertionError

    item = Proud().items(case)[0]
    with pytest.raises(ResponseError):
        score_response(Proud(), item, _answer(item, word))


def test_a_plugin_may_refuse_an_answer_itself(plain_scorer: Any, case: Case) -> None:
    class Strict(plain_scorer):  # type: ignore[misc]
        def score(self, key: str, response: Response) -> Score:
            raise ResponseError("Say it again.")

    item = Strict().items(case)[0]
    with pytest.raises(ResponseError, match="Say it again"):
        score_response(Strict(), item, _answer(item))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"points": 1.01}, "gave 1.01 points, outside 0 to 1"),
        ({"points": -0.5}, "gave -0.5 points, outside 0 to 1"),
        ({"points": math.nan}, "gave nan points"),
        ({"points": math.inf}, "gave inf points"),
        ({"points": "1"}, "TypeError"),
        ({"points": None}, "TypeError"),
        ({"item_id": "other"}, "named item 'other'"),
        ({"scorer": "other"}, "of scorer 'other'"),
    ],
)
def test_an_improper_score_is_not_graded_and_never_a_zero(
    change: dict[str, Any], reason: str, plain_scorer: Any, case: Case
) -> None:
    class Odd(plain_scorer):  # type: ignore[misc]
        def score(self, key: str, response: Response) -> Score:
            return msgspec.structs.replace(super().score(key, response), **change)

    item = Odd("odd").items(case)[0]
    outcome = score_response(Odd("odd"), item, _answer(item))
    assert isinstance(outcome, NotGraded)
    assert reason in outcome.reason
    assert (outcome.scorer, outcome.item_id) == ("odd", item.prompt.item_id)


@pytest.mark.parametrize(
    "change",
    [
        {"feedback": None},
        {"label": 7},
        {"read_more": b""},
        {"earned": "1"},
        {"possible": math.nan},
        {"earned": None},
        {"highlights": None},
        {"highlights": ("word",)},
        {"highlights": (Highlight(field="word", start="0", end=2, verdict="earned"),)},  # type: ignore[arg-type]
    ],
)
def test_a_criterion_that_could_not_be_shown_is_not_graded(
    change: dict[str, Any], plain_scorer: Any, case: Case
) -> None:
    class Odd(plain_scorer):  # type: ignore[misc]
        def score(self, key: str, response: Response) -> Score:
            score = super().score(key, response)
            (line,) = score.criteria
            return msgspec.structs.replace(score, criteria=(msgspec.structs.replace(line, **change),))

    item = Odd().items(case)[0]
    outcome = score_response(Odd(), item, _answer(item))
    assert isinstance(outcome, NotGraded)
    assert outcome.answers == {"word": "right"}


@pytest.mark.parametrize("criteria", [None, 7, ("line",)])
def test_what_is_no_criterion_is_not_graded(criteria: Any, plain_scorer: Any, case: Case) -> None:
    scorer = plain_scorer()
    item = scorer.items(case)[0]
    score = scorer.score(item.key, _answer(item))
    scorer.score = lambda key, response: msgspec.structs.replace(score, criteria=criteria)
    assert isinstance(score_response(scorer, item, _answer(item)), NotGraded)


@pytest.mark.parametrize("returned", [None, 1.0, "fine", {"points": 1}])
def test_what_is_no_score_is_not_graded(returned: Any, plain_scorer: Any, case: Case) -> None:
    scorer = plain_scorer()
    item = scorer.items(case)[0]
    scorer.score = lambda key, response: returned
    outcome = score_response(scorer, item, _answer(item))
    assert isinstance(outcome, NotGraded)
    assert outcome.reason == f"score() returned {type(returned).__name__} instead of a Score"


def test_a_plugin_that_raises_while_scoring_is_not_graded(plain_scorer: Any, case: Case) -> None:
    class Broken(plain_scorer):  # type: ignore[misc]
        def score(self, key: str, response: Response) -> Score:
            return 1 / 0  # type: ignore[return-value]

    item = Broken().items(case)[0]
    outcome = score_response(Broken(), item, _answer(item))
    assert outcome == NotGraded(
        item_id=item.prompt.item_id,
        scorer="plain",
        reason="ZeroDivisionError: division by zero",
        answers={"word": "right"},
    )


def test_note_lines_show_the_text_and_not_the_facts(case: Case) -> None:
    lines = note_lines(case, ("hpi", "exam"))
    assert [(line.id, line.text) for line in lines] == [
        (s.id, s.text) for s in case.note if s.section in ("hpi", "exam")
    ]
    assert set(lines[0].__struct_fields__) == {"id", "section", "text"}
    assert note_lines(case, ()) == ()
