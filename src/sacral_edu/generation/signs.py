"""The signs that an examiner reports, right or misread, and how well they identify the truth."""

from collections.abc import Sequence

from msgspec import Struct

from sacral_edu.clinical.biomechanics import sacral_signs
from sacral_edu.clinical.dysfunctions import OTHER_SIDE
from sacral_edu.clinical.proving import NOISY_SIGNS, PROFILES, error_rate
from sacral_edu.clinical.solver import solve
from sacral_edu.domain.cases import Finding
from sacral_edu.generation.chance import Chance

NOISE_PROFILE = "consensus_trained"
"""Below this agreement hardly any case would be settled: at kappa 0.20 all three bits are right in 38 of
100 examinations (facts: noise model, derived)."""

NOISE_KAPPA = PROFILES[NOISE_PROFILE]
THRESHOLD = 0.70
"""A noisy case is kept only if its truth is at least this probable given what was reported: more than twice
as probable as all other rows together."""

_FLIPPED = {
    "negative": "positive",
    "positive": "negative",
    "increases": "decreases",
    "decreases": "increases",
    "increased": "decreased",
    "decreased": "increased",
    **OTHER_SIDE,
}


class Signs(Struct, frozen=True, kw_only=True):
    """Sacral signs as reported, and the names of those that were misread."""

    reported: dict[str, str]
    misread: tuple[str, ...] = ()


def exact(diagnosis: str) -> Signs:
    """Return the signs as they are."""
    return Signs(reported=sacral_signs(diagnosis))


def misread(chance: Chance, diagnosis: str) -> Signs:
    """Return the signs as an examiner reports them who errs at the published rate, at least once."""
    error = error_rate(NOISE_KAPPA)
    wrong: list[str] = []
    while not wrong:
        wrong = [sign for sign in NOISY_SIGNS if chance.happens(error)]
    reported = sacral_signs(diagnosis)
    reported |= {sign: _FLIPPED[reported[sign]] for sign in wrong}
    return Signs(reported=reported, misread=tuple(wrong))


def smallest_telling(
    chance: Chance, groups: Sequence[tuple[Finding, ...]], dysfunction: str
) -> frozenset[int]:
    """Return the places of a set of remarks that identifies the dysfunction and has none to spare.

    Remarks are left out one after another, in random order, as long as the rest still tells.
    """
    kept = list(range(len(groups)))
    for place in chance.sample(kept, len(kept)):
        rest = [other for other in kept if other != place]
        findings = [finding for other in rest for finding in groups[other]]
        if solve(findings) == frozenset({dysfunction}):
            kept = rest
    return frozenset(kept)
