"""The published course as a visitor finds it on a plain host: every exercise of every chapter is graded."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import StrictFiles, hosted

pytestmark = pytest.mark.browser

START_MS = 60_000
FEWEST = 80


def test_every_exercise_of_every_chapter_is_graded_and_no_other_host_is_asked(
    run: Callable[..., Any], visit: Callable[..., Any], lacking: Callable[[str], None], tmp_path: Path
) -> None:
    from playwright.sync_api import expect

    site = tmp_path / "site"
    ended = run("build", "-o", site)
    assert ended.returncode == 0, ended.stderr
    if ended.stderr:
        lacking(ended.stderr)
    chapters = json.loads((site / "_static/sacral-edu/exercises.json").read_bytes())
    assert sum(len(one["exercises"]) for one in chapters) >= FEWEST
    # The visit sees to it that no page asks another host or has a fault.
    with hosted(site, StrictFiles) as address, visit(address) as window:
        for chapter in chapters:
            window.open(f"{chapter['page']}.html")
            for item in (one["item"] for one in chapter["exercises"]):
                exercise = window.exercise(item).first
                exercise.get_by_role("button", name="Check").press("Enter")
                expect(exercise.locator(".sx-score"), item).to_contain_text("percent", timeout=START_MS)
                assert exercise.locator(".sx-criterion").count() > 0
        assert [url for url in window.asked if "/api/" in url] == []
