"""The eleven sacral rows in the order of teaching, and how near one name lies to another.

A one-sided name stands for three sides (restricted, deep, posterior ILA); two names are as near as they
share sides (facts: model, `eight_diagnoses`).
"""

from functools import cache

from sacral_edu.api import Side, bits_of, dysfunctions

ROWS = (
    *("NORMAL", "L_ON_L", "R_ON_R", "L_ON_R", "R_ON_L"),
    *("L_UNI_FLEX", "R_UNI_FLEX", "L_UNI_EXT", "R_UNI_EXT", "BI_FLEX", "BI_EXT"),
)
"""The ids of the rows, the normal sacrum among them."""

ALL_SHARED = 3
SHARES = {3: 1.0, 2: 0.1, 1: 0.0, 0: 0.0}
"""Points by how many of the three sides are right: a name that is off by one side is a wrong name."""

SIDE_WORDS: dict[Side, str] = {"L": "left", "R": "right"}
OTHER: dict[Side, Side] = {"L": "R", "R": "L"}


@cache
def name_of(row: str) -> str:
    """Return the name of a row as it begins a sentence."""
    return "No sacral dysfunction" if row == "NORMAL" else dysfunctions()[row].name


@cache
def lowered(row: str) -> str:
    """Return the name of a row as it goes on within a sentence."""
    name = "a normal sacrum" if row == "NORMAL" else dysfunctions()[row].name
    return f"{name[:1].lower()}{name[1:]}"


@cache
def shared(found: str, answered: str) -> int:
    """Return how much of two names is the same, 0 to 3.

    Between one-sided names the number of shared sides. The two bilateral names share that nothing
    lateralizes (2); a bilateral one and the normal sacrum do so without a lesion in common (1); a
    one-sided name and any other share nothing.
    """
    if found == answered:
        return ALL_SHARED
    first, second = bits_of(found), bits_of(answered)
    if first is not None and second is not None:
        return sum(
            (
                first.restricted_side == second.restricted_side,
                first.deep_side == second.deep_side,
                first.post_ila_side == second.post_ila_side,
            )
        )
    if first is not None or second is not None:
        return 0
    return 1 if "NORMAL" in (found, answered) else 2
