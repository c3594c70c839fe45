"""Exercises that meet with odd replies, second thoughts, leftovers and words that look like code."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ({"status": 500, "body": "no"}, "The server ran into a problem (status 500)."),
        ({"status": 200, "body": "<html>"}, "The server's reply could not be read."),
        ({"status": 200, "json": {"outcome": "else"}}, "The server's reply could not be read."),
        ({"status": 400, "json": {"detail": "This is why."}}, "This is why."),
    ],
    ids=["broken", "no-json", "no-outcome", "refused"],
)
def test_a_reply_that_is_no_score_is_said_in_a_sentence(
    reply: dict[str, Any], words: str, visit: Callable[..., Any], pages: dict[str, str]
) -> None:
    from playwright.sync_api import expect

    with visit() as window:
        window.open(pages["tart"])
        window.page.route("**/api/score", lambda route: route.fulfill(**reply))
        exercise = window.first("tart")
        exercise.get_by_role("button", name="Check").press("Enter")
        expect(exercise.get_by_role("alert")).to_contain_text(words)
        expect(exercise.get_by_role("alert")).to_contain_text("Your answer is kept")


def test_what_was_not_graded_is_no_zero(visit: Callable[..., Any], pages: dict[str, str]) -> None:
    from playwright.sync_api import expect

    outcome = {"outcome": "not_graded", "item_id": "x", "scorer": "tart", "reason": "RuntimeError: spoon"}
    with visit() as window:
        window.open(pages["tart"])
        window.page.route("**/api/score", lambda route: route.fulfill(json=outcome))
        exercise = window.first("tart")
        exercise.get_by_role("button", name="Check").press("Enter")
        expect(exercise.locator(".sx-score")).to_have_text("Not graded")
        expect(exercise.locator(".sx-feedback")).to_contain_text("It does not count as a zero")
        expect(exercise.locator(".sx-feedback")).to_contain_text("tart: RuntimeError: spoon")
        assert "%" not in exercise.locator(".sx-feedback").inner_text()


def test_what_was_not_graded_is_still_there_in_a_new_window_until_it_is_graded(
    visit: Callable[..., Any], pages: dict[str, str]
) -> None:
    from playwright.sync_api import expect

    outcome = {"outcome": "not_graded", "item_id": "x", "scorer": "region", "reason": "RuntimeError: spoon"}
    with visit() as window:
        window.open(pages["region"])
        window.page.route("**/api/score", lambda route: route.fulfill(json=outcome))
        window.first("region").locator("input[type=radio]").first.check()
        window.first("region").get_by_role("button", name="Check").press("Enter")
        expect(window.first("region").locator(".sx-score")).to_have_text("Not graded")
        # What a window alone remembers goes with it.
        window.page.evaluate("sessionStorage.clear()")
        window.page.unroute("**/api/score")
        window.page.reload()
        expect(window.first("region").locator("input[type=radio]").first).to_be_checked()
        window.first("region").get_by_role("button", name="Check").press("Enter")
        expect(window.first("region").locator(".sx-score")).to_contain_text("%")
        assert window.page.evaluate("Object.keys(localStorage).filter(key => key.includes('ungraded'))") == []


def test_clearing_can_be_taken_back(visit: Callable[..., Any], pages: dict[str, str]) -> None:
    from playwright.sync_api import expect

    with visit() as window:
        window.open(pages["region"])
        exercise = window.first("region")
        marked = exercise.locator("input[type=radio]").first
        marked.check()
        exercise.get_by_role("button", name="Clear").press("Enter")
        expect(marked).not_to_be_checked()
        expect(exercise.get_by_role("status").filter(has_text="Answer cleared.")).to_be_visible()
        exercise.get_by_role("button", name="Undo").press("Enter")
        expect(marked).to_be_checked()


def test_an_answer_changed_after_the_feedback_is_said_to_be_so(
    visit: Callable[..., Any], pages: dict[str, str]
) -> None:
    from playwright.sync_api import expect

    with visit() as window:
        window.open(pages["region"])
        exercise = window.first("region")
        exercise.get_by_role("button", name="Check").press("Enter")
        expect(exercise.locator(".sx-score")).to_be_focused()
        exercise.locator("input[type=radio]").first.check()
        expect(exercise.locator(".sx-stale")).to_contain_text("You have changed your answer since.")


def test_no_more_lines_are_marked_than_are_allowed(visit: Callable[..., Any], small_course: str) -> None:
    from playwright.sync_api import expect

    with visit(small_course) as window:
        window.open("region.html")
        boxes = window.first("region").locator(".sx-tick input")
        for place in range(3):
            boxes.nth(place).check()
        boxes.nth(3).click()
        expect(boxes.nth(3)).not_to_be_checked()
        expect(window.page.get_by_text("At most 3: take one mark back first.")).to_be_visible()
        boxes.nth(0).uncheck()
        boxes.nth(3).check()
        expect(window.page.get_by_text("3 of at most 3 marked")).to_be_visible()


def test_a_code_that_was_typed_but_not_added_is_not_lost_without_a_word(
    visit: Callable[..., Any], small_course: str
) -> None:
    from playwright.sync_api import expect

    with visit(small_course) as window:
        window.open("coding.html")
        exercise = window.first("coding")
        field = exercise.get_by_role("combobox").first
        field.fill("M99.04")
        exercise.get_by_role("button", name="Check").press("Enter")
        expect(exercise.get_by_role("alert")).to_contain_text(
            "“M99.04” is typed but not yet added to the claim"
        )
        expect(field).to_be_focused()
        expect(exercise.locator(".sx-score")).to_have_count(0)


def test_a_code_that_no_list_has_can_be_added_and_is_scored(
    visit: Callable[..., Any], small_course: str
) -> None:
    from playwright.sync_api import expect

    with visit(small_course) as window:
        window.open("coding.html")
        exercise = window.first("coding")
        diagnoses, procedures = exercise.get_by_role("combobox").all()
        diagnoses.fill("z99.zz")
        diagnoses.press("Enter")
        procedures.fill("12345")
        procedures.press("Enter")
        expect(exercise.locator(".sx-dx")).to_contain_text("Z99.ZZ")
        exercise.get_by_role("button", name="Check").press("Enter")
        expect(exercise.locator(".sx-percent")).to_be_visible()


def test_words_that_look_like_code_stay_words(visit: Callable[..., Any], small_course: str) -> None:
    from playwright.sync_api import expect

    nasty = '<img src="/nope" onerror="window.hacked = true"><script>window.hacked = true</script>'
    line = {"id": "x", "label": nasty, "earned": 0, "possible": 1, "feedback": nasty, "read_more": "index#x"}
    score = {
        "outcome": "score",
        "item_id": "x",
        "scorer": "x",
        "points": 0,
        "summary": nasty,
        "criteria": [line],
    }
    with visit(small_course) as window:
        window.open("tart.html")
        window.page.route("**/api/score", lambda route: route.fulfill(json=score))
        exercise = window.first("tart")
        exercise.get_by_role("button", name="Check").press("Enter")
        expect(exercise.locator(".sx-summary")).to_have_text(nasty)
        expect(exercise.locator(".sx-criterion-text")).to_have_text(nasty)
        assert exercise.locator("img").count() == 0
        assert window.page.evaluate("window.hacked") is None


def test_a_leftover_that_cannot_be_drawn_does_not_take_the_exercise_away(
    visit: Callable[..., Any], small_course: str
) -> None:
    from playwright.sync_api import expect

    with visit(small_course) as window:
        window.open("tart.html")
        item = window.first("tart").get_attribute("item")
        window.page.evaluate(
            """item => {
                const keep = (what, value) =>
                    sessionStorage.setItem(`sacral-exercise:${what}:${item}`, value);
                keep("shown", '{"note": [], "fields": [{"type": "x"}]}');
                keep("answers", '{"evidence": [7]}');
            }""",
            item,
        )
        window.page.reload()
        expect(window.first("tart").locator(".sx-stem")).to_contain_text("TART evidence")
        expect(window.first("tart").get_by_role("button", name="Check")).to_be_visible()


def test_where_nothing_grades_the_exercise_is_there_to_read(
    visit: Callable[..., Any], small_course: str
) -> None:
    from playwright.sync_api import expect

    def without_engine(route: Any) -> None:
        reply = route.fetch()
        route.fulfill(response=reply, body=reply.text().replace('engine="server"', 'engine="none"'))

    with visit(small_course) as window:
        window.page.route("**/tart.html", without_engine)
        window.open("tart.html")
        exercise = window.first("tart")
        expect(exercise.locator(".sx-why")).to_contain_text("graded when the course is opened with")
        expect(exercise.locator(".sx-static")).to_be_visible()
        assert exercise.locator("form").count() == 0
