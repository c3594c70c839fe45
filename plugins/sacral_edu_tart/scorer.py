"""Questions about TART: what is evidence, how old it looks, whose it is, if it suffices and agrees.

Each kind of question is a module of its own; this one puts them together. The kinds, by the last part of an
item's id: `evidence`, `picture`, `sites`, `part` and `contradiction`.
"""

from collections.abc import Iterable, Sequence

from sacral_edu.api import Case, Example, Item, Response, Score, with_hints
from sacral_edu_tart.contradiction import contradiction_examples, contradiction_item, score_contradiction
from sacral_edu_tart.evidence import evidence_examples, evidence_item, score_evidence
from sacral_edu_tart.hints import HINTS
from sacral_edu_tart.keys import EvidenceKey, PartKey, PictureKey, SitesKey, TartKey
from sacral_edu_tart.part import part_examples, part_item, score_part
from sacral_edu_tart.picture import picture_examples, picture_item, score_picture
from sacral_edu_tart.sites import score_sites, sites_examples, sites_item

_MAKERS = (evidence_item, picture_item, sites_item, part_item, contradiction_item)


class TartScorer:
    """Puts up to five questions on a case with a primary region; `evidence` comes first where it is asked."""

    name = "tart"
    title = "Recognize TART evidence"
    skills = ("tart", "sacral_region", "acute_chronic", "regions", "part", "contradiction")

    def items(self, case: Case) -> Sequence[Item[TartKey]]:
        """Return the items that the case supports; none where it has no findings."""
        if case.truth is None:
            return ()
        return with_hints((item for make in _MAKERS if (item := make(case)) is not None), HINTS)

    def score(self, key: TartKey, response: Response) -> Score:
        """Score the response by the rules of its kind of question."""
        if isinstance(key, EvidenceKey):
            return score_evidence(key, response)
        if isinstance(key, PictureKey):
            return score_picture(key, response)
        if isinstance(key, SitesKey):
            return score_sites(key, response)
        if isinstance(key, PartKey):
            return score_part(key, response)
        return score_contradiction(key, response)

    def examples(self, item: Item[TartKey]) -> Iterable[Example]:
        """Yield right, wrong, blank and malformed answers."""
        key = item.key
        if isinstance(key, EvidenceKey):
            return evidence_examples(item, key)
        if isinstance(key, PictureKey):
            return picture_examples(item, key)
        if isinstance(key, SitesKey):
            return sites_examples(item, key)
        if isinstance(key, PartKey):
            return part_examples(item, key)
        return contradiction_examples(item, key)
