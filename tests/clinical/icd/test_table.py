"""The extract holds whole categories, each code with its title, its parents and its notes."""

import json
from importlib.resources import files

import pytest

from sacral_edu.clinical import coding, icd
from sacral_edu.clinical.coding import tables

DATA = files("sacral_edu.clinical").joinpath("data")


@pytest.mark.parametrize("code", sorted(coding.diagnoses()))
def test_every_code_of_the_course_is_billable_under_the_same_title(code: str) -> None:
    row = icd.lookup(code)
    assert row is not None
    assert row.billable
    assert row.title == coding.diagnoses()[code].title


@pytest.mark.parametrize("code", [c for c, row in coding.diagnoses().items() if row.laterality])
def test_the_side_is_read_from_the_title(code: str) -> None:
    row = icd.lookup(code)
    assert row is not None
    assert row.laterality == coding.diagnoses()[code].laterality


@pytest.mark.parametrize("category", tables.diagnosis_table().complete_categories)
def test_the_whole_categories_agree_with_those_of_the_coding_tables(category: str) -> None:
    assert set(icd.leaves(category)) == set(tables.diagnosis_table().complete_categories[category])


def test_a_code_is_found_without_its_capitals_and_dot() -> None:
    assert icd.lookup("m9904") == icd.lookup("M99.04")


def test_a_row_knows_what_it_stands_in() -> None:
    row = icd.lookup("S33.6XXA")
    assert row is not None
    assert row.parent == "S33.6"
    assert row.ancestors == ("S33.6", "S33", "S30-S39", "19")


def test_a_code_with_a_7th_character_is_put_together_from_its_stem() -> None:
    row = icd.lookup("S33.6XXD")
    assert row is not None
    assert row.title == "Sprain of sacroiliac joint, subsequent encounter"
    assert icd.children("S33.6") == ("S33.6XXA", "S33.6XXD", "S33.6XXS")
    assert icd.lookup("W19.XXXA") is not None


def test_a_stem_says_which_7th_characters_it_needs() -> None:
    row = icd.lookup("M80.0B9")
    assert row is not None
    assert not row.billable
    assert row.seventh["K"] == "subsequent encounter for fracture with nonunion"


def test_notes_are_inherited_from_above() -> None:
    row = icd.lookup("M54.31")
    assert row is not None
    held = {(one.stands_on, one.codes) for one in row.excludes1}
    assert ("M54.3", ("G57.0",)) in held
    assert ("M50-M54", ("M46.4",)) in held
    assert "classified elsewhere" in icd.lookup("M99.04").notes[0]  # type: ignore[union-attr]


def test_a_code_that_the_extract_lacks_has_no_row() -> None:
    assert icd.lookup("N39.0") is None
    assert icd.lookup("M53.30") is None
    assert icd.lookup("") is None


def test_the_release_is_named_with_its_source() -> None:
    release = icd.table().release
    assert release.name == "April 2026 release, fiscal year 2026"
    assert set(release.refs) | set(icd.table().fy2027.refs) <= set(tables.sources())


def test_the_file_is_compact_and_has_one_code_a_line() -> None:
    text = DATA.joinpath("icd10cm.json").read_text(encoding="utf-8")
    assert len(text.encode()) < 600_000
    codes = json.loads(text)["rows"]
    assert sum(line.startswith('["') for line in text.splitlines()) == len(codes) + len(icd.table().blocks)
    assert [row[0] for row in codes] == sorted(row[0] for row in codes)
