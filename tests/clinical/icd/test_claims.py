"""Claims are found in whatever JSON holds them, and each is checked on its own date."""

from datetime import date

from sacral_edu.clinical.icd import CodeList, check_codes, claims_in


def test_a_claim_is_found_in_a_case_with_its_date() -> None:
    case = {
        "id": "c1",
        "encounter": {"date_of_service": "2026-09-30"},
        "claim": {"diagnoses": ["M54.50"], "procedures": [{"code": "OMT_1_2", "dx": ["M99.04"]}]},
    }
    assert claims_in([case], "cases") == (
        CodeList(where="cases.c1.claim", together=("M54.50",), apart=("M99.04",), day="2026-09-30"),
    )


def test_optional_and_alternative_diagnoses_are_checked_as_codes_alone() -> None:
    key = {
        "diagnoses": ["S33.6XXA"],
        "optional_diagnoses": ["W01.0XXA", "W18.30XA"],
        "alternative_diagnoses": [{"from": "M54.50", "to": "M54.5", "credit": 0.5}],
    }
    found = check_codes(claims_in(key, "key")[0])
    assert [fault.kind for fault in found] == ["code"]
    assert "M54.5 " in found[0].message


def test_values_of_other_kinds_are_passed_over() -> None:
    assert claims_in({"diagnoses": "M54.5", "a": [1, None, {"diagnoses": [1, "M99.04"]}]}) == (
        CodeList(where="a.3", together=("M99.04",)),
    )


def test_a_fault_is_told_with_its_kind() -> None:
    found = check_codes(CodeList(where="x", together=("M54.31", "G57.01", "M54.5", "N39.0")))
    assert sorted(fault.kind for fault in found) == ["code", "note", "pair"]


def test_a_conditional_pair_is_a_note() -> None:
    found = check_codes(CodeList(where="x", together=("M51.16", "M54.6")))
    assert [fault.kind for fault in found] == ["note"]


def test_the_date_of_the_claim_decides_and_a_given_day_overrides_it() -> None:
    claim = CodeList(where="x", together=("M72.2",), day="2026-09-30")
    assert check_codes(claim) == ()
    assert check_codes(claim, date(2026, 10, 1))[0].kind == "code"


def test_a_date_that_cannot_be_read_is_passed_over() -> None:
    assert check_codes(CodeList(where="x", together=("M99.04",), day="soon")) == ()
