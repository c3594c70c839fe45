"""Patients of other countries: the same person each time, and nothing else of the case touched."""

import pytest
from msgspec.structs import replace

from sacral_edu.domain.errors import CaseError
from sacral_edu.generation.generate import generate, regenerate
from sacral_edu.generation.spec import checked_spec
from sacral_edu.interfaces.casebook import Casebook
from sacral_edu.interfaces.faker_provider import localized_case, localized_patient

CASES = [generate(checked_spec(seed=2, index=index)) for index in range(12)]
LOCALES = ("de_DE", "es_MX", "fr_FR", "ja_JP", "pt_BR", "ar_AA", "hi_IN")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_same_case_and_locale_give_the_same_patient_in_any_order(locale: str) -> None:
    first = [localized_patient(case, locale) for case in CASES]
    again = [localized_patient(case, locale) for case in reversed(CASES)]
    assert first == again[::-1]
    assert len({patient.name for patient in first}) > len(CASES) // 2


@pytest.mark.parametrize("locale", LOCALES)
def test_sex_age_birth_date_and_occupation_stay(locale: str) -> None:
    for case in CASES:
        assert case.patient is not None
        patient = localized_patient(case, locale)
        assert patient.name != case.patient.name
        kept = replace(
            patient, name=case.patient.name, address=case.patient.address, phone=case.patient.phone
        )
        assert kept == case.patient


def test_names_go_by_sex_where_the_locale_has_them_so() -> None:
    for case in CASES:
        assert case.patient is not None
        patronymic = "на" if case.patient.sex == "F" else "ич"
        assert any(name.endswith(patronymic) for name in localized_patient(case, "ru_RU").name.split())


def test_nothing_of_the_case_but_the_patient_changes() -> None:
    case = CASES[0]
    assert replace(localized_case(case, "de_DE"), patient=case.patient) == case


def test_an_address_is_one_line() -> None:
    for locale in LOCALES:
        assert all("\n" not in localized_patient(case, locale).address for case in CASES)


def test_two_locales_give_two_people() -> None:
    assert localized_patient(CASES[0], "de_DE").name != localized_patient(CASES[0], "fr_FR").name


def test_the_generators_own_locale_leaves_the_patient_as_it_is() -> None:
    assert localized_patient(CASES[0], "en_US") == CASES[0].patient


@pytest.mark.parametrize("written", ["de-DE", "de_de", "DE_DE"])
def test_a_locale_may_be_written_as_people_write_it(written: str) -> None:
    assert localized_patient(CASES[0], written) == localized_patient(CASES[0], "de_DE")


@pytest.mark.parametrize(
    ("locale", "near"),
    [("de_XX", "de_DE"), ("pt_BZ", "pt_BR"), ("ja_PJ", "ja_JP"), ("klingon", "de_DE"), ("", "de_DE")],
)
def test_an_unknown_locale_is_refused_in_one_sentence_that_names_near_ones(locale: str, near: str) -> None:
    with pytest.raises(CaseError, match=near) as refused:
        localized_patient(CASES[0], locale)
    assert str(refused.value).startswith(f"Faker has no locale {locale!r}")
    assert str(refused.value).count(". ") == 0


def test_a_locale_that_faker_lists_without_telephone_numbers_is_refused_in_words() -> None:
    with pytest.raises(CaseError, match="cannot make a name, address and telephone number for locale fil_PH"):
        localized_patient(CASES[0], "fil_PH")


def test_a_case_without_patient_has_nobody_to_rename() -> None:
    vignette = next(case for case in Casebook().cases() if case.patient is None)
    with pytest.raises(CaseError, match="has no patient"):
        localized_patient(vignette, "de_DE")


def test_a_case_made_again_has_the_same_patient_abroad() -> None:
    case = regenerate("g1-7-0")
    assert localized_patient(case, "de_DE") == localized_patient(regenerate("g1-7-0"), "de_DE")
