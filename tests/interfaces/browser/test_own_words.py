"""After a check of free text the learner's own words come back, marked by what the criteria say of them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

TEXT = (
    "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{EMOJI COMPONENT RED HAIR} consistent with left-on-left torsion of the "
    "sacrum.\nPossible right-on-right torsion? Sits 20 minutes."
)
NASTY = '<img src="/nope" onerror="window.hacked = true"> left-on-left torsion </p></mark><b>20 minutes'
EVERYWHERE = [(width, scheme) for width in (1280, 390, 320) for scheme in ("light", "dark")]
STYLES = {"earned": "solid", "wrong": "wavy", "not_counted": "dotted"}

PLAIN = """(element) => {
    const copy = element.cloneNode(true);
    for (const extra of copy.querySelectorAll(".sx-vh, .sx-hl-sign")) extra.remove();
    return copy.textContent;
}"""


@pytest.fixture(scope="module")
def wordy_course(
    tmp_path_factory: pytest.TempPathFactory,
    serve: Callable[..., AbstractContextManager[Any]],
    wordy: dict[str, str],
) -> Iterator[str]:
    """The address of a course whose page `wordy.html` has an exercise of a stranger's scorer of free text."""
    folder: Path = tmp_path_factory.mktemp("wordy-book")
    (folder / "_config.yml").write_text("title: Wordy\nonly_build_toc_files: true\n")
    (folder / "_toc.yml").write_text("format: jb-book\nroot: index\nchapters:\n- file: wordy\n")
    (folder / "index.md").write_text("# Small\n")
    (folder / "wordy.md").write_text(
        "# Wordy\n\n## Exercise\n\n```{sacral-exercise} wordy\n:case: left-on-left\n```\n"
    )
    with serve("--book", folder, env=wordy) as running:
        yield running.address


@pytest.fixture
def exercise(visit: Callable[..., Any], wordy_course: str) -> Iterator[Any]:
    """The exercise in a window of its own."""
    with visit(wordy_course) as window:
        window.open("wordy.html")
        yield window.first("wordy")


def write(exercise: Any, text: str) -> None:
    exercise.locator("textarea").fill(text)


def check(exercise: Any) -> None:
    from playwright.sync_api import expect

    exercise.get_by_role("button", name="Check").press("Enter")
    expect(exercise.locator(".sx-score")).to_be_focused()


def marked(exercise: Any) -> list[str]:
    """The words on which a mark begins, without the signs behind them."""
    return [mark.evaluate(PLAIN) for mark in exercise.locator(".sx-own-text mark[id]").all()]


def test_the_text_is_shown_again_whole_with_its_words_marked(exercise: Any) -> None:
    write(exercise, TEXT)
    check(exercise)
    assert exercise.locator(".sx-own-text").evaluate(PLAIN) == TEXT
    assert exercise.locator("textarea").input_value() == TEXT
    # Where two marks cross, the second begins on the words that they share.
    assert marked(exercise) == [
        "consistent with",
        "left-on-left ",
        "torsion",
        "Possible ",
        "right-on-right torsion",
        "20 minutes",
    ]


def test_each_mark_is_told_in_words_and_by_a_line_and_a_sign_of_its_verdict(exercise: Any) -> None:
    write(exercise, TEXT)
    check(exercise)
    said = exercise.locator(".sx-own-text").text_content()
    for words in (
        "(earned: Be certain) consistent with",
        "(earned: Name the lesion) left-on-left",
        "(does not count: Be certain) Possible",
        "(wrong: Name the lesion) right-on-right torsion",
    ):
        assert words in " ".join(said.split())
    signs: dict[str, str] = {}
    for verdict, line in STYLES.items():
        mark = exercise.locator(f".sx-own-text .sx-hl--{verdict}").first
        assert mark.evaluate("m => getComputedStyle(m).textDecorationStyle") == line
        sign = exercise.locator(f".sx-own-text .sx-verdict--{verdict} path").first
        signs[verdict] = sign.get_attribute("d")
    assert len(set(signs.values())) == len(STYLES)


def test_the_legend_explains_the_verdicts_that_are_there(exercise: Any) -> None:
    from playwright.sync_api import expect

    legend = exercise.locator(".sx-own-legend")
    write(exercise, "left-on-left torsion")
    check(exercise)
    expect(legend).to_have_text("earned A number leads to its criterion below.")
    write(exercise, TEXT)
    check(exercise)
    expect(legend).to_have_text("earned wrong does not count A number leads to its criterion below.")


def test_by_keyboard_alone_one_writes_checks_and_goes_to_and_fro_between_words_and_criteria(
    exercise: Any,
) -> None:
    from playwright.sync_api import expect

    page = exercise.page
    keys = page.keyboard

    def tab_to(selector: str) -> None:
        for _ in range(200):
            keys.press("Tab")
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        pytest.fail(f"Tab never comes to {selector}")

    tab_to("textarea.sx-text")
    keys.type("Left-on-left torsion\nof the sacrum; sits 20 minutes")
    tab_to(".sx-button--main")
    keys.press("Enter")
    expect(exercise.locator(".sx-score")).to_be_focused()
    tab_to(".sx-hl-ref")
    assert page.evaluate("document.activeElement.textContent") == "Criterion 1"
    keys.press("Enter")
    first = exercise.locator(".sx-criterion").first
    expect(first).to_be_focused()
    expect(first).to_contain_text("Name the lesion")
    tab_to(".sx-criterion a")
    assert page.evaluate("document.activeElement.textContent") == "“Left-on-left torsion”"
    keys.press("Enter")
    expect(exercise.locator(".sx-own-text mark").first).to_be_focused()
    tab_to(".sx-hl-ref")
    assert page.evaluate("document.activeElement.textContent") == "Criterion 1"


def test_each_criterion_quotes_its_words_with_their_verdict(exercise: Any) -> None:
    from playwright.sync_api import expect

    write(exercise, TEXT)
    check(exercise)
    quotes = exercise.locator(".sx-criterion .sx-at")
    expect(quotes).to_have_text(
        [
            "Your words: “left-on-left torsion” (earned), “right-on-right torsion” (wrong)",
            "Your words: “torsion of the sacrum” (earned)",
            "Your words: “20 minutes” (earned)",
            "Your words: “consistent with” (earned), “Possible right-on-right torsion” (does not count)",
        ]
    )
    expect(exercise.locator(".sx-place")).to_have_text([f"Criterion {n}" for n in (1, 2, 3, 4)])


def test_a_second_check_marks_the_new_text_and_the_first_is_gone(exercise: Any) -> None:
    from playwright.sync_api import expect

    write(exercise, "right-on-right torsion")
    check(exercise)
    assert marked(exercise) == ["right-on-right torsion"]
    write(exercise, "left-on-left torsion")
    # Until it is checked, the feedback is about what was handed in, and says so.
    assert marked(exercise) == ["right-on-right torsion"]
    expect(exercise.locator(".sx-stale")).to_contain_text("You have changed your answer since.")
    check(exercise)
    assert marked(exercise) == ["left-on-left torsion"]
    assert exercise.locator("textarea").input_value() == "left-on-left torsion"


def test_a_text_in_which_nothing_is_marked_is_not_shown_again(exercise: Any) -> None:
    from playwright.sync_api import expect

    for text in ("", "Nothing of note."):
        write(exercise, text)
        check(exercise)
        expect(exercise.locator(".sx-own")).to_have_count(0)
        expect(exercise.locator(".sx-place")).to_have_count(0)


def test_words_that_look_like_code_stay_words(exercise: Any) -> None:
    write(exercise, NASTY)
    check(exercise)
    assert exercise.locator(".sx-own-text").evaluate(PLAIN) == NASTY
    assert exercise.locator(".sx-own img, .sx-own b").count() == 0
    assert exercise.page.evaluate("window.hacked") is None


def test_highlights_that_make_no_sense_are_passed_over(exercise: Any) -> None:
    def odd(field: str, start: int, end: int, verdict: str) -> dict[str, Any]:
        return {"field": field, "start": start, "end": end, "verdict": verdict}

    line = {"id": "x", "label": "X", "earned": 0, "possible": 1, "feedback": "Why.", "read_more": "index#x"}
    nonsense = [odd("assessment", *span) for span in ((3, 3, "earned"), (9, 2, "wrong"), (0, 2, "toString"))]
    spans = [*nonsense, odd("else", 0, 2, "earned"), odd("assessment", 5, 99, "wrong")]
    score = {"outcome": "score", "item_id": "x", "scorer": "x", "points": 0}
    reply = {**score, "criteria": [{**line, "highlights": spans}]}
    exercise.page.route("**/api/score", lambda route: route.fulfill(json=reply))
    write(exercise, "left torsion")
    check(exercise)
    assert marked(exercise) == ["torsion"]


def test_many_marks_on_words_without_a_space_do_not_widen_a_narrow_page(
    visit: Callable[..., Any], wordy_course: str
) -> None:
    line = {"id": "x", "label": "X", "earned": 0, "possible": 1, "feedback": "Why.", "read_more": "index#x"}
    span = {"field": "assessment", "start": 0, "end": 60, "verdict": "earned"}
    score = {"outcome": "score", "item_id": "x", "scorer": "x", "points": 0}
    reply = {**score, "criteria": [{**line, "highlights": [span]}] * 12}
    with visit(wordy_course, viewport={"width": 320, "height": 900}) as window:
        window.open("wordy.html")
        window.page.route("**/api/score", lambda route: route.fulfill(json=reply))
        exercise = window.first("wordy")
        for letter in ("W", "\N{CJK UNIFIED IDEOGRAPH-4ED9}"):
            write(exercise, letter * 60)
            check(exercise)
            assert exercise.locator(".sx-hl-ref").count() == 12
            assert window.page.evaluate("document.documentElement.scrollWidth") == 320


def test_on_paper_the_marked_text_and_its_signs_are_there(exercise: Any) -> None:
    from playwright.sync_api import expect

    write(exercise, TEXT)
    check(exercise)
    exercise.page.emulate_media(media="print")
    expect(exercise.locator(".sx-own-text")).to_be_visible()
    assert exercise.locator(".sx-hl-ref .sx-icon:visible").count() == 6
    area = exercise.locator("textarea").evaluate("a => a.scrollHeight <= a.clientHeight + 1")
    assert area, "the answer is cut off on paper"


def test_it_is_accessible_wide_and_narrow_light_and_dark_and_never_wider_than_the_window(
    windows: Callable[..., Any], axe: Callable[..., list[str]], wordy_course: str
) -> None:
    with windows(*EVERYWHERE, address=wordy_course) as opened:
        for window in opened:
            window.open("wordy.html")
            exercise = window.first("wordy")
            write(exercise, f"{TEXT}\n{'x' * 80} sacral region")
            check(exercise)
            assert window.page.evaluate("document.documentElement.scrollWidth") <= int(window.kind.split()[0])
        assert axe(*opened) == []


def test_without_the_pages_colors_lines_and_signs_still_tell_the_verdicts(
    visit: Callable[..., Any], wordy_course: str
) -> None:
    with visit(wordy_course, forced_colors="active") as window:
        window.open("wordy.html")
        exercise = window.first("wordy")
        write(exercise, TEXT)
        check(exercise)
        look = "m => [getComputedStyle(m).textDecorationStyle, getComputedStyle(m).color]"
        looks = [
            exercise.locator(f".sx-own-text .sx-hl--{verdict}").first.evaluate(look) for verdict in STYLES
        ]
        assert [line for line, _ in looks] == list(STYLES.values())
        assert len({color for _, color in looks}) == 1
