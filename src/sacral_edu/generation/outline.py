"""What is settled about a visit before the patient is examined: clinician, payer, day and regions."""

from datetime import date, timedelta

from msgspec import Struct

from sacral_edu.clinical.dysfunctions import Dysfunction
from sacral_edu.domain.cases import PayerProfile, Provider, Region
from sacral_edu.generation.chance import Chance
from sacral_edu.generation.history import Story

MEDICARE_AGE = 65
_FIRST_MONDAY = date(2026, 10, 5)
_WORKING_DAYS = 62
_SEGMENTS = {"thoracic": "thoracic/segment", "cervical": "cervical/segment", "rib_cage": "rib_cage/segment"}
_EXTRA_REGIONS: dict[Provider, tuple[Region, ...]] = {
    "DO": ("thoracic", "cervical", "rib_cage"),
    "DC": ("thoracic", "cervical"),
    "PT": (),
}
_PROVIDER_WEIGHTS: dict[Provider, float] = {"DO": 5.0, "DC": 3.0, "PT": 2.0}


class Outline(Struct, frozen=True, kw_only=True):
    """What is settled about a visit before the patient is examined."""

    provider: Provider
    payer: PayerProfile
    on: date
    extra_regions: tuple[Region, ...]
    regions: tuple[Region, ...]
    treats: bool = True

    @property
    def further(self) -> tuple[Region, ...]:
        """The regions of dysfunction besides the first."""
        return self.regions[1:]

    @property
    def extra_keys(self) -> tuple[str, ...]:
        """Phrase keys for the findings in the further regions."""
        return tuple(_SEGMENTS[region] for region in self.extra_regions)


def outline(
    chance: Chance,
    story: Story,
    dysfunction: Dysfunction,
    provider: Provider | None,
    *,
    second: Dysfunction | None = None,
    plain: bool = False,
) -> Outline:
    """Settle who treats, who pays, on which day, and which other regions have findings.

    `second` is a dysfunction beside the first; with `plain` no other region is added. Where the story
    gives a warning nothing is treated.
    """
    who = provider or chance.weighted(_PROVIDER_WEIGHTS)
    further = _EXTRA_REGIONS[who]
    more = 0 if plain or dysfunction.region is None else chance.below(len(further) + 1)
    extra = tuple(chance.sample(further, more))
    found: list[Region] = [d.region for d in (dysfunction, second) if d is not None and d.region is not None]
    return Outline(
        provider=who,
        payer=_payer(chance, who, story.age),
        on=_working_day(chance.below(_WORKING_DAYS)),
        extra_regions=extra,
        regions=(*found, *extra),
        treats=story.warning is None,
    )


def _working_day(number: int) -> date:
    weeks, weekday = divmod(number, 5)
    return _FIRST_MONDAY + timedelta(weeks=weeks, days=weekday)


def _payer(chance: Chance, provider: Provider, age: int) -> PayerProfile:
    if age >= MEDICARE_AGE:
        return "medicare_ffs"
    if provider == "PT" and chance.happens(0.3):
        return "commercial_cms_time"
    return "commercial_ncci"
