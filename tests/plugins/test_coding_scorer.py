"""The claim scorer: full marks for what the tolerant rule accepts, nothing for nothing, rules for faults."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from msgspec import to_builtins
from msgspec.structs import replace

from sacral_edu.api import (
    AlternativeDiagnosis,
    Claim,
    ClaimKey,
    ProcedureLine,
    Response,
    ResponseError,
    Score,
    coding,
)
from sacral_edu.generation.vignettes import Mistake, Vignette, apply_diff, read_vignettes, vignette_case
from sacral_edu_coding.scorer import ClaimScorer

VIGNETTES = Path(__file__).parents[2] / "cases" / "vignettes"
SCORER = ClaimScorer()


@cache
def vignettes() -> dict[str, Vignette]:
    found: dict[str, Vignette] = {}
    for path in sorted(VIGNETTES.glob("*.yaml")):
        read, _ = read_vignettes(path.read_text(encoding="utf-8"), name=path.name, kind="yaml")
        found.update({vignette.id: vignette for vignette in read})
    return found


def scored(vignette: Vignette, claim: object) -> Score:
    item = SCORER.items(vignette_case(vignette))[0]
    return SCORER.score(item.key, Response(item_id=item.prompt.item_id, answers={"claim": claim}))


def answered(key: ClaimKey, **changes: Any) -> Claim:
    claim = Claim(claim_action=key.claim_action, diagnoses=key.diagnoses, procedures=key.procedures)
    return replace(claim, **changes)


def named(score: Score) -> set[str]:
    return {rule for criterion in score.criteria for rule in criterion.rules}


MISTAKES = [(v, m) for v in vignettes().values() for m in v.mistakes]
NAMES = sorted(vignettes())


@pytest.mark.parametrize("name", NAMES)
def test_the_key_earns_full_marks(name: str) -> None:
    score = scored(vignettes()[name], answered(vignettes()[name].key))
    assert score.points == 1
    assert named(score) == set()


@pytest.mark.parametrize(("vignette", "mistake"), MISTAKES, ids=[f"{v.id} {m.answer}" for v, m in MISTAKES])
def test_a_typical_mistake_costs_points_and_its_rule_is_named(vignette: Vignette, mistake: Mistake) -> None:
    score = scored(vignette, apply_diff(vignette.key, mistake.diff))
    assert score.points < 1
    assert named(score) & set(mistake.rules)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_claim_earns_nothing(name: str) -> None:
    assert scored(vignettes()[name], {}).points == 0
    assert scored(vignettes()[name], None).points == 0


@pytest.mark.parametrize("name", NAMES)
def test_the_wrong_choice_between_sending_and_asking_earns_nothing(name: str) -> None:
    key = vignettes()[name].key
    other = "submit" if key.claim_action == "hold_query" else "hold_query"
    score = scored(vignettes()[name], answered(key, claim_action=other))
    assert score.points == 0
    assert "R-DOC-03" in named(score)


@pytest.mark.parametrize("name", NAMES)
def test_adding_everything_does_not_pay(name: str) -> None:
    key = vignettes()[name].key
    everything = answered(
        key,
        claim_action="submit",
        diagnoses=tuple(coding.diagnoses()),
        procedures=tuple(ProcedureLine(code=code, dx=("M99.04",)) for code in coding.procedures()),
    )
    assert scored(vignettes()[name], everything).points <= 0.4


@pytest.mark.parametrize("name", NAMES)
def test_examples_earn_what_they_say(name: str) -> None:
    item = SCORER.items(vignette_case(vignettes()[name]))[0]
    kinds: set[str] = set()
    for example in SCORER.examples(item):
        kinds.add(example.kind)
        if example.points is None:
            with pytest.raises(ResponseError):
                SCORER.score(item.key, example.response)
        else:
            assert SCORER.score(item.key, example.response).points == example.points
            assert (example.points == 1) == (example.kind == "right")
    assert kinds == {"right", "wrong", "blank", "malformed"}


def test_the_prompt_tells_who_and_when_but_not_the_key() -> None:
    item = SCORER.items(vignette_case(vignettes()["V17"]))[0]
    context = dict(item.prompt.context)
    assert item.prompt.item_id == "v17/coding/claim"
    assert context["Clinician"] == "PT"
    assert context["Date of service"] == "2026-11-20"
    assert "pooled" in context["Timed units"]
    assert len(item.prompt.note) == len(vignette_case(vignettes()["V17"]).note)
    assert "rationale" not in str(to_builtins(item.prompt))


def test_a_case_without_a_claim_has_no_item() -> None:
    assert SCORER.items(replace(vignette_case(vignettes()["V01"]), claim=None)) == ()


def test_numbers_and_small_letters_are_understood() -> None:
    vignette = vignettes()["V04"]
    claim = to_builtins(answered(vignette.key))
    for line in claim["procedures"]:
        line["code"] = coding.shown(line["code"])
        line["dx"] = [code.lower() for code in line["dx"]]
    claim["diagnoses"] = [code.lower().replace(".", "") for code in claim["diagnoses"]]
    assert scored(vignette, claim).points == 1


def test_an_alternative_diagnosis_earns_its_share() -> None:
    vignette = vignettes()["V03"]
    score = scored(vignette, apply_diff(vignette.key, {"swap_dx": {"from": "M54.59", "to": "M54.50"}}))
    lost = {c.id: round(c.possible - c.earned, 6) for c in score.criteria if c.earned < c.possible}
    assert lost == {"diagnoses": 0.05}
    assert "R-ICD-05" in named(score)


@pytest.mark.parametrize(("credit", "points"), [(1.0, 1.0), (0.75, 0.97)])
def test_other_lines_earn_their_share_of_the_criterion_concerned(credit: float, points: float) -> None:
    vignette = vignettes()["V13"]
    (other,) = vignette.key.alternative_procedures
    key = replace(vignette.key, alternative_procedures=(replace(other, credit=credit),))
    claim = answered(vignette.key, procedures=other.lines)
    assert scored(replace(vignette, key=key), claim).points == pytest.approx(points)


def test_a_fault_in_one_place_is_charged_once() -> None:
    vignette = vignettes()["V01"]
    score = scored(vignette, apply_diff(vignette.key, {"swap_dx": {"from": "M99.04", "to": "M99.05"}}))
    assert [c.id for c in score.criteria if c.earned < c.possible] == ["diagnoses"]


def test_units_that_went_to_another_line_are_charged_once() -> None:
    vignette = vignettes()["V17"]
    score = scored(
        vignette, apply_diff(vignette.key, {"set_units": {"TX_EXERCISE": 3}, "drop_proc": "TX_MANUAL"})
    )
    assert [c.id for c in score.criteria if c.earned < c.possible] == ["procedures"]


def test_two_optional_codes_that_exclude_each_other_cost_points() -> None:
    vignette = vignettes()["V21"]
    one = answered(vignette.key, diagnoses=("S30.0XXA", "W01.0XXA"))
    both = answered(vignette.key, diagnoses=("S30.0XXA", "W01.0XXA", "W18.30XA"))
    assert scored(vignette, one).points == 1
    assert scored(vignette, both).points < 1
    assert "R-ICD-03" in named(scored(vignette, both))


def test_feedback_tells_the_numbers_of_this_case() -> None:
    vignette = vignettes()["V31"]
    score = scored(vignette, apply_diff(vignette.key, {"swap_proc": {"from": "OMT_1_2", "to": "OMT_5_6"}}))
    (feedback,) = [c.feedback for c in score.criteria if c.id == "procedures"]
    assert "lumbar, sacral = 2" in feedback
    assert "cervical, thoracic, rib cage" in feedback


def test_in_pregnancy_chapter_15_must_lead() -> None:
    vignette = vignettes()["V01"]
    key = ClaimKey(
        claim_action="submit",
        diagnoses=("O99.891", "M99.04", "M54.59", "Z3A.28"),
        acceptable_first_listed=("O99.891",),
        procedures=(ProcedureLine(code="OMT_1_2", dx=("M99.04", "M54.59")),),
    )
    pregnant = replace(vignette, key=key)
    for diff in (
        {"first_dx": "M54.59"},
        {"drop_dx": "O99.891"},
        {"drop_dx": "Z3A.28"},
        {"add_dx": "Z33.1"},
        {"swap_dx": {"from": "O99.891", "to": "Z33.1"}},
    ):
        assert "R-ICD-10" in named(scored(pregnant, apply_diff(key, diff)))


def test_an_uncertain_condition_is_told_from_the_note() -> None:
    vignette = vignettes()["V01"]
    hedged = replace(vignette, note=f"{vignette.note} Possible sacroiliitis.")
    wrong = apply_diff(vignette.key, {"swap_dx": {"from": "M54.50", "to": "M46.1"}})
    assert "R-ICD-06" in named(scored(hedged, wrong))
    assert "R-ICD-06" not in named(scored(vignette, wrong))


def test_a_claim_of_absurd_length_is_scored_all_the_same() -> None:
    many = Claim(
        diagnoses=tuple(f"X{number}" for number in range(5000)),
        procedures=tuple(ProcedureLine(code=f"Y{number}") for number in range(5000)),
    )
    score = scored(vignettes()["V01"], many)
    assert score.points == 0
    assert max(len(criterion.feedback) for criterion in score.criteria) < 10_000


def test_an_alternative_of_full_credit_is_right() -> None:
    vignette = vignettes()["V01"]
    other = AlternativeDiagnosis(from_="M54.50", to="M54.59", credit=1.0, why="Either may be read.")
    key = replace(vignette.key, alternative_diagnoses=(other,))
    wrong = apply_diff(key, {"swap_dx": {"from": "M54.50", "to": "M54.59"}})
    assert scored(replace(vignette, key=key), wrong).points == 1
