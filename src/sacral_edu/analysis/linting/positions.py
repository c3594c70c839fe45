"""Where right options stand: a favored position gives answers away."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sacral_edu.analysis.linting.chi_square import chance_of
from sacral_edu.analysis.linting.flaws import Positions
from sacral_edu.analysis.linting.ledger import Finding
from sacral_edu.analysis.linting.lists import OptionList, Standing

UNLIKELY = 0.001
"""Counts less likely than this under equal chances are no accident."""

NOTABLE = 0.05
"""Share by which a position must be off equal chances to matter to a learner."""

_EACH = 5


def positions_of(lists: Sequence[OptionList], stands: Standing) -> list[Positions]:
    """Return, for each field and length of list, how often each position was right.

    Lists that always come in one order are counted for themselves and not tested: where their right
    option stands hangs on the cases alone. An option that keeps its place while the others turn is left
    out of the counts.
    """
    return [
        *_counted([one for one in lists if not stands.has_ordered(one)], tested=True),
        *_counted([one for one in lists if stands.has_ordered(one)], tested=False),
    ]


def favors(positions: Positions) -> Finding | None:
    """Return what is wrong where a position is favored or shunned beyond what chance explains."""
    counts = positions.counts
    if positions.p is None or sum(counts) < _EACH * len(counts) or positions.p >= UNLIKELY:
        return None
    equal = 1 / len(counts)
    shares = [count / sum(counts) for count in counts]
    if max(abs(share - equal) for share in shares) <= NOTABLE:
        return None
    shown = ", ".join(map(str, counts))
    return Finding(
        rule="position",
        field=positions.field,
        what=f"the right option favors a position (counts {shown}; chance of that {positions.p:.1g})",
        mend="turn the options by a number that differs from case to case",
    )


def _counted(lists: Iterable[OptionList], *, tested: bool) -> list[Positions]:
    groups: dict[tuple[tuple[str, str, str], int], list[OptionList]] = defaultdict(list)
    for one in lists:
        groups[one.place, len(one.labels)].append(one)
    found: list[Positions] = []
    for ((scorer, kind, field), length), group in sorted(groups.items()):
        # An option such as "none of these" may keep its place at the end; the others are what turns.
        turning = [at for at in range(length) if not tested or len({one.labels[at] for one in group}) > 1]
        if len(turning) < 2:  # noqa: PLR2004 one list, or lists of which nothing turns
            continue
        counts = tuple(sum(one.right[at] for one in group) for at in turning)
        p = chance_of(counts) if tested else None
        found.append(Positions(scorer=scorer, kind=kind, field=field, items=len(group), counts=counts, p=p))
    return found
