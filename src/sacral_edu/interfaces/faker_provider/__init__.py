"""Sacral cases for Faker, and Faker's locales for sacral cases.

    from faker import Faker
    from sacral_edu.interfaces.faker_provider import SacralProvider

    fake = Faker()
    fake.add_provider(SacralProvider)
    fake.sacral_note()

`Provider` is the same class under the name by which `faker -i sacral_edu.interfaces.faker_provider` and
`Faker(includes=[...])` look for it.
"""

from sacral_edu.interfaces.faker_provider.locales import localized_case, localized_patient
from sacral_edu.interfaces.faker_provider.provider import SacralProvider

Provider = SacralProvider

__all__ = ["Provider", "SacralProvider", "localized_case", "localized_patient"]
