"""A provider for Faker: synthetic cases of sacral dysfunction, their notes, claims and findings."""

from faker.providers import BaseProvider
from msgspec.structs import replace

from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.domain.cases import Case, Finding, Section
from sacral_edu.domain.claims import Claim
from sacral_edu.domain.errors import CaseError
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import checked_spec
from sacral_edu.interfaces.faker_provider.locales import localized_case

_SEED_BITS = 59
_SECTIONS: dict[Section, str] = {
    "hpi": "History",
    "exam": "Examination",
    "assessment": "Assessment",
    "plan": "Plan",
}


class SacralProvider(BaseProvider):
    """Synthetic patient encounters about somatic dysfunction of the sacral region.

    Add it by `fake.add_provider(SacralProvider)`. What comes out follows from Faker's own seed
    (`Faker.seed(7)` or `fake.seed_instance(7)`) and the version of the generator. All patients are
    invented, and how often a dysfunction turns up says nothing about how common it is.

    `dysfunction` is an id such as `L_ON_L` or `R_ANT_ROT` (all: `fake.sacral_dysfunction()`), `provider`
    one of `DO`, `DC` and `PT`. Left out, they are drawn. Anything else raises CaseError, which names what
    is allowed.
    """

    def sacral_case(
        self, dysfunction: str | None = None, provider: str | None = None, locale: str | None = None
    ) -> Case:
        """Return a whole case: patient, findings, note, truth and correct claim.

        `locale` takes name, address and telephone number from another of Faker's locales; the note stays
        English.

        :sample:
        :sample: dysfunction='L_ON_L'
        :sample: dysfunction='R_ANT_ROT', provider='DC', locale='de_DE'
        """
        # Bits and not a range, since how a range is drawn may change between versions of Python.
        seed = self.generator.random.getrandbits(_SEED_BITS)
        case = generate(checked_spec(seed=seed, dysfunction=dysfunction, provider=provider))
        return case if locale is None else localized_case(case, locale)

    def sacral_note(self, dysfunction: str | None = None, provider: str | None = None) -> str:
        """Return a clinical note with a heading for each section, without truth and claim.

        :sample:
        :sample: dysfunction='L_ON_L', provider='PT'
        """
        case = self.sacral_case(dysfunction, provider)
        parts: list[str] = []
        for section, heading in _SECTIONS.items():
            said = [statement.text for statement in case.note if statement.section == section]
            parts.append(f"{heading}\n{' '.join(said)}")
        return "\n\n".join(parts)

    def sacral_claim(self, dysfunction: str | None = None, provider: str | None = None) -> Claim:
        """Return the correct claim of a case: diagnoses in order and procedure lines by concept id.

        :sample:
        :sample: provider='DO'
        """
        key = self.sacral_case(dysfunction, provider).claim
        if key is None:  # pragma: no cover every generated case has a claim
            raise CaseError("The generator made a case without a claim; please report this.")
        lines = tuple(replace(line, modifiers_also_accepted=()) for line in key.procedures)
        return Claim(claim_action=key.claim_action, diagnoses=key.diagnoses, procedures=lines)

    def sacral_finding(self, dysfunction: str | None = None, provider: str | None = None) -> Finding:
        """Return one finding of an examination: test, value, side, region and TART criteria.

        :sample:
        :sample: dysfunction='BI_FLEX'
        """
        return self.random_element(self.sacral_case(dysfunction, provider).findings)

    def sacral_dysfunction(self) -> str:
        """Return the id of a dysfunction that cases can be asked for, each as likely.

        :sample:
        """
        return self.random_element(tuple(dysfunctions()))
