"""Decide whether treatment is right today, and choose the technique.

Both questions show history, examination and assessment, never the plan. The rules come from the fact base:
red flags, contraindications, techniques and technique rules.
"""

from collections.abc import Iterable, Sequence

from sacral_edu.api import Case, Example, Item, Response, Score, with_hints
from sacral_edu_triage.examples import examples
from sacral_edu_triage.hints import HINTS
from sacral_edu_triage.keys import TodayKey, TriageKey
from sacral_edu_triage.technique import score_technique, technique_item
from sacral_edu_triage.today import score_today, today_item


class TriageScorer:
    """Puts one or two questions on cases whose history the facts judge clearly."""

    name = "triage"
    title = "Decide whether to treat today, and how"
    skills = ("triage", "red_flags", "contraindications", "technique")

    def items(self, case: Case) -> Sequence[Item[TriageKey]]:
        """Return the decision of today and the technique, as far as the facts settle them."""
        made = (today_item(case, self.name), technique_item(case, self.name))
        return with_hints((item for item in made if item is not None), HINTS)

    def score(self, key: TriageKey, response: Response) -> Score:
        """Score a response by the kind of its key."""
        if isinstance(key, TodayKey):
            return score_today(key, response, self.name)
        return score_technique(key, response, self.name)

    def examples(self, item: Item[TriageKey]) -> Iterable[Example]:
        """Yield right, wrong, blank and malformed answers."""
        return examples(item)
