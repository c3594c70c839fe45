"""A stranger's plugin that fails spoils its own items and nothing else, and is named where it stands."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SCORER = """
from sacral_edu.api import Criterion, Item, Prompt, Response, Score, TextField, hookimpl, total

class Scorer:
    name = "frail"
    title = "Say the word"
    skills = ("words",)

    def items(self, case):
        item_id = f"{case.id}/frail/word"
        field = TextField(id="word", label="Word")
        prompt = Prompt(item_id=item_id, scorer="frail", case_id=case.id, title="Word", stem="Which word?",
                        note=(), fields=(field,))
        return [Item(prompt=prompt, key=item_id)]

    def score(self, key, response):
        raise RuntimeError("the dog ate the key")

    def examples(self, item):
        return []

@hookimpl
def sacral_edu_scorers():
    return [Scorer()]
"""
FRAIL = {"item_id": "left-on-left/frail/word", "answers": {"word": "left"}}
SOUND = {"item_id": "left-on-left/tart/evidence", "answers": {"evidence": {"s5": "restriction"}}}


def test_a_response_it_fails_on_is_not_graded_but_kept_and_the_others_are_graded(
    hand_made: Callable[..., dict[str, str]], run: Callable[..., Any]
) -> None:
    lines = "\n".join(map(json.dumps, (SOUND, FRAIL, SOUND, FRAIL)))
    ended = run("score", "-", stdin=lines, env=hand_made(SCORER))
    assert ended.returncode == 0
    assert ended.stderr == (
        "Warning: Plugin frail could not score left-on-left/frail/word: RuntimeError: the dog ate the key. "
        "Tell the author of stranger 0.9; the answer is kept and is no zero.\n"
    )
    first, middle, last, again = map(json.loads, ended.stdout.splitlines())
    assert middle == again
    assert middle == {
        "outcome": "not_graded",
        "item_id": FRAIL["item_id"],
        "scorer": "frail",
        "reason": "RuntimeError: the dog ate the key",
        "answers": FRAIL["answers"],
    }
    assert first["outcome"] == "score"
    assert first["points"] > 0
    assert first == last


def test_the_server_says_not_graded_and_goes_on(
    hand_made: Callable[..., dict[str, str]], serve: Callable[..., Any], tmp_path: Path
) -> None:
    with serve("--site", tmp_path, env=hand_made(SCORER)) as server:
        reply = server.score(FRAIL)
        assert (reply.status, reply.json["outcome"]) == (200, "not_graded")
        assert reply.json["answers"] == FRAIL["answers"]
        assert server.score(SOUND).json["outcome"] == "score"
        (problem,) = server.get("/api/problems").json
    assert (problem["kind"], problem["plugin"], problem["distribution"]) == ("score", "frail", "stranger")
    assert "could not score left-on-left/frail/word: RuntimeError: the dog ate the key" in problem["sentence"]


def test_what_the_quiz_could_not_grade_can_be_scored_later(
    hand_made: Callable[..., dict[str, str]], printed: Callable[..., str], tmp_path: Path
) -> None:
    env = hand_made(SCORER)
    said = printed("quiz", "--scorer", "frail", "-n", "1", "--seed", "3", stdin="left\n", env=env)
    assert "keep it, and `sacral-edu score` takes it later:" in said
    (line,) = [line for line in said.splitlines() if line.startswith("{")]
    assert json.loads(line)["answers"] == {"word": "left"}
    # The plugin's author mends it, and the line is scored.
    (module,) = tmp_path.rglob("stranger.py")
    mended = (
        "line = Criterion(id='w', label='Word', earned=1.0, possible=1.0, feedback='Yes.', read_more='a#b')\n"
        "        return Score(item_id=key, scorer='frail', points=1.0, criteria=(line,))"
    )
    module.write_text(SCORER.replace('raise RuntimeError("the dog ate the key")', mended))
    assert json.loads(printed("score", "-", stdin=line, env=env))["points"] == 1.0


def test_help_that_it_does_not_bring_is_said_and_not_counted(
    hand_made: Callable[..., dict[str, str]], printed: Callable[..., str]
) -> None:
    asked = ("quiz", "--scorer", "frail", "-n", "1", "--seed", "3")
    said = " ".join(printed(*asked, stdin="?\nsolution\nleft\n", env=hand_made(SCORER)).split())
    assert "there is no hint 1; there is none. Nothing was counted." in said
    assert "brings no example of a right one that it can score. Nothing was counted." in said
    assert "1 exercise, 1 not graded. The same again" in said


def test_the_quiz_counts_it_as_unscored_and_not_as_zero(
    hand_made: Callable[..., dict[str, str]], printed: Callable[..., str]
) -> None:
    said = printed(
        "quiz", "--scorer", "frail", "-n", "1", "--seed", "3", stdin="left\n", env=hand_made(SCORER)
    )
    assert "Not graded: the plugin frail failed." in said
    assert "1 exercise, 1 not graded. The same again" in said
    assert "mean score" not in said


@pytest.mark.parametrize(
    "given", ["7", "None", "Score(item_id='x', scorer='frail', points=1.0, criteria=())"]
)
def test_what_is_no_score_is_not_graded(
    given: str, hand_made: Callable[..., dict[str, str]], run: Callable[..., Any]
) -> None:
    env = hand_made(SCORER.replace('raise RuntimeError("the dog ate the key")', f"return {given}"))
    ended = run("score", "-", stdin=json.dumps(FRAIL), env=env)
    assert ended.returncode == 0
    assert json.loads(ended.stdout)["outcome"] == "not_graded"


def test_failing_to_make_items_leaves_those_of_others(
    hand_made: Callable[..., dict[str, str]], run: Callable[..., Any]
) -> None:
    env = hand_made(SCORER.replace('item_id = f"{case.id}/frail/word"', "raise KeyError('spoon')"))
    ended = run("items", "left-on-left", env=env)
    assert ended.returncode == 0
    assert {"audit", "region", "tart"} <= {item["scorer"] for item in json.loads(ended.stdout)}
    assert ended.stderr == (
        "Warning: Plugin frail made no items for case left-on-left: KeyError: 'spoon'. Tell the author of "
        "stranger 0.9, or uninstall it; the other scorers go on.\n"
    )


def test_a_book_that_needs_its_items_is_not_built(
    hand_made: Callable[..., dict[str, str]],
    refused: Callable[..., str],
    book: Callable[..., Path],
    tmp_path: Path,
) -> None:
    env = hand_made(SCORER.replace('item_id = f"{case.id}/frail/word"', "raise KeyError('spoon')"))
    folder = book("# Title\n\n```{sacral-exercise} frail\n:case: left-on-left\n```\n")
    said = refused("build", "-o", tmp_path / "site", "--book", folder, "--engine", "none", env=env)
    assert f"{folder / 'page.md'}:3: " in said
    assert "Plugin frail made no items for case left-on-left: KeyError: 'spoon'" in said


BROKEN = "import spoon_that_is_not_there"
BROKEN_SAID = "Plugin stranger of stranger 0.9 cannot be imported from stranger: "


@pytest.mark.parametrize(
    ("module", "kind", "sentence"),
    [
        (BROKEN, "import", BROKEN_SAID),
        (SCORER.replace('"frail"', '"tart"'), "duplicate", "Two plugins bring a scorer named 'tart': "),
        (
            SCORER.replace("return [Scorer()]", "return 1 / 0"),
            "hook",
            "The plugin of stranger 0.9 failed when asked for its scorers (ZeroDivisionError",
        ),
        (SCORER.replace("return [Scorer()]", "return None"), "hook", "asked for its scorers (TypeError"),
        (
            SCORER.replace("def examples", "def samples"),
            "scorer",
            "The plugin of stranger 0.9 brings a scorer without examples",
        ),
        (SCORER.replace('name = "frail"', 'name = "Frail One"'), "scorer", "a scorer named 'Frail One'"),
        (SCORER.replace('title = "Say the word"', "title = 7"), "scorer", "(frail) whose title is 7"),
        (SCORER + '\nSACRAL_EDU_API = "7"\n', "api_version", "needs plugin API 7, and sacral-edu "),
        (SCORER.replace("def items(self, case):", "def items(self):"), "items", "Plugin frail made no items"),
        (
            SCORER.replace("def items(self, case):", "def items(self, case):\n        raise SystemExit(9)"),
            "items",
            "SystemExit: 9",
        ),
        (SCORER.replace('title="Word"', "title=7"), "items", "a prompt has a part of a wrong type"),
    ],
    ids=[
        "no-import",
        "same-name",
        "hook-raises",
        "hook-returns-none",
        "lacks-a-part",
        "bad-name",
        "bad-title",
        "other-api",
        "items-of-no-case",
        "items-exits",
        "bad-prompt",
    ],
)
def test_whatever_is_wrong_with_it_is_listed_and_the_others_are_used(
    module: str,
    kind: str,
    sentence: str,
    hand_made: Callable[..., dict[str, str]],
    run: Callable[..., Any],
) -> None:
    env = hand_made(module)
    listed = run("plugins", "list", "--format", "json", env=env)
    assert (listed.returncode, listed.stderr) == (0, "")
    found = json.loads(listed.stdout)
    assert {"audit", "coding", "region", "tart"} <= {row["name"] for row in found["scorers"]}
    (problem,) = found["problems"]
    assert (problem["kind"], problem["distribution"], problem["version"]) == (kind, "stranger", "0.9")
    assert sentence in problem["sentence"]
    table = run("plugins", "list", "--strict", env=env)
    assert (table.returncode, table.stderr) == (2, "")
    *_, shown = table.stdout.partition("\nProblems\n")
    assert shown.startswith("- ")
    assert problem["sentence"] == " ".join(shown.removeprefix("- ").split())


@pytest.mark.parametrize(
    "command",
    [
        ("items", "left-on-left"),
        ("quiz", "-n", "1", "--scorer", "tart"),
        ("score", "-"),
        ("generate", "--format", "notebook"),
        ("cases", "variety", "-n", "2"),
    ],
    ids=" ".join,
)
def test_every_command_that_needs_plugins_goes_on_and_warns_once(
    command: tuple[str, ...], hand_made: Callable[..., dict[str, str]], run: Callable[..., Any]
) -> None:
    ended = run(*command, stdin="\n" * 9, env=hand_made(BROKEN))
    assert ended.returncode == 0
    assert ended.stderr.startswith(f"Warning: {BROKEN_SAID}")
    assert ended.stderr.count("\n") == 1


def test_a_book_without_its_exercises_is_built_and_one_with_them_says_why_not(
    hand_made: Callable[..., dict[str, str]],
    run: Callable[..., Any],
    book: Callable[..., Path],
    tmp_path: Path,
) -> None:
    env = hand_made(BROKEN)
    sound = book("# Title\n\n```{sacral-exercise} tart\n:case: left-on-left\n```\n")
    ended = run("build", "-o", tmp_path / "site", "--book", sound, "--engine", "none", env=env)
    assert ended.returncode == 0
    assert ended.stderr.count(BROKEN_SAID) == 1
    needy = book("# Title\n\n```{sacral-exercise} stranger\n:case: left-on-left\n```\n", name="needy")
    ended = run("build", "-o", tmp_path / "other", "--book", needy, "--engine", "none", env=env)
    assert ended.returncode == 2
    last = ended.stderr.splitlines()[-1]
    assert f"{needy / 'page.md'}:3: " in last
    assert "There is no scorer 'stranger'; installed are audit, coding, " in last
    assert BROKEN_SAID in last


def test_the_server_says_so_when_it_starts_and_to_the_instructor(
    hand_made: Callable[..., dict[str, str]], serve: Callable[..., Any], tmp_path: Path
) -> None:
    with serve("--site", tmp_path, env=hand_made(BROKEN)) as server:
        (problem,) = server.get("/api/problems").json
        assert problem["sentence"].startswith(BROKEN_SAID)
        assert server.score(SOUND).json["outcome"] == "score"
        server.process.terminate()
        said = server.process.stdout.read()
    assert "api/problems (1 problem now)" in said


def test_a_slow_one_is_graded_and_reported_with_figures(
    hand_made: Callable[..., dict[str, str]], serve: Callable[..., Any], tmp_path: Path
) -> None:
    slow = "import time; time.sleep(0.4); return Score(item_id=key, scorer='frail', points=1.0, criteria=())"
    env = hand_made(SCORER.replace('raise RuntimeError("the dog ate the key")', slow))
    with serve("--site", tmp_path, env=env) as server:
        assert server.score(FRAIL).json["points"] == 1.0
        assert server.score(FRAIL).json["points"] == 1.0
        (problem,) = server.get("/api/problems").json
        server.process.terminate()
        log = server.process.stdout.read()
    assert problem["kind"] == "slow"
    assert (
        "s to score item left-on-left/frail/word, more than the 0.25 s allowed (2 times, "
        in (problem["sentence"])
    )
    assert log.count("more than the 0.25 s allowed") == 1


def test_two_strangers_of_one_name_are_both_left_out_and_both_named(
    hand_made: Callable[..., dict[str, str]], run: Callable[..., Any]
) -> None:
    hand_made(SCORER)
    env = hand_made(SCORER, name="other")
    ended = run("plugins", "list", env=env)
    assert ended.returncode == 0
    assert "frail " not in ended.stdout.partition("Problems")[0]
    words = " ".join(ended.stdout.split())
    assert "named 'frail': other 0.9 and stranger 0.9; neither is used." in words
