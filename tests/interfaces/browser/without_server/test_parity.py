"""The browser's Python and this one: the same prompts and the same scores, byte for byte."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest

from sacral_edu.generation.spec import Spec
from sacral_edu.interfaces.browser import Grader
from sacral_edu.interfaces.casebook import Casebook, Desk

pytestmark = pytest.mark.browser

CASES = [
    *(Spec(seed=5, index=index).case_id for index in range(50)),
    *("left-on-left", "superior-shear", "linked-sciatica", "functional-impact", "tart-examination"),
    *("v01", "v08", "v15", "v22", "v30"),
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
    """For each case and scorer the prompts, and the score of one answer of each kind to each item."""
    for case in CASES:
        for name, scorer in sorted(desk.scorers.items()):
            yield json.dumps({"ask": "items", "case": case, "scorer": name})
            for item in desk.items(desk.casebook.case(case), name).items:
                kinds = {example.kind: example.response for example in scorer.examples(item)}
                for _, response in sorted(kinds.items()):
                    yield json.dumps({"ask": "score", "response": msgspec.to_builtins(response)})


def test_sixty_cases_are_asked_about_and_scored_alike(
    files_only: Callable[..., Any], engine_path: str, desk: Desk
) -> None:
    assert len(CASES) == 60
    asked = list(questions(desk))
    here = Grader(msgspec.json.encode(Casebook().cases()).decode())
    with files_only() as window:
        window.open("index.html")
        window.page.set_default_timeout(0)
        replies = window.page.evaluate(ASK, [f"{engine_path}worker.js", asked])
    assert len(replies) == len(asked) > 60 * len(desk.scorers)
    for question, reply in zip(asked, replies, strict=True):
        assert reply == here.reply(question), question
