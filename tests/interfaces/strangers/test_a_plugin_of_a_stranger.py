"""A plugin that knows nothing but `sacral_edu.api` is met everywhere, like the bundled ones."""

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

RIGHT = {"item_id": "left-on-left/sides/seated", "answers": {"side": "L"}}
WRONG = {"item_id": "left-on-left/sides/seated", "answers": {"side": "R"}}

CHECK = """
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import Spec
from sacral_edu.interfaces.casebook import Casebook
from sacral_edu.plugin_manager import load_scorers
from sacral_edu.testing import check_examples

scorer = load_scorers()["sides"]
cases = [*Casebook().cases(), *(generate(Spec(seed=5, index=index)) for index in range(200))]
print(sum(len(scorer.items(case)) for case in cases), check_examples(scorer, cases))
"""


def test_it_imports_the_door_for_plugins_and_nothing_else_of_ours(checkout: Path) -> None:
    taken: set[str] = set()
    for path in (checkout / "tests/third_party_plugin/src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                taken.add(node.module or "")
            elif isinstance(node, ast.Import):
                taken.update(alias.name for alias in node.names)
    assert {name for name in taken if name.startswith("sacral_edu")} == {
        "sacral_edu.api",
        "sacral_edu_sides.scorer",
    }


def test_its_own_examples_score_as_it_says(sides: dict[str, str]) -> None:
    said = subprocess.run(
        [sys.executable, "-c", CHECK], env={**os.environ, **sides}, capture_output=True, text=True, check=True
    ).stdout
    made, faults = said.split(" ", 1)
    assert int(made) > 50
    assert faults.strip() == "[]"


def test_it_is_listed_with_its_distribution_and_version(
    printed: Callable[..., str], sides: dict[str, str]
) -> None:
    table = printed("plugins", "list", env=sides)
    assert re.search(r"^sides +Find the side of the seated flexion test$", table, re.MULTILINE)
    rows = json.loads(printed("plugins", "list", "--format", "json", env=sides))["scorers"]
    assert {"audit", "coding", "region", "sides", "tart"} <= {row["name"] for row in rows}
    (own,) = [row for row in rows if row["name"] == "sides"]
    assert (own["distribution"], own["version"], own["skills"]) == ("sacral-edu-sides", "1.2.3", ["sides"])
    assert own["items"] >= 1


def test_it_is_not_there_where_it_is_not_installed(printed: Callable[..., str]) -> None:
    assert "\nsides " not in printed("plugins", "list")


def test_its_questions_are_printed_without_their_keys(
    printed: Callable[..., str], sides: dict[str, str]
) -> None:
    (item,) = json.loads(printed("items", "left-on-left", "--scorer", "sides", env=sides))
    assert item["stem"] == "On which side is the seated flexion test positive?"
    (full,) = json.loads(printed("items", "left-on-left", "--scorer", "sides", "--with-keys", env=sides))
    assert full == {
        "prompt": item,
        "key": {"item_id": "left-on-left/sides/seated", "side": "L", "line": "s5"},
    }


def test_its_responses_are_scored_from_a_file(
    printed: Callable[..., str], sides: dict[str, str], tmp_path: Path
) -> None:
    responses = tmp_path / "responses.jsonl"
    responses.write_text("\n".join(map(json.dumps, (RIGHT, WRONG))))
    scores = [json.loads(line) for line in printed("score", responses, env=sides).splitlines()]
    assert [score["points"] for score in scores] == [1.0, 0.0]
    assert scores[1]["criteria"][0]["feedback"] == (
        "The other one. The seated flexion test is positive on the left."
    )


def test_the_quiz_asks_it(printed: Callable[..., str], sides: dict[str, str]) -> None:
    asked = ("quiz", "--scorer", "sides", "--case", "left-on-left", "-n", "1", "--seed", "1")
    said = printed(*asked, stdin="L\n", env=sides)
    assert "On which side is the seated flexion test positive?" in said
    assert "Score 100%" in said


def test_the_quiz_lets_it_take_its_turn(printed: Callable[..., str], sides: dict[str, str]) -> None:
    # Four scorers ask about generated cases; blank answers will do to see them come by.
    said = printed("quiz", "-n", "4", "--seed", "1", stdin="\n" * 30, env=sides)
    assert "On which side is the seated flexion test positive?" in said


def test_the_server_hands_it_out_and_scores_it(
    serve: Callable[..., object], book: Callable[..., Path], sides: dict[str, str]
) -> None:
    folder = book("# Sides\n\n```{sacral-exercise} sides\n:case: left-on-left\n```\n")
    with serve("--book", folder, env=sides) as server:
        assert "sides" in [row["name"] for row in server.get("/api/scorers").json]
        (prompt,) = server.get("/api/items?case=left-on-left&scorer=sides").json
        assert prompt["item_id"] == RIGHT["item_id"]
        assert server.score(RIGHT).json["points"] == 1.0
        assert server.score(WRONG).json["points"] == 0.0
        page = server.get("/page.html").text
    assert '<sacral-exercise item="left-on-left/sides/seated" engine="server"' in page
    assert "On which side is the seated flexion test positive?" in page
    assert "<li>On the left</li><li>On the right</li>" in page
