"""Questions about the region of a lesion: which it is, what two tests tell, two lesions, and what stays open.

Each kind of question is a module of its own; this one puts them together. The kinds, by the last part of an
item's id: `primary`, `flexion`, `undetermined` and `lesions`.
"""

from collections.abc import Iterable, Sequence

from sacral_edu.api import Case, Example, Item, Response, Score, with_hints
from sacral_edu_region.flexion import flexion_examples, flexion_item, score_flexion
from sacral_edu_region.hints import HINTS
from sacral_edu_region.keys import FlexionKey, LesionsKey, PrimaryKey, RegionKey
from sacral_edu_region.lesions import lesions_examples, lesions_item, score_lesions
from sacral_edu_region.primary import primary_examples, primary_item, score_primary
from sacral_edu_region.undetermined import score_undetermined, undetermined_examples, undetermined_item

_MAKERS = (primary_item, flexion_item, undetermined_item, lesions_item)


class RegionScorer:
    """Puts up to four questions on a case with a primary region; `primary` comes first."""

    name = "region"
    title = "Tell sacral from pelvic and its neighbors"
    skills = ("region", "sacral_region", "pelvic_region", "flexion_tests", "undetermined", "second_lesion")

    def items(self, case: Case) -> Sequence[Item[RegionKey]]:
        """Return the items that the case supports; none where it has no primary region."""
        if case.truth is None or case.truth.region is None:
            return ()
        return with_hints((item for make in _MAKERS if (item := make(case)) is not None), HINTS)

    def score(self, key: RegionKey, response: Response) -> Score:
        """Score the response by the rules of its kind of question."""
        if isinstance(key, PrimaryKey):
            return score_primary(key, response)
        if isinstance(key, FlexionKey):
            return score_flexion(key, response)
        if isinstance(key, LesionsKey):
            return score_lesions(key, response)
        return score_undetermined(key, response)

    def examples(self, item: Item[RegionKey]) -> Iterable[Example]:
        """Yield right, wrong, blank and malformed answers."""
        key = item.key
        if isinstance(key, PrimaryKey):
            return primary_examples(key)
        if isinstance(key, FlexionKey):
            return flexion_examples(key)
        if isinstance(key, LesionsKey):
            return lesions_examples(item, key)
        return undetermined_examples(key)
