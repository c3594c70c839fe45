"""`sacral-edu plugins new`: what it writes where, and what it refuses; its use is tested among strangers."""

import ast
import tomllib
from collections.abc import Callable
from pathlib import Path
from string import Template
from typing import Any

import pytest

from sacral_edu.api import API_VERSION
from sacral_edu.interfaces.cli.plugin_new import plugin_files

FILES = [
    ".gitignore",
    "README.md",
    "pyproject.toml",
    "src/sacral_edu_my_own/__init__.py",
    "src/sacral_edu_my_own/plugin.py",
    "src/sacral_edu_my_own/scorer.py",
    "tests/test_my_own.py",
]


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_it_writes_a_folder_named_after_the_scorer(printed: Callable[..., str], tmp_path: Path) -> None:
    said = printed("plugins", "new", "my_own", cwd=tmp_path)
    assert said.splitlines()[:2] == ["Wrote 7 files to sacral-edu-my-own. Next:", "  cd sacral-edu-my-own"]
    assert _files(tmp_path / "sacral-edu-my-own") == FILES


def test_it_writes_where_it_is_told_and_into_an_empty_folder(
    printed: Callable[..., str], tmp_path: Path
) -> None:
    for name in ("new folder/deep", "empty"):
        folder = tmp_path / name
        if name == "empty":
            folder.mkdir()
        printed("plugins", "new", "my_own", "-o", folder)
        assert _files(folder) == FILES


@pytest.mark.parametrize(
    "title", ["Say it", "It's so", 'Say "so"', 'It\'s "so"', "Ça va? 仙骨", "$name {x} %s"]
)
def test_a_title_is_kept_as_it_was_typed(title: str) -> None:
    files = plugin_files("own", title)
    tree = ast.parse(files["src/sacral_edu_own/scorer.py"])
    (scorer,) = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "OwnScorer"]
    values: dict[str, Any] = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in scorer.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    assert (values["name"], values["title"]) == ("own", title)
    assert title in files["README.md"]


@pytest.mark.parametrize("name", ["a", "x1", "my_own_scorer", "a_name_of_thirty_letters_in_al"])
def test_every_file_is_sound_for_every_name(name: str) -> None:
    for path, text in plugin_files(name, "Title").items():
        assert Template.pattern.search(text) is None, path
        assert text.endswith("\n")
        if path.endswith(".py"):
            assert ast.get_docstring(ast.parse(text))
            assert max(map(len, text.splitlines())) <= 110
    project = tomllib.loads(plugin_files(name, "Title")["pyproject.toml"])
    assert project["project"]["entry-points"]["sacral_edu"] == {name: f"sacral_edu_{name}.plugin"}
    assert "license" not in project["project"]


def test_it_states_the_api_it_was_written_for() -> None:
    assert f'SACRAL_EDU_API = "{API_VERSION}"' in plugin_files("own", "Own")["src/sacral_edu_own/plugin.py"]


@pytest.mark.parametrize(
    "name", ["My-Scorer", "my scorer", "9lives", "_own", "own_", "a__b", "é", "", "a" * 31, "../x"]
)
def test_a_name_that_no_scorer_can_have_is_refused(
    name: str, refused: Callable[..., str], tmp_path: Path
) -> None:
    assert refused("plugins", "new", "--", name, cwd=tmp_path) == (
        f"{name!r} cannot name a scorer; use snake_case of at most 30 letters, such as my_scorer."
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["class", "lambda", "match"])
def test_a_word_of_python_is_refused(name: str, refused: Callable[..., str], tmp_path: Path) -> None:
    said = refused("plugins", "new", name, cwd=tmp_path)
    assert said == f"{name!r} is a word of Python itself; name the scorer otherwise."


def test_the_name_of_an_installed_scorer_is_refused(refused: Callable[..., str], tmp_path: Path) -> None:
    said = refused("plugins", "new", "tart", cwd=tmp_path)
    assert said == "sacral-edu has a scorer named 'tart' already; name yours otherwise."


def test_nothing_that_is_there_is_overwritten(refused: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    assert refused("plugins", "new", "own", "-o", "full", cwd=tmp_path) == (
        "full: is not empty; name a new folder with -o."
    )
    assert refused("plugins", "new", "own", "-o", "file", cwd=tmp_path) == (
        "file: is a file; name a new folder with -o."
    )
    assert _files(tmp_path) == ["file", "full/thesis.txt"]


@pytest.mark.parametrize("title", ["", "  ", "a" * 61, "two\nlines", "back\\slash", "bell\a"])
def test_a_title_that_is_not_one_short_line_is_refused(
    title: str, refused: Callable[..., str], tmp_path: Path
) -> None:
    said = refused("plugins", "new", "own", "--title", title, cwd=tmp_path)
    assert "a title is one line of 1 to 60 letters, without a backslash." in said
    assert list(tmp_path.iterdir()) == []
