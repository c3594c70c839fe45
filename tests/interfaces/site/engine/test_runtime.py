"""Where the runtime comes from, and what is said where it cannot be had."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sacral_edu.interfaces.site.engine import taken_from
from sacral_edu.interfaces.site.engine.lock import lock

PAGE = "# Title\n\n```{sacral-exercise} tart\n:case: left-on-left\n```\n"


def test_everything_from_outside_is_pinned_by_version_and_checksum() -> None:
    assert set(lock().pyodide.files) >= {"pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"}
    assert lock().pyodide.integrity.startswith("sha512-")
    for wheel in lock().wheels:
        name, _, version = wheel.requirement.partition("==")
        assert wheel.file.startswith(f"{name}-{version}-")
        assert len(wheel.sha256) == 64


@pytest.mark.parametrize(
    ("present", "said"), [(False, "pyodide-lock.json: is missing; "), (True, "is not the pinned file; ")]
)
def test_a_folder_without_the_pinned_files_is_refused(
    present: bool, said: str, refused: Callable[..., str], book: Callable[..., Path], tmp_path: Path
) -> None:
    folder = tmp_path / "pyodide"
    folder.mkdir()
    if present:
        (folder / "pyodide-lock.json").write_text("{}")
    words = refused("build", "-o", tmp_path / "site", "--book", book(PAGE), "--pyodide", folder)
    assert said in words
    assert words.endswith(f"unpack the npm package pyodide {lock().pyodide.version} there.")


def test_without_npm_the_build_says_so_and_the_exercises_say_where_they_are_graded(
    run: Callable[..., Any], book: Callable[..., Path], tmp_path: Path
) -> None:
    out = tmp_path / "site"
    ended = run("build", "--fresh", "-o", out, "--book", book(PAGE), env={"PATH": str(tmp_path)})
    assert ended.returncode == 0
    assert ended.stderr == (
        "Note: npm is not installed, so Python for the browser cannot be fetched; install Node.js, or name a "
        "folder of it with --pyodide. Exercises then say where they are graded.\n"
    )
    assert '"engine": "none"' in (out / "_static/sacral-edu/stand-in.js").read_text()
    assert not (out / "_static/sacral-edu/engine").exists()


def test_where_npm_cannot_fetch_its_reason_is_told(
    run: Callable[..., Any], book: Callable[..., Path], tmp_path: Path
) -> None:
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\necho 'npm error: no route to the registry' >&2\nexit 1\n")
    npm.chmod(0o755)
    ended = run(
        "build",
        "--fresh",
        "-o",
        tmp_path / "site",
        "--book",
        book(PAGE),
        env={"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
    )
    assert (ended.returncode, ended.stderr) == (
        0,
        "Note: npm could not fetch Python for the browser: npm error: no route to the registry. "
        "Exercises then say where they are graded.\n",
    )


def test_what_npm_fetched_is_refused_where_it_is_not_what_was_pinned(
    refused: Callable[..., str], book: Callable[..., Path], tmp_path: Path
) -> None:
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\necho spoon > pyodide-0.tgz\n")
    npm.chmod(0o755)
    env = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    words = refused("build", "--fresh", "-o", tmp_path / "site", "--book", book(PAGE), env=env)
    assert words.startswith("pyodide-0.tgz: the package that npm fetched is not the pinned one (sha512-")
    assert not (tmp_path / "site").exists()


def test_a_folder_that_is_not_there_lends_nothing(tmp_path: Path) -> None:
    from sacral_edu.domain.errors import SacralEduError

    with pytest.raises(SacralEduError, match="is missing"), taken_from(tmp_path):
        pass


def test_what_was_fetched_and_compiled_once_needs_neither_npm_nor_node_again(
    run: Callable[..., Any],
    book: Callable[..., Path],
    lacking: Callable[[str], None],
    tmp_path: Path,
    cache: Path,
) -> None:
    build = ("build", "-o", tmp_path / "site", "--book", book(PAGE))
    ended = run(*build)
    assert ended.returncode == 0, ended.stderr
    if ended.stderr:
        lacking(ended.stderr)
    before = {path.name: path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()}
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("npm", "node"):
        (tools / name).write_text("#!/bin/sh\necho 'I was asked' >&2\nexit 1\n")
        (tools / name).chmod(0o755)
    ended = run(*build, env={"PATH": str(tools)})
    assert (ended.returncode, ended.stderr) == (0, "")
    after = {path.name: path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()}
    assert after == before
    # What was damaged meanwhile is made anew, or its maker is asked in vain.
    (archive,) = (cache / "engine").glob("*-app.zip")
    archive.write_bytes(archive.read_bytes()[:-1])
    ended = run(*build, env={"PATH": str(tools)})
    assert (ended.returncode, "I was asked" in ended.stderr) == (2, True)
    archive.unlink()
