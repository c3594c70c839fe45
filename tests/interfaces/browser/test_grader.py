"""What runs inside the browser, run here: questions in JSON in, the server's own bytes out."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from sacral_edu.interfaces.browser import Grader
from sacral_edu.interfaces.casebook import Casebook, Desk
from sacral_edu.plugin_manager import discover_scorers


@pytest.fixture(scope="module")
def cases() -> str:
    return msgspec.json.encode(Casebook().cases()).decode()


@pytest.fixture(scope="module")
def grader(cases: str) -> Grader:
    return Grader(cases)


@pytest.fixture
def ask(grader: Grader) -> Callable[..., Any]:
    def asked(**question: Any) -> Any:
        return json.loads(grader.reply(json.dumps(question)))

    return asked


@pytest.mark.parametrize("case", ["left-on-left", "v01", "g1-7-0"])
@pytest.mark.parametrize("kind", ["right", "wrong", "blank"])
def test_prompts_and_scores_are_those_of_the_desk(case: str, kind: str, grader: Grader, desk: Desk) -> None:
    for name, scorer in sorted(desk.scorers.items()):
        items = desk.items(desk.casebook.case(case), name).items
        asked = json.dumps({"ask": "items", "case": case, "scorer": name})
        prompts = msgspec.json.encode([item.prompt for item in items]).decode()
        assert grader.reply(asked) == f'{{"answer":{prompts}}}'
        for item in items:
            for example in [one for one in scorer.examples(item) if one.kind == kind]:
                response = msgspec.to_builtins(example.response)
                outcome = msgspec.json.encode(desk.score(example.response)).decode()
                question = json.dumps({"ask": "score", "response": response})
                assert grader.reply(question) == f'{{"answer":{outcome}}}'


@pytest.mark.parametrize("name", sorted(discover_scorers().scorers))
def test_a_first_score_by_one_plugin_alone_is_that_of_all(name: str, cases: str, desk: Desk) -> None:
    made = [desk.items(desk.casebook.case(case), name).items for case in ("left-on-left", "v01", "g1-7-0")]
    examples = [one for items in made for item in items for one in desk.scorers[name].examples(item)]
    example = next(one for one in examples if one.kind == "right")
    question = json.dumps({"ask": "score", "response": msgspec.to_builtins(example.response)})
    fresh = Grader(cases)
    alone = fresh.reply(question)
    assert alone == f'{{"answer":{msgspec.json.encode(desk.score(example.response)).decode()}}}'
    fresh.complete()
    assert fresh.reply(question) == alone


@pytest.mark.parametrize(
    "question",
    [
        {"ask": "score", "response": {"item_id": "left-on-left/tart/evidence", "answers": {}}},
        {"ask": "prompt", "item": "left-on-left/tart/evidence"},
    ],
)
def test_a_first_prompt_or_score_imports_no_other_plugin(question: dict[str, Any], cases: str) -> None:
    talk = (
        "import sys; from sacral_edu.interfaces.browser import Grader; grader = Grader(sys.stdin.read());"
        f"print(grader.reply({json.dumps(question)!r})[:11]);"
        "print(sorted(n for n in sys.modules if n.startswith('sacral_edu_') and '.' not in n));"
        "grader.complete(); print('sacral_edu_coding' in sys.modules)"
    )
    said = subprocess.check_output([sys.executable, "-c", talk], input=cases, text=True)
    assert said == """{"answer":{\n['sacral_edu_tart']\nTrue\n"""


def test_a_first_score_of_a_strangers_plugin_is_asked_of_all(unruly: dict[str, str]) -> None:
    talk = (
        "import json; from sacral_edu.interfaces.browser import Grader;"
        "response = {'item_id': 'g1-7-0/unruly/do', 'answers': {'do': 'raise'}};"
        "print(Grader('[]').reply(json.dumps({'ask': 'score', 'response': response})))"
    )
    said = subprocess.check_output([sys.executable, "-c", talk], env={**os.environ, **unruly}, text=True)
    assert json.loads(said)["answer"]["outcome"] == "not_graded"


def test_what_is_wrong_with_plugins_is_told_in_sentences(unruly: dict[str, str]) -> None:
    talk = (
        "from sacral_edu.interfaces.browser import Grader; grader = Grader('[]');"
        "response = {'item_id': 'g1-7-0/unruly/do', 'answers': {'do': 'raise'}};"
        "import json; grader.reply(json.dumps({'ask': 'score', 'response': response}));"
        """print(grader.reply('{"ask": "problems"}'))"""
    )
    said = subprocess.check_output([sys.executable, "-c", talk], env={**os.environ, **unruly}, text=True)
    (problem,) = json.loads(said)["answer"]
    assert (problem["plugin"], problem["distribution"], problem["kind"]) == ("unruly", "unruly", "score")
    assert "the spoon is bent" in problem["sentence"]


def test_another_case_is_the_one_the_desk_gives(ask: Callable[..., Any], desk: Desk) -> None:
    for item in ("left-on-left/tart/evidence", "g1-0-0/dysfunction/name", "v01/coding/claim"):
        given = ask(ask="another", item=item)["answer"]
        assert given == json.loads(msgspec.json.encode(desk.another(item)))


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ({"ask": "hint", "item": "v01/coding/claim", "number": 2}, "hint?item=v01/coding/claim&number=2"),
        ({"ask": "solution", "item": "left-on-left/audit/error"}, "solution?item=left-on-left/audit/error"),
        ({"ask": "prompt", "item": "g1-7-0/region/flexion"}, "prompt?item=g1-7-0/region/flexion"),
        (
            {"ask": "make", "scorer": "tart", "item": "picture", "difficulty": "mixed", "seed": 9},
            "make?scorer=tart&item=picture&difficulty=mixed&seed=9",
        ),
        (
            {"ask": "another", "item": "left-on-left/tart/sites", "difficulty": "any"},
            "another?item=left-on-left/tart/sites&difficulty=any",
        ),
        ({"ask": "catalogue"}, "catalogue"),
    ],
)
def test_help_and_cases_on_demand_are_those_of_the_server(
    question: dict[str, Any], path: str, grader: Grader, server: Any
) -> None:
    reply = server.get(f"/api/{path}")
    assert reply.status == 200
    assert grader.reply(json.dumps(question)) == f'{{"answer":{reply.text}}}'


def test_the_codes_are_those_of_the_server(ask: Callable[..., Any], server: Any) -> None:
    assert ask(ask="codes")["answer"] == server.get("/api/codes").json


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ({"ask": "another", "item": "spoon"}, "is not an item id"),
        ({"ask": "another", "item": "left-on-left/spoon/x"}, "There is no scorer 'spoon'"),
        ({"ask": "items", "case": "left-on-lift", "scorer": "tart"}, "Did you mean left-on-left"),
        (
            {"ask": "score", "response": {"item_id": "nowhere/tart/evidence", "answers": {}}},
            "There is no case",
        ),
        ({"ask": "score", "response": 7}, "Expected `object`, got `int`"),
        ({"ask": "the time"}, "Invalid value"),
        ([], "Expected `object`, got `array`"),
    ],
)
def test_a_question_at_fault_is_refused_in_words(question: object, said: str, grader: Grader) -> None:
    reply = json.loads(grader.reply(json.dumps(question)))
    assert set(reply) == {"refused"}
    assert said in reply["refused"]
