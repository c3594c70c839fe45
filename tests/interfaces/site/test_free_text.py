"""Free text over HTTP: highlights come with the score, counted in code points, and stand in the schema."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

ITEM = "left-on-left/wordy/assessment"
TEXT = "\N{GRINNING FACE}\N{GRINNING FACE} possible left-on-left torsion"


@pytest.fixture(scope="module")
def wordy_server(
    serve: Callable[..., AbstractContextManager[Any]],
    wordy: dict[str, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Any]:
    with serve("--site", tmp_path_factory.mktemp("none"), env=wordy) as running:
        yield running


def test_the_schema_describes_highlights(server: Any) -> None:
    schemas = server.get("/api/docs/openapi.json").json["components"]["schemas"]
    highlight = schemas["Highlight"]
    assert set(highlight["required"]) == {"field", "start", "end", "verdict"}
    assert highlight["properties"]["verdict"]["enum"] == ["earned", "wrong", "not_counted"]
    assert {highlight["properties"][name]["type"] for name in ("start", "end")} == {"integer"}
    assert "Code points" in highlight["properties"]["start"]["description"]
    assert "Code points" in highlight["properties"]["end"]["description"]
    inner = schemas["Criterion"]["properties"]["highlights"]
    assert inner["items"] == {"$ref": "#/components/schemas/Highlight"}


def test_a_score_brings_the_highlights_in_code_points(wordy_server: Any) -> None:
    score = wordy_server.score({"item_id": ITEM, "answers": {"assessment": TEXT}}).json
    found = {line["id"]: line.get("highlights") for line in score["criteria"]}
    assert found["descriptor"] == [{"field": "assessment", "start": 12, "end": 32, "verdict": "earned"}]
    assert found["certain"] == [{"field": "assessment", "start": 3, "end": 32, "verdict": "not_counted"}]
    assert found["site"] is None
    assert TEXT[12:32] == "left-on-left torsion"


def test_a_prompt_of_free_text_says_how_much_may_be_written(wordy_server: Any) -> None:
    prompt, _ = wordy_server.get("/api/items?case=left-on-left&scorer=wordy").json
    assert prompt["fields"] == [{"type": "text", "id": "assessment", "label": "Assessment", "max_chars": 600}]


def test_too_long_a_text_is_refused_in_a_sentence(wordy_server: Any) -> None:
    reply = wordy_server.score({"item_id": ITEM, "answers": {"assessment": "x" * 601}})
    assert reply.status == 400
    assert "601 characters are more than the 600 allowed; shorten the text." in reply.json["detail"]


def test_a_page_without_scripts_says_to_write(
    serve: Callable[..., AbstractContextManager[Any]], book: Callable[..., Path], wordy: dict[str, str]
) -> None:
    folder = book("# Wordy\n\n```{sacral-exercise} wordy\n:case: left-on-left\n```\n")
    with serve("--book", folder, env=wordy) as running:
        page = running.get("/page.html").text
    assert "<p>Assessment: write in your own words, up to 600 characters.</p>" in page
    assert "sacral-edu/sacral-own-text.css" in page
