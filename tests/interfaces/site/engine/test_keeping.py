"""Files kept from build to build: whole, or not at all."""

import os
from pathlib import Path

import pytest

from sacral_edu.interfaces.site.engine import Kept


def test_what_is_kept_is_taken_out_as_it_was(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "new" / "folder")
    assert kept.take("a.zip") is None
    kept.keep("a.zip", b"words")
    assert kept.take("a.zip") == b"words"
    assert [path.name for path in (tmp_path / "new/folder").iterdir()] == ["a.zip"]


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data[:4], lambda data: data + b"."])
def test_what_was_damaged_counts_as_not_kept(damage: object, tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.keep("a.zip", b"words")
    (tmp_path / "a.zip").write_bytes(damage((tmp_path / "a.zip").read_bytes()))  # type: ignore[operator]
    assert kept.take("a.zip") is None


def test_where_nothing_can_be_kept_nothing_breaks(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    kept = Kept(tmp_path / "taken")
    kept.keep("a.zip", b"words")
    assert kept.take("a.zip") is None


def test_files_are_given_all_or_it_is_said(tmp_path: Path) -> None:
    kept, into = Kept(tmp_path / "kept"), tmp_path / "into"
    into.mkdir()
    (tmp_path / "a").write_bytes(b"one")
    kept.keep_all([tmp_path / "a"])
    assert kept.take_all(["a"], into)
    assert (into / "a").read_bytes() == b"one"
    assert not kept.take_all(["a", "b"], into)


def test_what_was_not_used_for_a_month_is_thrown_away(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.keep("old", b"")
    kept.keep("used", b"")
    for name in ("old", "used"):
        then = (tmp_path / name).stat().st_mtime - 31 * 24 * 3600
        os.utime(tmp_path / name, (then, then))
    assert kept.take("used") == b""
    kept.keep("new", b"")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "used"]
