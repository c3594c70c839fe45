"""Positions of sulcus, base and ILA in a text, beside the examination."""

from sacral_edu_documentation.keys import Palpation
from sacral_edu_documentation.lexicon import Term
from sacral_edu_documentation.observed import SIDED, Seen, Verdict, seen
from sacral_edu_documentation.positions import LEVELS, POLES, first_pole
from sacral_edu_documentation.reading import Reading
from sacral_edu_documentation.scopes import DENIED
from sacral_edu_documentation.sites import nearest, part_of, side_near

_PLURALS = frozenset({"sulci", "ilas", "angles"})
_WITH_MOTION = ("sphinx", "breath")


class Landmarks:
    """Compares the positions that a clause tells with the examination."""

    def __init__(self, reading: Reading, palpation: Palpation, *, sacral: bool) -> None:
        """Take a text and the examination; `sacral` says whether the sacrum has a lesion."""
        self._reading, self._palpation, self._sacral = reading, palpation, sacral

    def told_in(self, clause: list[Term]) -> list[Seen]:
        """Return positions of sulcus, base and ILA."""
        marks = [t for t in clause if t.kind == "mark" or (t.kind == "bone" and t.value == "sacrum")]
        found: list[Seen] = []
        for value in clause:
            mark = nearest(self._reading, value, marks) if value.kind == "pos" and marks else None
            if mark is None or self._is_of_motion(clause, mark, value):
                continue
            if value.value in ("level", "uneven"):
                verdict = self._evenness(mark.value, value)
            else:
                verdict = self._position(clause, marks, mark, value)
            if verdict is not None:
                found.append(
                    seen(self._reading, "asymmetry" if value.value != "level" else "", verdict, mark, value)
                )
        return found

    def _is_of_motion(self, clause: list[Term], mark: Term, value: Term) -> bool:
        """Say whether a position is told of a test or a movement: `stays forward when she breathes in`."""
        near = part_of(self._reading, clause, mark)
        if any(t.kind == "test" for t in near):
            return True
        if mark.value == "base" and any(t.kind == "restrict" for t in near):
            # A base that does not move backward is not placed backward.
            return True
        segment = self._reading.text.segment
        leading = [t for t in clause if segment[t.first] == segment[mark.first] - 1]
        tested = any(t.kind == "test" and t.value in _WITH_MOTION for t in leading)
        own = part_of(self._reading, clause, value)
        return (tested and not any(t.kind == "mark" for t in leading)) or any(
            t.kind == "test" and t.value in _WITH_MOTION for t in own
        )

    def _position(self, clause: list[Term], marks: list[Term], mark: Term, value: Term) -> Verdict | None:
        pole = POLES.get((mark.value, value.value))
        true = self._palpation.readings.get(pole[0]) if pole else None
        side = self._side_of(clause, marks, mark, value)
        if pole is None or side is None:
            return None
        if true is None:
            return "unknown"
        said = first_pole(side, is_first=pole[1])
        denied = max(self._reading.state_of(value), self._reading.state_of(mark)) == DENIED
        if denied:
            return "denied" if said == true else None
        if said == true:
            return "supported"
        return "side" if true in SIDED and said in SIDED else "value"

    def _side_of(self, clause: list[Term], marks: list[Term], mark: Term, value: Term) -> str | None:
        """Return the side of a landmark; of a plural one the side beside the value, or else both."""
        plural = set(self._reading.words[mark.first : mark.last]) & _PLURALS
        side = side_near(self._reading, clause, mark, None, rivals=marks)
        if not plural and side != "B":
            return side
        sides = [t for t in clause if t.kind == "side" and t.value in SIDED]
        sides = [t for t in sides if nearest(self._reading, t, marks) is mark]
        one = nearest(self._reading, value, sides)
        return one.value if one else "B"

    def _evenness(self, mark: str, value: Term) -> Verdict | None:
        true = self._palpation.readings.get(LEVELS.get(mark, "sulcus"))
        if mark not in LEVELS and mark != "sacrum":
            return None
        denied = self._reading.state_of(value) == DENIED
        uneven = (value.value == "uneven") != denied
        if true is None:
            return None
        if true in SIDED:
            if uneven:
                return "supported"
            return ("denied" if denied else "value") if self._sacral else None
        return "value" if uneven else None
