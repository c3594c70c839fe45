"""The coding tables hang together: every id that one names is in another."""

import pytest

from sacral_edu.clinical import coding
from sacral_edu.clinical.coding import tables


def test_there_are_56_rules_with_a_place_in_the_book_and_known_sources() -> None:
    assert len(coding.rules()) == 56
    for rule in coding.rules().values():
        assert rule.section.startswith("coding#coding-")
        assert set(rule.refs) <= set(coding.sources())
        assert "{" not in rule.statement


def test_every_row_names_known_sources() -> None:
    rows = (*coding.procedures().values(), *coding.diagnoses().values(), *coding.modifiers().values())
    for row in (*rows, *coding.edits()):
        assert row.refs
        assert set(row.refs) <= set(coding.sources())


def test_edits_name_known_procedures() -> None:
    for edit in coding.edits():
        assert {*edit.column1, *edit.column2} <= set(coding.procedures())


@pytest.mark.parametrize("confidence", ["disputed", "unverified", "recalled", "weak"])
def test_no_doubtful_pair_can_decide_a_score(confidence: str) -> None:
    for edit in coding.edits():
        if edit.confidence == confidence:
            assert coding.edit_between(edit.column1[0], edit.column2[0]) is not edit


def test_adjustment_and_manual_therapy_are_a_pair_in_either_order() -> None:
    edit = coding.edit_between("TX_MANUAL", "CMT_SPINAL_1_2")
    assert edit is not None
    assert edit.id == "N03"
    assert coding.edit_between("CMT_SPINAL_1_2", "TX_EXERCISE") is None


def test_excludes1_pairs_are_among_the_courses_codes() -> None:
    table = tables.exclusion_table()
    for pairs in (table.hard, table.conditional):
        for code, others in pairs.items():
            assert {code, *others} <= set(coding.diagnoses())


def test_regions_and_their_codes_are_one_to_one() -> None:
    for region, code in coding.REGION_CODES.items():
        assert coding.region_of(code) == region
        assert coding.region_code(region) == code
        assert code in coding.diagnoses()
