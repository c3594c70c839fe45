"""Building a book into a folder: whole or not at all, and a fault with the page and line it stands in."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sacral_edu.domain.errors import SacralEduError
from sacral_edu.interfaces.casebook import bundled
from sacral_edu.interfaces.site.build import MARKER, build_site

PAGE = "# Title\n\nSome words.\n\n```{sacral-exercise} tart\n:case: left-on-left\n```\n"


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_small_book_is_built_with_its_exercise(book: Callable[..., Path], tmp_path: Path) -> None:
    shares: list[float] = []
    out = tmp_path / "deep" / "site"
    build_site(out, book=book(PAGE), progress=lambda share, _: shares.append(share))
    html = (out / "page.html").read_text(encoding="utf-8")
    assert '<sacral-exercise item="left-on-left/tart/evidence" engine="server" data-api="/api"' in html
    assert "graded when the course is opened with `sacral-edu serve`" in html
    assert (out / "_static/sacral-edu/sacral-exercise.js").is_file()
    assert (out / "_static/sacral-edu/sacral-exercise.css").is_file()
    assert (out / MARKER).is_file()
    assert files(out.parent) == {"site"}
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_a_later_build_replaces_an_earlier_one_whole(book: Callable[..., Path], tmp_path: Path) -> None:
    out, folder = tmp_path / "site", book(PAGE)
    out.mkdir()
    build_site(out, book=folder)
    (out / "stale.html").write_text("from before")
    (folder / "page.md").write_text("# Another title\n", encoding="utf-8")
    build_site(out, book=folder)
    assert not (out / "stale.html").exists()
    assert "Another title" in (out / "page.html").read_text(encoding="utf-8")


def test_a_build_that_fails_leaves_the_earlier_one_alone(book: Callable[..., Path], tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (out / MARKER).touch()
    (out / "page.html").write_text("from before")
    with pytest.raises(SacralEduError):
        build_site(out, book=book("# Title\n\n```{sacral-exercise} nope\n```\n"))
    assert (out / "page.html").read_text() == "from before"
    assert files(tmp_path) == {"site", "book"}


def test_a_site_may_lie_inside_its_book(book: Callable[..., Path]) -> None:
    folder = book(PAGE)
    for _ in range(2):
        build_site(folder / "site", book=folder)
        assert files(folder) == {"_config.yml", "_toc.yml", "page.md", "site"}
        assert not (folder / "site" / "site").exists()


def test_settings_may_leave_out_the_extension_and_blank_parts(
    book: Callable[..., Path], tmp_path: Path
) -> None:
    build_site(tmp_path / "site", book=book(PAGE, config="title: Tiny\nsphinx:\n  config:\n"))
    assert "<sacral-exercise" in (tmp_path / "site/page.html").read_text(encoding="utf-8")


def test_exercises_may_be_about_ones_own_cases_and_have_another_engine(
    book: Callable[..., Path], tmp_path: Path
) -> None:
    words = (bundled("cases") / "left-on-left.toml").read_text(encoding="utf-8")
    (tmp_path / "mine.toml").write_text(words.replace('id = "left-on-left"', 'id = "mine"'))
    folder = book(PAGE.replace("left-on-left", "mine"))
    build_site(tmp_path / "site", book=folder, cases=[tmp_path / "mine.toml"], engine="none")
    html = (tmp_path / "site/page.html").read_text(encoding="utf-8")
    assert '<sacral-exercise item="mine/tart/evidence" engine="none"' in html


@pytest.mark.parametrize(
    ("options", "name"),
    [
        (":case: left-on-left\n:item: sites", "left-on-left/tart/sites"),
        (":seed: 4\n:item: part", "/tart/part"),
    ],
)
def test_a_page_can_ask_any_kind_of_question(
    options: str, name: str, book: Callable[..., Path], tmp_path: Path
) -> None:
    folder = book(f"# Title\n\n```{{sacral-exercise}} tart\n{options}\n```\n")
    build_site(tmp_path / "site", book=folder, engine="none")
    assert f'{name}" engine="none"' in (tmp_path / "site/page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "line", "words"),
    [
        ("```{sacral-exercise} nope\n```\n", 3, "There is no scorer 'nope'; installed are audit, coding, "),
        ("Words.\n\n```{sacral-exercise} tart\n:case: nope\n```\n", 5, "There is no case 'nope'."),
        (
            "```{sacral-exercise} tart\n:case: v01\n```\n",
            3,
            "scorer tart makes no item for case v01: it asks",
        ),
        (
            "```{sacral-exercise} region\n:dysfunction: NORMAL\n```\n",
            3,
            "Scorer region made no item for 60 cases",
        ),
        (
            "```{sacral-exercise} tart\n:item: portrait\n:case: left-on-left\n```\n",
            3,
            "scorer tart makes no item 'portrait' for case left-on-left; it makes evidence, ",
        ),
        (
            "```{sacral-exercise} tart\n:item: portrait\n```\n",
            3,
            "It makes no item of that name; it makes evidence, picture, ",
        ),
        ("```{sacral-exercise} tart\n:case: v01\n:seed: 4\n```\n", 3, "take `:seed:` away."),
        ("[away](#nowhere)\n", 3, "'nowhere'"),
    ],
    ids=["scorer", "case", "no-item", "no-item-made", "no-kind", "no-kind-made", "needless", "link"],
)
def test_a_fault_in_a_page_is_named_with_its_file_and_line(
    page: str, line: int, words: str, book: Callable[..., Path], tmp_path: Path
) -> None:
    folder = book(f"# Title\n\n{page}")
    with pytest.raises(SacralEduError) as refusal:
        build_site(tmp_path / "site", book=folder)
    said = str(refusal.value)
    assert f"{folder / 'page.md'}:{line}: " in said
    assert words in said
    assert not (tmp_path / "site").exists()


def test_a_folder_with_other_files_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work")
    with pytest.raises(SacralEduError) as refusal:
        build_site(tmp_path)
    assert str(refusal.value) == f"{tmp_path}: holds files that no build made; name an empty or a new folder."
    assert files(tmp_path) == {"thesis.doc"}


def test_a_file_is_no_place_to_build_into(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file")
    with pytest.raises(SacralEduError, match="is a file; name a folder to build into"):
        build_site(tmp_path / "site")


@pytest.mark.parametrize("missing", ["_config.yml", "_toc.yml"])
def test_a_folder_that_is_no_book_is_refused(missing: str, book: Callable[..., Path], tmp_path: Path) -> None:
    folder = book(PAGE)
    (folder / missing).unlink()
    with pytest.raises(SacralEduError) as refusal:
        build_site(tmp_path / "site", book=folder)
    assert str(refusal.value) == f"{folder}: there is no {missing} in this folder; it is no Jupyter Book."


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("_config.yml", b"a: [", "_config.yml: is not valid YAML: "),
        ("_config.yml", b"- 1", "_config.yml: the file: must be a mapping of names to values."),
        ("_config.yml", b"sphinx: 3", "_config.yml: sphinx: must be a mapping of names to values."),
        ("_config.yml", b"sphinx: {extra_extensions: x}", "_config.yml: extra_extensions: must be a list."),
        ("_config.yml", b"\xc3\x28", "_config.yml: is not valid YAML: "),
        ("_toc.yml", b"a: [", "_toc.yml: is not valid YAML: "),
    ],
)
def test_settings_that_cannot_be_read_are_named(
    name: str, content: bytes, words: str, book: Callable[..., Path], tmp_path: Path
) -> None:
    folder = book(PAGE)
    (folder / name).write_bytes(content)
    with pytest.raises(SacralEduError) as refusal:
        build_site(tmp_path / "site", book=folder)
    assert str(refusal.value).startswith(f"{folder}{os.sep}{words}")


def test_a_page_that_is_missing_is_named(book: Callable[..., Path], tmp_path: Path) -> None:
    folder = book(PAGE)
    (folder / "page.md").unlink()
    with pytest.raises(SacralEduError, match="unable to load the master document"):
        build_site(tmp_path / "site", book=folder)
