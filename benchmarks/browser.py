"""Measure what a reader of the published course waits for, in real Chromium.

python benchmarks/browser.py [--site SITE] [--rounds 3] [--page tart.html] [--only first|worker|pages]

`first`: from opening a page to the first score, with Check pressed as soon as it is there; cold, after a
reload, and after a restart of the browser with the same profile; on loopback and over capped lines. The
yardstick is the bare runtime as npm has it, from opening an empty page to the first line of Python.
`worker`: the same from `new Worker` to the first score, without a page of the course around it; the
yardstick is measured from `new Worker` as well.
`pages`: each page of the course on loopback: largest paint, layout shift, and bytes before the engine.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hosting import Line, hosted
from playwright.sync_api import sync_playwright

from sacral_edu.interfaces.casebook import Casebook
from sacral_edu.interfaces.cli.engines import finishing
from sacral_edu.interfaces.site.build import build_site
from sacral_edu.interfaces.site.engine import fetched

LINES = (Line("loopback"), Line("50 Mbit/s, 20 ms", 50, 0.02), Line("10 Mbit/s, 40 ms", 10, 0.04))
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PATIENCE_MS = 120_000
BARE_PAGE = """<!doctype html><title>Bare</title><script type="module">
const worker = new Worker("./bare.js", { type: "module" });
worker.onmessage = ({ data }) => (document.body.textContent = data);
</script><body></body>"""
BARE_WORKER = """import { loadPyodide } from "./pyodide.mjs";
const pyodide = await loadPyodide({ indexURL: new URL("./", import.meta.url).href });
self.postMessage(`percent ${pyodide.runPython("1 + 1")}`);
"""
WORKER = """([script, question]) => new Promise((resolve, reject) => {
    const begun = performance.now();
    const worker = new Worker(script, { type: "module" });
    worker.onmessage = ({ data }) => {
        if (data.failed) reject(new Error(data.failed));
        if (data.id === 1 || typeof data === "string") resolve(performance.now() - begun);
    };
    if (question) worker.postMessage({ id: 1, question });
})"""
QUESTION = '{"ask":"score","response":{"item_id":"g1-11-0/tart/evidence","answers":{}}}'
WATCH = """
window.__paint = 0; window.__shift = 0;
new PerformanceObserver((list) => { for (const one of list.getEntries()) window.__paint = one.startTime; })
    .observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) window.__shift += one.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def chromium() -> str | None:
    """Return the Chromium of this machine."""
    return shutil.which("chromium") or shutil.which("google-chrome")


@contextmanager
def profile(playwright: Any, folder: Path) -> Iterator[Any]:
    """A browser that keeps its profile in a folder, and a page in it."""
    context = playwright.chromium.launch_persistent_context(
        str(folder), executable_path=chromium(), args=ARGUMENTS, viewport={"width": 1280, "height": 900}
    )
    try:
        yield context.new_page()
    finally:
        context.close()


def first_score(page: Any, address: str) -> float:
    """Return the milliseconds from opening a page to the score of its first exercise."""
    begun = time.perf_counter()
    page.goto(address, wait_until="commit")
    exercise = page.locator("sacral-exercise").first
    exercise.get_by_role("button", name="Check").press("Enter", timeout=PATIENCE_MS)
    exercise.locator(".sx-score").filter(has_text="percent").wait_for(timeout=PATIENCE_MS)
    return (time.perf_counter() - begun) * 1e3


def first_line(page: Any, address: str) -> float:
    """Return the milliseconds from opening the bare page to the first line of Python."""
    begun = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.get_by_text("percent 2").wait_for(timeout=PATIENCE_MS)
    return (time.perf_counter() - begun) * 1e3


def worker_start(page: Any, address: str, script: str, question: str) -> float:
    """Return the milliseconds from `new Worker` to what it says last, beside no page of the course."""
    page.goto(f"{address}nowhere")
    page.wait_for_timeout(300)
    return page.evaluate(WORKER, [script, question])


def visits(playwright: Any, address: str, measure: Any) -> tuple[float, float, float]:
    """Return the time of a first visit, of a reload, and of a visit after a restart."""
    with tempfile.TemporaryDirectory() as folder:
        with profile(playwright, Path(folder)) as page:
            cold = measure(page, address)
            page.wait_for_timeout(4_000)
            again = measure(page, address)
        with profile(playwright, Path(folder)) as page:
            return cold, again, measure(page, address)


def first(playwright: Any, places: tuple[Path, Path], measures: tuple[Any, Any], rounds: int) -> None:
    """Print the waits of the course beside those of the bare runtime, medians of some rounds.

    `places` are the folders of course and runtime; each measure takes a page and the address of its folder.
    """
    site, bare = places
    print(f"{'line':<18} {'visit':<8} {'course ms':>22} {'bare runtime ms':>22}  ratio")
    for line in LINES:
        with hosted(site, line) as address, hosted(bare, line) as yardstick:
            ours = [visits(playwright, address, measures[0]) for _ in range(rounds)]
            theirs = [visits(playwright, yardstick, measures[1]) for _ in range(rounds)]
        for place, visit in enumerate(("cold", "reload", "restart")):
            mine, other = ([one[place] for one in taken] for taken in (ours, theirs))
            ratio = statistics.median(mine) / statistics.median(other)
            print(f"{line.name:<18} {visit:<8} {spread(mine):>22} {spread(other):>22}  {ratio:.2f}")


def spread(times: list[float]) -> str:
    """Return the median with the least and the most."""
    return f"{statistics.median(times):,.0f} ({min(times):,.0f}-{max(times):,.0f})"


def pages(playwright: Any, site: Path) -> None:
    """Print for each page its largest paint, its layout shift, and the bytes before the engine."""
    print(f"{'page':<26} {'largest paint ms':>17} {'layout shift':>13} {'KB before engine':>17}")
    names = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    started = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
    with hosted(site, LINES[0]) as address:
        for name in (one for one in names if not one.startswith("_")):
            paint, shift, size = one_page(started, address + name)
            print(f"{name:<26} {paint:>17,.0f} {shift:>13.4f} {size / 1000:>17,.0f}")
    started.close()


def one_page(started: Any, address: str) -> tuple[float, float, int]:
    """Return largest paint (ms), layout shift and bytes as sent, of a first visit without the engine."""
    context = started.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    page = context.new_page()
    sizes: list[int] = []
    page.on("response", lambda reply: sizes.append(int(reply.headers.get("content-length", 0))))
    page.route("**/engine/**", lambda route: route.abort())
    page.add_init_script(WATCH)
    page.goto(address, wait_until="networkidle")
    figures = page.evaluate("[window.__paint, window.__shift]")
    context.close()
    return figures[0], figures[1], sum(sizes)


def main() -> None:
    """Read the options, build what is not given, and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--site", type=Path, help="a site that was built before")
    parser.add_argument("--page", default="tart.html", help="page of the first score")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of first scores")
    parser.add_argument("--only", choices=["first", "worker", "pages"], help="one of the measurements")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        site = asked.site or Path(scratch) / "site"
        if asked.site is None:
            with finishing("browser", None, Casebook().cases()) as finish:
                build_site(site, finish=finish)
        if asked.only in (None, "pages"):
            pages(playwright, site)
        if asked.only == "pages":
            return
        worker = next(site.glob("_static/sacral-edu/engine/*/worker.js")).relative_to(site).as_posix()
        measures = {
            "first": (lambda tab, address: first_score(tab, address + asked.page), first_line),
            "worker": (
                lambda tab, address: worker_start(tab, address, worker, QUESTION),
                lambda tab, address: worker_start(tab, address, "bare.js", ""),
            ),
        }
        with fetched() as runtime:
            (runtime.pyodide / "index.html").write_text(BARE_PAGE)
            (runtime.pyodide / "bare.js").write_text(BARE_WORKER)
            for name in (one for one in measures if asked.only in (None, one)):
                first(playwright, (site, runtime.pyodide), measures[name], asked.rounds)


if __name__ == "__main__":
    main()
