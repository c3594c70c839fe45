"""Full marks go exactly to the claims that the tolerant reference rule accepts."""

import copy
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sacral_edu.api import (
    Claim,
    ClaimKey,
    ProcedureLine,
    Response,
    Score,
    coding,
)
from sacral_edu.generation.vignettes import Vignette, read_vignettes, vignette_case
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


def named(score: Score) -> set[str]:
    return {rule for criterion in score.criteria for rule in criterion.rules}


NAMES = sorted(vignettes())


def line_accepted(key: ProcedureLine, line: ProcedureLine, on_claim: tuple[str, ...]) -> bool:
    """Say what the reference rule says of one line (facts/check_coding.py, `_line_ok`)."""
    sets = [sorted(key.modifiers), *(sorted(signs) for signs in key.modifiers_also_accepted)]
    if (key.code, key.units) != (line.code, line.units) or sorted(line.modifiers) not in sets:
        return False
    wanted, given = set(key.dx), set(line.dx)
    if not given or len(given) > 4 or given - set(on_claim):
        return False
    if key.code.startswith(("OMT", "CMT")):
        need = {code for code in wanted if coding.is_regional(code)}
        regional = {code for code in on_claim if coding.is_regional(code)}
        enough = len(given & regional) >= min(4, len(need)) and (need <= given or len(need) == 4)
        return enough and all(code[0] in "MGSO" for code in given)
    away = {code for code in given if coding.is_regional(code)} - wanted
    return bool(given & wanted) and (key.code.startswith("EM") or not away)


def accepted(key: ClaimKey, claim: Claim) -> bool:
    """Say what the reference rule says of a claim (facts/check_coding.py, `accepts`)."""
    required, listed = set(key.diagnoses), claim.diagnoses
    if claim.claim_action != key.claim_action or len(listed) != len(set(listed)) or len(listed) > 12:
        return False
    if not required <= set(listed) <= required | set(key.optional_diagnoses):
        return False
    if listed and listed[0] not in key.acceptable_first_listed:
        return False
    full = [other.lines for other in key.alternative_procedures if other.credit == 1]
    return any(lines_accepted(lines, claim) for lines in [key.procedures, *full])


def lines_accepted(keys: tuple[ProcedureLine, ...], claim: Claim) -> bool:
    left = list(claim.procedures)
    for key in keys:
        hit = next((line for line in left if line_accepted(key, line, claim.diagnoses)), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left


CODES = st.sampled_from([*sorted(coding.diagnoses()), "M54.5", "S33.6", "M53.30"])
SIGNS = st.sampled_from(sorted(coding.modifiers()))
CONCEPTS = st.sampled_from(sorted(coding.procedures()))


def mutated(data: st.DataObject, key: ClaimKey) -> Claim:
    listed = list(key.diagnoses)
    lines = [copy.copy(line) for line in key.procedures]
    for _ in range(data.draw(st.integers(0, 3))):
        change = data.draw(st.integers(0, 9))
        spot = data.draw(st.integers(0, len(lines) - 1)) if lines else None
        if change == 0:
            listed = data.draw(st.permutations(listed))
        elif change == 1:
            listed = [*listed, data.draw(CODES)]
        elif change == 2 and listed:
            listed = listed[1:]
        elif change == 3 and key.optional_diagnoses:
            listed = [*listed, data.draw(st.sampled_from(key.optional_diagnoses))]
        elif change == 4:
            lines = [*lines, ProcedureLine(code=data.draw(CONCEPTS), dx=tuple(listed[:2]))]
        elif change == 5 and key.alternative_procedures:
            lines = list(data.draw(st.sampled_from(key.alternative_procedures)).lines)
        elif spot is not None:
            lines[spot] = changed_line(data, lines[spot], listed, change)
    return Claim(claim_action=key.claim_action, diagnoses=tuple(listed), procedures=tuple(lines))


def changed_line(data: st.DataObject, line: ProcedureLine, listed: list[str], change: int) -> ProcedureLine:
    if change == 6:
        return replace(line, code=data.draw(CONCEPTS))
    if change == 7:
        sets = [line.modifiers[:-1], (*line.modifiers, data.draw(SIGNS)), *line.modifiers_also_accepted]
        return replace(line, modifiers=data.draw(st.sampled_from(sets)))
    if change == 8:
        return replace(line, units=data.draw(st.integers(0, 3)))
    return replace(line, dx=tuple(data.draw(st.lists(st.sampled_from(listed or ["M99.04"]), max_size=5))))


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_full_marks_are_given_exactly_where_the_tolerant_rule_accepts(data: st.DataObject) -> None:
    vignette = vignettes()[data.draw(st.sampled_from(NAMES))]
    claim = mutated(data, vignette.key)
    chosen = [code for code in claim.diagnoses if code in vignette.key.optional_diagnoses]
    score = scored(vignette, claim)
    assert (score.points == 1) == (accepted(vignette.key, claim) and not coding.exclusions(chosen))
    assert sum(criterion.possible for criterion in score.criteria) == pytest.approx(1)
    assert all(c.earned <= c.possible and (c.earned >= 0 or c.id == "critical") for c in score.criteria)
    assert all(criterion.feedback and criterion.read_more for criterion in score.criteria)
    if score.points < 1:
        assert named(score)
