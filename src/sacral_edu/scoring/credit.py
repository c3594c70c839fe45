"""What is left of an answer's points after help. The one place where help has a price."""

from msgspec import Struct

from sacral_edu.domain.items import Help
from sacral_edu.scoring.points import rounded


class Costs(Struct, frozen=True, kw_only=True):
    """The price of help, for those who show it.

    `hint` is the share that each hint takes; `tries` the share that the first, the second and any later try
    is worth.
    """

    hint: float = 0.1
    tries: tuple[float, ...] = (1.0, 0.7, 0.5)


COSTS = Costs()


def credit(points: float, help_had: Help) -> float:
    """Return the credit for an answer of so many points (0..1), rounded to six decimals.

    A second try is worth 70 percent and any later one 50; each hint takes ten percent of what is then left;
    after the worked answer nothing is left. The figures are a teaching choice and rest on no study.
    """
    if help_had.solution:
        return 0.0
    worth = COSTS.tries[min(help_had.tries, len(COSTS.tries) - 1)]
    return rounded(points * worth * max(0.0, 1.0 - COSTS.hint * help_had.hints))
