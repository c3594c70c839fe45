"""Every rule of the course turns up in feedback, with its severity, and a critical fault caps the claim."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sacral_edu.api import Case, Claim, ClaimKey, Item, ProcedureLine, Response, Score, coding
from sacral_edu.generation.vignettes import Vignette, apply_diff, read_vignettes, vignette_case
from sacral_edu.testing import generated_cases
from sacral_edu_coding.scorer import ClaimScorer
from sacral_edu_coding.severity import MOST_WITH_CRITICAL

VIGNETTES = Path(__file__).parents[2] / "cases" / "vignettes"
SCORER = ClaimScorer()

REACHED: dict[str, tuple[str, dict[str, Any]]] = {
    "R-ICD-02": ("V30", {"swap_dx": {"from": "S33.6XXA", "to": "S33.6A"}}),
    "R-ICD-12": ("V29", {"swap_dx": {"from": "M99.04", "to": "M99.05"}}),
    "R-CMT-02": ("V11", {"swap_proc": {"from": "CMT_SPINAL_1_2", "to": "CMT_SPINAL_3_4"}}),
    "R-CMT-07": ("V11", {"drop_mod": {"CMT_SPINAL_1_2": "GA"}}),
    "R-ICD-07": ("V30", {"drop_dx": "S33.6XXA"}),
    "R-OMT-01": ("V01", {"swap_proc": {"from": "OMT_1_2", "to": "OMT_9_10"}}),
    "R-TIME-03": ("V16", {"set_units": {"PT_EVAL_LOW": 2}}),
    "R-TIME-04": (
        "V20",
        {"add_proc": {"code": "TX_GAIT", "modifiers": ["GP"], "units": 1, "dx": ["R26.81"]}},
    ),
    "R-CLM-02": ("V24", {"set_dx": {"INJ_TP_3PLUS": ["M70.61"]}}),
    "R-DOC-01": ("V31", {"swap_proc": {"from": "OMT_1_2", "to": "OMT_5_6"}}),
    "R-DOC-02": (
        "V08",
        {"add_proc": {"code": "TX_MANUAL", "modifiers": ["59"], "units": 1, "dx": ["M25.552"]}},
    ),
}
"""Wrong answers for rules that no mistake of a vignette is listed under."""

GENERATED = {"R-ICD-10"}
"""Rules that a generated visit teaches, since no vignette is about pregnancy."""


@cache
def vignettes() -> dict[str, Vignette]:
    found: dict[str, Vignette] = {}
    for path in sorted(VIGNETTES.glob("*.yaml")):
        read, _ = read_vignettes(path.read_text(encoding="utf-8"), name=path.name, kind="yaml")
        found.update({vignette.id: vignette for vignette in read})
    return found


def item(case: Case) -> Item[Any]:
    return SCORER.items(case)[0]


def scored(asked: Item[Any], claim: object) -> Score:
    return SCORER.score(asked.key, Response(item_id=asked.prompt.item_id, answers={"claim": claim}))


def wrong(vignette: Vignette, diff: dict[str, Any]) -> Score:
    return scored(item(vignette_case(vignette)), apply_diff(vignette.key, diff))


def named(score: Score) -> set[str]:
    return {rule for criterion in score.criteria for rule in criterion.rules}


def severities(score: Score) -> set[str]:
    said = "\n".join(criterion.feedback for criterion in score.criteria)
    return set(re.findall(r"(?m)^(Critical|Error|Warning): ", said))


MISTAKES = [(v, m) for v in vignettes().values() for m in v.mistakes]
BY_MISTAKE = [f"{v.id} {m.answer}" for v, m in MISTAKES]


def listed_under(rule: str) -> Iterator[Score]:
    for vignette, mistake in MISTAKES:
        if rule in mistake.rules:
            yield wrong(vignette, mistake.diff)
    if rule in REACHED:
        name, diff = REACHED[rule]
        yield wrong(vignettes()[name], diff)


@pytest.mark.parametrize("rule", sorted(set(coding.rules()) - GENERATED))
def test_a_wrong_claim_is_answered_with_the_rule(rule: str) -> None:
    scores = list(listed_under(rule))
    assert scores, f"no wrong claim is known for {rule}"
    assert any(rule in named(score) for score in scores)
    assert all(score.points < 1 for score in scores)


def test_there_are_56_rules_and_each_is_tried() -> None:
    tried = {rule for _, mistake in MISTAKES for rule in mistake.rules} | set(REACHED) | GENERATED
    assert len(coding.rules()) == 56
    assert tried == set(coding.rules())


@pytest.mark.parametrize("swap", [False, True])
def test_in_a_generated_pregnancy_the_rule_of_chapter_15_is_named(swap: bool) -> None:
    (case,) = generated_cases(1, seed=2, archetype="pregnancy_pgp", provider="DO")
    assert case.claim is not None
    key = case.claim
    leading = key.diagnoses[0]
    assert coding.is_pregnancy(leading)
    rest = tuple(code for code in key.diagnoses if code != leading)
    answer = Claim(
        diagnoses=(*rest, leading) if swap else rest,
        procedures=tuple(ProcedureLine(code=p.code, modifiers=p.modifiers, dx=p.dx) for p in key.procedures),
    )
    score = scored(item(case), answer)
    assert "R-ICD-10" in named(score)
    assert score.points < 1


@pytest.mark.parametrize(("vignette", "mistake"), MISTAKES, ids=BY_MISTAKE)
def test_feedback_tells_how_serious_a_mistake_is(vignette: Vignette, mistake: Any) -> None:
    told = severities(wrong(vignette, mistake.diff))
    assert told
    assert ("Critical" in told) == (mistake.severity == "critical")


@pytest.mark.parametrize(("vignette", "mistake"), MISTAKES, ids=BY_MISTAKE)
def test_a_critical_fault_holds_the_claim_down(vignette: Vignette, mistake: Any) -> None:
    score = wrong(vignette, mistake.diff)
    capped = [criterion for criterion in score.criteria if criterion.id == "critical"]
    if mistake.severity == "critical":
        assert score.points <= MOST_WITH_CRITICAL
        assert all(c.earned < 0 == c.possible and c.rules and "marked critical" in c.feedback for c in capped)
    else:
        assert not capped


def test_a_warning_costs_half_of_what_an_error_would() -> None:
    vignette = vignettes()["V27"]
    side = {"swap_dx": {"from": "M54.31", "to": "M54.30"}}
    other = {"swap_dx": {"from": "M54.31", "to": "M54.41"}}
    assert severities(wrong(vignette, side)) == {"Warning"}
    assert severities(wrong(vignette, other)) == {"Error"}
    assert 1 - wrong(vignette, side).points == pytest.approx((1 - wrong(vignette, other).points) / 2)


def test_the_gravest_fault_of_a_criterion_is_told_first() -> None:
    score = wrong(vignettes()["V21"], {"add_dx": ["I10", "S32.10XA"]})
    (said,) = [c.feedback for c in score.criteria if c.id == "diagnoses"]
    assert [line.split(":")[0] for line in said.split("\n")] == ["Critical", "Error"]


def test_a_claim_without_a_fault_is_told_no_severity() -> None:
    for vignette in vignettes().values():
        key: ClaimKey = vignette.key
        right = Claim(claim_action=key.claim_action, diagnoses=key.diagnoses, procedures=key.procedures)
        assert severities(scored(item(vignette_case(vignette)), right)) == set()


def test_the_severity_of_every_rule_is_error_warning_or_info() -> None:
    assert {rule.severity for rule in coding.rules().values()} == {"error", "warning", "info"}
    assert [rule.id for rule in coding.rules().values() if rule.severity == "info"] == ["R-ICD-12"]
