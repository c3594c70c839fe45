"""A code is valid, a header, deleted, unknown, outside the extract or malformed, and a sentence says so."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacral_edu.clinical import coding, icd
from sacral_edu.clinical.coding import tables


@pytest.mark.parametrize("code", sorted(coding.diagnoses()))
def test_every_code_of_the_course_is_valid_in_both_fiscal_years(code: str) -> None:
    assert icd.status(code, "2026-09-30").state == "valid"
    assert icd.status(code, "2026-10-01").state == "valid"


@pytest.mark.parametrize("code", tables.diagnosis_table().headers)
def test_a_header_names_its_billable_codes(code: str) -> None:
    known = icd.status(code)
    assert known.state == "header"
    assert set(known.probable) == set(icd.leaves(code))


@pytest.mark.parametrize("code", tables.diagnosis_table().not_codes)
def test_a_code_that_does_not_exist_leads_to_one_that_does(code: str) -> None:
    known = icd.status(code)
    assert known.state == "unknown"
    assert known.probable
    assert all(icd.status(one).state == "valid" for one in known.probable)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("M53.30", "M53.3"),
        ("M99.040", "M99.04"),
        ("M99.04A", "M99.04"),
        ("M99.O4", "M99.04"),
        ("M99-04", "M99.04"),
        ("M45.50", "M54.50"),
        ("S33.6A", "S33.6XXA"),
        ("S33.6XA", "S33.6XXA"),
        ("S33.6XXG", "S33.6XXA"),
        ("M51.363", "M51.360"),
        ("M54.34", "M54.30"),
    ],
)
def test_what_was_probably_meant_is_offered_first(written: str, meant: str) -> None:
    known = icd.status(written)
    assert known.probable[0] == meant
    assert meant in known.message


def test_a_header_that_lacks_its_7th_character_says_which_there_are() -> None:
    known = icd.status("S33.6")
    assert known.state == "header"
    assert "A initial encounter" in known.message
    assert known.probable == ("S33.6XXA", "S33.6XXD", "S33.6XXS")


def test_outside_the_extract_nothing_is_claimed_about_existence() -> None:
    known = icd.status("N39.0")
    assert known.state == "outside"
    assert "cannot be checked" in known.message


def test_a_category_that_no_code_has_is_unknown() -> None:
    assert icd.status("U10").state == "unknown"
    assert "no category U10" in icd.status("U10").message


@pytest.mark.parametrize("written", ["", "hello", "12345", "M9", "M99.04567", "9M9.04"])
def test_what_is_not_shaped_like_a_code_is_malformed(written: str) -> None:
    assert icd.status(written).state == "malformed"


@pytest.mark.parametrize("code", icd.table().fy2027.deleted[:3])
def test_a_deleted_code_is_valid_until_the_last_day_of_september(code: str) -> None:
    assert icd.status(code, date(2026, 9, 30)).state == "valid"
    known = icd.status(code, date(2026, 10, 1))
    assert known.state == "deleted"
    assert "2026-10-01" in known.message
    assert code not in known.probable


@pytest.mark.parametrize("code", icd.table().fy2027.deleted)
def test_every_deleted_code_is_told_even_outside_the_extract(code: str) -> None:
    assert icd.status(code).state == "deleted"


@pytest.mark.parametrize("code", icd.table().fy2027.demoted)
def test_a_demoted_code_is_a_header_from_october(code: str) -> None:
    assert icd.status(code).state == "header"
    assert icd.status(code, "2026-09-30").state in ("valid", "outside")


def test_a_demoted_code_leads_to_its_new_leaves() -> None:
    assert icd.status("M72.2").probable == ("M72.20", "M72.21", "M72.22")


def test_a_new_code_is_valid_from_october_and_unknown_before() -> None:
    assert icd.status("M72.21").state == "valid"
    assert icd.status("M72.21", "2026-09-30").state == "unknown"


def test_without_a_day_fiscal_year_2027_holds() -> None:
    assert icd.status("S23.420A") == icd.status("S23.420A", "2026-10-01")


def test_a_day_that_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="2026-13-01"):
        icd.status("M99.04", "2026-13-01")


@given(st.text(alphabet=string.ascii_letters + string.digits + ". -_,Xé", max_size=12))
def test_any_text_gets_a_state_and_one_sentence(written: str) -> None:
    known = icd.status(written)
    assert known.message.endswith(".")
    assert all(icd.status(one).state == "valid" for one in known.probable[:3])


@given(st.sampled_from(sorted(icd.nodes())), st.sampled_from([*string.digits, *string.ascii_uppercase]))
def test_a_code_with_one_more_character_is_valid_only_if_the_table_has_it(code: str, more: str) -> None:
    written = f"{code}.{more}" if len(code) == 3 else f"{code}{more}"
    row = icd.lookup(written)
    billable = row is not None and row.billable
    assert (icd.status(written, "2026-09-30").state == "valid") == billable
