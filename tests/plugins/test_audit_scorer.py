"""What an answer earns, and what it is told."""

from collections import Counter
from typing import Any

import msgspec
import pytest

from sacral_edu.domain.cases import Case
from sacral_edu.domain.items import Item, Response, Score
from sacral_edu.scoring import score_response
from sacral_edu.testing import check_examples
from sacral_edu_audit.keys import AuditKey
from sacral_edu_audit.reasons import FAULTS
from sacral_edu_audit.scorer import AuditScorer

AUDIT = AuditScorer()
Asked = dict[str, list[Item[AuditKey]]]


@pytest.fixture
def authored(bundled_cases: tuple[Case, ...]) -> Item[AuditKey]:
    case = next(case for case in bundled_cases if case.id == "left-on-left")
    return AUDIT.items(case)[0]


def _answered(item: Item[AuditKey], entry: str, fault: str, correction: str) -> Score:
    answers: dict[str, Any] = {
        "entry": {entry: "wrong"} if entry else {},
        "fault": fault,
        "correction": correction,
    }
    outcome = score_response(AUDIT, item, Response(item_id=item.prompt.item_id, answers=answers))
    assert isinstance(outcome, Score)
    return outcome


def _all(asked: Asked) -> list[Item[AuditKey]]:
    return [item for items in asked.values() for item in items]


@pytest.mark.parametrize(
    ("entry", "fault", "correction", "points"),
    [
        ("s14", "mirror", "R_ON_R", 1.0),
        ("s14", "mirror", "L_ON_R", 0.6),
        ("s14", "region", "R_ON_R", 0.8),
        ("s14", "", "", 0.4),
        ("s7", "mirror", "R_ON_R", 0.0),
        ("s14", "none", "R_ON_R", 0.0),
        ("", "none", "leave", 0.0),
        ("", "", "", 0.0),
    ],
)
def test_kind_and_correction_count_with_the_right_entry_only(
    entry: str, fault: str, correction: str, points: float, authored: Item[AuditKey]
) -> None:
    assert _answered(authored, entry, fault, correction).points == points


@pytest.mark.parametrize(
    ("correction", "words"),
    [
        ("R_ON_R", "Right-on-right forward sacral torsion. Both rules applied"),
        ("R_ON_L", "Not: Right-on-left backward sacral torsion. Rotation right, but the axis taken"),
        ("", "Nothing chosen. Right-on-right forward sacral torsion. Both rules applied"),
    ],
)
def test_each_slip_is_told_where_it_came_from(correction: str, words: str, authored: Item[AuditKey]) -> None:
    score = _answered(authored, "s14", "mirror", correction)
    assert score.criteria[2].feedback.startswith(words)
    assert score.criteria[0].feedback.startswith("Found. The deep sulcus is on the left")


def test_what_was_written_is_drawn_beside_what_was_found(authored: Item[AuditKey], audited: Asked) -> None:
    captions = [picture.caption for picture in _answered(authored, "", "", "").pictures]
    assert captions == [
        "What was written: Left-on-left forward sacral torsion",
        "What the findings add up to: Right-on-right forward sacral torsion",
    ]
    for kind, items in audited.items():
        drawn = len(_answered(items[0], "", "", "").pictures)
        assert drawn == (2 if kind in ("mirror", "region") else 0)


def test_a_missed_entry_is_pointed_at(authored: Item[AuditKey]) -> None:
    score = _answered(authored, "s7", "mirror", "R_ON_R")
    assert score.criteria[0].lines == ("s14",)
    assert "the wrong entry is another one" in score.criteria[0].feedback


def test_a_sound_note_earns_nothing_once_anything_is_marked(audited: Asked) -> None:
    for item in audited["none"]:
        right = item.key.right
        assert _answered(item, "", "none", right).points == 1.0
        assert _answered(item, "s1", "none", right).points == 0.0
        assert _answered(item, "claim", "mirror", right).points == 0.0
        assert _answered(item, "", "", right).points == 0.0
        assert _answered(item, "", "", "").points == 0.0


def test_who_always_says_that_nothing_is_wrong_earns_about_an_eighth(audited: Asked) -> None:
    items = _all(audited)
    leave = [next(o for o in i.key.labels if i.key.labels[o].startswith("Leave")) for i in items]
    points = [_answered(i, "", "none", one).points for i, one in zip(items, leave, strict=True)]
    assert 0.08 < sum(points) / len(points) < 0.17


def test_whoever_guesses_one_entry_and_one_letter_stays_far_from_passing(audited: Asked) -> None:
    items = _all(audited)
    for fault in FAULTS:
        points = [_answered(item, "claim", fault, "a").points for item in items]
        assert sum(points) / len(points) < 0.45


def test_its_own_examples_hold_over_cases_of_every_challenge(audited_cases: tuple[Case, ...]) -> None:
    assert len(audited_cases) >= 300
    assert check_examples(AUDIT, audited_cases) == []


def test_the_prompt_looks_the_same_whatever_is_wrong(audited: Asked) -> None:
    shapes = set[Any]()
    for item in _all(audited):
        entry, fault, correction = item.prompt.fields
        assert entry.lines[-1] == "claim"  # type: ignore[union-attr]
        assert entry.lines == tuple(line.id for line in item.prompt.note)  # type: ignore[union-attr]
        assert {line.section for line in item.prompt.note} == {"hpi", "exam", "assessment", "plan"}
        letters = tuple(option.letter for option in correction.options)  # type: ignore[union-attr]
        ids = tuple(option.id for option in correction.options)  # type: ignore[union-attr]
        prompt = item.prompt
        shapes.add((prompt.stem, prompt.skills, prompt.minutes, fault, letters, ids))
    assert len(shapes) == 1


def test_no_key_is_in_the_prompt(audited: Asked) -> None:
    for item in _all(audited):
        shown = msgspec.json.encode(item.prompt).decode()
        assert "situation" not in shown
        assert item.key.why not in shown
        for reason in item.key.options.values():
            assert reason not in shown


def test_no_number_of_a_procedure_is_shown(audited: Asked) -> None:
    for item in _all(audited):
        words = item.key.entries["claim"].replace(".", " ").split()
        assert not [word for word in words if word.isdigit() and len(word) == 5]


def test_an_item_says_what_situation_it_is_and_what_it_rests_on(audited: Asked) -> None:
    assert set(audited) == set(FAULTS)
    situations = Counter(item.situation for item in _all(audited))
    assert len(situations) == len(FAULTS)
    for kind, items in audited.items():
        for item in items:
            lines = {line.id for line in item.prompt.note}
            assert set(item.key_feature) <= lines
            assert bool(item.key_feature) == (kind != "none")
