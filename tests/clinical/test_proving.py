"""The posterior of noisy cases: how much a sign that does not fit takes away from a name."""

import pytest

from sacral_edu.clinical.proving import error_rate, posterior
from sacral_edu.domain.cases import Finding

KAPPA = 0.45


def _sign(test: str, value: str, side: str | None = None) -> Finding:
    return Finding(id=test, test=test, value=value, kind="motion", region="sacral", side=side)  # type: ignore[arg-type]


LEFT_ON_LEFT = (
    _sign("seated_flexion", "positive", "R"),
    _sign("sulcus", "deep", "R"),
    _sign("ila_ap", "posterior", "L"),
    _sign("spring", "negative"),
    _sign("sphinx", "decreases"),
    _sign("lordosis", "increased"),
)


def test_a_sign_that_does_not_fit_counts_as_often_as_examiners_turn_it_round() -> None:
    error = error_rate(KAPPA)
    found = posterior(LEFT_ON_LEFT, KAPPA)
    # Right unilateral flexion differs in the ILA alone.
    assert found["R_UNI_FLEX"] / found["L_ON_L"] == pytest.approx(error / (1 - error), rel=1e-3)


def test_where_the_truth_takes_neither_way_a_misreading_goes_either_way() -> None:
    error = error_rate(KAPPA)
    found = posterior(LEFT_ON_LEFT[:1], KAPPA)
    assert found["NORMAL"] / found["L_ON_L"] == pytest.approx(error / 2 / (1 - error), rel=1e-3)


def test_the_better_examiners_agree_the_surer_the_name() -> None:
    sure = [posterior(LEFT_ON_LEFT, kappa)["L_ON_L"] for kappa in (0.08, 0.2, 0.45, 0.7)]
    assert sure == sorted(sure)
    assert sure[2] == pytest.approx(0.802, abs=1e-3)
