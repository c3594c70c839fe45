"""The same folder below another address, opened from a disk, and asked for a page that is not there."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from .conftest import Files, hosted

pytestmark = pytest.mark.browser

START_MS = 60_000


def test_below_another_address_it_is_graded_and_stays_there(
    plain_site: Path, visit: Callable[..., Any], tmp_path: Path
) -> None:
    from playwright.sync_api import expect

    (tmp_path / "courses").mkdir()
    (tmp_path / "courses" / "sacrum").symlink_to(plain_site, target_is_directory=True)
    with hosted(tmp_path, Files) as address, visit(f"{address}courses/sacrum/") as window:
        window.open("tart.html")
        exercise = window.first("tart")
        exercise.get_by_role("button", name="Check").press("Enter")
        expect(exercise.locator(".sx-score")).to_contain_text("percent", timeout=START_MS)
        paths = {urlsplit(url).path for url in window.asked if not url.startswith(("data:", "blob:"))}
        assert [path for path in paths if not path.startswith("/courses/sacrum/")] == []


def test_opened_from_a_disk_it_says_why_nothing_grades_and_can_be_read(
    plain_site: Path, visit: Callable[..., Any]
) -> None:
    from playwright.sync_api import expect

    with visit(plain_site.as_uri() + "/") as window:
        window.open("tart.html")
        expect(window.page.locator(".sx-from-disk")).to_contain_text("opened from your disk")
        expect(window.page.locator(".sx-from-disk code")).to_have_text("python3 -m http.server")
        exercise = window.first("tart")
        expect(exercise.locator(".sx-static")).to_be_visible()
        exercise.locator("details summary").first.click()
        expect(exercise.locator("details").first).to_have_attribute("open", "")
        # Styles come all the same.
        expect(window.page.locator(".sx-from-disk")).to_have_css("border-style", "solid")


@pytest.mark.parametrize("page", ["index.html", "all.html", "search.html", "genindex.html"])
def test_no_page_holds_a_script_or_a_handler_in_itself(page: str, plain_site: Path) -> None:
    words = (plain_site / page).read_text(encoding="utf-8")
    scripts = re.findall(r"<script\b([^>]*)>", words)
    assert [one for one in scripts if "src=" not in one and 'type="application/json"' not in one] == []
    assert re.findall(r"<[^>]+\son\w+=", words) == []
    assert "javascript:" not in words


def test_a_host_shows_a_page_for_what_is_not_there(
    small_book: Path,
    run: Callable[..., Any],
    visit: Callable[..., Any],
    axe: Callable[..., Any],
    tmp_path: Path,
) -> None:
    site = tmp_path / "site"
    ended = run(
        "build", "-o", site, "--book", small_book, "--engine", "none", "--address", "https://example.org/a b"
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    words = (site / "404.html").read_text(encoding="utf-8")
    assert 'href="https://example.org/a b/index.html"' in words
    assert "map.html" not in words
    assert "<loc>https://example.org/a b/tart.html</loc>" in (site / "sitemap.xml").read_text("utf-8")
    with visit(site.as_uri() + "/") as window:
        window.open("404.html")
        assert window.page.get_by_role("heading").inner_text() == "There is no such page here"
        assert axe(window) == []


@pytest.mark.parametrize("address", ["example.org", "ftp://example.org/", "https://example.org/?a=b"])
def test_what_is_no_address_is_refused(address: str, refused: Callable[..., str], tmp_path: Path) -> None:
    said = refused("build", "-o", tmp_path / "site", "--engine", "none", "--address", address)
    assert (
        said
        == f"{address!r} is no address that a site can stand at; give one such as https://example.org/course/."
    )
