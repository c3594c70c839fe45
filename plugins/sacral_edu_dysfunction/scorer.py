"""Name the lesion of a case, read or draw its three sides, describe a torsion, choose the next test.

All five rest on the eleven sacral rows. A name or a set of sides that is off by one side is another
lesion, so it earns a tenth only; guessing stays below three tenths.
"""

from collections.abc import Iterable, Sequence

from sacral_edu.api import Case, Example, Item, Response, Score, choice, total, with_hints
from sacral_edu_dysfunction import drawings
from sacral_edu_dysfunction.axis import axis_item, score_axis
from sacral_edu_dysfunction.drawing_item import drawing_item, score_drawing
from sacral_edu_dysfunction.evidence import lesion
from sacral_edu_dysfunction.examples import examples
from sacral_edu_dysfunction.hints import HINTS
from sacral_edu_dysfunction.keys import AxisKey, ChoiceKey, DrawingKey, DysfunctionKey, SidesKey
from sacral_edu_dysfunction.naming import naming_item
from sacral_edu_dysfunction.next_finding import next_item
from sacral_edu_dysfunction.side_reading import score_sides, sides_item


class DysfunctionScorer:
    """Puts up to five questions on every case whose shown findings settle a sacral row."""

    name = "dysfunction"
    title = "Name the sacral dysfunction"
    skills = ("naming", "three_sides", "axis", "next_test", "sacral_region")

    def items(self, case: Case) -> Sequence[Item[DysfunctionKey]]:
        """Return the name first, then what else fits the case: sides, axis, next test, sides on a drawing."""
        row = lesion(case)
        if row is None:
            return ()
        made = (
            naming_item(case, row, self.name),
            sides_item(case, row, self.name),
            axis_item(case, row, self.name),
            next_item(case, row, self.name),
            drawing_item(case, row, self.name),
        )
        return with_hints((item for item in made if item is not None), HINTS)

    def score(self, key: DysfunctionKey, response: Response) -> Score:
        """Score a response by the kind of its key."""
        if isinstance(key, SidesKey):
            return score_sides(key, response, self.name)
        if isinstance(key, DrawingKey):
            return score_drawing(key, response, self.name)
        if isinstance(key, AxisKey):
            return score_axis(key, response, self.name)
        return self._chosen(key, response)

    def examples(self, item: Item[DysfunctionKey]) -> Iterable[Example]:
        """Yield right, wrong, blank and malformed answers."""
        return examples(item.key)

    def _chosen(self, key: ChoiceKey, response: Response) -> Score:
        answer = choice(response, key.field)
        criteria = key.graded[answer]
        return Score(
            item_id=key.item_id,
            scorer=self.name,
            points=total(criteria),
            criteria=criteria,
            summary=key.summary,
            pictures=drawings.beside(answer, key.drawn) if key.beside else drawings.found(key.drawn),
        )
