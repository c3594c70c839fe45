"""The wheel alone, installed where no checkout is near, has everything: command, plugins, cases and book."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

MODULES = (
    "sacral_edu",
    "sacral_edu_audit",
    "sacral_edu_coding",
    "sacral_edu_documentation",
    "sacral_edu_dysfunction",
    "sacral_edu_region",
    "sacral_edu_tart",
    "sacral_edu_triage",
)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory, checkout: Path, lacking: Callable[[str], None]) -> Path:
    """The wheel of this checkout."""
    for needed in ("build", "hatchling", "pip"):
        if find_spec(needed) is None:
            lacking(f'{needed} is missing: pip install "sacral-edu[test]"')
    out = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(out),
        str(checkout),
    ]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """Run Python in an empty folder with nothing of ours within reach but the installed wheel."""
    target, empty = tmp_path_factory.mktemp("installed"), tmp_path_factory.mktemp("empty")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index"]
    subprocess.run([*pip, "--no-deps", "--target", str(target), str(wheel)], check=True)
    shutil.rmtree(target / "bin", ignore_errors=True)

    def python(*args: object) -> str:
        ended = subprocess.run(
            [sys.executable, *map(str, args)],
            cwd=empty,
            env={**os.environ, "PYTHONPATH": str(target)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (ended.returncode, ended.stderr) == (0, "")
        return ended.stdout

    where = f"from importlib import import_module as m; print(*(m(n).__file__ for n in {MODULES}))"
    places = python("-c", where)
    assert all(Path(place).is_relative_to(target) for place in places.split()), places
    return python


def test_it_holds_what_is_needed_and_nothing_more(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "sacral_edu/py.typed",
        "sacral_edu/interfaces/site/static/sacral-edu/sacral-exercise.js",
        "sacral_edu/interfaces/casebook/bundled/cases/left-on-left.toml",
        "sacral_edu/interfaces/cli/templates/scorer.tmpl",
        "sacral_edu/interfaces/casebook/bundled/cases/vignettes/chiropractic.yaml",
        "sacral_edu/interfaces/casebook/bundled/book/_config.yml",
    ):
        assert needed in names
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == set(MODULES)
    assert [name for name in names if "_build" in name or "__pycache__" in name or "/tests/" in name] == []


def test_its_command_starts_and_knows_its_plugins(installed: Callable[..., str]) -> None:
    rows = json.loads(installed("-m", "sacral_edu", "plugins", "list", "--format", "json"))["scorers"]
    assert {"audit", "coding", "dysfunction", "region", "tart", "triage"} <= {row["name"] for row in rows}
    assert {row["distribution"] for row in rows} == {"sacral-edu"}


def test_its_bundled_cases_are_sound(installed: Callable[..., str]) -> None:
    where = installed("-m", "sacral_edu", "cases", "where").strip()
    assert Path(where).parts[-2:] == ("bundled", "cases")
    said = installed("-m", "sacral_edu", "cases", "check", where)
    assert said.endswith("34 vignettes (34 keys, 107 mistakes); 0 faults.\n")


def test_it_generates_what_the_checkout_generates(
    installed: Callable[..., str], printed: Callable[..., str]
) -> None:
    call = ("generate", "-n", "20", "--seed", "7", "--format", "jsonl")
    assert installed("-m", "sacral_edu", *call) == printed(*call)


def test_it_builds_the_course_that_the_checkout_builds(
    installed: Callable[..., str], bundled_site: Path, tmp_path: Path
) -> None:
    out = tmp_path / "site"
    installed("-m", "sacral_edu", "build", "-o", out, "--engine", "none")
    made, ours = ({path.relative_to(top) for path in top.rglob("*")} for top in (out, bundled_site))
    assert made == ours
    for page in ("intro.html", "tart.html", "coding.html"):
        assert (out / page).read_text(encoding="utf-8") == (bundled_site / page).read_text(encoding="utf-8")
