"""Findings of the sacrum in a text, each with its TART letter and how it compares with the examination."""

from sacral_edu_documentation.keys import Palpation
from sacral_edu_documentation.landmarks import Landmarks
from sacral_edu_documentation.lesions import Named
from sacral_edu_documentation.lexicon import Term
from sacral_edu_documentation.motions import Motions
from sacral_edu_documentation.observed import Seen, Verdict, seen
from sacral_edu_documentation.reading import Reading
from sacral_edu_documentation.scopes import DENIED
from sacral_edu_documentation.sites import PLACES, is_elsewhere, segment_of, side_near, site_of

_FINDING_KINDS = frozenset({"pos", "test", "posture", "found", "res", "restrict", "feel", "change"})


def seen_findings(
    reading: Reading, palpation: Palpation, lesions: list[Named], *, sacral: bool
) -> list[Seen]:
    """Return the findings of the sacrum that a text mentions, stated or not.

    `lesions` are those that the text names; `sacral` says whether the sacrum has a lesion. Where it has
    none, a finding that the examination does not bear out contradicts it.
    """
    landmarks = Landmarks(reading, palpation, sacral=sacral)
    motions = Motions(reading, palpation, sacral=sacral)
    touch = _Touch(reading, palpation, sacral=sacral)
    found: list[Seen] = []
    # Sides and ways that belong to a lesion's name say nothing of a landmark.
    named = {
        place for lesion in lesions if lesion.kind != "clear" for place in range(lesion.first, lesion.last)
    }
    for terms in reading.clauses:
        kinds = {t.kind for t in terms}
        if kinds.isdisjoint(_FINDING_KINDS):
            continue
        clause = [t for t in terms if t.first not in named or t.kind not in ("side", "pos")]
        if "pos" in kinds:
            found += landmarks.told_in(clause)
        found += motions.told_in(clause)
        if "feel" in kinds:
            found += touch.told_in(clause)
    return found


class _Touch:
    """Compares texture and tenderness in a clause with the examination."""

    def __init__(self, reading: Reading, palpation: Palpation, *, sacral: bool) -> None:
        self._reading, self._palpation, self._sacral = reading, palpation, sacral

    def told_in(self, clause: list[Term]) -> list[Seen]:
        """Return tissue texture and tenderness."""
        found: list[Seen] = []
        for term in clause:
            if term.kind != "feel":
                continue
            if term.value == "sore" and not any(
                t.kind == "mark" for t in segment_of(self._reading, clause, term)
            ):
                # An ache is a complaint, unless it is told of a landmark under the thumb.
                continue
            near = clause if any(t.kind in PLACES for t in clause) else self._sentence_of(term)
            site = site_of(self._reading, near, term)
            if site is not None and is_elsewhere(self._reading, site):
                continue
            side = side_near(self._reading, near, term, site)
            if site is None and side is None:
                # A letter without any place could be anywhere.
                continue
            letter = "texture" if term.value == "texture" else "tenderness"
            sides = self._palpation.texture if letter == "texture" else self._palpation.tenderness
            verdict = self._felt(term, side, sides)
            if verdict is not None:
                found.append(seen(self._reading, letter, verdict, *((site, term) if site else (term, term))))
        return found

    def _sentence_of(self, term: Term) -> list[Term]:
        number = self._reading.text.sentence
        return [t for t in self._reading.terms if number[t.first] == number[term.first]]

    def _felt(self, term: Term, side: str | None, sides: tuple[str, ...]) -> Verdict | None:
        fits = side is None or side in sides or "both" in sides
        if self._reading.state_of(term) == DENIED:
            return "denied" if sides and fits else None
        if not sides:
            return "unknown" if self._sacral else "value"
        return "supported" if fits else "side"
