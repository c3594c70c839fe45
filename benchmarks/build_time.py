"""Measure how long a course takes to build, by its number of pages.

python benchmarks/build_time.py [--pages 1 5 20 40] [--rounds 3]

Every page of these courses has twenty paragraphs and two exercises. `first` is a build from nothing, `edited`
one after a sentence of one page was changed, `nothing` one after no change; none has an engine. The
yardstick is Jupyter Book alone on as many pages of plain text of the same length.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sacral_edu.interfaces.site.build import build_site

CONFIG = "title: Measured\nonly_build_toc_files: true\nexecute:\n  execute_notebooks: 'off'\n"
PLAIN = "from jupyter_book.cli.main import main; main()"


def course(folder: Path, pages: int) -> Path:
    """Write a course of that many pages, each with two exercises, and return its folder."""
    folder.mkdir()
    names = [f"page{number}" for number in range(1, pages)]
    for number, name in enumerate(["index", *names]):
        exercises = "".join(
            f"\n```{{sacral-exercise}} {scorer}\n:seed: {number}\n```\n" for scorer in ("tart", "region")
        )
        (folder / f"{name}.md").write_text(f"# Page {number}\n\n{prose(number)}\n{exercises}")
    return listed(folder, names)


def plain(folder: Path, pages: int) -> Path:
    """Write a book of as many pages with as many words and nothing else."""
    folder.mkdir()
    names = [f"page{number}" for number in range(1, pages)]
    for number, name in enumerate(["index", *names]):
        (folder / f"{name}.md").write_text(f"# Page {number}\n\n{prose(number)}\n")
    return listed(folder, names)


def prose(number: int) -> str:
    """Return some hundred sentences."""
    return "\n\n".join(f"Sentence {one} of page {number} says what it says. " * 5 for one in range(20))


def listed(folder: Path, names: list[str]) -> Path:
    """Write the settings and the table of contents."""
    (folder / "_config.yml").write_text(CONFIG)
    chapters = "chapters:\n" + "".join(f"- file: {name}\n" for name in names) if names else ""
    (folder / "_toc.yml").write_text(f"format: jb-book\nroot: index\n{chapters}")
    return folder


def seconds(work: object, *given: object, **named: object) -> float:
    """Return how long a call took."""
    begun = time.perf_counter()
    work(*given, **named)  # type: ignore[operator]
    return time.perf_counter() - begun


def jupyter_book(book: Path, out: Path) -> None:
    """Build with Jupyter Book alone."""
    command = [sys.executable, "-c", PLAIN, "build", str(book), "--path-output", str(out)]
    subprocess.run(command, check=True, capture_output=True)


def measured(folder: Path, pages: int) -> dict[str, float]:
    """Return the seconds of each kind of build of a course of that many pages."""
    book = course(folder / "course", pages)
    kept = {"book": book, "engine": "none", "cache": folder / "cache"}
    times = {"first": seconds(build_site, folder / "site", **kept)}
    page = book / "index.md"
    page.write_text(page.read_text().replace("says what it says", "says something else", 1))
    times["edited"] = seconds(build_site, folder / "site", **kept)
    times["nothing"] = seconds(build_site, folder / "site", **kept)
    times["plain"] = seconds(jupyter_book, plain(folder / "plain", pages), folder / "out")
    return times


def main() -> None:
    """Read the options and print a row for each number of pages."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, nargs="+", default=[1, 5, 20, 40])
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    print(
        f"{'pages':>5} {'first s':>9} {'edited s':>9} {'nothing s':>10} {'Jupyter Book s':>15}  first/plain"
    )
    for pages in asked.pages:
        rounds: list[dict[str, float]] = []
        for _ in range(asked.rounds):
            with tempfile.TemporaryDirectory() as folder:
                rounds.append(measured(Path(folder), pages))
        middle = {kind: statistics.median(one[kind] for one in rounds) for kind in rounds[0]}
        print(
            f"{pages:>5} {middle['first']:>9.1f} {middle['edited']:>9.1f} {middle['nothing']:>10.1f} "
            f"{middle['plain']:>15.1f}  {middle['first'] / middle['plain']:.2f}"
        )


if __name__ == "__main__":
    main()
