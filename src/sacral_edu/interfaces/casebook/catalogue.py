"""What can be practiced here: the scorers with their kinds of item, the difficulties, the price of help."""

from msgspec import Struct

from sacral_edu.scoring import Costs


class ScorerKinds(Struct, frozen=True, kw_only=True):
    """A scorer with the names of the items that it makes; what it asks first on a case comes first."""

    name: str
    title: str
    skills: tuple[str, ...]
    kinds: tuple[str, ...]


class Catalogue(Struct, frozen=True, kw_only=True):
    """The installed scorers by name, the difficulties a case can be given, and the price of help."""

    scorers: tuple[ScorerKinds, ...]
    difficulties: tuple[str, ...]
    costs: Costs
