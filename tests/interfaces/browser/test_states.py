"""Exercises in every state they come into meet WCAG 2.2 AA: wide and narrow, light and dark."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from sacral_edu.clinical.coding.codebook import shown

pytestmark = pytest.mark.browser

EVERYWHERE = [(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")]


def in_all(windows: list[Any], scorer: str, act: Callable[[Any, Any], None]) -> None:
    for window in windows:
        act(window.page, window.first(scorer))


def fill(page: Any, exercise: Any) -> None:
    """Give some answer in every field, some of it with each kind of mark."""
    for row in exercise.locator(".sx-segments").all()[:4]:
        row.locator("input").nth(1).check(force=True)
    for box in exercise.locator(".sx-tick input").all()[:1]:
        box.check()
    for area in exercise.locator("textarea").all():
        area.fill("Left-on-left forward sacral torsion.")
    with suppress(IndexError):
        exercise.locator(".sx-options input[type=radio]").all()[-1].check()


def build_a_claim(page: Any, exercise: Any) -> None:
    """Two diagnoses, a line with its modifiers unfolded, and a search that has found something."""
    diagnoses, procedures = exercise.get_by_role("combobox").all()
    for code in ("M99.04", "J06.9"):
        diagnoses.fill(code)
        diagnoses.press("Enter")
    procedures.fill(shown("OMT_3_4"))
    procedures.press("Enter")
    exercise.locator(".sx-mods summary").click()
    exercise.locator(".sx-mods-list input[type=checkbox]").first.check()
    exercise.locator(".sx-chip input").first.check()
    diagnoses.press_sequentially("low back")
    exercise.locator(".sx-hit").first.wait_for()
    diagnoses.press("ArrowDown")


def check(page: Any, exercise: Any) -> None:
    for box in exercise.get_by_role("combobox").all():
        box.fill("")
    exercise.get_by_role("button", name="Check").press("Enter")
    exercise.locator(".sx-score").wait_for()


def fail(page: Any, exercise: Any) -> None:
    page.route("**/api/**", lambda route: route.abort())
    exercise.get_by_role("button", name="Another patient").press("Enter")
    exercise.locator(".sx-problem p").wait_for()


def clear(page: Any, exercise: Any) -> None:
    exercise.get_by_role("button", name="Clear").press("Enter")
    exercise.locator(".sx-stale").wait_for()


@pytest.mark.parametrize("scorer", ["audit", "coding", "documentation", "region", "tart"])
def test_an_exercise_is_accessible_answered_scored_changed_and_failed(
    scorer: str,
    windows: Callable[..., Any],
    axe: Callable[..., list[str]],
    small_course: str,
) -> None:
    steps = {
        "answered": build_a_claim if scorer == "coding" else fill,
        "scored": check,
        "changed and failed": lambda page, exercise: (clear(page, exercise), fail(page, exercise)),
    }
    with windows(*EVERYWHERE, address=small_course) as opened:
        for window in opened:
            window.open(f"{scorer}.html")
        for step, act in steps.items():
            in_all(opened, scorer, act)
            assert (step, axe(*opened[:1], anew=opened[1:])) == (step, [])
