"""Real pages in a real Chromium: one browser, one page a test, every request and every fault noted."""

import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

INSTALL = "Chromium is missing: apt-get install chromium, or set SACRAL_EDU_CHROMIUM"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
EXERCISES = {
    "audit": "left-on-left",
    "coding": "v01",
    "documentation": "linked-sciatica",
    "dysfunction": None,
    "region": "superior-shear",
    "tart": "left-on-left",
    "triage": None,
}
"""Scorers, each with the case of its exercise in the small course, or none for a generated one."""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "summary-name", "target-size"]
"""Rules whose outcome hangs on the theme or on the layout; all others read the page's structure alone."""

START = """([runOnly, within]) => {
    const options = {runOnly, resultTypes: ["violations"], preload: false};
    window.__axe = axe.run(document.querySelector(within), options).then(({violations}) => violations.map(
        ({id, nodes}) => nodes.map(({html, failureSummary}) => `${id}: ${html} ${failureSummary}`)).flat());
}"""


@pytest.fixture(scope="session")
def chromium(lacking: Callable[[str], None]) -> str:
    """The Chromium of this machine."""
    for needed in ("playwright", "axe_playwright_python"):
        if find_spec(needed) is None:
            lacking(f'{needed} is missing: pip install "sacral-edu[test]"')
    named = os.environ.get("SACRAL_EDU_CHROMIUM")
    names = [named] if named else ["chromium", "chromium-browser", "google-chrome"]
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        lacking(INSTALL)
    assert found is not None
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    """One browser for all tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def pages(bundled_site: Path) -> dict[str, str]:
    """The page of the course that has the first exercise of each scorer."""
    found: dict[str, str] = {}
    for path in sorted(bundled_site.glob("*.html")):
        for scorer in re.findall(r'<sacral-exercise item="[^/"]+/(\w+)/', path.read_text(encoding="utf-8")):
            found.setdefault(scorer, path.name)
    return found


class Visit:
    """A page of the course in a window, with the hosts it has asked and the faults it has had."""

    def __init__(self, page: Any, address: str) -> None:
        self.page = page
        self.address = address
        self.asked: list[str] = []
        self.faults: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.set_default_timeout(15_000)

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    def exercise(self, item: str) -> Any:
        """The exercise that the page was built with for an item."""
        return self.page.locator(f'sacral-exercise[item="{item}"]')

    def first(self, scorer: str) -> Any:
        """The first exercise of a scorer on the page."""
        return self.page.locator(f'sacral-exercise[item*="/{scorer}/"]').first

    @property
    def kind(self) -> str:
        """The width and the theme of the window."""
        theme = self.page.evaluate("document.documentElement.dataset.theme")
        return f"{self.page.viewport_size['width']} {theme}"

    @property
    def other_hosts(self) -> set[str]:
        ours = urlsplit(self.address).netloc
        hosts = {urlsplit(url).netloc for url in self.asked if not url.startswith(("data:", "blob:"))}
        return hosts - {ours}


@pytest.fixture(scope="session")
def small_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sources of a course with one exercise a page, `tart.md` and so on, and all of them on `all.md`."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "_config.yml").write_text("title: Small\nonly_build_toc_files: true\n")
    chapters = "".join(f"- file: {page}\n" for page in (*EXERCISES, "all"))
    (folder / "_toc.yml").write_text(f"format: jb-book\nroot: index\nchapters:\n{chapters}")
    (folder / "index.md").write_text("# Small\n")
    everything = "# All\n"
    for scorer, case in EXERCISES.items():
        wish = f":case: {case}\n" if case else ""
        exercise = f"```{{sacral-exercise}} {scorer}\n{wish}```\n"
        (folder / f"{scorer}.md").write_text(f"# {scorer}\n\n## Exercise\n\n{exercise}")
        everything += f"\n## {scorer}\n\n{exercise}"
    (folder / "all.md").write_text(everything)
    return folder


@pytest.fixture(scope="session")
def small_course(small_book: Path, serve: Callable[..., AbstractContextManager[Any]]) -> Iterator[str]:
    """The address of a course with one exercise a page, served."""
    with serve("--book", small_book) as running:
        yield running.address


@pytest.fixture
def visit(browser: Any, server: Any) -> Callable[..., AbstractContextManager[Visit]]:
    """Open windows on the served course; in the end no page may have asked another host or have failed."""

    @contextmanager
    def window(address: str = server.address, **wishes: Any) -> Iterator[Visit]:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **wishes})
        try:
            visited = Visit(context.new_page(), address)
            yield visited
            assert visited.other_hosts == set()
            assert visited.faults == []
        finally:
            context.close()

    return window


@pytest.fixture
def windows(visit: Callable[..., Any]) -> Callable[..., AbstractContextManager[list[Visit]]]:
    """Several windows at once, each of a width and a theme."""

    @contextmanager
    def opened(*kinds: tuple[int, str], **wishes: Any) -> Iterator[list[Visit]]:
        with ExitStack() as stack:
            yield [
                stack.enter_context(
                    visit(
                        viewport={"width": width, "height": 900},
                        color_scheme=scheme,
                        reduced_motion="reduce",
                        **wishes,
                    )
                )
                for width, scheme in kinds
            ]

    return opened


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """Look for violations of WCAG 2.2 AA in windows, all at once; a line for each element at fault.

    Windows given as `anew` show what another one shows in another way: only the rules that could find
    something else there are tried.
    """
    script = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")

    def look(*windows: Visit, anew: Sequence[Visit] = (), within: str = "html") -> list[str]:
        for window in (*windows, *anew):
            if not window.page.evaluate("'axe' in window"):
                window.page.evaluate(script)
            only = {"type": "tag", "values": WCAG} if window in windows else {"type": "rule", "values": LOOKS}
            window.page.evaluate(START, [only, within])
        found = [(window.kind, window.page.evaluate("window.__axe")) for window in (*windows, *anew)]
        return [f"{kind}: {fault}" for kind, faults in found for fault in faults]

    return look
