"""Tricks earn what they must where the right answers make them right, and nothing where they do not."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from sacral_edu.analysis.asked import Asking
from sacral_edu.analysis.gaming import BAR, TRICKS, GamingReport, Row, audit, markdown, rows
from sacral_edu.analysis.gaming.tricks import TRICK_LIST
from sacral_edu.domain.items import ChoiceField, ChoicesField, ClaimField, MarkField, TextField
from sacral_edu.scoring import Scorer

Try = Callable[..., Row]


@pytest.fixture
def audited(quizmaster: type[Any], asking: Callable[[Scorer[Any]], Asking]) -> Try:
    """The row of questions asked in turn, each fields and right answers."""

    def start(questions: Sequence[tuple[tuple[Any, ...], dict[str, Any]]], **how: Any) -> Row:
        (row,) = audit(asking(quizmaster(questions, **how))).kinds
        return row

    return start


def test_every_trick_is_told_and_tried() -> None:
    assert {trick.name for trick in TRICK_LIST} | {"constant"} == set(TRICKS)


def test_a_right_answer_that_never_changes_is_found(audited: Try, one_of: Callable[..., ChoiceField]) -> None:
    row = audited([((one_of("a", "b", "c", "d"),), {"one": "b"})])
    assert (row.points["commonest"], row.points["constant"], row.constant) == (1.0, 1.0, "b")
    assert (row.points["blank"], row.points["first option"]) == (0.0, 0.0)
    assert row.points["random"] == pytest.approx(0.25, abs=0.15)
    assert set(row.over) == {"commonest", "constant", "offered"}
    assert row.best[1] == 1.0
    assert "first line" not in row.points
    assert "keywords" not in row.points


def test_what_is_right_as_often_as_anything_else_earns_chance(
    audited: Try, one_of: Callable[..., ChoiceField]
) -> None:
    field = one_of("a", "b", "c", "d")
    row = audited([((field,), {"one": name}) for name in "abcd"])
    assert row.points["constant"] == 0.25
    assert max(row.points.values()) < BAR + 0.05


def test_the_first_and_the_longest_option_are_found(audited: Try, one_of: Callable[..., ChoiceField]) -> None:
    row = audited([((one_of(f"long {n}", *f"{n}xyz"[1:]),), {"one": f"long {n}"}) for n in range(84)])
    assert (row.points["first option"], row.points["longest"], row.points["constant"]) == (1.0, 1.0, 0.012)


def test_what_follows_from_the_options_offered_is_found(
    audited: Try, one_of: Callable[..., ChoiceField]
) -> None:
    questions = [((one_of("a", "b"),), {"one": "a"}), ((one_of("c", "d"),), {"one": "d"})]
    # Each twice, since what is learned on even cases is tried on odd ones.
    row = audited([*questions[:1] * 2, *questions[1:] * 2])
    assert row.points["offered"] == 1.0
    field = one_of("a", "b", "c")
    told = audited([((field,), {"one": "a"})] * 6 + [((one_of("a", "b", "x"),), {"one": "x"})] * 2)
    assert told.points["commonest"] == pytest.approx(0.75, abs=0.03)
    assert told.points["offered"] == 1.0


def test_two_choices_that_go_together_are_found(audited: Try) -> None:
    one = ChoiceField(id="one", label="1", options=_options("a", "b", "c"))
    two = ChoiceField(id="two", label="2", options=_options("x", "y", "z"))
    pairs = [("a", "x"), ("b", "y"), ("c", "x"), ("a", "z")]
    row = audited([((one, two), {"one": first, "two": second}) for first, second in pairs for _ in "12"])
    assert row.points["constant"] == pytest.approx(0.25, abs=0.02)
    assert row.points["commonest"] == pytest.approx(0.25, abs=0.02)


def test_marks_and_several_choices_are_tried(audited: Try, few_cases: tuple[Any, ...]) -> None:
    lines = ("s1", "s2", "s3")
    field = MarkField(id="marks", label="Marks", lines=lines, options=_options("yes", "no"))
    every = audited([((field,), {"marks": dict.fromkeys(lines, "no")})])
    assert every.points["everything"] == every.points["constant"] == every.points["commonest"] == 1.0
    first = audited([((field,), {"marks": {"s1": "yes"}})])
    assert (first.points["first line"], first.points["first option"], first.points["everything"]) == (1, 1, 0)
    several = ChoicesField(id="several", label="Several", options=_options("a", "b", "c"), at_most=2)
    assert audited([((several,), {"several": ["a", "b"]})]).points["everything"] == 1.0


def test_a_claim_that_never_changes_is_found(audited: Try) -> None:
    right = {"claim": {"diagnoses": ["M99.04"], "procedures": [{"code": "OMT_1_2", "dx": ["M99.04"]}]}}
    row = audited([((ClaimField(id="claim", label="Claim"),), right)])
    assert row.points["commonest"] == row.points["constant"] == 1.0
    assert row.points["random"] == row.points["everything"] == 0.0


def test_a_text_scored_by_its_words_falls_to_keywords(audited: Try) -> None:
    field = TextField(id="text", label="Text")
    texts = [{"text": "Left on left sacral torsion"}, {"text": "Right unilateral flexion"}]
    row = audited([((field,), right) for right in texts for _ in "12"], by_words=True)
    assert row.points["keywords"] == row.points["everything"] == 1.0
    assert row.points["blank"] == 0.0
    assert set(row.points) == {
        "blank", "everything", "random", "commonest", "constant", "longest", "keywords", "copy",
    }  # fmt: skip


def test_no_text_is_longer_than_its_field_takes(audited: Try) -> None:
    field = TextField(id="text", label="Text", max_chars=25)
    row = audited([((field,), {"text": "Left on left torsion"})], by_words=True)
    assert row.points["commonest"] == 1.0
    assert row.points["keywords"] > 0


def test_an_answer_that_is_refused_earns_nothing(
    sulking: type[Any], one_of: Callable[..., ChoiceField], asking: Callable[[Scorer[Any]], Asking]
) -> None:
    (row,) = audit(asking(sulking([((one_of("a", "b"),), {"one": "b"})]))).kinds
    assert row.points["first option"] == 0.0
    assert row.points["constant"] == 1.0


def test_the_same_seed_gives_the_same_report_and_another_other_lots(bundled: Asking) -> None:
    some = Asking(cases=30, items=bundled.items[:60], failures=(), unjudged={})
    assert audit(some, seed=1) == audit(some, seed=1)
    assert audit(some, seed=1) != audit(some, seed=2)


def test_a_scorer_is_the_mean_of_its_items(bundled: Asking) -> None:
    report = audit(Asking(cases=30, items=bundled.items[:120], failures=(), unjudged={}))
    for whole in report.scorers:
        own = [row for row in report.kinds if row.scorer == whole.scorer]
        assert whole.items == sum(row.items for row in own)
        assert whole.points["blank"] == 0.0
        assert min(r.novice for r in own) <= whole.novice <= max(r.novice for r in own)


def test_progress_is_told_and_changes_nothing(bundled: Asking) -> None:
    some = Asking(cases=30, items=bundled.items[:60], failures=("Plugin x failed.",), unjudged={"y": 1})
    told: list[str] = []

    def track(items: Sequence[Any], what: str) -> Sequence[Any]:
        told.append(what)
        return items

    report = audit(some, track=track)
    assert report == audit(some)
    assert told == [f"{row.scorer}/{row.kind}" for row in report.kinds]
    assert (report.failures, report.unjudged, report.holds) == (("Plugin x failed.",), {"y": 1}, False)


def test_the_table_has_a_row_for_each_kind_and_for_each_scorer_with_several() -> None:
    def row(scorer: str, kind: str) -> Row:
        return Row(scorer=scorer, kind=kind, items=1000, points={"blank": 0.0}, novice=0.5, p=0.6)

    kinds = (row("a", "x"), row("a", "y"), row("b", "z"))
    report = GamingReport(
        cases=2, items=3, kinds=kinds, scorers=(row("a", ""), row("b", "")), failures=(), unjudged={}
    )
    assert [(r.scorer, r.kind) for r in rows(report)] == [("a", "x"), ("a", "y"), ("a", ""), ("b", "z")]
    assert (
        markdown(report).splitlines()[-1]
        == "| `b` z | 1,000 | 0.00 |  |  |  |  |  |  |  |  |  |  | 0.50 | 0.60 |"
    )
    assert report.holds


def _options(*names: str) -> Any:
    from sacral_edu.domain.items import Option

    return tuple(Option(id=name, label=name, letter="ABCDEFG"[at]) for at, name in enumerate(names))
