"""A build that takes over what has not changed gives the very site that a build from nothing gives."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sacral_edu.domain.errors import SacralEduError
from sacral_edu.interfaces.casebook import bundled
from sacral_edu.interfaces.site.build import build_site

TWO_PAGES = "format: jb-book\nroot: page\nchapters:\n- file: other\n"
PAGE = "# First\n\nSee [](#there), and the map.\n\n```{sacral-exercise} tart\n:case: mine\n```\n"
OTHER = "# Other\n\n(there)=\n## There\n\n```{sacral-map}\n```\n"


class Course:
    """A book of two pages with a case of its own, built with a cache and without."""

    def __init__(self, folder: Path, book: Path) -> None:
        self.folder, self.book, self.cache = folder, book, folder / "cache"
        (book / "_toc.yml").write_text(TWO_PAGES)
        (book / "other.md").write_text(OTHER)
        self.case = folder / "mine.toml"
        words = (bundled("cases") / "left-on-left.toml").read_text(encoding="utf-8")
        self.case.write_text(words.replace('id = "left-on-left"', 'id = "mine"'), encoding="utf-8")
        self.read: list[str] = []

    def built(self, *, cache: bool = True) -> dict[str, bytes]:
        """Build, and return every file of the site; `read` then names what was read and written."""
        self.read.clear()
        site = self.folder / "site"
        build_site(
            site,
            book=self.book,
            cases=[self.case],
            engine="none",
            cache=self.cache if cache else None,
            progress=lambda _, what: self.read.append(what),
        )
        return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}

    def edit(self, file: str, old: str, new: str) -> None:
        place = self.book / file
        words = place.read_text(encoding="utf-8")
        assert old in words
        place.write_text(words.replace(old, new), encoding="utf-8")


@pytest.fixture
def course(book: Callable[..., Path], tmp_path: Path) -> Course:
    return Course(tmp_path, book(PAGE))


def test_what_has_not_changed_is_neither_read_nor_written(course: Course) -> None:
    first = course.built()
    assert "reading sources: page" in course.read
    assert course.built() == first
    assert course.read == []


def test_an_edited_page_alone_is_read_and_the_site_is_that_of_a_fresh_build(course: Course) -> None:
    before = course.built()
    course.edit("other.md", "## There\n", "## There\n\nSome more words.\n")
    after = course.built()
    assert "reading sources: other" in course.read
    assert "reading sources: page" not in course.read
    assert after != before
    assert after == course.built(cache=False)


def test_a_new_title_reaches_every_page_that_shows_it(course: Course) -> None:
    course.built()
    course.edit("other.md", "# Other\n", "# Another\n")
    course.edit("other.md", "## There", "## Elsewhere")
    after = course.built()
    assert "reading sources: page" not in course.read
    assert b"Another" in after["page.html"]
    assert b"See <a" in after["page.html"]
    assert b"Elsewhere" in after["page.html"]
    assert after == course.built(cache=False)


def test_an_edited_case_reaches_the_pages_that_ask_about_it(course: Course) -> None:
    before = course.built()
    words = course.case.read_text(encoding="utf-8")
    line = next(line for line in words.splitlines() if line.startswith("title = "))
    course.case.write_text(words.replace(line, 'title = "A new title"'), encoding="utf-8")
    after = course.built()
    assert b"A new title" in after["page.html"]
    assert b"A new title" not in before["page.html"]
    assert after == course.built(cache=False)


def test_a_page_that_was_taken_away_is_gone(course: Course) -> None:
    assert "other.html" in course.built()
    (course.book / "_toc.yml").write_text("format: jb-book\nroot: page\n")
    (course.book / "other.md").unlink()
    course.edit("page.md", "See [](#there), and the map.", "Nothing to see.")
    after = course.built()
    assert "other.html" not in after
    assert after == course.built(cache=False)


def test_an_edited_plugin_changes_its_exercises(
    course: Course, wordy: dict[str, str], run: Callable[..., Any], tmp_path: Path
) -> None:
    """A stranger's plugin is found on the path; what it asks changes, and no page does."""
    course.edit("page.md", "tart\n:case: mine", "wordy\n:seed: 3")
    plugin = tmp_path / "plugin"
    (found,) = [path for path in wordy["PYTHONPATH"].split(os.pathsep) if (Path(path) / "wordy.py").exists()]
    shutil.copytree(found, plugin)
    env = {"PYTHONPATH": str(plugin)}
    asked = ("build", "-o", tmp_path / "site", "--book", course.book, "--engine", "none")
    for old, new in (("", ""), ("Write the assessment", "Put down the assessment")):
        file = plugin / "wordy.py"
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        ended = run(*asked, env=env)
        assert ended.returncode == 0, ended.stderr
        assert (new or "Write the assessment") in (tmp_path / "site/page.html").read_text(encoding="utf-8")


def test_a_fault_is_told_at_each_build_until_it_is_mended(course: Course) -> None:
    before = course.built()
    course.edit("page.md", ":case: mine", ":case: nobody")
    for _ in range(2):
        with pytest.raises(SacralEduError, match=r"page\.md:5: .*nobody"):
            course.built()
    course.edit("page.md", ":case: nobody", ":case: mine")
    assert course.built() == before


def test_a_fault_in_a_page_that_refers_to_an_edited_one_is_told(course: Course) -> None:
    course.built()
    course.edit("other.md", "(there)=\n", "")
    for _ in range(2):
        with pytest.raises(SacralEduError, match="there"):
            course.built()


def test_a_build_that_was_cut_off_is_not_believed(course: Course) -> None:
    first = course.built()
    (kept,) = course.cache.iterdir()
    (kept / "running").touch()
    (kept / "out/_build/.doctrees/environment.pickle").write_bytes(b"half of")
    (kept / "built").unlink()
    assert course.built() == first


def test_a_cache_that_another_build_is_using_is_done_without(course: Course) -> None:
    first = course.built()
    (kept,) = course.cache.iterdir()
    held = sqlite3.connect(kept / "lock", isolation_level=None)
    held.execute("BEGIN EXCLUSIVE")
    assert course.built() == first
    assert "reading sources: page" in course.read
    held.close()
    course.built()
    assert course.read == []


def test_a_cache_that_cannot_be_written_is_done_without(course: Course) -> None:
    course.cache.write_text("a file where a folder should be")
    assert "page.html" in course.built()


def test_what_no_build_has_used_for_a_month_is_thrown_away(course: Course) -> None:
    course.cache.mkdir()
    for name, age in (("old", 31), ("newer", 29)):
        (course.cache / name).mkdir()
        then = course.case.stat().st_mtime - age * 24 * 3600
        os.utime(course.cache / name, (then, then))
    course.built()
    assert not (course.cache / "old").exists()
    assert (course.cache / "newer").exists()
