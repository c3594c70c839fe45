"""The figures of the chapter on palpation in which signs are weighed, worked out again."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from sacral_edu.api import expected_reading
from sacral_edu.clinical.proving import error_rate, posterior

SIGNS = ("seated_flexion", "sulcus", "ila_ap", "spring", "sphinx", "lordosis")
MIDDLE = {"none", "level", "both", "neither", "symmetric", "normal"}
KAPPA = 0.45
TRUTH = {sign: next(iter(expected_reading("L_ON_L", sign))) for sign in SIGNS}


def weighed(signs: Mapping[str, str]) -> dict[str, float]:
    """The chance of each name, with each sign weighed as if it could go wrong on its own."""
    error = error_rate(KAPPA)
    weights = dict.fromkeys(posterior([], KAPPA), 1.0)
    for name in weights:
        for sign, value in signs.items():
            expected = expected_reading(name, sign)
            wrong = error / (2 if expected <= MIDDLE else 1)
            weights[name] *= 1 - error if value in expected else wrong
    whole = sum(weights.values())
    return {name: weight / whole for name, weight in weights.items()}


@pytest.fixture
def text(checkout: Path) -> str:
    return (checkout / "book/reliability.md").read_text(encoding="utf-8")


def test_findings_that_agree_come_in_one_by_one(text: str) -> None:
    words = ("seated test", "and sulcus", "and ILA", "and spring", "and sphinx", "and lordosis")
    for count, word in enumerate(words, 1):
        known = {sign: TRUTH[sign] for sign in SIGNS[:count]}
        assert f"| {word} | {weighed(known)['L_ON_L']:.2f} |" in text
    without = weighed({sign: value for sign, value in TRUTH.items() if sign != "ila_ap"})
    assert f"stand at {without['L_ON_L']:.2f} each" in text
    assert without["L_ON_L"] == pytest.approx(without["R_UNI_FLEX"])


@pytest.mark.parametrize(
    ("sign", "value", "rival", "row"),
    [
        ("spring", "positive", "R_UNI_FLEX", "| {0} | right unilateral flexion {1} |"),
        ("seated_flexion", "L", "L_UNI_FLEX", "| {0} | left unilateral flexion {1} |"),
        ("ila_ap", "R", "R_UNI_FLEX", "| {0} | right unilateral flexion **{1}** |"),
    ],
)
def test_one_sign_is_misread(sign: str, value: str, rival: str, row: str, text: str) -> None:
    chances = weighed(TRUTH | {sign: value})
    assert row.format(f"{chances['L_ON_L']:.2f}", f"{chances[rival]:.2f}") in text


def test_a_landmark_is_counted_twice(text: str) -> None:
    seated, ila = TRUTH | {"seated_flexion": "L"}, TRUTH | {"ila_ap": "R"}
    tie, jump = weighed(seated)["L_ON_L"], weighed(seated | {"base": "R"})["L_ON_L"]
    assert f"two names tie at {tie:.2f}." in text
    assert f"left-on-left jumps to {jump:.2f}." in text
    wrong, surer = weighed(ila)["R_UNI_FLEX"], weighed(ila | {"ila_si": "R"})["R_UNI_FLEX"]
    assert f"from {wrong:.2f} to {surer:.2f}." in text
