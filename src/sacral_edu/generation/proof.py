"""The proof that goes with a case, or the lack of one."""

from sacral_edu.clinical.pairs import solve_pairs
from sacral_edu.clinical.proving import NOISY_SIGNS, gains, key_feature, leaves_only, masks_of, posterior
from sacral_edu.domain.cases import Finding
from sacral_edu.domain.proofs import Challenge, Proof
from sacral_edu.generation.signs import NOISE_KAPPA, THRESHOLD, Signs


def prove(
    findings: tuple[Finding, ...],
    dysfunction: str,
    challenge: Challenge,
    signs: Signs,
    *,
    second: str | None = None,
) -> Proof | None:
    """Return the proof that the findings have one answer, or None where they have not."""
    if challenge == "noisy":
        return _by_posterior(findings, dysfunction, signs)
    if challenge == "mixed":
        if solve_pairs(findings) != frozenset({(dysfunction, second)}):
            return None
        return Proof(method="elimination")
    masks = masks_of(findings)
    if not leaves_only(masks, dysfunction):
        return None
    return Proof(
        method="elimination",
        key_feature=key_feature(findings, dysfunction, masks=masks),
        gains=gains(findings, masks=masks),
    )


def _by_posterior(findings: tuple[Finding, ...], dysfunction: str, signs: Signs) -> Proof | None:
    found = posterior(findings, NOISE_KAPPA)
    wrong = tuple(f.id for f in findings if f.test in NOISY_SIGNS and f.test in signs.misread)
    if found[dysfunction] < THRESHOLD or not wrong:
        return None
    return Proof(
        method="posterior",
        posterior={name: chance for name, chance in found.items() if chance > 0},
        threshold=THRESHOLD,
        kappa=NOISE_KAPPA,
        misread=wrong,
    )
