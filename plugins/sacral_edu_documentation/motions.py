"""Motion of the sacrum in a text, beside the examination: tests, motion with the breath, restriction."""

from sacral_edu_documentation.keys import Palpation
from sacral_edu_documentation.lexicon import Term
from sacral_edu_documentation.observed import SIDED, Seen, Verdict, seen
from sacral_edu_documentation.reading import Reading
from sacral_edu_documentation.scopes import DENIED, STATED
from sacral_edu_documentation.sites import PLACES, is_elsewhere, segment_of, side_near, site_of

_COMPARED = frozenset({"than", ">", "over", "exceeds"})
_TELLING = frozenset({"test", "posture", "les", "restrict", "pos"})
_WAYS = frozenset({"forward", "backward", "anterior", "posterior"})
_WAY_REACH = 3
_MOVING = frozenset(
    {
        "move",
        "moves",
        "moved",
        "moving",
        "come",
        "comes",
        "go",
        "goes",
        "glide",
        "glides",
        "follow",
        "follows",
    }
    | {"motion", "movement", "excursion", "shift", "shifts", "return", "returns", "carry", "carries"}
)


class Motions:
    """Compares the tests and the motion that a clause tells with the examination."""

    def __init__(self, reading: Reading, palpation: Palpation, *, sacral: bool) -> None:
        """Take a text and the examination; `sacral` says whether the sacrum has a lesion."""
        self._reading, self._palpation, self._sacral = reading, palpation, sacral

    def told_in(self, clause: list[Term]) -> list[Seen]:
        """Return flexion tests, spring, sphinx, motion with the breath and restriction as such."""
        found: list[Seen] = []
        lumbar = _is_lumbar(clause)
        told = [] if lumbar else [t for t in clause if t.kind == "found"]
        # "Springs the base without any give" is no spring.
        told = [t for t in told if t.value == "no_spring"] or told
        for term in told:
            found += self._result(
                term, term, "spring", "positive" if term.value == "no_spring" else "negative"
            )
        for term in clause:
            if term.kind not in _TELLING:
                continue
            if _is_seated_test(clause, term):
                found += self._seated(clause, term)
            elif term.kind == "test" and term.value == "spring" and not told and not lumbar:
                found += self._tested(clause, term, "spring")
            elif (term.kind == "test" and term.value == "sphinx") or self._is_bending_back(clause, term):
                found += self._tested(clause, term, "sphinx")
            elif term.kind == "restrict" or self._is_motion_denied(term):
                found += self._restricted(clause, term)
        return found

    def _is_motion_denied(self, term: Term) -> bool:
        """Say whether a way is one that something does not move: `neither base comes forward`."""
        if term.kind != "pos" or term.value not in _WAYS or self._reading.state_of(term) != DENIED:
            return False
        return bool(_MOVING & set(self._reading.words[max(0, term.first - _WAY_REACH) : term.first]))

    def _is_bending_back(self, clause: list[Term], term: Term) -> bool:
        """Say whether `extension` is the position in which the sulci are compared, as in sphinx."""
        if (term.kind, term.value) != ("les", "extension") or not any(t.kind == "change" for t in clause):
            return False
        return self._reading.words[term.first - 1 : term.first] in (["in"], ["with"], ["on"], ["into"])

    def _seated(self, clause: list[Term], term: Term) -> list[Seen]:
        if _COMPARED & set(self._reading.words[max(0, term.first - 3) : term.first]):
            return []
        near = segment_of(self._reading, clause, term)
        result = next((t for t in near if t.kind == "res"), None)
        side = side_near(self._reading, clause, term, None)
        if side is None and not any(t.kind in PLACES and t.value != "psis" for t in clause):
            # "Seated flexion: positive, right" has no other place that the side could belong to.
            side = next((t.value for t in clause if t.kind == "side"), None)
            result = result or next((t for t in clause if t.kind == "res"), None)
        if result is None and side is None:
            return []
        value = "none" if side == "B" or (result is not None and result.value == "negative") else side
        if value is None:
            return []
        return self._result(term, result or term, "seated_flexion", value)

    def _tested(self, clause: list[Term], term: Term, test: str) -> list[Seen]:
        near = segment_of(self._reading, clause, term)
        result = next((t for t in near if t.kind == "res"), None)
        if test == "sphinx":
            change = next((t for t in clause if t.kind == "change"), None)
            if change is not None:
                return self._result(
                    term, change, test, "increases" if change.value == "more" else "decreases"
                )
            if result is not None:
                return self._result(
                    term, result, test, "increases" if result.value == "positive" else "decreases"
                )
            return []
        return self._result(term, result, test, result.value) if result and result.value != "leads" else []

    def _result(self, term: Term, result: Term, test: str, value: str) -> list[Seen]:
        true = self._palpation.readings.get(test)
        state = max(self._reading.state_of(term), self._reading.state_of(result))
        shows = value in ("positive", "increases", "L", "R", "B")
        letter = "restriction" if shows else ""
        if true is None:
            verdict: Verdict | None = "unknown"
        elif state == DENIED:
            verdict = "denied" if value == true and shows else None
        elif value == true:
            verdict = "supported"
        else:
            verdict = "side" if value in SIDED and true in SIDED else "value"
        return [seen(self._reading, letter, verdict, term, result)] if verdict else []

    def _restricted(self, clause: list[Term], term: Term) -> list[Seen]:
        site = site_of(self._reading, clause, term, of_sacrum=True)
        if site is None or is_elsewhere(self._reading, site):
            return []
        side = side_near(self._reading, clause, term, site)
        known = self._palpation.held or tuple(
            r for r in (self._palpation.readings.get("seated_flexion"),) if r in SIDED
        )
        has = "restriction" in self._palpation.letters
        if self._reading.state_of(term) == DENIED and term.kind == "restrict":
            return [seen(self._reading, "restriction", "denied", site, term)] if has else []
        if not has:
            return [seen(self._reading, "restriction", "unknown" if self._sacral else "value", site, term)]
        fits = side is None or not known or side in known or "both" in known
        told = seen(self._reading, "restriction", "supported" if fits else "side", site, term)
        return [told if term.kind == "restrict" else told._replace(state=STATED)]


def _is_seated_test(clause: list[Term], term: Term) -> bool:
    """Say whether a term is the seated flexion test, by name or as a PSIS that leads in sitting."""
    if term.kind == "posture":
        values = {t.value for t in clause}
        return {"psis", "leads"} <= values and "standing" not in values
    return term.kind == "test" and term.value == "seated"


def _is_lumbar(clause: list[Term]) -> bool:
    """Say whether a clause is about the lumbar spine and not about the sacrum."""
    lumbar = any(t.value == "lumbar" and t.kind in PLACES for t in clause)
    return lumbar and not any(t.kind == "mark" or t.value in ("sacral", "sacrum") for t in clause)
