"""Code a visit: the whole claim, and short questions on the single decisions behind it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sacral_edu.api import Case, Example, Item, Response, Score, claim, total, with_hints
from sacral_edu_coding.choosing import ChoiceKey, score_choice
from sacral_edu_coding.claim_item import FIELD, SKILLS, claim_item, claim_key
from sacral_edu_coding.claim_score import claim_criteria
from sacral_edu_coding.claims import CodingKey, canonical
from sacral_edu_coding.examples import choice_examples, claim_examples, services_examples
from sacral_edu_coding.hints import HINTS
from sacral_edu_coding.leading import first_item
from sacral_edu_coding.querying import query_item
from sacral_edu_coding.services import ServicesKey, score_services, services_item
from sacral_edu_coding.timed_units import units_item
from sacral_edu_coding.visit_level import level_item

Key = CodingKey | ChoiceKey | ServicesKey

_SHORT: tuple[Callable[[Case, CodingKey], Item[Any] | None], ...] = (
    services_item,
    first_item,
    level_item,
    units_item,
    query_item,
)
"""The short questions, each on the cases that it can be put on."""


class ClaimScorer:
    """Puts the whole claim, and up to five short questions, on every case that has a claim."""

    name = "coding"
    title = "Build the claim"
    skills = SKILLS

    def items(self, case: Case) -> Sequence[Item[Any]]:
        """Return the claim and the short questions where the case has a claim key, nothing otherwise.

        The item named `claim` comes first; then `services`, `first`, `level`, `units` and `query`, those
        that the case can be asked.
        """
        key = claim_key(case, f"{case.id}/{self.name}/claim")
        if key is None:
            return ()
        short = (make(case, key) for make in _SHORT)
        made = (claim_item(case, key, self.name, self.title), *(item for item in short if item is not None))
        return with_hints(made, HINTS)

    def score(self, key: Key, response: Response) -> Score:
        """Return the score of an answer; raise ResponseError where it has not the shape of its fields."""
        if isinstance(key, ChoiceKey):
            return score_choice(key, response, self.name)
        if isinstance(key, ServicesKey):
            return score_services(key, response, self.name)
        criteria = claim_criteria(key, canonical(claim(response, FIELD)))
        points = total(criteria)
        rationale = key.claim.rationale
        return Score(
            item_id=key.item_id,
            scorer=self.name,
            points=points,
            criteria=criteria,
            summary=f"This claim is right. {rationale}".strip() if points >= 1 else rationale,
        )

    def examples(self, item: Item[Key]) -> Iterable[Example]:
        """Yield the key, some wrong answers, an empty one and malformed ones, with the points of each."""
        key = item.key
        if isinstance(key, ChoiceKey):
            return choice_examples(key)
        if isinstance(key, ServicesKey):
            return services_examples(key)
        return claim_examples(key, FIELD)
