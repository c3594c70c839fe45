"""A page that is being written shows itself anew, and what is wrong while the book cannot be built."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

PAGE = "# Title\n\nSome words.\n\n```{sacral-exercise} tart\n:case: left-on-left\n```\n"
SLOW_MS = 60_000


def test_an_open_page_follows_what_is_written(
    serve: Callable[..., Any], visit: Callable[..., Any], book: Callable[..., Path]
) -> None:
    from playwright.sync_api import expect

    page = book(PAGE) / "page.md"
    with serve("--watch", "--book", page.parent) as running, visit(running.address) as window:
        window.open("page.html")
        exercise = window.first("tart")
        exercise.locator(".sx-segments").first.locator("input").nth(1).check(force=True)
        page.write_text(PAGE.replace("Some words.", "Other words."), encoding="utf-8")
        expect(window.page.get_by_text("Other words.")).to_be_visible(timeout=SLOW_MS)
        # What was answered is still there.
        expect(exercise.locator(".sx-segments").first.locator("input").nth(1)).to_be_checked()
        page.write_text(PAGE.replace("left-on-left", "nobody"), encoding="utf-8")
        fault = window.page.locator(".sx-fault")
        expect(fault).to_contain_text("page.md:5: ", timeout=SLOW_MS)
        expect(fault).to_have_role("alert")
        page.write_text(PAGE, encoding="utf-8")
        expect(window.page.get_by_text("Some words.")).to_be_visible(timeout=SLOW_MS)
        expect(fault).to_have_count(0)
