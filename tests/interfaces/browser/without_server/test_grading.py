"""Exercises of a course that is only files, graded by Python in the browser."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sacral_edu.interfaces.casebook import Desk, bundled

pytestmark = pytest.mark.browser

START_MS = 60_000
SCORERS = ("audit", "coding", "documentation", "dysfunction", "region", "tart", "triage")


def check(exercise: Any) -> Any:
    exercise.get_by_role("button", name="Check").press("Enter")
    return exercise.locator(".sx-score")


@pytest.mark.parametrize("host", ["plain_host", "strict_host"])
def test_an_exercise_of_each_scorer_is_graded_with_the_feedback_of_the_server(
    host: str, visit: Callable[..., Any], desk: Desk, request: pytest.FixtureRequest
) -> None:
    from playwright.sync_api import expect

    refusals: list[str] = []
    with visit(request.getfixturevalue(host)) as window:
        window.page.on(
            "console", lambda said: refusals.append(said.text) if "Security" in said.text else None
        )
        window.open("all.html")
        for scorer in SCORERS:
            exercise = window.first(scorer)
            expect(check(exercise)).to_contain_text("percent", timeout=START_MS)
            item = desk.item(exercise.get_attribute("item"))
            blank = next(one for one in desk.scorers[scorer].examples(item) if one.kind == "blank")
            reasons = [line.feedback for line in desk.score(blank.response).criteria]  # type: ignore[union-attr]
            expect(exercise.locator(".sx-criterion-text")).to_have_text(reasons)
        assert [url for url in window.asked if "/api/" in url] == []
    assert refusals == []


def test_another_case_and_the_code_list_come_without_a_server(
    files_only: Callable[..., Any], desk: Desk
) -> None:
    from playwright.sync_api import expect

    with files_only() as window:
        window.open("coding.html")
        exercise = window.first("coding")
        exercise.get_by_role("button", name="Another patient").press("Enter")
        first = desk.another("v01/coding/claim").note[0].text
        expect(exercise.locator(".sx-line").first).to_contain_text(first, timeout=START_MS)
        exercise.get_by_role("combobox").first.fill("M99.04")
        expect(exercise.get_by_role("option").first).to_contain_text("sacral region")


def test_python_is_fetched_when_an_exercise_comes_near_to_view_and_not_before(
    files_only: Callable[..., Any], engine_path: str
) -> None:
    with files_only() as window:
        window.open("index.html")
        window.page.wait_for_load_state("networkidle")
        assert [url for url in window.asked if engine_path in url] == []
        with window.page.expect_request(lambda request: engine_path in request.url):
            window.open("tart.html")


def test_who_waits_is_told_how_far_it_is(files_only: Callable[..., Any]) -> None:
    from playwright.sync_api import expect

    with files_only() as window:
        held: list[Any] = []

        def hold(route: Any) -> None:
            held.append(route)

        window.page.context.route("**/pyodide.asm.wasm", hold)
        window.open("tart.html")
        exercise = window.first("tart")
        score = check(exercise)
        told = exercise.get_by_role("status").filter(
            has_text=re.compile(r"^Fetching the grader, once: \d+% of")
        )
        expect(told).to_be_visible()
        for route in held:
            route.continue_()
        expect(score).to_contain_text("percent", timeout=START_MS)
        expect(told).to_have_count(0)


@pytest.mark.parametrize("missing", ["worker.js", "pyodide.asm.wasm", "python.pack", "manifest.json"])
def test_a_part_that_does_not_come_is_told_the_answer_is_kept_and_a_new_try_is_made(
    missing: str, files_only: Callable[..., Any]
) -> None:
    from playwright.sync_api import expect

    with files_only() as window:
        window.page.context.route(f"**/{missing}", lambda route: route.abort())
        window.open("region.html")
        exercise = window.first("region")
        exercise.locator("input[type=radio]").first.check()
        check(exercise)
        alert = exercise.get_by_role("alert")
        expect(alert).to_contain_text("The grader could not be started in your browser: ", timeout=START_MS)
        expect(alert).to_contain_text("Your answer is kept: press “Check” to try again.")
        window.page.context.unroute(f"**/{missing}")
        expect(exercise.locator("input[type=radio]").first).to_be_checked()
        expect(check(exercise)).to_contain_text("percent", timeout=START_MS)


def test_a_start_that_never_settles_is_given_up(files_only: Callable[..., Any]) -> None:
    from playwright.sync_api import expect

    with files_only() as window:
        silent = "self.onmessage = () => {};"
        window.page.context.route(
            "**/worker.js", lambda route: route.fulfill(body=silent, content_type="text/javascript")
        )
        window.page.clock.install()
        window.open("tart.html")
        exercise = window.first("tart")
        check(exercise)
        window.page.clock.fast_forward(46_000)
        expect(exercise.get_by_role("alert")).to_contain_text("nothing has happened for 45 seconds")
        expect(exercise.get_by_role("alert")).to_contain_text("Your answer is kept")


def test_served_the_same_site_is_graded_by_the_server(
    plain_site: Path, serve: Callable[..., Any], visit: Callable[..., Any]
) -> None:
    from playwright.sync_api import expect

    with serve("--site", plain_site) as running, visit(running.address) as window:
        window.open("tart.html")
        expect(check(window.first("tart"))).to_contain_text("percent")
        assert [url for url in window.asked if "/engine/" in url] == []
        assert [url for url in window.asked if url.endswith("/api/score")] != []


def test_without_python_the_exercises_of_plain_files_say_where_they_are_graded(
    small_book: Path, run: Callable[..., Any], tmp_path: Path, visit: Callable[..., Any]
) -> None:
    from playwright.sync_api import expect

    from .conftest import Files, hosted

    ended = run("build", "-o", tmp_path / "site", "--book", small_book, "--engine", "none")
    assert (ended.returncode, ended.stderr) == (0, "")
    with hosted(tmp_path / "site", Files) as address, visit(address) as window:
        window.open("tart.html")
        expect(window.first("tart").locator(".sx-why")).to_contain_text(
            "graded when the course is opened with"
        )
        assert window.first("tart").locator("form").count() == 0


def test_the_headers_tried_here_are_those_that_the_book_asks_for() -> None:
    from .conftest import POLICY, WORKER

    said = (bundled("book") / "instructors.md").read_text(encoding="utf-8")
    assert f"Content-Security-Policy: {POLICY}\n" in said
    assert f"Content-Security-Policy: {WORKER}\n" in said
    assert "unsafe-inline" not in POLICY.partition("script-src")[2].partition(";")[0]
