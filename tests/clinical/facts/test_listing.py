"""Every fact has a sentence, a known confidence, and sources or a mark that says why not."""

from collections import Counter
from typing import get_args

import pytest

from sacral_edu.clinical import facts
from sacral_edu.clinical.tables import Confidence, references

EVERY = facts.all_facts()
NAMES = [f"{fact.table}/{fact.id}" for fact in EVERY]


def test_every_source_of_a_fact_is_known_and_named_once() -> None:
    for fact in EVERY:
        assert set(fact.refs) <= set(references()), fact
        assert len(set(fact.refs)) == len(fact.refs), fact


def test_every_confidence_is_one_of_the_known_words() -> None:
    assert {fact.confidence for fact in EVERY} <= set(get_args(Confidence)) - {"weak"}


def test_every_fact_has_a_source_or_says_why_not() -> None:
    for fact in EVERY:
        assert fact.refs or fact.mark in (facts.NOT_REREAD, facts.DERIVED), fact


def test_a_sourced_fact_names_its_source_and_a_standard_one_says_it_was_not_re_read() -> None:
    for fact in EVERY:
        if fact.confidence == "sourced":
            assert fact.refs, fact
            assert fact.mark == "", fact
        if fact.confidence == "standard":
            assert fact.mark == facts.NOT_REREAD, fact


def test_every_statement_is_a_clean_sentence_in_us_spelling() -> None:
    british = ("tumour", "anaesth", "oedema", "labour", "kerb", "neighbour", "centre", "lateralis", "localis")
    for fact in EVERY:
        said = fact.statement
        assert said.endswith("."), fact
        assert not any(slip in said for slip in ("  ", "..", "None")), fact
        assert not any(word in said.lower() for word in british), fact


def test_no_fact_is_there_twice() -> None:
    assert [name for name, count in Counter(NAMES).items() if count > 1] == []


def test_what_is_disputed_recalled_or_unverified_never_decides_a_score() -> None:
    assert [f.id for f in EVERY if f.scored and f.confidence in ("disputed", "recalled", "unverified")] == []


@pytest.mark.parametrize(
    ("table", "count"),
    [
        ("axes", 7),
        ("motions", 2),
        ("landmarks", 11),
        ("tests", 6),
        ("sacral_rows", 13),
        ("innominate_rows", 8),
        ("regions", 4),
        ("tart_acute_chronic", 4),
        ("tart_look_alikes", 17),
        ("tart_wrong_region", 12),
        ("red_flags", 8),
        ("diagnoses", 73),
        ("archetypes", 14),
        ("disputes", 14),
        ("published_checks", 14),
        ("contraindications", 10),
    ],
)
def test_no_row_of_a_table_is_missing(table: str, count: int) -> None:
    assert sum(fact.table == table for fact in EVERY) == count


def test_every_table_has_a_title_and_every_title_facts() -> None:
    assert set(facts.table_titles()) == {fact.table for fact in EVERY}


def test_eleven_sacral_rows_are_on_and_rotation_about_the_vertical_axis_is_off() -> None:
    rows = [fact for fact in EVERY if fact.table == "sacral_rows"]
    assert sum(fact.scored for fact in rows) == 11
    assert [fact.id for fact in rows if "Off by default." in fact.statement] == ["L_VERT_ROT", "R_VERT_ROT"]


@pytest.mark.parametrize(
    "name",
    [
        "sacral_tenderness/L_ON_L/secondary",
        "sacral_tenderness/R_ON_R/secondary",
        "sacral_columns/l5_sb",
        "sacral_columns/stl_tight",
        "sacral_columns/lumbar_convexity_backward_torsion",
        "diagnoses/M53.2X8",
        "tart_wrong_region/l5_s1_texture",
        "tests/long_sitting",
    ],
)
def test_a_point_under_review_is_not_scored(name: str) -> None:
    assert not EVERY[NAMES.index(name)].scored
