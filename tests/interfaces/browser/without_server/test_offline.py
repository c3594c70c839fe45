"""A site that grades by itself, once its host is gone: kept pages, a kept engine, and a later build."""

import os
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sacral_edu.interfaces.site.engine import place_notice

from .conftest import Files, hosted

pytestmark = pytest.mark.browser

START_MS = 90_000
SETTLED_MS = 1_000
VISITS = 10
GONE = """async () => {
    const workers = await navigator.serviceWorker.getRegistrations();
    return workers.length === 0 && (await caches.keys()).length === 0;
}"""
KEPT = """async (wanted) => {
    for (;;) {
        for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            const urls = (await cache.keys()).map((request) => request.url);
            if (urls.some((url) => url.endsWith(wanted))) return true;
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
}"""


def until(window: Any, holds: str) -> None:
    """Ask the page again and again from outside: its policy lets nothing inside evaluate a string."""
    end = time.monotonic() + START_MS / 1000
    while not window.page.evaluate(holds):
        assert time.monotonic() < end, holds
        time.sleep(0.1)


def grown_old(site: Path) -> None:
    """Let every file be a day old: a browser would then take it for fresh for hours."""
    yesterday = time.time() - 86_400
    for path in site.rglob("*"):
        os.utime(path, (yesterday, yesterday))


def graded(exercise: Any) -> None:
    from playwright.sync_api import expect

    exercise.get_by_role("button", name="Check").press("Enter")
    expect(exercise.locator(".sx-score")).to_contain_text("percent", timeout=START_MS)


def test_after_a_first_visit_other_pages_are_read_and_graded_without_a_line(
    plain_site: Path, visit: Callable[..., Any]
) -> None:
    from playwright.sync_api import expect

    with hosted(plain_site, Files) as address, visit(address) as window:
        window.page.set_default_timeout(START_MS)
        window.open("tart.html")
        graded(window.first("tart"))
        # What is kept comes in the order of the list: the last of both parts is there, so all is.
        window.page.evaluate(KEPT, "worker.js")
        window.page.evaluate(KEPT, "triage.html")
        window.page.context.set_offline(True)
        window.open("region.html")
        exercise = window.first("region")
        expect(exercise.locator(".sx-stem")).to_be_visible()
        graded(exercise)
        window.page.context.set_offline(False)


def test_a_page_that_was_not_kept_says_so_without_a_line(plain_site: Path, visit: Callable[..., Any]) -> None:
    from playwright.sync_api import expect

    with hosted(plain_site, Files) as address, visit(address) as window:
        window.open("index.html")
        window.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        until(window, "navigator.serviceWorker.controller !== null")
        window.page.context.set_offline(True)
        window.open("nowhere.html")
        expect(window.page.get_by_role("heading")).to_have_text("This page is not on your machine yet")
        window.page.context.set_offline(False)


def test_a_later_build_is_shown_at_once_and_one_without_engine_takes_everything_away(
    plain_site: Path, visit: Callable[..., Any], tmp_path: Path
) -> None:
    from playwright.sync_api import expect

    site = tmp_path / "site"
    shutil.copytree(plain_site, site)
    grown_old(site)
    with hosted(site, Files) as address, visit(address) as window:
        window.open("index.html")
        until(window, "navigator.serviceWorker.controller !== null")
        window.page.evaluate(KEPT, "index.html")
        page = site / "index.html"
        page.write_text(
            page.read_text(encoding="utf-8").replace("<h1>Small", "<h1>Renewed"), encoding="utf-8"
        )
        window.page.reload()
        expect(window.page.locator("h1").first).to_contain_text("Renewed")
        place_notice(site)
        # A host that takes four seconds is stood in for by what is kept; the next visit then does it.
        for _ in range(VISITS):
            window.page.reload()
            window.page.wait_for_timeout(SETTLED_MS)
            if window.page.evaluate(GONE):
                break
        until(window, GONE)


def test_the_service_worker_is_named_after_what_the_site_holds(plain_site: Path) -> None:
    script = (plain_site / "sacral-edu-sw.js").read_text(encoding="utf-8")
    assert "@" not in re.sub(r"@param|@typedef", "", script)
    assert re.search(r'BUILD = "[0-9a-f]{16}"', script)
    engine = re.search(r'ENGINE = "([^"]+)"', script)
    assert engine is not None
    assert (plain_site / engine[1] / "worker.js").is_file()


def test_served_no_service_worker_is_registered(
    plain_site: Path, serve: Callable[..., Any], visit: Callable[..., Any]
) -> None:
    with serve("--site", plain_site) as running, visit(running.address) as window:
        window.open("tart.html")
        window.page.wait_for_load_state("networkidle")
        assert (
            window.page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
        )
