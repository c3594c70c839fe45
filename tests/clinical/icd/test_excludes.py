"""Excludes1 notes are found on both codes and on everything above them."""

import json
import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacral_edu.clinical import coding, icd

REVIEWED = json.loads(
    files("sacral_edu.clinical").joinpath("data", "excludes1.json").read_text(encoding="utf-8")
)
HARD = [(a, b) for a, others in REVIEWED["hard"].items() for b in others]
CONDITIONAL = [(a, b) for a, others in REVIEWED["conditional"].items() for b in others]


@pytest.mark.parametrize(("first", "second"), HARD)
def test_every_hard_pair_of_the_coding_tables_is_found_in_the_notes(first: str, second: str) -> None:
    found = icd.excludes1(first, second)
    assert found is not None
    assert found.certain
    assert first in found.sentence
    assert second in found.sentence


@pytest.mark.parametrize(("first", "second"), CONDITIONAL)
def test_a_conditional_pair_deserves_a_second_look(first: str, second: str) -> None:
    found = icd.excludes1(first, second)
    assert found is not None
    assert not found.certain
    assert "second look" in found.sentence


@pytest.mark.parametrize(
    ("first", "second", "stands_on"),
    [
        ("M54.31", "G57.01", "G57.0"),
        ("G57.01", "M54.17", "G50-G59"),
        ("M46.46", "M54.50", "M50-M54"),
        ("R26.2", "R29.6", "R26.2"),
        ("O26.893", "Z33.1", "Z33.1"),
        ("S33.6XXA", "O71.6", "S33"),
    ],
)
def test_the_note_is_shown_with_the_place_it_stands_on(first: str, second: str, stands_on: str) -> None:
    found = icd.excludes1(first, second)
    assert found is not None
    assert found.stands_on == stands_on
    assert found.note in found.sentence


def test_regions_of_somatic_dysfunction_may_stand_together() -> None:
    assert icd.excludes1_among(["M99.03", "M99.04", "M99.05", "M54.50"]) == ()


def test_an_excludes2_note_sets_nothing_apart() -> None:
    assert icd.excludes1("R29.6", "Z91.81") is None


def test_a_code_does_not_exclude_itself() -> None:
    assert icd.excludes1("M54.31", "M54.31") is None


def test_a_note_that_a_person_read_as_narrower_is_no_error() -> None:
    found = icd.excludes1("M43.17", "M80.08XA")
    assert found is not None
    assert not found.certain


def test_every_narrower_note_stands_where_it_is_said_to_stand() -> None:
    for code, note in icd.table().narrower:
        assert note in {one.note for one in icd.lookup(code).excludes1}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("pattern", "code", "named"),
    [
        ("G57.0", "G57.01", True),
        ("G57.0", "G57.1", False),
        ("M20-M21", "M21.751", True),
        ("M20-M21", "M22.0", False),
        ("O00-O9A", "O9A.11", True),
        ("S12.0-S12.3", "S12.391A", True),
        ("S12.0-S12.3", "S12.4XXA", False),
        ("M51.?6", "M51.26", True),
        ("M51.?6", "M51.27", False),
    ],
)
def test_a_pattern_names_a_beginning_a_range_or_any_one_character(
    pattern: str, code: str, named: bool
) -> None:
    assert icd.covers(pattern, code) is named


@given(st.sampled_from(sorted(coding.diagnoses())), st.sampled_from(sorted(coding.diagnoses())))
def test_the_order_of_two_codes_makes_no_difference(first: str, second: str) -> None:
    one, other = icd.excludes1(first, second), icd.excludes1(second, first)
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert (one.note, one.stands_on, one.certain) == (other.note, other.stands_on, other.certain)


def test_every_note_that_names_a_code_was_resolved_to_it() -> None:
    for node in icd.nodes().values():
        for note, *named in (*node.more.excludes1, *node.more.excludes2):
            assert named or not re.search(r"[A-Z]\d[0-9A-Z]\.", note), note
