"""Plugins of strangers: a good one, installed as its own distribution, and hand-made bad ones."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

Environment = dict[str, str]


@pytest.fixture(scope="session")
def sides(
    tmp_path_factory: pytest.TempPathFactory, checkout: Path, lacking: Callable[[str], None]
) -> Environment:
    """Install the distribution `sacral-edu-sides`; the environment in which it is found."""
    folder = tmp_path_factory.mktemp("sides")
    source, target = folder / "source", folder / "installed"
    shutil.copytree(checkout / "tests/third_party_plugin", source)
    return _installed(source, target, lacking)


class Begun(NamedTuple):
    """A plugin that `plugins new` wrote: its folder, and the environment in which it is found installed."""

    folder: Path
    env: Environment


@pytest.fixture(scope="session")
def begun(
    tmp_path_factory: pytest.TempPathFactory, printed: Callable[..., str], lacking: Callable[[str], None]
) -> Begun:
    """Begin a plugin with the command and install it as it stands."""
    folder = tmp_path_factory.mktemp("begun")
    printed("plugins", "new", "my_scorer", cwd=folder)
    source = folder / "sacral-edu-my-scorer"
    return Begun(source, _installed(source, folder / "installed", lacking))


@pytest.fixture
def hand_made(tmp_path: Path) -> Callable[..., Environment]:
    """Write a distribution of one module with an entry point; the environment in which it is found."""

    def write(module: str, *, name: str = "stranger") -> Environment:
        folder = tmp_path / "hand-made"
        info = folder / f"{name}-0.9.dist-info"
        info.mkdir(parents=True)
        (folder / f"{name}.py").write_text(module, encoding="utf-8")
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.9\n")
        (info / "entry_points.txt").write_text(f"[sacral_edu]\n{name} = {name}\n")
        return _found_in(folder)

    return write


def _installed(source: Path, target: Path, lacking: Callable[[str], None]) -> Environment:
    for needed in ("pip", "hatchling"):
        if find_spec(needed) is None:
            lacking(f"{needed} is missing: python -m ensurepip, then pip install hatchling")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index"]
    where = ["--no-deps", "--no-build-isolation", "--target", str(target), str(source)]
    subprocess.run([*pip, *where], check=True)
    return _found_in(target)


def _found_in(folder: Path) -> Environment:
    return {"PYTHONPATH": os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))}
