"""The one file of Python that a browser puts in place, opened again here."""

import gzip
import json

from hypothesis import given
from hypothesis import strategies as st

from sacral_edu.interfaces.site.engine.packing import packed, unzipped
from sacral_edu.interfaces.site.engine.placing import zipped

FILES = st.dictionaries(st.text(min_size=1), st.binary(max_size=64))


def unpacked(data: bytes) -> dict[str, bytes]:
    """Open a pack as the worker does."""
    whole = gzip.decompress(data)
    begin = 4 + int.from_bytes(whole[:4], "little")
    files: dict[str, bytes] = {}
    for path, size in json.loads(whole[4:begin]):
        files[path] = whole[begin : begin + size]
        begin += size
    return files


@given(FILES)
def test_what_is_packed_comes_out_again(files: dict[str, bytes]) -> None:
    assert unpacked(packed(files)) == files


@given(FILES)
def test_the_same_files_give_the_same_bytes(files: dict[str, bytes]) -> None:
    assert packed(files) == packed(dict(reversed(files.items())))


def test_the_list_stands_before_the_bytes_as_the_worker_reads_it() -> None:
    whole = gzip.decompress(packed({"b/c.py": b"12", "a": b""}))
    length = int.from_bytes(whole[:4], "little")
    assert json.loads(whole[4 : 4 + length]) == [["a", 0], ["b/c.py", 2]]
    assert whole[4 + length :] == b"12"


def test_an_archive_goes_into_a_folder() -> None:
    assert unzipped(zipped({"a/b": b"1", "c": b"2"}), "x/") == {"x/a/b": b"1", "x/c": b"2"}
