"""Patients of other countries: names, addresses and telephone numbers by Faker's locales."""

from difflib import get_close_matches
from functools import cache

from faker import VERSION, Faker
from faker.config import AVAILABLE_LOCALES
from msgspec.structs import replace

from sacral_edu.domain.cases import Case, Patient
from sacral_edu.domain.errors import CaseError
from sacral_edu.generation.chance import Chance

OWN_LOCALE = "en_US"
_SEEDS = 2**48
_NEAR = 4


def localized_case(case: Case, locale: str) -> Case:
    """Return the case with its patient from another locale; everything else, the note too, is the same.

    Raises CaseError as `localized_patient` does.
    """
    return replace(case, patient=localized_patient(case, locale))


def localized_patient(case: Case, locale: str) -> Patient:
    """Return the case's patient with name, address and telephone number from a locale of Faker's.

    Sex, age, birth date and occupation stay. The same case, locale (`de_DE`, also written `de-DE`) and
    version of Faker always give the same person. For `en_US` the patient is returned as it is: the
    generator's own names are Faker's, and its telephone numbers are ones kept for invented people.

    Raises CaseError for a case without a patient, for an unknown locale, naming near ones, and for the
    few that Faker lists but has too little for.
    """
    known = _known(locale)
    if case.patient is None:
        raise CaseError(f"Case {case.id} has no patient whose name could be of locale {known}.")
    if known == OWN_LOCALE:
        return case.patient
    fake = _faker(known)
    fake.seed_instance(Chance("locale", known, case.id).below(_SEEDS))
    try:
        return replace(
            case.patient,
            name=fake.name_female() if case.patient.sex == "F" else fake.name_male(),
            address=", ".join(line.strip(" ,") for line in fake.address().splitlines()),
            phone=fake.phone_number(),
        )
    except AttributeError as error:
        # A few of Faker's locales lack a provider, or a table that their own formats name.
        raise CaseError(
            f"Faker {VERSION} cannot make a name, address and telephone number for locale {known}; "
            "choose another locale."
        ) from error


def _known(locale: str) -> str:
    name = locale.replace("-", "_")
    known = {one.lower(): one for one in sorted(AVAILABLE_LOCALES)}
    if name.lower() in known:
        return known[name.lower()]
    language = name.split("_")[0].lower()
    relatives = [one for one in known.values() if one.split("_")[0] == language]
    near = (
        get_close_matches(name, relatives, n=_NEAR, cutoff=0)
        or get_close_matches(name, list(known.values()), n=_NEAR)
        or ["de_DE", "es_MX", "ja_JP"]
    )
    raise CaseError(f"Faker has no locale {locale!r}; near ones are {', '.join(near)}.")


@cache
def _faker(locale: str) -> Faker:
    """Return the one instance for a locale, since making one takes as long as making a case."""
    return Faker(locale)
