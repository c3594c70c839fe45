"""`sacral-edu course new`: a course of one's own, ready to be shown, to begin from."""

import json
import shlex
import shutil
from importlib.resources import files
from pathlib import Path
from string import Template

import click

from sacral_edu.domain.errors import SacralEduError
from sacral_edu.interfaces.casebook import bundled

_EPILOG = """\b
Examples:
  sacral-edu course new my-course
  sacral-edu course new my-course --title "A sacrum a week"
  sacral-edu course new small --bare     your own pages alone
"""
_TITLE = "Somatic dysfunction of the sacrum"
_LONGEST_TITLE = 80

_FILES = {
    "readme.md": "README.md",
    "gitignore": ".gitignore",
    "page.md": "book/our-patients.md",
    "case.toml": "cases/gate-latch.toml",
    "publish.yml": ".github/workflows/publish.yml",
}
"""Which template becomes which file."""
_BARE = {"index.md": "book/index.md", "config.yml": "book/_config.yml", "toc.yml": "book/_toc.yml"}
"""Which more where the chapters are left out."""

_PARTS = "parts:\n"
_OUR_PART = """parts:
  - caption: Our own
    chapters:
      - file: our-patients
"""


@click.group(epilog="\b\nExamples:\n  sacral-edu course new my-course\n")
def course() -> None:
    """Begin a course of your own."""


@course.command(epilog=_EPILOG)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", default=_TITLE, show_default=True, help="What stands above every page.")
@click.option("--bare", is_flag=True, help="Leave the chapters out, to which feedback leads for more.")
def new(folder: Path, title: str, bare: bool) -> None:
    """Write a course of your own into FOLDER.

    It has the chapters of this course, to change as you like, and before them a page of your own with two
    exercises on a patient of your own. It can be shown and built as it is.
    """
    words = _checked_title(title)
    _check_folder(folder)
    if not bare:
        _copy_chapters(folder / "book", words)
    for name, path in (_FILES | (_BARE if bare else {})).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_filled(name, words), encoding="utf-8", newline="\n")
    click.echo(f"Wrote a course to {folder}. Next:")
    click.echo(f"  cd {shlex.quote(str(folder))}")
    click.echo("  sacral-edu serve --book book --cases cases --watch --open")
    click.echo("Its README.md says what to change and how to publish it.")


def _copy_chapters(book: Path, title: str) -> None:
    """Copy the bundled book, name it, and put the page of one's own before its chapters."""
    shutil.copytree(bundled("book"), book, ignore=shutil.ignore_patterns("_build"))
    config, contents = book / "_config.yml", book / "_toc.yml"
    lines = config.read_text(encoding="utf-8").splitlines(keepends=True)
    named = [f"title: {json.dumps(title)}\n" if line.startswith("title:") else line for line in lines]
    config.write_text("".join(named), encoding="utf-8", newline="\n")
    pages = contents.read_text(encoding="utf-8").replace(_PARTS, _OUR_PART, 1)
    contents.write_text(pages, encoding="utf-8", newline="\n")


def _filled(name: str, title: str) -> str:
    text = files("sacral_edu.interfaces.cli").joinpath("templates", "course", name).read_text("utf-8")
    if name in ("case.toml", "publish.yml", "page.md"):
        return text
    return Template(text).substitute(title=title, quoted=json.dumps(title))


def _check_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise SacralEduError(f"{folder}: is a file; name a new folder.")
    if folder.is_dir() and any(folder.iterdir()):
        raise SacralEduError(f"{folder}: is not empty; name a new folder.")


def _checked_title(title: str) -> str:
    words = title.strip()
    if not words or len(words) > _LONGEST_TITLE or not words.isprintable():
        raise SacralEduError(f"--title {title!r}: a title is one line of 1 to {_LONGEST_TITLE} letters.")
    return words
