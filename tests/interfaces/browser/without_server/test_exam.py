"""An exam on a plain host: answered across pages and reloads, saved as a file, graded by the instructor."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import StrictFiles, hosted

pytestmark = pytest.mark.browser

TOC = "format: jb-book\nroot: page\nchapters:\n- file: other\n"
FULL = """
const whole = Storage.prototype.setItem;
Storage.prototype.setItem = function (key, value) {
    if (key.startsWith("sacral-edu:exam:")) throw new DOMException("full", "QuotaExceededError");
    return whole.call(this, key, value);
};
"""
PAGES = {
    "page": ("tart\n:item: evidence", "coding\n:item: claim"),
    "other": ("documentation\n:item: assessment", "dysfunction", "audit"),
}


@pytest.fixture(scope="module")
def exam(tmp_path_factory: pytest.TempPathFactory, run: Callable[..., Any]) -> Path:
    """A folder with the built exam in `site` and its key in `key.json`."""
    folder = tmp_path_factory.mktemp("exam")
    book = folder / "book"
    book.mkdir()
    (book / "_config.yml").write_text("title: Autumn\nonly_build_toc_files: true\n")
    (book / "_toc.yml").write_text(TOC)
    for page, scorers in PAGES.items():
        asked = "".join(f"\n```{{sacral-exercise}} {scorer}\n:seed: 5\n```\n" for scorer in scorers)
        (book / f"{page}.md").write_text(f"# {page}\n\n## Questions\n{asked}")
    ended = run("build", "-o", folder / "site", "--book", book, "--exam", folder / "key.json")
    assert ended.returncode == 0, ended.stderr
    return folder


@pytest.fixture(scope="module")
def host(exam: Path) -> Iterator[str]:
    with hosted(exam / "site", StrictFiles) as address:
        yield address


def questions(window: Any) -> Any:
    return window.page.locator("sacral-exercise")


def saved(window: Any, folder: Path, press: Callable[[Any], None]) -> Path:
    with window.page.expect_download() as download:
        press(window.page.get_by_role("button", name="Save my answers"))
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def test_it_is_answered_saved_and_graded(
    exam: Path, host: str, visit: Callable[..., Any], run: Callable[..., Any], tmp_path: Path
) -> None:
    from playwright.sync_api import expect

    with visit(host) as window:
        window.open("page.html")
        panel = window.page.locator("sacral-exam")
        expect(panel).to_contain_text("0 of 5 questions are answered.")
        tart, coding = questions(window).all()
        tart.locator(".sx-segments").first.locator("input").nth(1).check(force=True)
        diagnoses = coding.get_by_role("combobox").first
        diagnoses.fill("M99.04")
        diagnoses.press("Enter")
        expect(coding).to_contain_text("Question 2 of 5, answered")
        expect(panel).to_contain_text("2 of 5 questions are answered.")
        for word in ("Check", "Hint", "Another patient", "Worked answer"):
            expect(window.page.get_by_text(word, exact=True)).to_have_count(0)
        # Over pages, reloads and another window of the same browser nothing is lost.
        panel.get_by_role("link", name="3").click()
        expect(window.page).to_have_url(f"{host}other.html")
        window.page.locator("textarea").first.fill("Left-on-left forward sacral torsion.")
        window.page.reload()
        expect(window.page.locator("textarea").first).to_have_value("Left-on-left forward sacral torsion.")
        expect(panel).to_contain_text("3 of 5 questions are answered.")
        window.page.get_by_role("button", name="Save my answers").click()
        expect(panel.get_by_role("alert")).to_contain_text("Write your name or code first")
        name = panel.get_by_label("Your name, or the code you were given")
        expect(name).to_be_focused()
        name.fill("Kim O'Neil")
        file = saved(window, tmp_path, lambda button: button.click())
        assert file.name == "answers-Kim-O-Neil.json"
        expect(panel.get_by_role("status").last).to_contain_text("with 3 of 5 questions")
        assert window.other_hosts == set()
        assert not [url for url in window.asked if "/engine/" in url or "/api/" in url]
    ended = run("exam", "grade", exam / "key.json", file, "--format", "json")
    assert (ended.returncode, ended.stderr) == (0, "")
    (row,) = json.loads(ended.stdout)
    assert row["learner"] == "Kim O'Neil"
    assert [one["answered"] for one in row["questions"]] == [True, True, True, False, False]
    assert row["not_graded"] == 0
    # On another machine it goes on from the file.
    with visit(host) as window:
        window.open("other.html")
        window.page.get_by_label("Go on with a file").set_input_files(file)
        expect(window.page.locator("textarea").first).to_have_value("Left-on-left forward sacral torsion.")
        expect(window.page.locator("sacral-exam")).to_contain_text("3 of 5 questions are answered.")


def test_it_is_answered_and_saved_by_keyboard_alone(
    host: str, visit: Callable[..., Any], tmp_path: Path
) -> None:
    from playwright.sync_api import expect

    with visit(host) as window:
        window.open("page.html")
        keys = window.page.keyboard
        expect(window.page.locator("sacral-exam")).to_contain_text("0 of 5")

        def to(selector: str) -> None:
            for _ in range(200):
                keys.press("Tab")
                if window.page.evaluate("s => document.activeElement.matches(s)", selector):
                    return
            pytest.fail(f"Tab never comes to {selector}")

        to(".sx-segments input")
        keys.press("t")
        to("sacral-exam .sx-input")
        keys.type("K7")
        to("sacral-exam .sx-button--main")
        file = saved(window, tmp_path, lambda _: keys.press("Enter"))
        (answers,) = json.loads(file.read_bytes())["answers"].values()
        assert list(answers["evidence"].values()) == ["texture"]
        to("sacral-exam .sx-button:not(.sx-button--main)")
        keys.press("Enter")
        expect(window.page.locator("sacral-exam")).to_contain_text("0 of 5")
        keys.press("Enter")  # The focus is on Undo.
        expect(window.page.locator("sacral-exam")).to_contain_text("1 of 5")


def test_a_file_of_another_exam_is_refused_and_nothing_lost(
    host: str, visit: Callable[..., Any], tmp_path: Path
) -> None:
    from playwright.sync_api import expect

    other = tmp_path / "other.json"
    other.write_text('{"exam": "another", "answers": {}}')
    with visit(host) as window:
        window.open("other.html")
        window.page.locator("textarea").first.fill("Mine.")
        window.page.get_by_label("Go on with a file").set_input_files(other)
        alert = window.page.locator("sacral-exam").get_by_role("alert")
        expect(alert).to_contain_text("This is no file of answers to this exam.")
        expect(window.page.locator("textarea").first).to_have_value("Mine.")


def test_without_storage_what_is_answered_is_saved_all_the_same(
    host: str, visit: Callable[..., Any], tmp_path: Path
) -> None:
    from playwright.sync_api import expect

    with visit(host) as window:
        window.page.add_init_script(FULL)
        window.open("other.html")
        window.page.locator("textarea").first.fill("Kept nowhere.")
        alert = questions(window).first.get_by_role("alert")
        expect(alert).to_contain_text("This browser keeps nothing")
        window.page.get_by_label("Your name, or the code you were given").fill("K7")
        file = saved(window, tmp_path, lambda button: button.click())
        assert "Kept nowhere." in file.read_text(encoding="utf-8")


def test_it_is_accessible_empty_answered_saved_and_with_a_fault(
    host: str, windows: Callable[..., Any], axe: Callable[..., list[str]], tmp_path: Path
) -> None:
    with windows((1280, "light"), (320, "dark"), address=host) as opened:
        for page in PAGES:
            for window in opened:
                window.open(f"{page}.html")
                window.page.locator("sacral-exam h2").wait_for()
            assert (page, "empty", axe(*opened)) == (page, "empty", [])
            for window in opened:
                window.page.get_by_role("button", name="Save my answers").click()
                for area in window.page.locator("textarea").all():
                    area.fill("Words.")
            assert (page, "fault", axe(*opened)) == (page, "fault", [])
            for window in opened:
                window.page.get_by_label("Your name, or the code you were given").fill("K7")
                saved(window, tmp_path, lambda button: button.click())
                window.page.get_by_role("button", name="Erase my answers").click()
                assert not window.page.evaluate("document.documentElement.scrollWidth > innerWidth")
            assert (page, "saved", axe(*opened)) == (page, "saved", [])
