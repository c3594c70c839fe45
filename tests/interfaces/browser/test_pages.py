"""Every page of the course in a real browser: accessible, within the window, and asking nobody else."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from sacral_edu.interfaces.casebook import Desk

pytestmark = pytest.mark.browser

FIRST_OF_MANY = """() => {
    const later = (selector, first) => [...document.querySelectorAll(selector)].slice(first);
    const rows = document.querySelectorAll("tr:nth-of-type(n+12)");
    for (const one of [...rows, ...later("main sacral-exercise", 1), ...later("main pre", 3)]) one.remove();
}"""
"""Takes away rows far down in tables, and exercises and listings after the first ones."""
REPEATED = """() => {
    const rows = document.querySelectorAll("tr:nth-of-type(n+42), main li:nth-of-type(n+42)");
    const later = [...document.querySelectorAll("main sacral-exercise")].slice(2);
    for (const one of [...rows, ...later]) one.remove();
}"""
"""Takes away what the same code has made over and over; every kind of exercise is looked at on its own."""


SHIFTS = """
window.__shift = 0;
new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) window.__shift += one.value;
}).observe({ type: "layout-shift", buffered: true });
"""
RUNNING = """document.getAnimations().map((one) =>
    `${one.effect.target.outerHTML.slice(0, 90)} ${one.transitionProperty ?? one.animationName}`)"""
MOVING = """(exercise) => [...exercise.querySelectorAll("*")].filter((element) => {
    const { transitionDuration, animationName } = getComputedStyle(element);
    return animationName !== "none" || transitionDuration.split(", ").some((one) => parseFloat(one) > 0.01);
}).map((element) => element.className)"""


@pytest.fixture(scope="module")
def page_names(bundled_site: Path) -> list[str]:
    paths = sorted(bundled_site.rglob("*.html"))
    # The page for what is not there stands alone and is tested on its own.
    shown = [path for path in paths if "_static" not in path.parts and path.name != "404.html"]
    return [str(path.relative_to(bundled_site)) for path in shown]


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
    """Wide and light without what repeats for long; narrow and dark what looks otherwise there."""
    faults: dict[str, list[str]] = {}
    with windows((1280, "light"), (390, "dark")) as (wide, narrow):
        for name in page_names:
            wide.open(name)
            wide.page.evaluate(REPEATED)
            narrow.open(name)
            narrow.page.evaluate(FIRST_OF_MANY)
            assert (wide.kind, narrow.kind) == ("1280 light", "390 dark")
            faults[name] = axe(wide, anew=[narrow])
    assert {name: found for name, found in faults.items() if found} == {}


def test_a_page_names_every_module_that_it_will_ask_for(
    visit: Callable[..., Any], pages: dict[str, str], bundled_site: Path
) -> None:
    """So that none is fetched only after another one has come."""
    with visit() as window:
        for name in (pages["tart"], "clinic.html", "reliability.html", "motion.html", "progress.html"):
            window.asked.clear()
            window.open(name)
            window.page.wait_for_load_state("networkidle")
            scripts = {urlsplit(url).path.rpartition("/")[2] for url in window.asked if "/sacral-edu/" in url}
            head = (bundled_site / name).read_text(encoding="utf-8").partition("</head>")[0]
            named = set(re.findall(r"_static/sacral-edu/([\w-]+\.js)", head))
            assert {one for one in scripts if one.endswith(".js")} == named


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


@pytest.mark.parametrize("page", ["index.html", "tart.html", "regions.html", "coding.html", "progress.html"])
def test_a_page_weighs_less_than_300_kilobytes_and_does_not_jump(
    page: str, visit: Callable[..., Any]
) -> None:
    sizes: dict[str, int] = {}
    with visit(viewport={"width": 390, "height": 844}) as window:
        window.page.on("response", lambda reply: sizes.update({reply.url: len(gzip.compress(reply.body()))}))
        window.page.add_init_script(SHIFTS)
        window.open(page)
        window.page.wait_for_load_state("networkidle")
        assert sum(sizes.values()) < 300_000
        assert window.page.evaluate("window.__shift") < 0.05


def test_nothing_moves_for_readers_who_asked_for_rest(visit: Callable[..., Any]) -> None:
    with visit(reduced_motion="reduce") as window:
        window.open("tart.html")
        exercise = window.first("tart")
        exercise.get_by_role("button", name="Check").press("Enter")
        exercise.locator(".sx-score").wait_for()
        fading = "getComputedStyle(document.querySelector('.theme-switch')).transitionDuration"
        assert window.page.evaluate(fading) == "0s"
        assert window.page.evaluate(RUNNING) == []
        assert exercise.evaluate(MOVING) == []


def test_with_forced_colors_marks_and_focus_can_still_be_seen(visit: Callable[..., Any]) -> None:
    with visit(forced_colors="active", reduced_motion="reduce") as window:
        window.open("tart.html")
        line = window.first("tart").locator(".sx-line").nth(3)
        looks = [line.screenshot()]
        mark = line.locator("input[type=radio]").nth(2)
        mark.press("Space")
        looks.append(line.screenshot())
        mark.evaluate("element => element.blur()")
        looks.append(line.screenshot())
        assert len(set(looks)) == 3
        switch = window.page.get_by_role("button", name="Color mode")
        icon = switch.locator(".theme-switch:visible")
        drawn = icon.evaluate("element => getComputedStyle(element, '::before').backgroundColor")
        ground = window.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert drawn != ground


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
