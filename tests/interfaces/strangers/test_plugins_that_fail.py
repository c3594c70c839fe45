"""A stranger's plugin that fails spoils its own items and nothing else, and is named where it stands."""

import json
from collections.abc import Callable
from pathlib import Path

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


def test_a_response_it_fails_on_is_not_graded_and_the_others_are(
    hand_made: Callable[..., dict[str, str]], printed: Callable[..., str]
) -> None:
    lines = "\n".join(map(json.dumps, (SOUND, FRAIL, SOUND)))
    first, middle, last = map(
        json.loads, printed("score", "-", stdin=lines, env=hand_made(SCORER)).splitlines()
    )
    assert middle == {
        "outcome": "not_graded",
        "item_id": FRAIL["item_id"],
        "scorer": "frail",
        "reason": "RuntimeError: the dog ate the key",
    }
    assert first["outcome"] == "score"
    assert first["points"] > 0
    assert first == last


def test_the_server_says_not_graded_and_goes_on(
    hand_made: Callable[..., dict[str, str]], serve: Callable[..., object], tmp_path: Path
) -> None:
    with serve("--site", tmp_path, env=hand_made(SCORER)) as server:
        reply = server.score(FRAIL)
        assert (reply.status, reply.json["outcome"]) == (200, "not_graded")
        assert server.score(SOUND).json["outcome"] == "score"


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
    given: str, hand_made: Callable[..., dict[str, str]], printed: Callable[..., str]
) -> None:
    env = hand_made(SCORER.replace('raise RuntimeError("the dog ate the key")', f"return {given}"))
    assert json.loads(printed("score", "-", stdin=json.dumps(FRAIL), env=env))["outcome"] == "not_graded"


def test_failing_to_make_items_leaves_those_of_others(
    hand_made: Callable[..., dict[str, str]], run: Callable[..., object]
) -> None:
    env = hand_made(SCORER.replace('item_id = f"{case.id}/frail/word"', "raise KeyError('spoon')"))
    ended = run("items", "left-on-left", env=env)
    assert ended.returncode == 0
    assert {item["scorer"] for item in json.loads(ended.stdout)} == {"audit", "coding", "region", "tart"}
    assert ended.stderr == "Warning: Plugin frail made no items for case left-on-left: KeyError: 'spoon'\n"


def test_a_book_that_needs_its_items_is_not_built(
    hand_made: Callable[..., dict[str, str]],
    refused: Callable[..., str],
    book: Callable[..., Path],
    tmp_path: Path,
) -> None:
    env = hand_made(SCORER.replace('item_id = f"{case.id}/frail/word"', "raise KeyError('spoon')"))
    folder = book("# Title\n\n```{sacral-exercise} frail\n:case: left-on-left\n```\n")
    said = refused("build", "-o", tmp_path / "site", "--book", folder, env=env)
    assert f"{folder / 'page.md'}:3: " in said
    assert "Plugin frail made no items for case left-on-left: KeyError: 'spoon'" in said


@pytest.mark.parametrize(
    ("module", "sentence"),
    [
        (
            "import spoon_that_is_not_there",
            "Plugin stranger of stranger 0.9 cannot be imported from stranger:",
        ),
        (SCORER.replace('"frail"', '"tart"'), "Two plugins bring a scorer named 'tart': "),
        (
            SCORER.replace("return [Scorer()]", "return 1 / 0"),
            "The plugin of stranger raised ZeroDivisionError",
        ),
        (SCORER.replace("return [Scorer()]", "return None"), "The plugin of stranger raised TypeError"),
        (
            SCORER.replace("def examples", "def samples"),
            "The plugin of stranger brings a scorer without examples",
        ),
        (SCORER.replace('name = "frail"', 'name = "Frail One"'), "brings a scorer named 'Frail One'"),
    ],
    ids=["no-import", "same-name", "hook-raises", "hook-returns-none", "lacks-a-part", "bad-name"],
)
def test_one_that_cannot_be_used_at_all_is_named_in_one_sentence(
    module: str,
    sentence: str,
    hand_made: Callable[..., dict[str, str]],
    refused: Callable[..., str],
) -> None:
    said = refused("plugins", "list", env=hand_made(module))
    assert sentence in said
    assert "stranger" in said


@pytest.mark.parametrize(
    "command", [("items", "left-on-left"), ("quiz", "-n", "1"), ("score", "-")], ids=" ".join
)
def test_every_command_that_needs_plugins_says_so(
    command: tuple[str, ...], hand_made: Callable[..., dict[str, str]], refused: Callable[..., str]
) -> None:
    said = refused(*command, env=hand_made("import spoon_that_is_not_there"))
    assert said.startswith("Plugin stranger of stranger 0.9 cannot be imported from stranger: ")


def test_two_of_one_name_are_both_named(
    hand_made: Callable[..., dict[str, str]], refused: Callable[..., str]
) -> None:
    said = refused("plugins", "list", env=hand_made(SCORER.replace('"frail"', '"audit"')))
    assert "sacral-edu and stranger" in said
    assert "Uninstall one of them" in said
