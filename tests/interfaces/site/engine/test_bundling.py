"""The archive of everything that runs in the browser, and the plugins that cannot be in it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sacral_edu.interfaces.site.engine import bundle
from sacral_edu.plugin_manager import load_scorers

ALONE = """
import sys
sys.path[:0] = [sys.argv[1]]
sys.modules.update(dict.fromkeys(["yaml", "click", "rich", "faker", "hypothesis", "sphinx"]))
import sacral_edu
assert sacral_edu.__file__.startswith(sys.argv[1]), sacral_edu.__file__
from sacral_edu.interfaces.browser import Grader
print(Grader("[]").reply('{"ask": "items", "case": "g1-0-0", "scorer": "tart"}')[:10])
from sacral_edu.plugin_manager import load_scorers
print(*sorted(load_scorers()))
"""


def unpacked(folder: Path, contents: dict[str, bytes]) -> Path:
    for name, data in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def test_the_archive_runs_without_what_only_a_terminal_or_a_server_needs(tmp_path: Path) -> None:
    folder = unpacked(tmp_path, bundle())
    ended = subprocess.run(
        [sys.executable, "-c", ALONE, str(folder)], capture_output=True, text=True, check=False
    )
    assert (ended.stderr, ended.stdout) == ("", f'{{"answer":\n{" ".join(sorted(load_scorers()))}\n')


def test_the_archive_holds_no_test_kit_no_command_and_no_book() -> None:
    names = set(bundle())
    assert "sacral_edu/interfaces/browser/grader.py" in names
    for prefix in ("testing", "analysis", "interfaces/cli", "interfaces/site", "interfaces/casebook/bundled"):
        assert [name for name in names if name.startswith(f"sacral_edu/{prefix}/")] == []


def test_a_plugin_of_a_stranger_comes_with_its_metadata(wordy: dict[str, str]) -> None:
    ask = "from sacral_edu.interfaces.site.engine import bundle; print(*bundle())"
    names = subprocess.check_output(
        [sys.executable, "-c", ask], env={**os.environ, **wordy}, text=True
    ).split()
    assert {"wordy.py", "wordy-1.0.dist-info/METADATA", "wordy-1.0.dist-info/entry_points.txt"} <= set(names)


@pytest.fixture
def heavy(tmp_path: Path, wordy_folder: Path) -> Callable[[str], dict[str, str]]:
    """The environment of a plugin that needs the package `fast`, which is compiled, or is not there."""

    def write(needed: str) -> dict[str, str]:
        folder = tmp_path / "heavy"
        folder.mkdir()
        (folder / "wordy.py").write_bytes((wordy_folder / "wordy.py").read_bytes())
        for name, lines in {
            "wordy": f"Requires-Dist: {needed}\nRequires-Dist: nowhere; extra == 'more'\n",
            "fast": "",
        }.items():
            info = folder / f"{name}-1.0.dist-info"
            info.mkdir()
            (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{lines}")
            (info / "top_level.txt").write_text(f"{name}\n")
            (info / "RECORD").write_text(f"{name}/__init__.py,,\n{name}/_speed.so,,\n")
        (folder / "wordy-1.0.dist-info/entry_points.txt").write_text("[sacral_edu]\nwordy = wordy\n")
        (folder / "wordy-1.0.dist-info/RECORD").write_text("wordy.py,,\n")
        (folder / "fast").mkdir()
        (folder / "fast/__init__.py").write_text("")
        (folder / "fast/_speed.so").write_bytes(b"\x7fELF")
        return {"PYTHONPATH": str(folder)}

    return write


@pytest.mark.parametrize(
    ("needed", "said"),
    [
        (
            "fast>=1",
            "Plugin wordy of wordy 1.0 cannot run in a browser: it needs fast, which is compiled for this "
            "machine (fast/_speed.so). Uninstall it, or build with --engine none.",
        ),
        (
            "nowhere",
            "Plugin wordy of wordy 1.0 needs nowhere, which is not installed; run `pip install nowhere`, or "
            "build with --engine none.",
        ),
    ],
)
def test_a_plugin_that_cannot_run_in_a_browser_is_refused_with_the_reason(
    needed: str, said: str, heavy: Callable[..., Any], refused: Callable[..., str], tmp_path: Path
) -> None:
    out = tmp_path / "site"
    assert refused("build", "-o", out, env=heavy(needed)) == said
    assert not out.exists()
