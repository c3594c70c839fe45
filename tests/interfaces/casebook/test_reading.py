"""Reading one case file, whatever it turns out to hold."""

from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sacral_edu.interfaces.casebook import bundled, read_file
from sacral_edu.interfaces.casebook.reading import case_files


def test_an_authored_case_and_vignettes_are_told_apart(
    authored: Callable[..., Path], vignette: Callable[..., Path]
) -> None:
    assert [case.id for case in read_file(authored()).cases] == ["left-on-left"]
    assert [one.id for one in read_file(vignette()).vignettes] == ["V09"]


def test_case_files_of_a_folder_come_sorted_with_those_of_its_folders(tmp_path: Path) -> None:
    for name in ("b.toml", "a.yaml", "c.yml", "notes.md", "deep/d.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "folder.toml").mkdir()
    assert [path.relative_to(tmp_path).as_posix() for path in case_files(tmp_path)] == [
        "a.yaml",
        "b.toml",
        "c.yml",
        "deep/d.toml",
    ]


@given(st.binary(max_size=200), st.sampled_from(["toml", "yaml"]))
def test_no_content_raises(content: bytes, suffix: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"case.{suffix}"
        path.write_bytes(content)
        contents = read_file(path)
    assert contents.faults or contents.cases or contents.vignettes
    assert all(fault.startswith(f"{path}: ") for fault in contents.faults)


def test_the_bundled_folders_are_there() -> None:
    assert (bundled("cases") / "left-on-left.toml").is_file()
    assert (bundled("book") / "_toc.yml").is_file()
