"""Several kinds of exercise of one scorer: each stays its own kind from case to case and keeps its answer."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

pytestmark = pytest.mark.browser

PAGE = """# Wordy

```{sacral-exercise} wordy
:seed: 3
```

```{sacral-exercise} wordy
:seed: 3
:item: line
```
"""


def test_another_case_keeps_the_kind_and_the_answers_of_the_other_kind(
    visit: Callable[..., AbstractContextManager[Any]],
    serve: Callable[..., AbstractContextManager[Any]],
    book: Callable[..., Any],
    wordy: dict[str, str],
) -> None:
    from playwright.sync_api import expect

    with serve("--book", book(PAGE), env=wordy) as running, visit(running.address) as window:
        window.open("page.html")
        long, line = (window.page.locator("sacral-exercise").nth(place) for place in (0, 1))
        long.locator("textarea").fill("kept")
        line.locator("textarea").fill("gone with its case")
        for _ in range(3):
            before = line.locator(".sx-note").inner_text()
            line.get_by_role("button", name="Another patient").press("Enter")
            expect(line.locator(".sx-title")).to_be_focused()
            assert line.locator(".sx-note").inner_text() != before
            expect(line.locator(".sx-stem")).to_have_text("Write it in one line.")
            expect(line.locator("textarea")).to_have_value("")
        line.locator("textarea").fill("left-on-left torsion")
        window.page.reload()
        expect(line.locator(".sx-stem")).to_have_text("Write it in one line.")
        expect(line.locator("textarea")).to_have_value("left-on-left torsion")
        expect(long.locator(".sx-stem")).to_have_text("Write the assessment of this visit.")
        expect(long.locator("textarea")).to_have_value("kept")
