"""Modules of an archive compiled once, tried with the Python that runs the tests."""

import io
import marshal
import subprocess
import sys
import traceback
import zipfile
from pathlib import Path
from typing import Any

import pytest

from sacral_edu.interfaces.site.engine.placing import zipped
from sacral_edu.interfaces.site.engine.precompile import precompiled

CONTENTS = {
    "spoon/__init__.py": b'"""A spoon."""\nfrom importlib.resources import files\n',
    "spoon/fork.py": b"SIZE = 3\n",
    "spoon/broken.py": b"def (:\n",
    "spoon/data/sizes.txt": b"1 2 3",
}


def test_compiled_modules_are_imported_and_data_stays_as_it_is(tmp_path: Path) -> None:
    archive = tmp_path / "spoon.zip"
    archive.write_bytes(precompiled(zipped(CONTENTS), 0))
    with zipfile.ZipFile(archive) as made:
        assert made.namelist() == [
            "spoon/__init__.pyc",
            "spoon/broken.py",
            "spoon/data/sizes.txt",
            "spoon/fork.pyc",
        ]
        assert made.read("spoon/data/sizes.txt") == b"1 2 3"
    ask = (
        "import sys; sys.path[:0] = sys.argv[1:]; import spoon, spoon.fork as f; print(spoon.__doc__, f.SIZE)"
    )
    said = subprocess.check_output([sys.executable, "-c", ask, str(archive)], text=True)
    assert said == "None 3\n"


ODD = """'''A module.'''
class Spoon:
    "A class."
def bend():
    "A function."
async def wait():
    "A coroutine."
    return "A function."
def check(spoon):
    assert spoon, "There is no spoon."
    return spoon.size
"""


def loaded(optimize: int) -> dict[str, Any]:
    made = zipfile.ZipFile(io.BytesIO(precompiled(zipped({"odd.py": ODD.encode()}), optimize)))
    names: dict[str, Any] = {}
    exec(marshal.loads(made.read("odd.pyc")[16:]), names)  # noqa: S102, S302 our own bytes
    return names


def test_docstrings_are_left_out_and_other_texts_stay() -> None:
    names = loaded(0)
    assert [names[name].__doc__ for name in ("Spoon", "bend", "wait", "check")] == [None] * 4
    assert names.get("__doc__") is None
    assert names["bend"]() is None
    with pytest.raises(StopIteration, match=r"A function\."):
        names["wait"]().send(None)


@pytest.mark.parametrize(("optimize", "kind"), [(0, AssertionError), (2, AttributeError)])
def test_assertions_are_left_out_where_that_is_wished(optimize: int, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        loaded(optimize)["check"](0)


def test_an_error_can_be_told_without_the_table_of_lines() -> None:
    check = loaded(0)["check"]
    assert {line for *_, line in check.__code__.co_lines()} == {None}
    assert len(list(check.__code__.co_positions())) == len(check.__code__.co_code) // 2
    with pytest.raises(AssertionError) as raised:
        check(0)
    assert traceback.format_exception(raised.value)[-1] == "AssertionError: There is no spoon.\n"


def test_the_same_archive_gives_the_same_bytes() -> None:
    assert precompiled(zipped(CONTENTS), 0) == precompiled(zipped(dict(reversed(CONTENTS.items()))), 0)
