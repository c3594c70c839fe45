"""Every fault of a vignette file is one line that says where and what; nothing raises."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sacral_edu.generation.vignettes import Vignette, read_vignettes

FILE = Path(__file__).parents[2] / "cases" / "vignettes" / "osteopathic-treatment.yaml"
RAW: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["vignettes"][0]
assert RAW["id"] == "V01"


def changed(path: str, value: Any) -> dict[str, Any]:
    raw = copy.deepcopy(RAW)
    *way, last = path.split(".")
    spot: Any = raw
    for step in way:
        spot = spot[int(step)] if step.isdigit() else spot[step]
    spot[int(last) if last.isdigit() else last] = value
    return raw


def read(*raw: dict[str, Any]) -> tuple[list[Vignette], list[str]]:
    return read_vignettes(yaml.safe_dump({"vignettes": list(raw)}), name="file.yaml", kind="yaml")


@pytest.mark.parametrize(
    ("path", "value", "where", "said"),
    [
        ("key.procedures.0.code", "OMT_12", "V01.key.procedures[0].code", "OMT_1_2"),
        ("key.procedures.0.code", "99999", "V01.key.procedures[0].code", "neither a procedure"),
        ("key.procedures.0.units", "two", "V01.key.procedures[0].units", "whole number"),
        ("key.procedures.0.units", True, "V01.key.procedures[0].units", "whole number"),
        ("key.procedures.0.modifiers", ["2S"], "V01.key.procedures[0].modifiers[0]", "no modifier"),
        ("key.procedures.0.dx", ["M99.05"], "V01.key.procedures[0].dx[0]", "not on the claim"),
        ("key.procedures.0.unit", 1, "V01.key.procedures[0]", "did you mean 'units'"),
        ("key.procedures", {}, "V01.key.procedures", "expected a list"),
        ("key.diagnoses.1", "M54.5", "V01.key.diagnoses[1]", "M54.50"),
        ("key.diagnoses.1", "M99.04", "V01.key.diagnoses", "twice"),
        ("key.diagnoses", "M99.04", "V01.key.diagnoses", "expected a list"),
        ("key.acceptable_first_listed", ["M53.3"], "V01.key.acceptable_first_listed", "not among"),
        ("key.claim_action", "send", "V01.key.claim_action", "not allowed"),
        ("key", 3, "V01.key", "expected a mapping"),
        ("encounter.provider", "PA", "V01.encounter.provider", "not allowed"),
        ("encounter.date_of_service", "10 Nov", "V01.encounter.date_of_service", "date"),
        ("facts.em_separate", "no", "V01.facts.em_separate", "expected `bool"),
        ("facts.omt_regions_treated", ["sacrall"], "V01.facts.omt_regions_treated[0]", "no OMT region"),
        ("facts.timed_minutes", {"TX_MANUEL": 9}, "V01.facts.timed_minutes.TX_MANUEL", "TX_MANUAL"),
        ("facts.em", {"basis": "mdm", "problems": "lo"}, "V01.facts.em", "problems"),
        ("titel", "x", "V01", "did you mean 'title'"),
        ("difficulty", "easy", "V01.difficulty", "not allowed"),
        ("id", "V 1", "vignettes[0].id", "letters"),
        ("mistakes.0.rules", ["R-OMT-3"], "V01.mistakes[0].rules[0]", "R-OMT-03"),
        ("mistakes.0.severity", "bad", "V01.mistakes[0].severity", "not allowed"),
        ("mistakes.0.diff", {"swop_dx": {}}, "V01.mistakes[0].diff", "did you mean 'swap_dx'"),
        ("mistakes.0.diff", {"drop_dx": "M53.3"}, "V01.mistakes[0].diff.drop_dx", "not among the diagnoses"),
        ("mistakes.0.diff", {"drop_proc": "OMT_3_4"}, "V01.mistakes[0].diff.drop_proc", "no line"),
        (
            "mistakes.0.diff",
            {"drop_mod": {"OMT_1_2": "25"}},
            "V01.mistakes[0].diff.drop_mod",
            "does not carry",
        ),
        ("mistakes.0.diff", {"first_dx": "M99.04"}, "V01.mistakes[0].diff", "leaves the claim as it was"),
        ("mistakes.0.diff", {"set_units": 2}, "V01.mistakes[0].diff.set_units", "expected a mapping"),
    ],
)
def test_a_fault_is_one_line_that_says_where_and_what(path: str, value: Any, where: str, said: str) -> None:
    vignettes, faults = read(changed(path, value))
    assert vignettes == []
    line = next(line for line in faults if line.startswith(f"file.yaml: {where}: "))
    assert said in line
    assert "\n" not in line


def test_all_faults_are_told_and_good_neighbours_are_kept() -> None:
    bad = changed("key.diagnoses.0", "M99.040")
    bad["id"] = "V02"
    bad["key"]["procedures"][0]["units"] = 0
    vignettes, faults = read(RAW, bad)
    assert [vignette.id for vignette in vignettes] == ["V01"]
    assert len([line for line in faults if "V02.key" in line]) >= 2


def test_ids_are_unique_whatever_their_case() -> None:
    _, faults = read(RAW, changed("id", "v01"))
    assert any("ids are unique" in line for line in faults)


@pytest.mark.parametrize("missing", ["id", "title", "encounter", "note", "facts", "key"])
def test_what_a_vignette_needs_is_told_when_it_is_missing(missing: str) -> None:
    raw = copy.deepcopy(RAW)
    del raw[missing]
    vignettes, faults = read(raw)
    assert vignettes == []
    assert any(line.endswith(f".{missing}: is missing") for line in faults)


def test_unknown_entries_among_the_facts_are_passed_over() -> None:
    vignettes, faults = read(changed("facts.weather", "rain"))
    assert faults == []
    assert len(vignettes) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("vignettes: [", "not valid YAML"),
        ("- a\n- b", "expected a mapping"),
        ("", "expected a mapping"),
        ("vignets: []", "misspelt"),
        ("vignettes: []", "is empty"),
        ("vignettes: 3", "expected a list"),
        ("vignettes: [3]", "expected a mapping"),
        ("a: &a [*a]", "is missing"),
        ("when: 2026-13-45", "not valid YAML"),
        ("a: \x00", "not valid YAML"),
        ("[" * 5000, "YAML"),
    ],
)
def test_a_file_that_is_no_vignette_file_is_told_in_one_line(text: str, said: str) -> None:
    vignettes, faults = read_vignettes(text, name="file.yaml", kind="yaml")
    assert vignettes == []
    assert len(faults) == 1
    assert said in faults[0]
    assert "\n" not in faults[0]


def test_broken_toml_is_told_in_one_line() -> None:
    assert len(read_vignettes("vignettes = [", name="file.toml", kind="toml")[1]) == 1


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=5,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    here = [path] if path else []
    if isinstance(value, dict):
        return here + [p for name in value for p in places(value[name], (*path, name))]
    if isinstance(value, list):
        return here + [p for index in range(len(value)) for p in places(value[index], (*path, index))]
    return here


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(places(RAW)), junk)
def test_no_value_anywhere_makes_the_reader_raise(place: tuple[Any, ...], value: Any) -> None:
    raw = copy.deepcopy(RAW)
    spot: Any = raw
    for step in place[:-1]:
        spot = spot[step]
    spot[place[-1]] = value
    vignettes, faults = read(raw)
    assert len(vignettes) + bool(faults) == 1
    assert all("\n" not in line for line in faults)


@given(st.text(max_size=60), st.sampled_from(["yaml", "toml"]))
def test_no_text_makes_the_reader_raise(text: str, kind: Any) -> None:
    vignettes, faults = read_vignettes(text, name="file", kind=kind)
    assert vignettes == []
    assert faults
