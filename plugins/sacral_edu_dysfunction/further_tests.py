"""The tests that can be chosen as the next one, and why one of them does not decide.

Sources: facts, tests (`standing_flexion`, `asis_compression`), evidence (`target_of_provocation`), and
look-alikes of TART for the rest (standard teaching).
"""

from collections.abc import Sequence

from sacral_edu.api import bits_of, expected_reading
from sacral_edu_dysfunction.rows import lowered
from sacral_edu_dysfunction.signs import would_show

TESTS: dict[str, str] = {
    "seated_flexion": "Seated flexion test",
    "sulcus": "Depth of the sulci at the base",
    "ila_ap": "Position of the two ILAs",
    "spring": "Lumbosacral spring test",
    "sphinx": "Sphinx test (backward bending)",
    "lordosis": "Lumbar lordosis, seen standing",
    "standing_flexion": "Standing flexion test",
    "asis_compression": "ASIS compression test",
    "thigh_thrust": "Thigh thrust",
    "straight_leg_raise": "Straight leg raise",
    "fortin": "Where the patient points to the pain",
}
"""Every test that may be offered, by its name in findings."""

FURTHER = ("standing_flexion", "asis_compression", "thigh_thrust", "straight_leg_raise", "fortin")
"""Those that never tell two sacral rows apart."""

_WHY_NEVER = {
    "standing_flexion": (
        "The standing test moves innominates and legs as well; in each of the lesions that are left it may "
        "be positive or negative."
    ),
    "asis_compression": (
        "ASIS compression finds the stiffer side and cannot say what the sacrum does; it may be positive or "
        "negative in each of the lesions that are left."
    ),
    "thigh_thrust": (
        "A provocation test asks whether the joint hurts. It says nothing of how the sacrum is turned."
    ),
    "straight_leg_raise": "It loads the nerve root and the hamstrings, not the sacrum.",
    "fortin": "Where it hurts is a complaint; no position or motion was examined.",
}


def why_not(test: str, candidates: Sequence[str]) -> str:
    """Return why a test does not decide between the candidates, worked out from what each would show."""
    if test in _WHY_NEVER:
        return _WHY_NEVER[test]
    for place, first in enumerate(candidates):
        for second in candidates[place + 1 :]:
            if expected_reading(first, test) & expected_reading(second, test):
                return _alike(test, first, second)
    return "Its readings would differ, but another test was asked for."


def _alike(test: str, first: str, second: str) -> str:
    one, other = would_show(first, test), would_show(second, test)
    names = f"{lowered(first)} and {lowered(second)}"
    if one == other:
        # A lordosis that a one-sided row changes may be normal there too (facts: conventions, model).
        may = ", or a normal one" if test == "lordosis" and bits_of(first) is not None else ""
        return f"It reads the same in {names}: {one}{may}."
    return f"Comparing sides, it may read level in {names} alike."
