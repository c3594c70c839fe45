"""The three-bit explorer in a real page, by keyboard alone."""

from collections.abc import Callable
from typing import Any

import pytest

from sacral_edu.interfaces.site.explorer import states

pytestmark = pytest.mark.browser

EVERYWHERE = [(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")]


def test_every_state_is_reached_by_arrow_keys_and_told(visit: Callable[..., Any]) -> None:
    from playwright.sync_api import expect

    with visit() as window:
        window.open("motion.html#three-bits=LLL")
        explorer = window.page.locator("sacral-three-bits")
        for one in states():
            for place, side in enumerate(one.bits):
                pair = explorer.locator("fieldset").nth(place).get_by_role("radio")
                now = pair.nth(0 if pair.nth(0).is_checked() else 1)
                now.focus()
                if now.get_attribute("value") != side:
                    window.page.keyboard.press("ArrowDown")
            expect(explorer.locator(".sxp-name")).to_have_text(one.name)
            expect(explorer.locator(".sxp-why li")).to_have_text(list(one.why))
            expect(explorer.locator(".sxp-signs dd")).to_have_text([found for _, found in one.signs])
            expect(explorer.get_by_role("img")).to_have_attribute("alt", one.picture)


def test_a_guess_is_told_which_side_it_would_need_otherwise(visit: Callable[..., Any]) -> None:
    from playwright.sync_api import expect

    with visit() as window:
        window.open("motion.html#three-bits=RLR")
        explorer = window.page.locator("sacral-three-bits")
        explorer.get_by_role("checkbox").press("Space")
        expect(explorer.get_by_text("Right-on-left", exact=False).locator("visible=true")).to_have_count(0)
        explorer.get_by_label("Your name for it").select_option("RLL")
        explorer.get_by_role("button", name="Compare").press("Enter")
        expect(explorer.locator(".sxp-verdict")).to_have_text(
            "Not yet. That name would need the other side at: posterior ILA."
        )
        explorer.get_by_label("Your name for it").select_option("RLR")
        explorer.get_by_role("button", name="Compare").press("Enter")
        expect(explorer.locator(".sxp-verdict")).to_have_text("Right: Right-on-left backward sacral torsion.")


def test_it_is_accessible_wide_and_narrow_light_and_dark(
    windows: Callable[..., Any], axe: Callable[..., list[str]]
) -> None:
    with windows(*EVERYWHERE) as opened:
        for window in opened:
            window.open("motion.html")
            window.page.locator("sacral-three-bits").get_by_role("checkbox").check()
        assert axe(*opened, within="sacral-three-bits") == []
