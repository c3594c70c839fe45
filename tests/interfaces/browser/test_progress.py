"""The learner's progress and the case clinic: kept in the browser, moved as a file, and endless patients."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sacral_edu.interfaces.casebook import Desk

pytestmark = pytest.mark.browser

EVERYWHERE = [(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")]
FULL = "void (Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); })"


def do(window: Any, page: str, scorer: str) -> Any:
    """Check a blank answer, which is never right."""
    window.open(page)
    exercise = window.first(scorer)
    exercise.get_by_role("button", name="Check").press("Enter")
    exercise.locator(".sx-score").wait_for()
    return exercise


def test_what_was_done_is_listed_by_chapter_and_skill_and_comes_back_for_review(
    visit: Callable[..., Any], tmp_path: Path
) -> None:
    from playwright.sync_api import expect

    with visit() as window:
        window.open("progress.html")
        progress = window.page.locator("sacral-progress")
        expect(progress).to_contain_text("Nothing is kept in this browser yet.")
        exercise = do(window, "regions.html", "region")
        expect(exercise.locator(".sx-head")).to_contain_text("Best so far: 0%")
        title = exercise.locator(".sx-title").inner_text()
        window.open("progress.html")
        expect(progress.locator(".sx-review li")).to_contain_text([title])
        chapter = window.page.locator("tr:has(a[href$='regions.html'])")
        expect(chapter).to_contain_text("1 of ")
        expect(progress.get_by_role("row", name="flexion tests 1 0%")).to_be_visible()
        with window.page.expect_download() as saved:
            progress.get_by_role("button", name="Export").press("Enter")
        file = tmp_path / "progress.json"
        saved.value.save_as(file)
        progress.get_by_role("button", name="Erase").press("Enter")
        expect(progress).to_contain_text("Nothing is kept in this browser yet.")
        expect(progress.get_by_role("button", name="Undo")).to_be_focused()
        progress.get_by_role("button", name="Undo").press("Enter")
        expect(progress.locator(".sx-review li")).to_contain_text([title])
        progress.locator(".sx-review a").click()
        expect(window.first("region").locator(".sx-title")).to_have_text(title)
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert [(one["count"], one["best"]) for one in kept["exercises"]] == [(1, 0)]
    with visit() as window:
        window.open("progress.html")
        progress = window.page.locator("sacral-progress")
        for wrong, words in (
            (b"spoon", "This file is not JSON."),
            (b"{}", "This is not a file of progress."),
            (b'{"sacral_edu_progress": 1, "exercises": [{"page": 7}]}', "Entry 1 of this file is damaged"),
        ):
            progress.get_by_label("Import a file").set_input_files(
                {"name": "p.json", "mimeType": "application/json", "buffer": wrong}
            )
            expect(progress.get_by_role("status")).to_contain_text(words)
        for _ in range(2):  # Once more changes nothing.
            progress.get_by_label("Import a file").set_input_files(file)
            expect(progress.get_by_role("status")).to_contain_text("One exercise was taken in.")
            expect(progress.locator(".sx-review li")).to_have_count(1)
        ours = "Object.keys(localStorage).filter((key) => key.startsWith('sacral-edu:')).length"
        assert window.page.evaluate(ours) == 1


def test_two_tabs_add_up_and_full_storage_loses_no_answer(
    visit: Callable[..., Any], pages: dict[str, str]
) -> None:
    from playwright.sync_api import expect

    with visit() as window:
        window.open("progress.html")
        listed = window.page.locator("sacral-progress .sx-review li")
        other = type(window)(window.page.context.new_page(), window.address)
        do(other, pages["region"], "region")
        expect(listed).to_have_count(1)
        third = type(window)(window.page.context.new_page(), window.address)
        do(third, pages["triage"], "triage")
        expect(listed).to_have_count(2)
        third.open(pages["audit"])
        third.page.evaluate(FULL)
        exercise = third.first("audit")
        exercise.locator("input[type=radio]").first.check()
        exercise.get_by_role("button", name="Check").press("Enter")
        expect(exercise.locator(".sx-score")).to_contain_text("%")
        expect(exercise.locator("input[type=radio]").first).to_be_checked()
        expect(listed).to_have_count(2)
        assert other.faults == third.faults == []


def test_patients_of_the_clinic_are_in_the_address_and_the_back_button_leads_to_the_one_before(
    visit: Callable[..., Any], desk: Desk
) -> None:
    from playwright.sync_api import expect

    with visit() as window:
        window.open("clinic.html")
        clinic = window.page.locator("sacral-clinic")
        clinic.get_by_label("What to practice").select_option("dysfunction/axis")
        clinic.get_by_label("Difficulty").select_option("minimal")
        clinic.get_by_label("Difficulty").press("Tab")
        window.page.keyboard.press("Enter")
        title = clinic.locator(".sx-title")
        expect(title).to_be_focused()
        item = window.page.url.partition("#patient=")[2]
        assert item.endswith("/dysfunction/axis")
        prompt = desk.item(item).prompt
        expect(clinic.locator(".sx-sentence").first).to_have_text(prompt.note[0].text)
        clinic.get_by_role("button", name="Another patient").press("Enter")
        second = desk.another(item)
        expect(clinic.locator(".sx-sentence").first).to_have_text(second.note[0].text)
        assert window.page.url.endswith(second.item_id)
        window.page.go_back()
        expect(clinic.locator(".sx-sentence").first).to_have_text(prompt.note[0].text)
        window.page.reload()
        expect(clinic.locator(".sx-sentence").first).to_have_text(prompt.note[0].text)
        clinic.get_by_role("button", name="Check").press("Enter")
        expect(clinic.locator(".sx-score")).to_contain_text("%")


def test_a_patient_who_cannot_be_made_is_told_and_can_be_asked_for_again(visit: Callable[..., Any]) -> None:
    from playwright.sync_api import expect

    with visit() as window:
        window.page.route("**/api/make**", lambda route: route.abort())
        window.open("clinic.html")
        clinic = window.page.locator("sacral-clinic")
        # What can be chosen stands in the page: nobody waits for it.
        clinic.get_by_label("What to practice").select_option("dysfunction/axis")
        clinic.get_by_label("Difficulty").select_option("minimal")
        clinic.get_by_role("button", name="New patient").press("Enter")
        expect(clinic.get_by_role("alert")).to_contain_text("The server could not be reached.")
        window.page.unroute("**/api/make**")
        clinic.get_by_role("button", name="New patient").press("Enter")
        expect(clinic.locator(".sx-title")).to_be_focused()
        expect(clinic.get_by_role("alert")).to_have_count(0)


def test_clinic_and_progress_are_accessible(
    windows: Callable[..., Any], axe: Callable[..., list[str]], pages: dict[str, str]
) -> None:
    with windows(*EVERYWHERE) as opened:
        for window in opened:
            do(window, pages["region"], "region")
            window.open("progress.html")
            window.page.locator(".sx-review li").wait_for()
        assert axe(*opened[:1], anew=opened[1:]) == []
        for window in opened:
            window.open("clinic.html#patient=g1-7-0/region/primary")
            window.page.locator("sacral-clinic .sx-card").wait_for()
        assert axe(*opened[:1], anew=opened[1:]) == []
