"""Exercises of the course done by keyboard alone, from the top of the page to the feedback."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from sacral_edu.domain.items import Example, MarkField, Prompt, TextField
from sacral_edu.interfaces.casebook import Desk

pytestmark = pytest.mark.browser

SCORERS = ("audit", "coding", "documentation", "region", "tart")
MOST_TABS = 600


class Keyboard:
    """Nothing but keys: Tab to get somewhere, and what one presses there."""

    def __init__(self, page: Any, exercise: Any) -> None:
        self.page = page
        self.keys = page.keyboard
        self.item = exercise.get_attribute("item")

    def to(self, selector: str, key: str = "Tab") -> None:
        """Press Tab until the focus is on an element of this exercise."""
        within = f'sacral-exercise[item="{self.item}"] {selector}'
        for _ in range(MOST_TABS):
            self.keys.press(key)
            if self.page.evaluate("s => document.activeElement.matches(s)", within):
                return
        pytest.fail(f"{key} never comes to {within}")

    def press(self, selector: str, *keys: str, back: bool = False) -> None:
        self.to(selector, "Shift+Tab" if back else "Tab")
        for key in keys:
            self.keys.press(key)

    def answer(self, prompt: Prompt, answers: Mapping[str, Any]) -> None:
        # The field whose lines are marked in the note itself stands first on the page.
        for field in sorted(prompt.fields, key=lambda field: not isinstance(field, MarkField)):
            given = answers.get(field.id)
            if given is None:
                continue  # The example leaves this field blank.
            if isinstance(field, MarkField):
                self._mark(field, prompt, given)
            elif isinstance(field, TextField):
                self.to("textarea")
                self.keys.type(given)
            elif isinstance(given, str):
                self._choose([option.id for option in field.options], given)  # type: ignore[union-attr]
            else:
                self._claim(given)

    def _mark(self, field: MarkField, prompt: Prompt, given: Mapping[str, str]) -> None:
        letters = {option.id: option.letter for option in field.options}
        for line in prompt.note:
            if line.id not in given:
                continue
            number = [one.id for one in prompt.note].index(line.id) + 1
            self._to_line(number)
            self.keys.press("Space" if len(field.options) == 1 else letters[given[line.id]].lower())

    def _to_line(self, number: int) -> None:
        ask = """([item, number]) => {
            const row = document.activeElement.closest(`sacral-exercise[item="${item}"] .sx-line`);
            return row?.querySelector(".sx-number").textContent === `Line ${number}`;
        }"""
        for _ in range(MOST_TABS):
            self.keys.press("Tab")
            if self.page.evaluate(ask, [self.item, number]):
                return
        pytest.fail(f"Tab never comes to line {number}")

    def _choose(self, options: list[str], wanted: str) -> None:
        self.press(".sx-options input[type=radio]", "Space", *["ArrowDown"] * options.index(wanted))

    def _claim(self, claim: Mapping[str, Any]) -> None:
        if claim["claim_action"] == "hold_query":
            self.press("input[value=submit]", "ArrowDown")
        self.to("input[role=combobox]")
        for code in claim["diagnoses"]:
            self.keys.type(code)
            self.keys.press("Enter")
        self.to(".sx-part:has(.sx-rows, .sx-empty) ~ .sx-part input[role=combobox]")
        for line in claim["procedures"]:
            self.keys.type(line["code"])
            self.keys.press("Enter")
        for number, line in reversed(list(enumerate(claim["procedures"]))):
            if line["modifiers"]:
                self.press(f'summary[data-focus="line-mods-{number}"]', "Enter", back=True)
                for modifier in line["modifiers"]:
                    self.press(f'[data-focus="line-mod-{number}-{modifier}"]', "Space")
            for code in reversed(line["dx"]):
                self.press(f'[data-focus="line-dx-{number}-{code}"]', "Space", back=True)
            if line["units"] > 1:
                self.press(f'[data-focus="line-units-{number}"]', str(line["units"]), back=True)

    def check(self) -> None:
        self.press(".sx-button--main", "Enter")


def example_of(desk: Desk, item_id: str, kind: str) -> Example:
    item = desk.item(item_id)
    return next(one for one in desk.scorers[item.prompt.scorer].examples(item) if one.kind == kind)


@pytest.mark.parametrize("kind", ["right", "wrong"])
@pytest.mark.parametrize("scorer", SCORERS)
def test_an_exercise_is_done_and_understood_by_keyboard_alone(
    scorer: str, kind: str, visit: Callable[..., Any], pages: dict[str, str], desk: Desk
) -> None:
    from playwright.sync_api import expect

    with visit() as window:
        window.open(pages[scorer])
        exercise = window.first(scorer)
        hands = Keyboard(window.page, exercise)
        shown = example_of(desk, hands.item, kind)
        hands.answer(desk.item(hands.item).prompt, shown.response.answers)
        hands.check()
        score = exercise.locator(".sx-score")
        # The heading of the feedback takes the focus, so that a screen reader reads it out.
        expect(score).to_be_focused()
        percent = round((shown.points or 0) * 100)
        expect(score).to_contain_text(f"Score {percent} percent")
        expect(score.locator(".sx-percent")).to_have_text(f"{percent}%")
        outcome = desk.score(shown.response)
        reasons = [line.feedback for line in outcome.criteria]  # type: ignore[union-attr]
        expect(exercise.locator(".sx-criterion-text")).to_have_count(len(reasons))
        for place, reason in enumerate(reasons):
            said = exercise.locator(".sx-criterion-text").nth(place)
            expect(said).to_be_visible()
            expect(said).to_have_text(reason)
        first = exercise.locator(".sx-more").first
        target = first.get_attribute("href")
        hands.press(".sx-more", "Enter")
        window.page.wait_for_url(f"**/{target.removeprefix('./')}")
        expect(window.page.locator(f"[id='{target.split('#')[1]}']").first).to_be_attached()


@pytest.mark.parametrize("scorer", ["coding", "documentation", "region", "tart"])
def test_another_case_is_asked_for_and_done(
    scorer: str, visit: Callable[..., Any], pages: dict[str, str], desk: Desk
) -> None:
    from playwright.sync_api import expect

    with visit() as window:
        window.open(pages[scorer])
        exercise = window.first(scorer)
        note = exercise.locator(".sx-note").inner_text()
        hands = Keyboard(window.page, exercise)
        next_item = desk.another(hands.item)
        hands.press(".sx-button--end", "Enter")
        title = exercise.locator(".sx-title")
        expect(title).to_be_focused()
        expect(exercise.locator(".sx-sentence").first).to_have_text(next_item.note[0].text)
        assert exercise.locator(".sx-note").inner_text() != note
        shown = example_of(desk, next_item.item_id, "right")
        hands.answer(next_item, shown.response.answers)
        hands.check()
        expect(exercise.locator(".sx-percent")).to_have_text("100%")
        # A reload neither goes back to the first case nor loses the answer.
        window.page.reload()
        expect(exercise.locator(".sx-sentence").first).to_have_text(next_item.note[0].text)
        exercise.locator(".sx-button--main").press("Enter")
        expect(exercise.locator(".sx-percent")).to_have_text("100%")


def test_where_there_is_no_other_case_it_is_said_and_the_answer_kept(
    visit: Callable[..., Any], small_course: str
) -> None:
    from playwright.sync_api import expect

    with visit(address=small_course) as window:
        window.open("audit.html")
        exercise = window.first("audit")
        exercise.locator("input[type=radio]").first.check()
        exercise.get_by_role("button", name="Another patient").press("Enter")
        expect(exercise.get_by_role("alert")).to_contain_text("There is no other case")
        expect(exercise.locator("input[type=radio]").first).to_be_checked()


@pytest.mark.parametrize("scorer", SCORERS)
def test_an_answer_outlives_a_lost_connection_and_a_reload(
    scorer: str, visit: Callable[..., Any], pages: dict[str, str], desk: Desk
) -> None:
    from playwright.sync_api import expect

    with visit() as window:
        window.open(pages[scorer])
        exercise = window.first(scorer)
        hands = Keyboard(window.page, exercise)
        shown = example_of(desk, hands.item, "right")
        hands.answer(desk.item(hands.item).prompt, shown.response.answers)
        window.page.route("**/api/**", lambda route: route.abort("internetdisconnected"))
        check = exercise.get_by_role("button", name="Check")
        check.press("Enter")
        expect(exercise.get_by_role("alert")).to_have_text(
            "The server could not be reached. You may be offline. "
            "Your answer is kept: press “Check” to try again."
        )
        expect(check).to_be_focused()
        expect(exercise.locator(".sx-score")).to_have_count(0)
        window.page.unroute("**/api/**")
        check.press("Enter")
        expect(exercise.locator(".sx-percent")).to_have_text("100%")
        expect(exercise.locator(".sx-problem")).to_be_empty()
        window.page.reload()
        expect(exercise.locator(".sx-score")).to_have_count(0)
        check.press("Enter")
        expect(exercise.locator(".sx-percent")).to_have_text("100%")
