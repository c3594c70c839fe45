"""The mends that the audit scorer offers, and what it says about them."""

import re
from collections import Counter

import pytest

from sacral_edu.domain.items import Item, Response
from sacral_edu_audit.keys import AuditKey
from sacral_edu_audit.reasons import FAULTS, TEACHES, why_not_kind
from sacral_edu_audit.scorer import AuditScorer

Asked = dict[str, list[Item[AuditKey]]]


@pytest.fixture
def items(audited: Asked) -> list[Item[AuditKey]]:
    return [item for items in audited.values() for item in items]


def test_six_different_mends_are_offered_and_each_has_its_reason(items: list[Item[AuditKey]]) -> None:
    for item in items:
        key = item.key
        assert len(set(key.labels.values())) == 6, key.labels
        assert set(key.labels) == set(key.options)
        assert all(reason.rstrip('"').endswith((".", "!", "?")) for reason in key.options.values())


def test_leaving_it_as_it_is_is_offered_always_and_right_for_a_sound_note_only(
    items: list[Item[AuditKey]],
) -> None:
    for item in items:
        leave = [name for name, label in item.key.labels.items() if label.startswith("Leave the note")]
        assert len(leave) == 1
        assert (leave[0] == item.key.right) == (item.key.kind == "none")


def test_the_right_mend_stands_in_every_place_about_equally_often(items: list[Item[AuditKey]]) -> None:
    places = Counter(list(item.key.labels).index(item.key.right) for item in items)
    assert set(places) == set(range(6))
    for count in places.values():
        assert 0.10 < count / len(items) < 0.24


def test_the_right_mend_is_not_told_by_its_length(items: list[Item[AuditKey]]) -> None:
    faulty = [item.key for item in items if item.key.kind != "none"]
    right = [len(key.labels[key.right]) for key in faulty]
    wrong = [len(text) for key in faulty for name, text in key.labels.items() if name != key.right]
    assert abs(sum(right) / len(right) - sum(wrong) / len(wrong)) < 8
    longest = sum(max(key.labels, key=lambda name: len(key.labels[name])) == key.right for key in faulty)
    assert longest / len(faulty) < 0.3


def test_the_reason_of_a_wrong_name_quotes_the_line_against_it(audited: Asked) -> None:
    for item in audited["mirror"]:
        exam = [line.text for line in item.prompt.note if line.section == "exam"]
        named = [name for name, label in item.key.labels.items() if label.startswith("Name the lesion")]
        for name in named:
            if name != item.key.right:
                assert any(text in item.key.options[name] for text in exam)


def test_feedback_quotes_the_entry_and_what_contradicts_it(audited: Asked) -> None:
    for kind in ("mirror", "region", "red_flag"):
        for item in audited[kind]:
            assert item.key.entries[item.key.lines[0]] in item.key.why
            assert any(item.key.entries[line] in item.key.why for line in item.key.evidence)


def test_feedback_is_whole_sentences(items: list[Item[AuditKey]]) -> None:
    audit = AuditScorer()
    for item in items:
        marked = next(iter(item.key.lines), "claim")
        for entry, fault, correction in (("", "", ""), ("s1", "site", "a"), (marked, "none", "b")):
            answers = {
                "entry": {entry: "wrong"} if entry else {},
                "fault": fault,
                "correction": correction,
            }
            score = audit.score(item.key, Response(item_id=item.key.item_id, answers=answers))
            for criterion in score.criteria:
                assert criterion.feedback.endswith((".", "!", "?", '"')), criterion.feedback
                assert not re.search(r"[{}]|  |\.\.|\"\.", criterion.feedback), criterion.feedback


def test_each_kind_that_was_not_planted_is_told_why_it_is_not_it() -> None:
    for truth in FAULTS:
        for chosen in FAULTS:
            if truth != chosen:
                assert why_not_kind(truth, chosen).endswith(".")
    assert set(TEACHES) == set(FAULTS)


def test_billing_errors_name_their_rules(audited: Asked) -> None:
    for kind in ("regions", "linkage", "excludes1", "site", "region"):
        for item in audited[kind]:
            assert item.key.grounds.rules
            assert item.key.grounds.refs
