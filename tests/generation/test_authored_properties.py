"""Whatever a file holds, reading it gives a case or lines about its faults, and never an exception."""

import copy
import datetime
import math
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacral_edu.domain.cases import VisitFacts
from sacral_edu.generation.authored import read_case

_WORDS = [
    *(
        "L",
        "R",
        "both",
        "none",
        "left",
        "DO",
        "DC",
        "PT",
        "MD",
        "medicare_ffs",
        "sacral",
        "rib_cage",
        "spleen",
    ),
    *(
        "level",
        "deep",
        "positive",
        "sulcus",
        "spring",
        "NORMAL",
        "R_ON_R",
        "M99.04",
        "M54.5",
        "S33.6XXA",
        "Z3A.28",
    ),
    *("", " ", "x\ny", "time", "mdm", "low", "exam", "plan", "2026-11-09"),
]
_KEYS = [
    *VisitFacts.__struct_fields__,
    "format",
    "id",
    "note",
    "text",
    "findings",
    "test",
    "value",
    "side",
    "basis",
]

scalars = st.one_of(
    st.sampled_from(_WORDS),
    st.integers(-5, 120),
    st.just(10**30),
    st.booleans(),
    st.floats(),
    st.text(max_size=4),
    st.just(datetime.date(2026, 11, 9)),
)
keys = st.sampled_from(_KEYS) | st.text(max_size=4)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=8,
)


def _dumped(value: Any) -> str:
    """Return a value as TOML writes it in one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if math.isnan(value) or math.isinf(value):
            return str(value)
        return repr(value)
    if isinstance(value, str):
        return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\U{ord(c):08x}" for c in value) + '"'
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_dumped(key)} = {_dumped(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_dumped(inner) for inner in value) + "]"
    return str(value)


def _file(content: dict[str, Any]) -> str:
    return "".join(f"{_dumped(key)} = {_dumped(value)}\n" for key, value in content.items())


def _check(text: str) -> None:
    case, faults = read_case(text, name="mine.toml")
    assert (case is None) == bool(faults)
    assert all(fault.startswith("mine.toml: ") for fault in faults)


@pytest.fixture(scope="session")
def good() -> list[dict[str, Any]]:
    folder = Path(__file__).parents[2] / "cases"
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))]


def test_the_writer_of_toml_used_here_writes_what_is_read(good: list[dict[str, Any]]) -> None:
    for content in good:
        assert tomllib.loads(_file(content)) == content


@given(st.text(max_size=200))
def test_any_text_gives_a_case_or_faults(text: str) -> None:
    _check(text)


@given(st.dictionaries(keys, values, max_size=6))
def test_any_table_gives_a_case_or_faults(content: dict[str, Any]) -> None:
    _check(_file({"format": 1} | content))


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, part in inner for place in _places(part, (*path, key)))]


def _put(content: dict[str, Any], path: tuple[Any, ...], value: Any) -> None:
    at: Any = content
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value


@given(st.data())
def test_a_good_file_with_anything_in_place_of_a_part_gives_a_case_or_faults(
    good: list[dict[str, Any]], data: st.DataObject
) -> None:
    content = copy.deepcopy(data.draw(st.sampled_from(good)))
    content["encounter"]["provider"] = data.draw(st.sampled_from(["DO", "DC", "PT", "MD"]))
    for name in data.draw(st.lists(st.sampled_from(_KEYS), max_size=2)):
        content["encounter"]["facts"][name] = data.draw(values)
    for _ in range(data.draw(st.integers(0, 2))):
        _put(content, data.draw(st.sampled_from(_places(content)[1:])), data.draw(values))
    _check(_file(content))
