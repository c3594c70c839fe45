"""Chapters that are notebooks: made from their text, run at each build, and told apart where they fail."""

import json
import re
import runpy
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import nbformat
import pytest

from sacral_edu.domain.errors import SacralEduError
from sacral_edu.interfaces.site.build import build_site

CHAPTERS = ("seed-to-score", "weighing")
CONFIG = "title: Tiny\nonly_build_toc_files: true\nexecute:\n  execute_notebooks: force\n"


@pytest.fixture(scope="module")
def make(checkout: Path) -> Callable[[str], str]:
    made: Callable[[str], str] = runpy.run_path(str(checkout / "book/notebooks/make.py"))["notebook"]
    return made


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_notebook_is_what_its_text_makes_and_keeps_no_output(
    chapter: str, make: Callable[[str], str], checkout: Path
) -> None:
    kept = (checkout / "book" / f"{chapter}.ipynb").read_text(encoding="utf-8")
    text = (checkout / "book/notebooks" / f"{chapter}.md").read_text(encoding="utf-8")
    assert kept == make(text), "run python book/notebooks/make.py"
    cells = nbformat.reads(kept, as_version=4).cells
    assert sum(cell.cell_type == "code" for cell in cells) >= 4
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells)


def book_of(tmp_path: Path, notebook: str) -> Path:
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "_config.yml").write_text(CONFIG)
    (folder / "_toc.yml").write_text("format: jb-book\nroot: page\n")
    (folder / "page.ipynb").write_text(notebook, encoding="utf-8")
    return folder


def test_what_a_cell_prints_stands_in_the_page(make: Callable[[str], str], tmp_path: Path) -> None:
    text = "# Title\n\n```{code-cell}\nprint('seven times six is', 7 * 6)\n```\n\nWords.\n"
    build_site(tmp_path / "site", book=book_of(tmp_path, make(text)))
    page = (tmp_path / "site/page.html").read_text(encoding="utf-8")
    assert "seven times six is 42" in unescape(re.sub(r"<[^>]+>", "", page))
    assert re.search(r"<script(?![^>]*(?:src|application/json))", page) is None


def test_what_a_cell_prints_bit_by_bit_stands_there_as_one(
    make: Callable[[str], str], tmp_path: Path
) -> None:
    cell = "import time\nfor one in range(3):\n    print(one, end=' ')\n    time.sleep(0.5)\nprint('done')\n"
    text = f"# Title\n\n```{{code-cell}}\n{cell}```\n"
    build_site(tmp_path / "site", book=book_of(tmp_path, make(text)))
    page = (tmp_path / "site/page.html").read_text(encoding="utf-8")
    (output,) = re.findall(r'<div class="cell_output.*?</pre>', page, re.DOTALL)
    assert re.sub(r"<[^>]+>", "", output).strip() == "0 1 2 done"


def test_a_kept_notebook_gives_the_page_of_a_fresh_build(make: Callable[[str], str], tmp_path: Path) -> None:
    text = "# Title\n\n```{code-cell}\nprint(1)\n```\n\nWords.\n"
    book = book_of(tmp_path, make(text))
    for words in (text, text.replace("Words", "Other words")):
        (book / "page.ipynb").write_text(make(words), encoding="utf-8")
        build_site(tmp_path / "kept", book=book, cache=tmp_path / "cache")
    build_site(tmp_path / "fresh", book=book)
    kept, fresh = (
        {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
        for site in (tmp_path / "kept", tmp_path / "fresh")
    )
    assert [name for name in kept.keys() | fresh.keys() if kept.get(name) != fresh.get(name)] == []


def test_a_cell_that_fails_stops_the_build_and_is_named(make: Callable[[str], str], tmp_path: Path) -> None:
    text = "# Title\n\n```{code-cell}\nfirst = 1\n```\n\n```{code-cell}\nfirst / 0\nprint(2)\n```\n"
    with pytest.raises(SacralEduError) as refusal:
        build_site(tmp_path / "site", book=book_of(tmp_path, make(text)))
    assert str(refusal.value) == (
        f"The book could not be built: {tmp_path / 'book' / 'page.ipynb'}: the cell that begins with "
        "`first / 0` fails: ZeroDivisionError: division by zero."
    )


def test_a_faulty_exercise_in_a_notebook_is_named_with_its_cell(
    make: Callable[[str], str], tmp_path: Path
) -> None:
    text = "# Title\n\n```{code-cell}\nprint(1)\n```\n\nWords.\n\n```{sacral-exercise} nope\n```\n"
    with pytest.raises(SacralEduError, match=r"page\.ipynb, cell 3, line 3: .*'nope'"):
        build_site(tmp_path / "site", book=book_of(tmp_path, make(text)))


def test_the_simulated_examiners_come_to_what_the_page_says_of_them(checkout: Path) -> None:
    """The figures in the text of the chapter, taken from a run of its cells."""
    cells = json.loads((checkout / "book/weighing.ipynb").read_text(encoding="utf-8"))["cells"]
    names: dict[str, Any] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)  # noqa: S102 our own chapter
    agreement, right = names["counted"](0.276)
    assert (round(right, 2), round(agreement, 2)) == (0.72, 0.60)
    kappas = [
        (agreed - 0.5) / 0.5 for agreed, _ in map(names["counted_with_shared"], [0.276] * 3, (0.0, 0.2, 0.4))
    ]
    assert kappas == sorted(kappas)
    for kappa in (0.08, 0.20, 0.45):
        assert names["named"](names["error_rate"](kappa))[1] < 0.5
    assert next(iter(sorted(names["case"].proof.posterior.values(), reverse=True))) == pytest.approx(
        0.75, abs=0.01
    )
