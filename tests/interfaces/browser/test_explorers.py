"""The Bayes and the region explorer in a real page, by keyboard alone."""

from collections.abc import Callable
from typing import Any

import pytest

from sacral_edu.interfaces.site.bayes_explorer import figures
from sacral_edu.interfaces.site.region_explorer import outcome

pytestmark = pytest.mark.browser

EVERYWHERE = [(width, scheme) for width in (1280, 320) for scheme in ("light", "dark")]


def test_the_chance_after_a_test_follows_the_slider_and_the_result(visit: Callable[..., Any]) -> None:
    from playwright.sync_api import expect

    with visit() as window:
        window.open("reliability.html")
        explorer = window.page.locator("sacral-bayes")
        told = explorer.locator(".sxp-name")
        expect(told).to_have_text("After a positive result: 52 of 100 have it.")
        slider = explorer.get_by_role("slider")
        slider.focus()
        for _ in range(10):
            window.page.keyboard.press("ArrowRight")
        expect(told).to_have_text("After a positive result: 65 of 100 have it.")
        expect(explorer.locator(".sxp-dots .sxp-full")).to_have_count(65)
        explorer.get_by_role("radio", name="Positive").focus()
        window.page.keyboard.press("ArrowDown")
        expect(told).to_have_text("After a negative result: 3 of 100 have it.")


def test_a_finding_with_a_kappa_alone_is_given_no_chance_after_it(visit: Callable[..., Any]) -> None:
    from playwright.sync_api import expect

    sulcus = next(one for one in figures().agreed if one.name == "Sacral sulcus")
    with visit() as window:
        window.open("reliability.html")
        explorer = window.page.locator("sacral-bayes")
        explorer.get_by_label("Test or finding").select_option(f"a{figures().agreed.index(sulcus)}")
        expect(explorer.locator(".sxp-name")).to_contain_text(f"right in {sulcus.alone} of 100")
        expect(explorer.get_by_role("slider")).to_be_hidden()
        expect(explorer.locator(".sxp-why")).to_contain_text("measured agreement and no accuracy")


def test_the_regions_left_follow_the_findings(visit: Callable[..., Any]) -> None:
    from playwright.sync_api import expect

    with visit() as window:
        window.open("regions.html")
        explorer = window.page.locator("sacral-regions")
        told = explorer.locator(".sxp-name")
        expect(told).to_have_text(outcome("L0--").verdict)
        explorer.locator("fieldset").nth(1).get_by_role("radio").nth(1).focus()
        window.page.keyboard.press("ArrowDown")
        expect(told).to_have_text(outcome("LL--").verdict)
        explorer.locator("fieldset").nth(2).get_by_role("radio").nth(0).focus()
        window.page.keyboard.press("ArrowDown")
        expect(told).to_have_text(outcome("LL0-").verdict)
        expect(explorer.locator(".sxp-why li")).to_have_text(list(outcome("LL0-").why))
        assert explorer.get_by_role("img").evaluate("one => one.complete ? one.naturalWidth > 0 : true")


@pytest.mark.parametrize(
    ("page", "element"), [("reliability", "sacral-bayes"), ("regions", "sacral-regions")]
)
def test_they_are_accessible_wide_and_narrow_light_and_dark(
    windows: Callable[..., Any], axe: Callable[..., list[str]], page: str, element: str
) -> None:
    with windows(*EVERYWHERE) as opened:
        for window in opened:
            window.open(f"{page}.html")
            width = window.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert width <= 0
        assert axe(*opened, within=element) == []
