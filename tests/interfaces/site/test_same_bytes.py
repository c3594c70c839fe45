"""The same book gives the same site, byte for byte: whatever the folder, the hour and the order of hashes."""

import os
import subprocess
import sys
from pathlib import Path

COMMAND = (sys.executable, "-m", "sacral_edu", "build", "--fresh", "--engine", "none", "-o")


def test_two_builds_of_the_course_are_equal(tmp_path: Path) -> None:
    sites = (tmp_path / "here" / "site", tmp_path / "a folder" / "below" / "other")
    started = [
        subprocess.Popen([*COMMAND, str(site)], env={**os.environ, **setting}, stderr=subprocess.PIPE)
        for site, setting in zip(
            sites,
            (
                {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
                {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "POSIX"},
            ),
            strict=True,
        )
    ]
    assert [process.communicate()[1] for process in started] == [b"", b""]
    one, other = (
        {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}
        for site in sites
    )
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
