"""Hints, further tries, the worked answer and links to a patient, in a real page."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from sacral_edu.domain.items import ChoiceField
from sacral_edu.interfaces.casebook import Desk

pytestmark = pytest.mark.browser

EVERYWHERE = [(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")]


def press(exercise: Any, name: str) -> None:
    exercise.get_by_role("button", name=name).press("Enter")


def test_hints_cost_a_second_try_counts_less_and_the_worked_answer_ends_the_credit(
    visit: Callable[..., Any], small_course: str, desk: Desk
) -> None:
    from playwright.sync_api import expect

    with visit(address=small_course) as window:
        window.open("triage.html")
        exercise = window.first("triage")
        item = exercise.get_attribute("item")
        first = desk.hint(item, 1)
        press(exercise, "Hint (costs 10%)")
        expect(exercise.locator(".sx-hinted")).to_contain_text(first.text)
        expect(exercise.get_by_role("button", name=f"Hint (2 of {first.of}, costs 10%)")).to_be_visible()
        field = next(one for one in desk.item(item).prompt.fields if isinstance(one, ChoiceField))
        right = desk.solution(item).response.answers[field.id]
        wrong = next(option.id for option in field.options if option.id != right)
        exercise.locator(f"input[value='{wrong}']").first.check()
        press(exercise, "Check")
        expect(exercise.locator(".sx-credit")).to_contain_text("One hint: ")
        # The same answer once more is no further try, after a reload neither.
        press(exercise, "Check")
        expect(exercise.locator(".sx-credit")).to_have_text(exercise.locator(".sx-credit").inner_text())
        window.page.reload()
        exercise = window.first("triage")
        expect(exercise.locator(".sx-hinted")).to_have_count(1)
        exercise.locator(f"input[value='{right}']").first.check()
        press(exercise, "Check")
        expect(exercise.locator(".sx-credit")).to_contain_text("One hint and second try: ")
        # By keyboard: Enter on the summary unfolds what stands beside the main buttons.
        exercise.locator("summary").press("Enter")
        press(exercise, "Show the worked answer")
        told = [line for one in desk.solution(item).told for line in one.lines]
        expect(exercise.locator(".sx-told dd")).to_have_text(told)
        expect(exercise.locator(".sx-worked-title")).to_be_focused()
        exercise.locator(f"input[value='{wrong}']").first.check()
        press(exercise, "Check")
        expect(exercise.locator(".sx-credit")).to_contain_text("0% credit")


def test_hints_lead_to_their_lines_and_a_failed_one_is_told(
    visit: Callable[..., Any], small_course: str, desk: Desk
) -> None:
    from playwright.sync_api import expect

    with visit(address=small_course) as window:
        window.open("dysfunction.html")
        exercise = window.first("dysfunction")
        item = exercise.get_attribute("item")
        window.page.route("**/api/hint**", lambda route: route.abort())
        press(exercise, "Hint")
        expect(exercise.get_by_role("alert")).to_contain_text("The server could not be reached.")
        window.page.unroute("**/api/hint**")
        count = desk.hint(item, 1).of
        for number in range(1, count + 1):
            press(exercise, "Hint")
            expect(exercise.locator(".sx-hinted")).to_have_count(number)
        expect(exercise.get_by_role("button", name="Hint")).to_have_count(0)
        expect(exercise.get_by_role("button", name="Check")).to_be_focused()
        lines = desk.hint(item, count).lines
        expect(exercise.locator(".sx-line--hinted")).to_have_count(len(lines))
        expect(exercise.locator(".sx-problem p")).to_have_count(0)


def test_another_patient_comes_in_the_difficulty_that_is_chosen(
    visit: Callable[..., Any], small_course: str, desk: Desk
) -> None:
    from playwright.sync_api import expect

    with visit(address=small_course) as window:
        window.open("tart.html")
        exercise = window.first("tart")
        other = desk.another(exercise.get_attribute("item"), "mixed")
        exercise.locator("summary").click()
        exercise.get_by_label("Next patient").select_option("mixed")
        press(exercise, "Another patient")
        expect(exercise.locator(".sx-title")).to_have_text(other.title)
        expect(exercise.locator(".sx-sentence").first).to_have_text(other.note[0].text)


def test_a_link_shows_its_patient_anywhere_and_a_wrong_one_says_why(
    visit: Callable[..., Any], small_course: str, desk: Desk
) -> None:
    from playwright.sync_api import expect

    linked = desk.make("region", "primary", seed=4321)
    with visit(address=small_course) as window:
        window.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        window.open(f"all.html#patient={linked.item_id}")
        exercise = window.first("region")
        expect(exercise.locator(".sx-title")).to_have_text(linked.title)
        exercise.locator("summary").click()
        press(exercise, "Copy link to this patient")
        expect(exercise.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
        assert window.page.evaluate("navigator.clipboard.readText()") == window.page.url
        press(exercise, "Another patient")
        expect(exercise.locator(".sx-title")).not_to_have_text(linked.title)
        assert "#patient" not in window.page.url
        kind = linked.item_id.partition("/")[2]
        window.page.evaluate(f"location.hash = '#patient=nobody/{kind}'")
        expect(exercise.get_by_role("alert")).to_contain_text("There is no case 'nobody'.")
        window.page.evaluate("location.hash = '#patient=g1-7-0/region/nothing'")
        first = window.page.locator("sacral-exercise").first
        expect(first.get_by_role("alert")).to_contain_text("no exercise on this page can show")


def test_help_is_accessible_in_every_state(
    windows: Callable[..., Any], axe: Callable[..., list[str]], small_course: str
) -> None:
    with windows(*EVERYWHERE, address=small_course) as opened:
        for window in opened:
            window.open("region.html")
            exercise = window.first("region")
            press(exercise, "Hint")
            exercise.locator(".sx-hinted").first.wait_for()
            press(exercise, "Check")
            exercise.locator(".sx-credit").wait_for()
            exercise.locator(".sx-more-actions > summary").click()
            press(exercise, "Review later")
            press(exercise, "Show the worked answer")
            exercise.locator(".sx-told").wait_for()
        assert axe(*opened) == []
        assert all(
            window.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            for window in opened
        )


def test_without_javascript_note_question_and_a_folded_worked_answer_remain(
    visit: Callable[..., Any], small_course: str, desk: Desk
) -> None:
    from playwright.sync_api import expect

    with visit(address=small_course, java_script_enabled=False) as window:
        window.open("audit.html")
        exercise = window.first("audit")
        solved = desk.solution(exercise.get_attribute("item"))
        expect(exercise.locator(".sx-stem")).to_be_visible()
        expect(exercise.locator("details dd").first).to_be_hidden()
        exercise.locator("summary").click()
        told = [line for one in solved.told for line in one.lines]
        expect(exercise.locator("details dd")).to_have_text(told)
        expect(exercise.locator("details li")).to_have_count(len(solved.score.criteria))


def test_what_is_damaged_or_blocked_in_storage_does_no_harm(
    visit: Callable[..., Any], small_course: str
) -> None:
    from playwright.sync_api import expect

    damaged = json.dumps({"hints": [None, 7], "tries": "x", "solution": "yes", "sent": 3})
    with visit(address=small_course) as window:
        window.open("region.html")
        item = window.first("region").get_attribute("item")
        window.page.evaluate(
            "([item, text]) => localStorage.setItem('sacral-edu:help:' + item, text)", [item, damaged]
        )
        window.page.reload()
        exercise = window.first("region")
        press(exercise, "Check")
        expect(exercise.locator(".sx-score")).to_contain_text("%")
        expect(exercise.locator(".sx-credit")).to_have_count(0)
    with visit(address=small_course) as window:
        window.page.add_init_script(
            "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, "
            "{ get() { throw new DOMException('blocked', 'SecurityError'); } });"
        )
        window.open("region.html")
        exercise = window.first("region")
        press(exercise, "Hint")
        # While a hint is on its way nothing else is sent.
        expect(exercise.locator(".sx-hinted")).to_have_count(1)
        press(exercise, "Check")
        expect(exercise.locator(".sx-credit")).to_contain_text("One hint")
        exercise.locator("summary").click()
        press(exercise, "Review later")
        expect(exercise.get_by_role("status").filter(has_text="cannot be remembered")).to_be_visible()
        # The theme's own scripts do not expect that; ours have no other fault.
        assert set(window.faults) <= {"blocked"}
        window.faults.clear()
