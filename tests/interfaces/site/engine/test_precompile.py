"""Modules of an archive compiled once, tried with the Python that runs the tests."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

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
    assert said == "A spoon. 3\n"


def test_docstrings_and_assertions_are_left_out_where_that_is_wished() -> None:
    made = zipfile.ZipFile(io.BytesIO(precompiled(zipped(CONTENTS), 2)))
    assert b"A spoon." not in made.read("spoon/__init__.pyc")


def test_the_same_archive_gives_the_same_bytes() -> None:
    assert precompiled(zipped(CONTENTS), 0) == precompiled(zipped(dict(reversed(CONTENTS.items()))), 0)
