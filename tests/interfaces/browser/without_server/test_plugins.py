"""A stranger's plugin in the reader's browser that hangs or raises, and what the instructor is shown."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import Files, hosted

pytestmark = pytest.mark.browser

START_MS = 60_000
PAGE = """# Unruly

```{sacral-exercise} unruly
:case: left-on-left
```

```{sacral-exercise} region
:case: superior-shear
```

```{sacral-plugins}
```
"""


@pytest.fixture(scope="module")
def unruly_host(
    run: Callable[..., Any], unruly: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a course as files that has the unruly plugin in it."""
    folder = tmp_path_factory.mktemp("unruly")
    book, site = folder / "book", folder / "site"
    book.mkdir()
    (book / "_config.yml").write_text("title: Unruly\nonly_build_toc_files: true\n")
    (book / "_toc.yml").write_text("format: jb-book\nroot: page\n")
    (book / "page.md").write_text(PAGE)
    ended = run("build", "-o", site, "--book", book, env=unruly)
    assert (ended.returncode, ended.stderr) == (0, "")
    with hosted(site, Files) as address:
        yield address


def asked(window: Any, words: str) -> Any:
    exercise = window.first("unruly")
    exercise.get_by_role("textbox").fill(words)
    exercise.get_by_role("button", name="Check").press("Enter")
    return exercise


def test_a_plugin_that_hangs_is_stopped_and_named_and_the_others_go_on(
    unruly_host: str, visit: Callable[..., Any]
) -> None:
    from playwright.sync_api import expect

    with visit(unruly_host) as window:
        window.open("page.html")
        expect(asked(window, "work").locator(".sx-score")).to_contain_text("percent", timeout=START_MS)
        exercise = asked(window, "hang")
        # Asked while the worker is caught in the other plugin, and answered by the next one.
        other = window.first("region")
        other.get_by_role("button", name="Check").press("Enter")
        expect(exercise.locator(".sx-score")).to_have_text("Not graded", timeout=START_MS)
        expect(exercise.locator(".sx-feedback")).to_contain_text(
            "unruly: it did not reply within 10 seconds and was stopped"
        )
        expect(other.locator(".sx-score")).to_contain_text("percent", timeout=START_MS)
        window.page.reload()
        expect(exercise.get_by_role("textbox")).to_have_value("hang")
        expect(asked(window, "work").locator(".sx-score")).to_contain_text("percent", timeout=START_MS)


def test_the_instructor_sees_what_is_wrong_with_plugins(
    unruly_host: str, visit: Callable[..., Any], axe: Callable[..., list[str]]
) -> None:
    from playwright.sync_api import expect

    with visit(unruly_host) as window:
        window.open("page.html")
        plugins = window.page.locator("sacral-plugins")
        expect(plugins.get_by_role("row", name="unruly Misbehave unruly 1.0")).to_be_visible()
        look = plugins.get_by_role("button", name="Look for problems")
        look.press("Enter")
        expect(plugins.get_by_role("status")).to_contain_text("knows of no problem", timeout=START_MS)
        expect(asked(window, "raise").locator(".sx-score")).to_have_text("Not graded")
        look.press("Enter")
        expect(plugins.get_by_role("status")).to_contain_text("One problem is known.")
        sentence = plugins.get_by_role("listitem").first
        expect(sentence).to_contain_text("the spoon is bent")
        expect(sentence).to_contain_text("unruly 1.0")
        # The next page load knows nothing of this one; the browser does.
        window.page.reload()
        expect(plugins.get_by_role("listitem")).to_contain_text(["the spoon is bent"])
        assert axe(window) == []
        plugins.get_by_role("button", name="Forget these").press("Enter")
        expect(plugins.get_by_role("listitem")).to_have_count(0)
        expect(look).to_be_focused()


def test_served_the_instructor_sees_the_problems_that_the_server_has_met(
    unruly: dict[str, str], serve: Callable[..., Any], visit: Callable[..., Any], tmp_path: Path
) -> None:
    from playwright.sync_api import expect

    (tmp_path / "_config.yml").write_text("title: Unruly\nonly_build_toc_files: true\n")
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: page\n")
    (tmp_path / "page.md").write_text(PAGE)
    with serve("--book", tmp_path, env=unruly) as running, visit(running.address) as window:
        window.open("page.html")
        expect(asked(window, "raise").locator(".sx-score")).to_have_text("Not graded")
        plugins = window.page.locator("sacral-plugins")
        plugins.get_by_role("button", name="Look for problems").press("Enter")
        expect(plugins.get_by_role("listitem").first).to_contain_text("the spoon is bent")
