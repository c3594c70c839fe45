"""What `plugins new` writes is whole: it installs, passes its own tests, and is met everywhere at once."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

RIGHT = {"item_id": "left-on-left/my_scorer/seated", "answers": {"side": "L"}}
BLANK = {"item_id": "left-on-left/my_scorer/seated", "answers": {}}
ASKED = "On which side is the seated flexion test positive?"


def _python(*args: object, env: Mapping[str, str], cwd: Path) -> str:
    ended = subprocess.run(
        [sys.executable, *map(str, args)],
        cwd=cwd,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_its_own_tests_pass(begun: Any) -> None:
    said = _python("-m", "pytest", "-q", "-p", "no:cacheprovider", env=begun.env, cwd=begun.folder)
    assert "4 passed" in said


def test_it_is_listed(begun: Any, printed: Callable[..., str]) -> None:
    listed = json.loads(printed("plugins", "list", "--format", "json", "--strict", env=begun.env))
    (row,) = [row for row in listed["scorers"] if row["name"] == "my_scorer"]
    assert (row["distribution"], row["version"]) == ("sacral-edu-my-scorer", "0.1.0")
    assert row["items"] >= 1
    assert listed["problems"] == []


def test_the_quiz_asks_it(begun: Any, printed: Callable[..., str]) -> None:
    asked = ("quiz", "--scorer", "my_scorer", "--case", "left-on-left", "-n", "1", "--seed", "1")
    said = printed(*asked, stdin="R\n", env=begun.env)
    assert ASKED in said
    assert "Score 0%" in said
    # The three parts of feedback: what the line says, what that means, and how to avoid the slip.
    words = " ".join(said.split())
    assert (
        'The line reads: "Standing flexion test negative; seated flexion test positive on the left."' in words
    )
    assert "It is positive on the left." in words
    assert "Left and right are the patient's own." in words


def test_its_items_are_printed_and_its_responses_scored(
    begun: Any, printed: Callable[..., str], tmp_path: Path
) -> None:
    full = json.loads(
        printed("items", "left-on-left", "--scorer", "my_scorer", "--with-keys", env=begun.env)
    )[0]
    assert full["prompt"]["stem"] == ASKED
    assert (full["situation"], full["key_feature"]) == ("positive on one side", ["s5"])
    responses = tmp_path / "responses.jsonl"
    responses.write_text("\n".join(map(json.dumps, (RIGHT, BLANK))))
    scores = [json.loads(line) for line in printed("score", responses, env=begun.env).splitlines()]
    assert [score["points"] for score in scores] == [1.0, 0.0]


def test_the_server_and_the_book_have_it(
    begun: Any, serve: Callable[..., Any], book: Callable[..., Path]
) -> None:
    folder = book("# New\n\n```{sacral-exercise} my_scorer\n:case: left-on-left\n```\n")
    with serve("--book", folder, env=begun.env) as server:
        assert "my_scorer" in [row["name"] for row in server.get("/api/scorers").json]
        assert server.get("/api/problems").json == []
        (prompt,) = server.get("/api/items?case=left-on-left&scorer=my_scorer").json
        assert prompt["item_id"] == RIGHT["item_id"]
        assert server.score(RIGHT).json["points"] == 1.0
        page = server.get("/page.html").text
    assert '<sacral-exercise item="left-on-left/my_scorer/seated" engine="server"' in page
    assert ASKED in page


def test_a_notebook_asks_and_grades_it(begun: Any, printed: Callable[..., str], tmp_path: Path) -> None:
    path = tmp_path / "cases.ipynb"
    printed("generate", "--seed", "7", "--format", "notebook", "-o", path, env=begun.env)
    cells = ["".join(cell["source"]) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]
    assert any(ASKED in cell for cell in cells)
    grade = (
        "from sacral_edu.interfaces.exports import grade\n"
        "print(grade('left-on-left/my_scorer/seated', {'side': 'L'}).points)"
    )
    assert _python("-c", grade, env=begun.env, cwd=tmp_path) == "1.0\n"


def test_a_name_that_is_installed_is_refused(begun: Any, refused: Callable[..., str], tmp_path: Path) -> None:
    assert refused("plugins", "new", "my_scorer", cwd=tmp_path, env=begun.env) == (
        "sacral-edu-my-scorer has a scorer named 'my_scorer' already; name yours otherwise."
    )
