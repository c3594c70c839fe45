"""What a position of a landmark says, as the readings that the solver compares.

A comparison is one observation whichever side names it: right sulcus deep, or left sulcus shallow.
"""

_OTHER = {"L": "R", "R": "L"}
POLES: dict[tuple[str, str], tuple[str, bool]] = {
    ("sulcus", "deep"): ("sulcus", True),
    ("sulcus", "shallow"): ("sulcus", False),
    ("sulcus", "anterior"): ("sulcus", True),
    ("sulcus", "posterior"): ("sulcus", False),
    ("base", "deep"): ("sulcus", True),
    ("base", "shallow"): ("sulcus", False),
    ("base", "anterior"): ("sulcus", True),
    ("base", "forward"): ("sulcus", True),
    ("base", "posterior"): ("sulcus", False),
    ("base", "backward"): ("sulcus", False),
    ("ila", "posterior"): ("ila_ap", True),
    ("ila", "backward"): ("ila_ap", True),
    ("ila", "anterior"): ("ila_ap", False),
    ("ila", "forward"): ("ila_ap", False),
    ("ila", "inferior"): ("ila_si", True),
    ("ila", "superior"): ("ila_si", False),
}
"""What a position of a landmark says: the test, and whether the named side is that of its first pole."""

LEVELS = {"sulcus": "sulcus", "base": "sulcus", "ila": "ila_ap"}
"""The test that evenness of a landmark is about."""


def first_pole(side: str, *, is_first: bool) -> str:
    """Return the canonical reading of a comparison: the side of the first pole, `both` or `neither`."""
    if side == "B":
        return "both" if is_first else "neither"
    return side if is_first else _OTHER[side]
