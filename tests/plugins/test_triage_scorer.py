"""What a decision earns, what always treating or referring earns, and what a prompt keeps to itself."""

from collections import Counter
from itertools import product

import msgspec
import pytest

from sacral_edu.domain.cases import Case
from sacral_edu.domain.items import ChoiceField, Item, Response, Score
from sacral_edu.scoring import make_items, score_response
from sacral_edu.testing import check_examples, generated_cases
from sacral_edu_triage.keys import TechniqueKey, TodayKey, TriageKey
from sacral_edu_triage.limits import limit_of
from sacral_edu_triage.scorer import TriageScorer
from sacral_edu_triage.treatments import TREATMENTS, treatment_of
from sacral_edu_triage.warnings_read import STEPS

TRIAGE = TriageScorer()
CHALLENGES = ("textbook", "minimal", "mixed", "noisy", "red_flag", "normal")


@pytest.fixture(scope="session")
def cases() -> dict[str, Case]:
    """Fifty cases of every challenge, by id."""
    made = [c for kind in CHALLENGES for c in generated_cases(50, seed=8, challenge=kind)]
    return {case.id: case for case in made}


@pytest.fixture(scope="session")
def usual() -> list[Item[TriageKey]]:
    """Items on three hundred cases as the weights have them."""
    return _items(generated_cases(300, seed=11))


@pytest.fixture(scope="session")
def warned() -> list[Item[TriageKey]]:
    """Items on three hundred cases with a warning."""
    return _items(generated_cases(300, seed=11, challenge="red_flag"))


@pytest.fixture(scope="session")
def asked(cases: dict[str, Case]) -> list[Item[TriageKey]]:
    return _items(list(cases.values()))


def _items(cases: list[Case]) -> list[Item[TriageKey]]:
    made = [make_items({TRIAGE.name: TRIAGE}, case) for case in cases]
    assert all(one.failures == () for one in made)
    return [item for one in made for item in one.items]


def _today(items: list[Item[TriageKey]]) -> list[Item[TriageKey]]:
    return [item for item in items if isinstance(item.key, TodayKey)]


def _techniques(items: list[Item[TriageKey]]) -> list[Item[TriageKey]]:
    return [item for item in items if isinstance(item.key, TechniqueKey)]


def _answered(item: Item[TriageKey], **answers: object) -> Score:
    outcome = score_response(TRIAGE, item, Response(item_id=item.prompt.item_id, answers=answers))
    assert isinstance(outcome, Score)
    return outcome


def _mean(items: list[Item[TriageKey]], **answers: object) -> float:
    return sum(_answered(item, **answers).points for item in items) / len(items)


def test_its_own_examples_hold(cases: dict[str, Case]) -> None:
    assert check_examples(TRIAGE, cases.values()) == []


def test_a_warning_makes_it_refer_with_the_step_and_the_line_of_the_warning(
    cases: dict[str, Case], asked: list[Item[TriageKey]]
) -> None:
    seen = Counter[str]()
    for item in _today(asked):
        case, key = cases[item.prompt.case_id], item.key
        assert isinstance(key, TodayKey)
        assert (key.decision == "refer") == (case.red_flag is not None)
        if case.red_flag is not None:
            seen[case.red_flag.id] += 1
            assert key.detail == case.red_flag.id
            assert [line for line, halves in key.lines.items() if halves == 2] == [case.red_flag.statement]
    assert len(seen) >= 6
    assert set(seen) <= set(STEPS)


def test_calm_cases_are_restricted_by_what_the_patient_has(
    cases: dict[str, Case], asked: list[Item[TriageKey]]
) -> None:
    decided = Counter[str]()
    for item in _today(asked):
        case, key = cases[item.prompt.case_id], item.key
        assert isinstance(key, TodayKey)
        if case.red_flag is None:
            limit = limit_of(case)
            assert key.decision == ("treat" if limit is None else "restrict")
            assert key.detail == ("none" if limit is None else limit.id)
            assert case.truth is not None
            assert key.technique == treatment_of(case.truth.dysfunction)
            assert bool(key.lines) == (limit is not None)
            decided[key.detail] += 1
    assert set(decided) == {"none", "position", "fused", "loose", "root", "strain"}


def test_always_referring_and_always_treating_earn_next_to_nothing(
    usual: list[Item[TriageKey]], warned: list[Item[TriageKey]], asked: list[Item[TriageKey]]
) -> None:
    for items in (_today(usual), _today(warned), _today(asked), _today(usual) + _today(warned)):
        for decision in ("treat", "restrict", "refer"):
            assert _mean(items, decision=decision) == 0.0
            assert _mean(items, decision=decision, detail="none", technique="none") == 0.0


def test_no_constant_answer_and_no_guess_passes(
    usual: list[Item[TriageKey]], warned: list[Item[TriageKey]], asked: list[Item[TriageKey]]
) -> None:
    details = ("none", "strain", "position", *STEPS)
    techniques = ("none", "forward_torsion", "unilateral_flexion", "unilateral_extension")
    for items in (_today(usual), _today(warned), _today(asked)):
        means = [
            _mean(items[::3], decision=decision, detail=detail, technique=technique)
            for decision, detail, technique in product(("treat", "restrict", "refer"), details, techniques)
        ]
        assert max(means) < 0.35
        assert sum(means) / len(means) < 0.1
    for items in (_techniques(usual), _techniques(asked)):
        means = [_mean(items, technique=letter) for letter in "abcde"]
        assert max(means) < 0.3
        assert sum(means) / len(means) < 0.23


def test_the_last_line_of_the_history_is_no_key(usual: list[Item[TriageKey]]) -> None:
    items = _today(usual)
    points = [
        _answered(
            item,
            decision="refer",
            line={[line.id for line in item.prompt.note if line.section == "hpi"][-1]: "decides"},
        ).points
        for item in items
    ]
    assert sum(points) == 0.0


def test_the_decision_counts_with_the_line_or_the_step(asked: list[Item[TriageKey]]) -> None:
    for item in [i for i in _today(asked) if isinstance(i.key, TodayKey) and i.key.decision == "refer"][:30]:
        key = item.key
        assert isinstance(key, TodayKey)
        line = {next(name for name, halves in key.lines.items() if halves == 2): "decides"}
        assert _answered(item, decision="refer", line=line).points == 0.7
        assert _answered(item, decision="refer", detail=key.detail).points == 0.7
        assert _answered(item, decision="treat", detail=key.detail, line=line).points == 0.0
        for name, halves in key.lines.items():
            if halves == 1:
                assert _answered(item, decision="refer", line={name: "decides"}).points == 0.55


def test_where_no_contraindication_settles_it_care_is_as_right_as_none(asked: list[Item[TriageKey]]) -> None:
    accepted = Counter[bool]()
    for item in _today(asked):
        key = item.key
        assert isinstance(key, TodayKey)
        if key.decision == "treat":
            careful = _answered(item, decision="restrict", detail="loose", technique=key.technique)
            assert careful.points == (1.0 if key.care_accepted else 0.4)
            accepted[key.care_accepted] += 1
    assert min(accepted[True], accepted[False]) > 5


def test_neither_plan_nor_title_nor_context_is_shown(
    cases: dict[str, Case], asked: list[Item[TriageKey]]
) -> None:
    titles = set[str]()
    for item in asked:
        case = cases[item.prompt.case_id]
        assert {line.section for line in item.prompt.note} == {"hpi", "exam", "assessment"}
        assert item.prompt.context == ()
        titles.add(item.prompt.title)
        shown = msgspec.json.encode(item.prompt).decode()
        assert case.title not in shown
        assert item.situation not in shown
        if case.red_flag is not None:
            assert case.red_flag.action not in shown
        assert set(item.key_feature) <= {line.id for line in item.prompt.note}
        assert item.key_feature
    assert titles == {"Is treatment right today?", "Which technique fits?"}


def test_no_word_of_a_work_up_is_shown(cases: dict[str, Case], asked: list[Item[TriageKey]]) -> None:
    for item in asked:
        if cases[item.prompt.case_id].red_flag is not None:
            assessed = " ".join(line.text for line in item.prompt.note if line.section == "assessment")
            for word in ("workup", "work-up", "investigation", "not yet", "not established", "not explained"):
                assert word not in assessed.lower()


def test_half_of_the_plain_notes_have_no_condition_either(
    cases: dict[str, Case], usual: list[Item[TriageKey]], asked: list[Item[TriageKey]]
) -> None:
    hidden = Counter[bool]()
    for item in _today(asked):
        case = cases[item.prompt.case_id]
        told = {f.id for f in case.facts if f.topic == "condition"}
        lines = {s.id for s in case.note if told & set(s.conveys)}
        if case.red_flag is None and limit_of(case) is None:
            hidden[not lines & {line.id for line in item.prompt.note}] += 1
    assert 0.3 < hidden[True] / hidden.total() < 0.7


def test_the_fields_of_today_are_the_same_for_every_case(asked: list[Item[TriageKey]]) -> None:
    shapes = {
        (item.prompt.stem, *(f for f in item.prompt.fields if isinstance(f, ChoiceField)))
        for item in _today(asked)
    }
    assert len(shapes) == 1


def test_what_the_facts_do_not_settle_is_not_asked(
    cases: dict[str, Case], asked: list[Item[TriageKey]], bundled_cases: tuple[Case, ...]
) -> None:
    with_items = {item.prompt.case_id for item in asked}
    for case in cases.values():
        assert case.truth is not None
        if case.challenge in ("mixed", "normal"):
            assert case.id not in with_items
        if case.truth.region in ("lumbar", "lower_extremity") and case.red_flag is None:
            assert case.id not in with_items
    assert [case.id for case in bundled_cases if TRIAGE.items(case)] == []


def test_there_are_more_than_six_situations_of_each_question(
    asked: list[Item[TriageKey]], warned: list[Item[TriageKey]]
) -> None:
    assert len({item.situation for item in _today(asked + warned)}) >= 12
    assert len({item.situation for item in _techniques(asked)}) >= 12
    assert len(TREATMENTS) == 13
