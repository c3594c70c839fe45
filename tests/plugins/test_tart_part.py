from itertools import combinations

import pytest

from sacral_edu.clinical.tart import PART_LETTERS, criteria_in
from sacral_edu.domain.cases import Case
from sacral_edu.domain.items import Item, Response, Score
from sacral_edu.domain.proofs import Habits
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import Spec
from sacral_edu.scoring import score_response
from sacral_edu_tart.keys import PartKey
from sacral_edu_tart.part import LETTERS_SHARE, ONE_SLIP, VERDICT_SHARE, part_item
from sacral_edu_tart.part_notes import LETTER_OF
from sacral_edu_tart.scorer import TartScorer


@pytest.fixture(scope="module")
def asked() -> list[tuple[Case, Item[PartKey]]]:
    cases = [generate(Spec(seed=12, index=index, provider="DC")) for index in range(300)]
    return [(case, item) for case in cases if (item := part_item(case)) is not None]


def _scored(item: Item[PartKey], **answers: object) -> Score:
    response = Response(item_id=item.prompt.item_id, answers=answers)
    outcome = score_response(TartScorer(), item, response)
    assert isinstance(outcome, Score)
    return outcome


def test_only_adjustments_of_sacrum_or_pelvis_are_asked_about(some_cases: tuple[Case, ...]) -> None:
    for case in some_cases[:300]:
        if part_item(case) is not None:
            assert case.truth is not None
            assert case.encounter.provider == "DC"
            assert case.truth.region in ("sacral", "pelvic")
            assert case.truth.region in (case.encounter.facts.cmt_spinal_regions or ())


def test_the_letters_are_those_of_the_findings_shown(asked: list[tuple[Case, Item[PartKey]]]) -> None:
    assert LETTER_OF == PART_LETTERS
    for case, item in asked:
        shown = {line.id for line in item.prompt.note}
        findings = [f for s in case.note if s.id in shown for f in case.findings_of(s)]
        letters = {PART_LETTERS[criterion] for criterion in criteria_in(findings, item.key.region)}  # type: ignore[arg-type]
        assert set(item.key.documented) == letters


def test_the_verdict_follows_the_rule_of_two_with_a_or_r(asked: list[tuple[Case, Item[PartKey]]]) -> None:
    verdicts = [item.key.verdict for _, item in asked]
    assert all(verdicts.count(one) > len(verdicts) / 5 for one in ("satisfied", "too_few", "neither"))
    for _, item in asked:
        letters = set(item.key.documented)
        satisfied = len(letters) >= 2 and bool(letters & {"A", "R"})
        assert (item.key.verdict == "satisfied") == satisfied
        assert (item.key.verdict == "too_few") == (len(letters) < 2)


def test_no_line_shown_is_open_or_could_pass_for_a_letter_that_is_left_out(
    asked: list[tuple[Case, Item[PartKey]]],
) -> None:
    for case, item in asked:
        shown = {line.id for line in item.prompt.note}
        findings = [f for s in case.note if s.id in shown for f in case.findings_of(s)]
        assert case.truth is not None
        assert not {f.id for f in findings} & set(case.truth.open)
        if "P" not in item.key.documented:
            assert not [f for f in findings if f.kind == "provocation"]
        if "R" not in item.key.documented:
            assert not [f for f in findings if f.test == "standing_flexion" and f.value == "positive"]
        if "A" not in item.key.documented:
            assert not [f for f in findings if f.test in ("sulcus", "sphinx") and f.value != "level"]


@pytest.mark.parametrize("habit", ["absent", "poor"])
def test_a_note_without_texture_and_tenderness_documents_neither(habit: str) -> None:
    documented: set[str] = set()
    for index in range(60):
        spec = Spec(seed=13, index=index, provider="DC", dysfunction="L_ON_L", habits=Habits(tart=habit))  # type: ignore[arg-type]
        item = part_item(generate(spec))
        documented |= set(item.key.documented) if item else set()
    assert documented == {"A", "R"}


def test_verdict_and_letters_earn_everything(asked: list[tuple[Case, Item[PartKey]]]) -> None:
    for _, item in asked:
        assert _scored(item, verdict=item.key.verdict, documented=item.key.documented).points == 1.0
        assert _scored(item, verdict=item.key.verdict).points == VERDICT_SHARE


def test_one_slip_among_the_letters_leaves_a_quarter_and_two_leave_nothing(
    asked: list[tuple[Case, Item[PartKey]]],
) -> None:
    for _, item in asked[:30]:
        for size in range(1, 5):
            for chosen in combinations("PART", size):
                slips = len(set(chosen) ^ set(item.key.documented))
                share = {0: 1.0, 1: ONE_SLIP}.get(slips, 0.0)
                expected = pytest.approx(VERDICT_SHARE + LETTERS_SHARE * share)
                assert _scored(item, verdict=item.key.verdict, documented=chosen).points == expected
                assert _scored(item, verdict="all_four", documented=chosen).points == 0.0


def test_each_wrong_verdict_is_told_its_mistake(asked: list[tuple[Case, Item[PartKey]]]) -> None:
    _, item = next(pair for pair in asked if pair[1].key.verdict == "neither")
    said = {v: _scored(item, verdict=v).criteria[0].feedback for v in item.key.verdicts if v}
    assert len(set(said.values())) == 6
    assert said["any_two"].startswith("Two letters alone are not enough")
    assert said["neither"].startswith("Right.")
    assert _scored(item).criteria[0].rules == ("R-CMT-06",)
