"""The browser's Python and this one: the same prompts and the same scores, byte for byte."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest

from sacral_edu.generation.spec import Spec
from sacral_edu.generation.wishes import CHALLENGES
from sacral_edu.interfaces.browser import Grader
from sacral_edu.interfaces.casebook import Casebook, Desk

pytestmark = pytest.mark.browser

SPARED = frozenset({3, 9, 12, 20, 33})
"""Vignettes left out, for a round number of cases."""

CASES = [
    *(Spec(seed=5, index=index).case_id for index in range(200)),
    *(Spec(seed=6, index=index, challenge=one).case_id for one in CHALLENGES for index in range(11)),
    *("left-on-left", "superior-shear", "linked-sciatica", "functional-impact", "tart-examination"),
    *(f"v{number:02}" for number in range(1, 35) if number not in SPARED),
]

ASK = """async ([worker, questions]) => {
    const python = new Worker(worker, { type: "module" });
    const replies = [];
    await new Promise((resolve, reject) => {
        python.onerror = (event) => reject(new Error(event.message));
        python.onmessage = ({ data }) => {
            if (data.failed) reject(new Error(data.failed));
            if (data.reply !== undefined) replies.push(data.reply);
            if (replies.length === questions.length) resolve();
        };
        questions.forEach((question, id) => python.postMessage({ id, question }));
    });
    python.terminate();
    return replies;
}"""


def questions(desk: Desk) -> Iterator[str]:
    """For each case and scorer the prompts, and an answer and some help for each item.

    The kinds of answer (right, wrong, blank, malformed) take turns.
    """
    turn = 0
    yield json.dumps({"ask": "catalogue"})
    for case in CASES:
        for name, scorer in sorted(desk.scorers.items()):
            yield json.dumps({"ask": "items", "case": case, "scorer": name})
            for item in desk.items(desk.casebook.case(case), name).items:
                turn += 1
                kinds = {example.kind: example.response for example in scorer.examples(item)}
                response = kinds[sorted(kinds)[turn % len(kinds)]]
                yield json.dumps({"ask": "score", "response": msgspec.to_builtins(response)})
                if turn % 5 == 0:
                    item_id = item.prompt.item_id
                    yield json.dumps({"ask": "hint", "item": item_id, "number": 1 + turn % 3})
                    yield json.dumps({"ask": "solution", "item": item_id})


def test_three_hundred_cases_are_asked_about_and_scored_alike(
    files_only: Callable[..., Any], engine_path: str, desk: Desk
) -> None:
    assert len(set(CASES)) == len(CASES) == 300
    asked = list(questions(desk))
    here = Grader(msgspec.json.encode(Casebook().cases()).decode())
    with files_only() as window:
        window.open("index.html")
        window.page.set_default_timeout(0)
        replies = window.page.evaluate(ASK, [f"{engine_path}worker.js", asked])
    assert len(replies) == len(asked) > 300 * len(desk.scorers)
    for question, reply in zip(asked, replies, strict=True):
        assert reply == here.reply(question), question
