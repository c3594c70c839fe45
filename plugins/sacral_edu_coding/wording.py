"""Short phrases for feedback: regions, procedures, lists and counts in the words of a clinic."""

from collections.abc import Iterable, Sequence

from sacral_edu.api import coding
from sacral_edu_coding.claims import CodingKey

_REGION_WORDS = {
    "lower_extremity": "lower extremity",
    "upper_extremity": "upper extremity",
    "rib_cage": "rib cage",
    "abdomen_other": "abdomen",
}
_PAYERS = {
    "commercial_ncci": "Commercial plan",
    "medicare_ffs": "Medicare (fee for service)",
    "commercial_cms_time": "Commercial plan that counts time as Medicare does",
}


def in_words(region: str) -> str:
    """Return a region's name for a reader."""
    return _REGION_WORDS.get(region, region.replace("_", " "))


def listed(names: Iterable[str]) -> str:
    """Return names with commas, or `none`."""
    return ", ".join(names) or "none"


def regions_counted(regions: Sequence[str]) -> str:
    """Return regions and their number, as `lumbar, sacral = 2`."""
    return f"{listed(in_words(region) for region in regions)} = {len(regions)}"


def named(code: str) -> str:
    """Return a procedure as it is shown, with our words for it where it is known."""
    row = coding.procedures().get(code)
    if row is None:
        return f"{code} (not in this course's list)"
    return f"{coding.shown(code)} ({row.words[:1].lower()}{row.words[1:]})"


def payer_in_words(key: CodingKey) -> str:
    """Return the payer for the prompt."""
    return _PAYERS[key.encounter.payer_profile]


def one(provider: str) -> str:
    """Return a provider with its article, as `a DO` or `an MD`."""
    return f"an {provider}" if provider.startswith("M") else f"a {provider}"


def counted(number: int, thing: str) -> str:
    """Return a number with its noun, as `1 unit` or `2 units`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def region_facts(key: CodingKey) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the regions documented, treated, and both, for the provider's kind of manipulation."""
    facts = key.encounter.facts
    if facts.cmt_spinal_regions is not None:
        adjusted = coding.distinct_regions(
            (*facts.cmt_spinal_regions, *(facts.cmt_extraspinal_regions or ()))
        )
        return adjusted, adjusted, adjusted
    documented = coding.distinct_regions(facts.omt_regions_documented or ())
    treated = coding.distinct_regions(facts.omt_regions_treated or ())
    return documented, treated, coding.counted_regions(documented, treated)
