"""A diagnosis code is valid, a header, wrong in its 7th character, no code, or not known here."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacral_edu.clinical import coding
from sacral_edu.clinical.coding import tables


@pytest.mark.parametrize("code", sorted(coding.diagnoses()))
def test_a_listed_code_is_valid_in_any_case_and_without_its_dot(code: str) -> None:
    assert coding.diagnosis_status(code).state == "valid"
    assert coding.diagnosis_status(code.lower().replace(".", "")).code == code


@pytest.mark.parametrize("code", tables.diagnosis_table().headers)
def test_a_header_is_not_valid(code: str) -> None:
    assert coding.diagnosis_status(code).state in ("header", "seventh_character")


@pytest.mark.parametrize("code", tables.diagnosis_table().not_codes)
def test_a_non_code_is_recognised(code: str) -> None:
    assert coding.diagnosis_status(code).state in ("no_such_code", "seventh_character")


def test_a_header_suggests_its_leaves() -> None:
    assert coding.diagnosis_status("M54.5").suggestions == ("M54.50", "M54.51", "M54.59")


@pytest.mark.parametrize("code", ["S33.6", "S33.6XX", "S33.6A", "S33.6XXG", "M99.04A"])
def test_a_wrong_7th_character_is_told(code: str) -> None:
    status = coding.diagnosis_status(code)
    assert status.state == "seventh_character"
    assert status.suggestions


@pytest.mark.parametrize("code", ["M54.9", "M25.561", "S30.0XXD", "N39.0"])
def test_a_code_outside_the_list_is_not_known_rather_than_wrong(code: str) -> None:
    status = coding.diagnosis_status(code)
    assert status.state == "unknown"
    assert "not in this course's list" in status.message


@given(st.text(alphabet=string.ascii_letters + string.digits + ". -", max_size=12))
def test_any_text_gets_a_status_and_a_sentence(code: str) -> None:
    status = coding.diagnosis_status(code)
    assert status.message.endswith(".")
    assert (status.state == "valid") == (coding.tidy_code(code) in coding.diagnoses())


@given(st.sampled_from(sorted(coding.diagnoses())), st.sampled_from(sorted(coding.diagnoses())))
def test_exclusion_knows_no_order(first: str, second: str) -> None:
    assert coding.exclusion(first, second) == coding.exclusion(second, first)


def test_hard_pairs_are_errors_and_conditional_ones_are_not() -> None:
    assert coding.exclusions(["G57.02", "M54.32", "M99.04"]) == (("G57.02", "M54.32"),)
    assert coding.exclusions(["M51.26", "M54.6"]) == ()
    assert coding.exclusion("M51.26", "M54.6") == "conditional"
    assert coding.exclusion("R29.6", "Z91.81") is None


def test_the_list_agrees_with_the_classification_itself() -> None:
    icd = pytest.importorskip("simple_icd_10_cm")
    for code in coding.diagnoses():
        assert icd.is_valid_item(code)
        assert icd.is_leaf(code)
    table = tables.diagnosis_table()
    for code in (*table.headers, *table.not_codes):
        assert not (icd.is_valid_item(code) and icd.is_leaf(code))
    for category, leaves in table.complete_categories.items():
        assert sorted(c for c in icd.get_descendants(category) if icd.is_leaf(c)) == list(leaves)
