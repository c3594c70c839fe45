"""Proof that a case has one answer, and what each of its findings is worth.

Exact cases are proven by elimination. Where the examiner may have misread, a posterior is taken over the
sacral rows, with an error for every sign derived from a kappa: two examiners who err independently agree
by kappa = (1 - 2e)^2 on a two-way sign (facts: `noise_model`, derived). A misread sign goes the other way;
where the truth takes neither way, a misreading goes either way, each as likely. Secondary readings of the
same landmark are not independent and count once.
"""

import math
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations

from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.clinical.solver import consistent_with, expected_reading, reading
from sacral_edu.clinical.tables import core_sacral_rows
from sacral_edu.domain.cases import Finding
from sacral_edu.domain.proofs import Gain

PROFILES: dict[str, float] = {"novice": 0.08, "typical": 0.20, "consensus_trained": 0.45}
"""Kappa between examiners by training (facts: `suggested_profiles`; CONSORTI_2018, DEGENHARDT_2005)."""

NOISY_SIGNS = ("seated_flexion", "sulcus", "ila_ap", "spring", "sphinx", "lordosis")
"""Signs taken as independent; the other readings of a landmark repeat one of them."""

_LARGEST_KEY = 4
_NEUTRAL = frozenset({"level", "none", "both", "neither", "symmetric", "no_change", "normal"})
"""Readings that take neither of the two ways of a sign."""


def error_rate(kappa: float) -> float:
    """Return the chance that one examiner misreads a two-way sign, given kappa between two (0..1)."""
    return (1 - math.sqrt(max(0.0, kappa))) / 2


def gains(
    findings: Sequence[Finding], *, among: int | None = None, masks: Sequence[int] | None = None
) -> tuple[Gain, ...]:
    """Return what each finding adds in bits, in the given order, where it adds anything.

    A bit halves the number of dysfunctions that are still possible; `among` is the mask of those that
    are possible at the outset (all by default), `masks` what each finding leaves, if that is known already.
    """
    left = _every() if among is None else among
    found: list[Gain] = []
    for finding, mask in zip(findings, masks or masks_of(findings), strict=True):
        narrowed = left & mask
        if narrowed != left and narrowed:
            found.append(Gain(finding=finding.id, bits=_bits(left.bit_count(), narrowed.bit_count())))
        left = narrowed
    return tuple(found)


def masks_of(findings: Iterable[Finding]) -> list[int]:
    """Return, for each finding, the dysfunctions that it leaves standing, as a bit mask."""
    return [consistent_with(finding) for finding in findings]


def leaves_only(masks: Iterable[int], dysfunction: str) -> bool:
    """Say whether findings with these masks together leave the dysfunction and no other."""
    left = _every()
    for mask in masks:
        left &= mask
    return left == 1 << _index()[dysfunction]


def key_feature(
    findings: Sequence[Finding], dysfunction: str, *, masks: Sequence[int] | None = None
) -> tuple[str, ...]:
    """Return the ids of a smallest set of findings that leaves only the dysfunction; empty if none does.

    Of several smallest sets the first in the order of the findings is taken. `masks` as in `gains`.
    """
    every = _every()
    known = zip(findings, masks or masks_of(findings), strict=True)
    useful = [(finding.id, mask) for finding, mask in known if mask != every]
    target = 1 << _index()[dysfunction]
    chosen = _smallest(tuple(mask for _, mask in useful), target)
    return tuple(useful[place][0] for place in chosen)


def posterior(findings: Iterable[Finding], kappa: float) -> dict[str, float]:
    """Return the probability of each of the 11 sacral rows, each as likely beforehand.

    `kappa` is agreement between examiners (0..1); findings other than the six independent signs are
    passed over. Probabilities are rounded to six decimals.
    """
    error = error_rate(kappa)
    seen = {f.test: value for f in findings if f.test in NOISY_SIGNS and (value := reading(f)) is not None}
    logs = {
        row: math.fsum(_log_likelihood(row, test, value, error) for test, value in seen.items())
        for row in core_sacral_rows()
    }
    top = max(logs.values())
    weights = {row: math.exp(log - top) for row, log in logs.items()}
    whole = math.fsum(weights.values())
    return {row: round(weight / whole, 6) for row, weight in weights.items()}


def _log_likelihood(row: str, test: str, value: str, error: float) -> float:
    expected = expected_reading(row, test)
    if value in expected:
        return math.log(1 - error)
    return math.log(error / 2 if expected <= _NEUTRAL else error)


@cache
def _smallest(masks: tuple[int, ...], target: int) -> tuple[int, ...]:
    for size in range(1, _LARGEST_KEY + 1):
        for places in combinations(range(len(masks)), size):
            left = _every()
            for place in places:
                left &= masks[place]
            if left == target:
                return places
    return ()


@cache
def _bits(before: int, after: int) -> float:
    return round(math.log2(before / after), 3)


@cache
def _every() -> int:
    return (1 << len(dysfunctions())) - 1


@cache
def _index() -> dict[str, int]:
    return {name: place for place, name in enumerate(dysfunctions())}
