"""The lesion marked on a drawing: by pointer, by finger and by keyboard, and told without the picture."""

from collections.abc import Callable
from typing import Any

import pytest

from sacral_edu.interfaces.casebook import Desk

pytestmark = pytest.mark.browser

PAGE = "motion.html"
EVERYWHERE = [(width, scheme) for width in (1280, 320) for scheme in ("light", "dark")]


def drawing_of(window: Any) -> Any:
    return window.page.locator('sacral-exercise[item$="/dysfunction/drawing"]').first


def right_marks(exercise: Any, desk: Desk) -> list[str]:
    item = desk.item(exercise.get_attribute("item"))
    examples = desk.scorers["dysfunction"].examples(item)
    return next(list(one.response.answers["marks"]) for one in examples if one.kind == "right")


def test_it_is_marked_with_a_pointer_on_the_bones_or_on_the_words(
    visit: Callable[..., Any], desk: Desk
) -> None:
    from playwright.sync_api import expect

    with visit() as window:
        window.open(PAGE)
        exercise = drawing_of(window)
        first, second, third = right_marks(exercise, desk)
        exercise.locator(f'.sx-spot:has(input[value="{first}"])').click()
        exercise.locator(f'.sx-spot:has(input[value="{second}"])').click()
        words = exercise.locator(f'.sx-spot input[value="{third}"]').get_attribute("aria-labelledby")
        exercise.locator(f"[id='{words}']").click()
        expect(exercise.locator(".sx-spot-state", has_text="marked")).to_have_count(3)
        expect(exercise).to_contain_text("3 of at most 3 chosen")
        # A fourth is refused in words.
        exercise.locator(".sx-spot:not(:has(input:checked))").first.click()
        expect(exercise.locator(".sx-spot input:checked")).to_have_count(3)
        expect(exercise).to_contain_text("At most 3: take one back first.")
        exercise.get_by_role("button", name="Check").click()
        expect(exercise.locator(".sx-percent")).to_have_text("100%")
        expect(exercise.locator(".sx-pictures img")).to_have_count(1)
        # Nothing is lost when the page comes again.
        window.page.reload()
        expect(exercise.locator(".sx-spot input:checked")).to_have_count(3)


def test_it_is_marked_by_keyboard_alone(visit: Callable[..., Any], desk: Desk) -> None:
    from playwright.sync_api import expect

    with visit() as window:
        window.open(PAGE)
        exercise = drawing_of(window)
        marks = right_marks(exercise, desk)
        exercise.locator(".sx-spot input").first.focus()
        for option in [one.get_attribute("value") for one in exercise.locator(".sx-spot input").all()]:
            focused = "document.activeElement.value"
            assert window.page.evaluate(focused) == option
            if option in marks:
                window.page.keyboard.press("Space")
            window.page.keyboard.press("Tab")
        exercise.get_by_role("button", name="Check").press("Enter")
        expect(exercise.locator(".sx-score")).to_be_focused()
        expect(exercise.locator(".sx-percent")).to_have_text("100%")


def test_every_place_has_a_name_and_room_for_a_finger(visit: Callable[..., Any], desk: Desk) -> None:
    with visit(viewport={"width": 320, "height": 800}, has_touch=True) as window:
        window.open(PAGE)
        exercise = drawing_of(window)
        prompt = desk.item(exercise.get_attribute("item")).prompt
        boxes = []
        for option in prompt.fields[0].options:  # type: ignore[union-attr]
            spot = exercise.get_by_role("checkbox", name=option.label, exact=True)
            box = spot.bounding_box()
            assert min(box["width"], box["height"]) >= 24
            boxes.append((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2))
        apart = [
            ((x - u) ** 2 + (y - v) ** 2) ** 0.5
            for at, (x, y) in enumerate(boxes)
            for u, v in boxes[at + 1 :]
        ]
        assert min(apart) >= 24
        exercise.get_by_role("checkbox").first.tap()
        assert exercise.get_by_role("checkbox").first.is_checked()
        assert not window.page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_it_is_accessible_empty_marked_scored_and_failed(
    windows: Callable[..., Any], axe: Callable[..., list[str]]
) -> None:
    within = 'sacral-exercise[item$="/dysfunction/drawing"]'
    with windows(*EVERYWHERE) as opened:
        for window in opened:
            window.open(PAGE)
        assert ("empty", axe(*opened, within=within)) == ("empty", [])
        for window in opened:
            for place in (0, 3):
                drawing_of(window).locator(".sx-spot input").nth(place).check()
        assert ("marked", axe(*opened, within=within)) == ("marked", [])
        for window in opened:
            drawing_of(window).get_by_role("button", name="Check").press("Enter")
            drawing_of(window).locator(".sx-score").wait_for()
        assert ("scored", axe(*opened, within=within)) == ("scored", [])
        for window in opened:
            window.page.route("**/api/**", lambda route: route.abort())
            drawing_of(window).get_by_role("button", name="Another patient").press("Enter")
            drawing_of(window).locator(".sx-problem p").wait_for()
        assert ("failed", axe(*opened, within=within)) == ("failed", [])


def test_with_forced_colors_a_mark_is_still_seen(visit: Callable[..., Any]) -> None:
    with visit(forced_colors="active") as window:
        window.open(PAGE)
        spots = drawing_of(window).locator(".sx-spot")
        spots.first.locator("input").check()
        colors = [
            spots.nth(place).locator(".sx-spot-face").evaluate("one => getComputedStyle(one).backgroundColor")
            for place in (0, 1)
        ]
        assert colors[0] != colors[1]
