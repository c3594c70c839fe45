"""The cases that items are looked at on: every difficulty in turn."""

from sacral_edu.domain.cases import Case
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import checked_spec
from sacral_edu.generation.wishes import CHALLENGES

_WISHES = (None, *CHALLENGES)


def mixed_case(index: int, *, seed: int = 0) -> Case:
    """Return the generated case of that number: one as the weights have it, then one of each difficulty.

    Raises CaseError for a seed or a number that no case can have.
    """
    return generate(checked_spec(seed=seed, index=index, challenge=_WISHES[index % len(_WISHES)]))
