"""What each row shows, in words, read from the decision table rather than from the three-side model."""

from functools import cache

from sacral_edu.api import expected_reading

COMPARED = ("seated_flexion", "sulcus", "ila_ap", "spring")
"""The signs by which two names are told apart in words."""

_SIDED = {
    "seated_flexion": "a seated flexion test positive on the {side}",
    "sulcus": "a deep sulcus on the {side}",
    "ila_ap": "a posterior ILA on the {side}",
}
_ALIKE = {
    ("seated_flexion", "none"): "a seated flexion test in which neither side leads",
    ("sulcus", "both"): "deep sulci on both sides",
    ("sulcus", "neither"): "shallow sulci on both sides",
    ("sulcus", "level"): "sulci of one depth",
    ("ila_ap", "both"): "both ILAs posterior",
    ("ila_ap", "neither"): "both ILAs anterior",
    ("ila_ap", "level"): "level ILAs",
    ("spring", "negative"): "a junction that springs",
    ("spring", "positive"): "a junction without spring",
    ("sphinx", "decreases"): "an asymmetry that fades on the elbows",
    ("sphinx", "increases"): "an asymmetry that grows on the elbows",
    ("sphinx", "symmetric"): "no asymmetry on the elbows",
    ("lordosis", "increased"): "an increased lordosis",
    ("lordosis", "decreased"): "a decreased lordosis",
    ("lordosis", "normal"): "a normal lordosis",
}
_SIDES = {"L": "left", "R": "right"}


@cache
def would_show(row: str, test: str) -> str:
    """Return what a sign is in a row, in words that go on within a sentence; empty where it is open.

    A bilateral row reads as level to hands that only compare sides; the words give what is really there.
    """
    allowed = expected_reading(row, test)
    if len(allowed) > 1:
        allowed = allowed - {"level"}
    if len(allowed) != 1:
        return ""
    (value,) = allowed
    if value in _SIDES:
        return _SIDED[test].format(side=_SIDES[value]) if test in _SIDED else ""
    return _ALIKE.get((test, value), "")


@cache
def contrast(found: str, answered: str) -> str:
    """Return what the row answered would show where the two rows differ, in a sentence; empty if nowhere."""
    differing = [test for test in COMPARED if would_show(found, test) != would_show(answered, test)]
    if not differing:
        return ""
    return f"That name would ask for {_listed([would_show(answered, test) for test in differing])}."


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
