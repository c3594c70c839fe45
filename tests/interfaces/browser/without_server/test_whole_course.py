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


@pytest.fixture(scope="module")
def course(
    run: Callable[..., Any], lacking: Callable[[str], None], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The whole course, built with Python in it."""
    site = tmp_path_factory.mktemp("whole") / "site"
    ended = run("build", "-o", site)
    assert ended.returncode == 0, ended.stderr
    if ended.stderr:
        lacking(ended.stderr)
    return site


@pytest.fixture(scope="module")
def listed(course: Path) -> list[tuple[str, str]]:
    """Page and item of every exercise of the course."""
    chapters = json.loads((course / "_static/sacral-edu/exercises.json").read_bytes())
    return [(f"{chapter['page']}.html", one["item"]) for chapter in chapters for one in chapter["exercises"]]


def answer(exercise: Any) -> None:
    """Give some answer in every field that has something to choose or to write in."""
    for row in exercise.locator(".sx-segments").all()[:3]:
        row.locator("input").nth(1).check(force=True)
    for box in exercise.locator(".sx-tick input").all()[:1]:
        box.check()
    for area in exercise.locator("textarea").all():
        area.fill("Left-on-left forward sacral torsion.")
    for choice in exercise.locator(".sx-options").all():
        for button in choice.locator("input[type=radio]").all()[-1:]:
            button.check()


def check(exercise: Any, item: str) -> None:
    from playwright.sync_api import expect

    exercise.get_by_role("button", name="Check").press("Enter")
    expect(exercise.locator(".sx-score"), item).to_contain_text("percent", timeout=START_MS)


def test_every_exercise_of_every_chapter_is_graded_and_no_other_host_is_asked(
    course: Path, listed: list[tuple[str, str]], visit: Callable[..., Any]
) -> None:
    assert len(listed) >= FEWEST
    # The visit sees to it that no page asks another host or has a fault.
    with hosted(course, StrictFiles) as address, visit(address) as window:
        for page in dict.fromkeys(page for page, _ in listed):
            window.open(page)
            for item in (item for place, item in listed if place == page):
                exercise = window.exercise(item).first
                check(exercise, item)
                assert exercise.locator(".sx-criterion").count() > 0
        assert [url for url in window.asked if "/api/" in url] == []


def test_an_exercise_of_every_kind_is_accessible_and_fits_empty_answered_and_scored(
    course: Path,
    listed: list[tuple[str, str]],
    windows: Callable[..., Any],
    axe: Callable[..., list[str]],
) -> None:
    kinds = {item.partition("/")[2]: (page, item) for page, item in reversed(listed)}
    faults: dict[tuple[str, str], list[str]] = {}
    with hosted(course, StrictFiles) as address, windows((390, "dark"), address=address) as (window,):
        for page, item in sorted(kinds.values()):
            if not window.page.url.endswith(page):
                window.open(page)
            exercise = window.exercise(item).first
            for state, act in (
                ("empty", lambda *_: None),
                ("answered", lambda exercise, _: answer(exercise)),
                ("scored", check),
            ):
                act(exercise, item)
                faults[item, state] = axe(window, within=f'sacral-exercise[item="{item}"]')
                if window.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    faults[item, state].append("wider than the window")
    assert {place: found for place, found in faults.items() if found} == {}
