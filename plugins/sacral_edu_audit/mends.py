"""The mends to choose from: the right one, and mistaken ones that are typical of this case.

Each kind of error has a pair of mends, and three kinds are offered with every note, two of them in pairs,
beside leaving it as it is. So neither how many mends there are nor how often a kind comes up tells which
kind was planted.
"""

from sacral_edu.api import Case, drawn
from sacral_edu_audit.drafts import CLAIM, Kind, Planted
from sacral_edu_audit.mend_pairs import PAIRS, Mend
from sacral_edu_audit.wording import quoted

LEAVE = "Leave the note and the claim as they are"
_IN_PAIRS = 2


def mends(case: Case, planted: Planted) -> tuple[Mend, ...]:
    """Return six mends in the order in which they are offered, one of them right."""
    kinds = _three_kinds(case, planted)
    chosen: list[Mend] = []
    for place, kind in enumerate(kinds):
        pair = PAIRS[kind](case, planted)
        chosen += pair if place < _IN_PAIRS else [_single(case, planted, kind, pair)]
    chosen.append(_leave(planted))
    right = next(mend for mend in chosen if mend.right)
    others = [mend for mend in chosen if not mend.right]
    turn = drawn(case.id, "others", len(others))
    others = [*others[turn:], *others[:turn]]
    place = drawn(case.id, "place", len(chosen))
    return (*others[:place], right, *others[place:])


def _three_kinds(case: Case, planted: Planted) -> list[Kind]:
    fitting: list[Kind] = [k for k in PAIRS if k != planted.kind and len(PAIRS[k](case, planted)) > 1]
    turn = drawn(case.id, "kinds", len(fitting))
    fitting = [*fitting[turn:], *fitting[:turn]]
    if planted.kind == "none":
        return fitting[:3]
    # Whether the right one has a companion differs too, or a pair would be a hint.
    place = drawn(case.id, "paired", 3)
    return [*fitting[:place], planted.kind, *fitting[place:2]]


def _single(case: Case, planted: Planted, kind: Kind, pair: list[Mend]) -> Mend:
    if kind == planted.kind:
        return next(mend for mend in pair if mend.right)
    return pair[drawn(case.id, "single", 2)]


def _leave(planted: Planted) -> Mend:
    if planted.kind == "none":
        return Mend(
            label=LEAVE,
            reason="Name, sites, regions, condition, codes and plan agree with each other.",
            right=True,
        )
    line = quoted(planted.draft.text(planted.lines[0])) if planted.lines[0] != CLAIM else "the claim."
    return Mend(label=LEAVE, reason=f"This cannot stand: {line}")
