"""`course new`: a course that can be shown, built and published as it is written."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from sacral_edu.interfaces.casebook import bundled

OURS = {"README.md", ".gitignore", ".github", "book", "cases"}


def built(run: Callable[..., Any], course: Path, site: Path) -> str:
    """Build a course as its README says, and return the page of its own."""
    readme = (course / "README.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"^sacral-edu (build .+)$", readme, re.MULTILINE)
    words = [str(site) if word == "site" else word for word in command.split()]
    ended = run(*words, "--engine", "none", cwd=course)
    assert (ended.returncode, ended.stderr) == (0, "")
    return (site / "our-patients.html").read_text(encoding="utf-8")


def test_it_has_the_chapters_and_before_them_a_page_of_its_own(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    course, site = tmp_path / "my course", tmp_path / "site"
    ended = run("course", "new", course, "--title", 'A "sacrum" a week: $5')
    assert ended.returncode == 0, ended.stderr
    assert f"cd '{course}'" in ended.stdout
    assert {path.name for path in course.iterdir()} == OURS
    page = built(run, course, site)
    assert '<sacral-exercise item="gate-latch/tart/evidence"' in page
    assert '<sacral-exercise item="gate-latch/region/primary"' in page
    assert 'A "sacrum" a week: $5' in unescape(page)
    # Where feedback leads for more is there.
    assert (site / "tart.html").is_file()
    contents = (course / "book/_toc.yml").read_text(encoding="utf-8")
    assert yaml.safe_load(contents)["parts"][0]["chapters"] == [{"file": "our-patients"}]


def test_bare_it_has_its_own_pages_alone(run: Callable[..., Any], tmp_path: Path) -> None:
    course, site = tmp_path / "small", tmp_path / "site"
    assert run("course", "new", course, "--bare").returncode == 0
    assert {path.name for path in (course / "book").iterdir()} == {
        "_config.yml",
        "_toc.yml",
        "index.md",
        "our-patients.md",
    }
    assert '<sacral-exercise item="gate-latch/tart/evidence"' in built(run, course, site)


def test_its_case_is_the_one_of_the_page_that_teaches_the_format(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    assert run("course", "new", tmp_path / "new", "--bare").returncode == 0
    taught = (bundled("book") / "write-a-case.md").read_text(encoding="utf-8")
    assert f"```toml\n{(tmp_path / 'new/cases/gate-latch.toml').read_text(encoding='utf-8')}```" in taught
    ended = run("cases", "check", tmp_path / "new/cases")
    assert ended.stdout == "1 files: 1 authored cases, 0 vignettes (0 keys, 0 mistakes); 0 faults.\n"


def test_its_workflow_is_the_one_of_the_instructors_page(run: Callable[..., Any], tmp_path: Path) -> None:
    assert run("course", "new", tmp_path / "new", "--bare").returncode == 0
    workflow = (tmp_path / "new/.github/workflows/publish.yml").read_text(encoding="utf-8")
    told = workflow.replace('"sacral-edu[site]"', '".[site]"')
    told = told.replace("--book book --cases cases", "--book my-book --cases my-cases")
    assert f"```yaml\n{told}```" in (bundled("book") / "instructors.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("full", (), "full: is not empty; name a new folder."),
        ("file", (), "file: is a file; name a new folder."),
        ("new", ("--title", " "), "--title ' ': a title is one line of 1 to 80 letters."),
        ("new", ("--title", "a\nb"), r"--title 'a\nb': a title is one line of 1 to 80 letters."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    name: str, options: tuple[str, ...], said: str, refused: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/kept").write_text("mine")
    (tmp_path / "file").write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    assert refused("course", "new", name, *options, cwd=tmp_path) == said
    assert sorted(tmp_path.rglob("*")) == before
