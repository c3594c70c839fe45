"""Every page of the course in a real browser: accessible, within the window, and asking nobody else."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sacral_edu.interfaces.casebook import Desk

pytestmark = pytest.mark.browser

FIRST_OF_MANY = """() => {
    const later = (selector, first) => [...document.querySelectorAll(selector)].slice(first);
    const rows = document.querySelectorAll("tr:nth-of-type(n+12)");
    for (const one of [...rows, ...later("main sacral-exercise", 1), ...later("main pre", 3)]) one.remove();
}"""
"""Takes away rows far down in tables, and exercises and listings after the first ones."""


@pytest.fixture(scope="module")
def page_names(bundled_site: Path) -> list[str]:
    paths = sorted(bundled_site.rglob("*.html"))
    shown = [path for path in paths if "_static" not in path.parts]
    # The front page only leads on to the first chapter.
    return [str(p.relative_to(bundled_site)) for p in shown if p != bundled_site / "index.html"]


def test_axe_finds_what_is_wrong(visit: Callable[..., Any], axe: Callable[..., list[str]]) -> None:
    with visit() as window:
        window.open("genindex.html")
        window.page.evaluate(
            """
            document.querySelector("main article").innerHTML = `<img src="data:,">
                <p style="color: #ccc; background: #fff">Some words</p>`;
            """
        )
        first, second = axe(window)
    assert first.startswith("1280 light: color-contrast: <p")
    assert second.startswith("1280 light: image-alt: <img")


def test_every_page_meets_wcag_22_aa(
    windows: Callable[..., Any], axe: Callable[..., list[str]], page_names: list[str]
) -> None:
    """Whole pages wide and light; narrow and dark what looks otherwise there, without all that repeats."""
    faults: dict[str, list[str]] = {}
    with windows((1280, "light"), (390, "dark")) as (wide, narrow):
        for name in page_names:
            wide.open(name)
            narrow.open(name)
            narrow.page.evaluate(FIRST_OF_MANY)
            assert (wide.kind, narrow.kind) == ("1280 light", "390 dark")
            faults[name] = axe(wide, anew=[narrow])
    assert {name: found for name, found in faults.items() if found} == {}


def test_the_other_two_windows_differ_in_nothing_that_matters(
    windows: Callable[..., Any], axe: Callable[..., list[str]]
) -> None:
    with windows((1280, "dark"), (390, "light")) as opened:
        for name in ("intro.html", "search.html"):
            for window in opened:
                window.open(name)
            assert axe(*opened) == []


def test_no_page_scrolls_sideways_at_320_pixels(visit: Callable[..., Any], page_names: list[str]) -> None:
    wide: dict[str, int] = {}
    with visit(viewport={"width": 320, "height": 640}) as window:
        for name in page_names:
            window.open(name)
            width = window.page.evaluate("document.documentElement.scrollWidth")
            if width > 320:
                wide[name] = width
    assert wide == {}


def test_without_scripts_notes_and_questions_can_be_read(
    visit: Callable[..., Any], page_names: list[str], bundled_site: Path, desk: Desk
) -> None:
    seen = 0
    with visit(java_script_enabled=False) as window:
        for name in page_names:
            items = re.findall(r'<sacral-exercise item="([^"]+)"', (bundled_site / name).read_text("utf-8"))
            if not items:
                continue
            window.open(name)
            visible = " ".join(window.page.locator("main").inner_text().split())
            for prompt in (desk.item(item).prompt for item in items):
                for words in (prompt.stem, *(line.text for line in prompt.note)):
                    assert " ".join(words.split()) in visible, f"{name}: {words}"
                seen += 1
    assert seen > 10


def test_the_page_of_the_interface_asks_no_other_host(visit: Callable[..., Any]) -> None:
    with visit() as window:
        window.open("api/docs")
        window.page.locator(".opblock").first.wait_for()
        window.page.wait_for_load_state("networkidle")


def test_the_search_finds_a_page(visit: Callable[..., Any]) -> None:
    with visit() as window:
        window.open("search.html?q=innominate")
        window.page.locator("#search-results a").first.wait_for()
        assert window.page.locator("#search-results a").count() >= 1
