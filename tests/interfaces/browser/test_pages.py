"""Every page of the course in a real browser: accessible, within the window, and asking nobody else."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

WINDOWS = [
    {"viewport": {"width": width, "height": 900}, "color_scheme": scheme, "reduced_motion": "reduce"}
    for width in (1280, 390)
    for scheme in ("light", "dark")
]


@pytest.fixture(scope="module")
def page_names(bundled_site: Path) -> list[str]:
    paths = sorted(bundled_site.rglob("*.html"))
    return [str(path.relative_to(bundled_site)) for path in paths if "_static" not in path.parts]


@pytest.fixture
def windows(visit: Callable[..., Any]) -> Iterator[list[Any]]:
    """Wide and narrow, light and dark."""
    with ExitStack() as stack:
        yield [stack.enter_context(visit(**wishes)) for wishes in WINDOWS]


def everywhere(found: list[list[str]]) -> list[str]:
    return [
        f"{wishes['viewport']['width']} {wishes['color_scheme']}: {fault}"
        for wishes, faults in zip(WINDOWS, found, strict=True)
        for fault in faults
    ]


def test_axe_finds_what_is_wrong(visit: Callable[..., Any], axe: Callable[..., list[list[str]]]) -> None:
    with visit() as window:
        window.open("genindex.html")
        window.page.evaluate(
            "document.querySelector('main').innerHTML += '<img src=\"data:,\"><p style=\"color:#eee\">x'"
        )
        ((first, second),) = axe(window.page)
    assert first.startswith("color-contrast: <p")
    assert second.startswith("image-alt: <img")


def test_every_page_meets_wcag_22_aa_wide_and_narrow_light_and_dark(
    windows: list[Any], axe: Callable[..., list[list[str]]], page_names: list[str]
) -> None:
    faults: dict[str, list[str]] = {}
    for name in page_names:
        for window in windows:
            window.open(name)
        themes = [one.page.evaluate("document.documentElement.dataset.theme") for one in windows]
        assert themes == ["light", "dark", "light", "dark"]
        faults[name] = everywhere(axe(*(window.page for window in windows)))
    assert {name: found for name, found in faults.items() if found} == {}


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
    visit: Callable[..., Any], page_names: list[str]
) -> None:
    seen = 0
    with visit(java_script_enabled=False) as window:
        for name in page_names:
            window.open(name)
            for exercise in window.page.locator("sacral-exercise").all():
                assert exercise.locator(".sx-stem").is_visible()
                assert all(line.is_visible() for line in exercise.locator(".sx-static li").all())
                assert exercise.locator("form").count() == 0
                seen += 1
    assert seen > 10


def test_the_page_of_the_interface_asks_no_other_host(visit: Callable[..., Any]) -> None:
    with visit() as window:
        window.open("api/docs")
        window.page.get_by_text("/api/score").first.wait_for()
        window.page.wait_for_load_state("networkidle")


def test_the_search_finds_a_page(visit: Callable[..., Any]) -> None:
    with visit() as window:
        window.open("search.html?q=innominate")
        window.page.locator("#search-results a").first.wait_for()
        assert window.page.locator("#search-results a").count() >= 1
