"""`serve --watch`: what is being written is built and shown again at each change."""

import os
import shutil
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from sacral_edu.interfaces.casebook import bundled

PAGE = "# Title\n\nSome words.\n\n```{sacral-exercise} tart\n:case: mine\n```\n"
PATIENCE_S = 60

Serve = Callable[..., AbstractContextManager[Any]]


def until(ask: Callable[[], Any], holds: Callable[[Any], bool]) -> Any:
    """Ask again and again until it holds, and return the last answer."""
    end = time.monotonic() + PATIENCE_S
    while not holds(got := ask()):
        assert time.monotonic() < end, got
        time.sleep(0.1)
    return got


def own_case(folder: Path) -> Path:
    words = (bundled("cases") / "left-on-left.toml").read_text(encoding="utf-8")
    case = folder / "mine.toml"
    case.write_text(words.replace('id = "left-on-left"', 'id = "mine"'), encoding="utf-8")
    return case


def edit(file: Path, old: str, new: str) -> None:
    words = file.read_text(encoding="utf-8")
    assert old in words
    file.write_text(words.replace(old, new), encoding="utf-8")


def test_a_page_and_a_case_are_shown_as_they_are_now_and_a_fault_leaves_the_site_as_it_was(
    serve: Serve, book: Callable[..., Path], tmp_path: Path
) -> None:
    case = own_case(tmp_path)
    page = book(PAGE) / "page.md"
    with serve("--watch", "--book", page.parent, "--cases", case) as running:

        def state() -> Any:
            return running.get("/api/watch").json

        first = state()
        assert first["problem"] == ""
        assert '<script type="module" src="_static/sacral-edu/watch.js">' in running.get("/page.html").text
        edit(page, "Some words.", "Other words.")
        second = until(state, lambda now: now["build"] != first["build"])
        assert "Other words." in running.get("/page.html").text
        edit(page, ":case: mine", ":case: nobody")
        faulty = until(state, lambda now: now["problem"] != "")
        assert f"{page}:5: " in faulty["problem"]
        assert "nobody" in faulty["problem"]
        assert faulty["build"] == second["build"]
        assert "Other words." in running.get("/page.html").text
        edit(page, ":case: nobody", ":case: mine")
        until(state, lambda now: now["problem"] == "")
        title = next(
            line for line in case.read_text(encoding="utf-8").splitlines() if line.startswith("title = ")
        )
        edit(case, title, 'title = "A title of its own"')
        asked = "/api/items?case=mine&scorer=tart"
        prompts = until(lambda: running.get(asked).json, lambda got: "of its own" in str(got))
        assert prompts[0]["title"] == "A title of its own"
        until(lambda: running.get("/page.html").text, lambda text: "A title of its own" in text)
    assert running.process.returncode in (0, -15, 143)


def test_a_plugin_asks_as_it_is_now(
    serve: Serve, book: Callable[..., Path], wordy_folder: Path, tmp_path: Path
) -> None:
    plugin = tmp_path / "plugin"
    shutil.copytree(wordy_folder, plugin)
    env = {"PYTHONPATH": os.pathsep.join([str(plugin), os.environ.get("PYTHONPATH", "")])}
    folder = book("# Title\n\n```{sacral-exercise} wordy\n:seed: 3\n```\n")
    with serve("--watch", "--book", folder, env=env) as running:
        assert "Write the assessment of this visit." in running.get("/page.html").text
        edit(plugin / "wordy.py", "Write the assessment of this visit.", "Put the assessment down.")
        until(lambda: running.get("/page.html").text, lambda text: "Put the assessment down." in text)
        asked = "/api/items?case=g1-3-0&scorer=wordy"
        until(lambda: running.get(asked).text, lambda text: "Put the assessment down." in text)


def test_a_site_that_was_built_before_cannot_be_watched(refused: Callable[..., str], tmp_path: Path) -> None:
    said = refused("serve", "--watch", "--site", tmp_path)
    assert "--watch builds what it serves, so it cannot serve the built site of --site." in said
