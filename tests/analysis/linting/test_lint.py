"""Each flaw is found where it is, and not where it is not."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from sacral_edu.analysis.asked import Asking
from sacral_edu.analysis.linting import LintReport, lint
from sacral_edu.domain.items import ChoiceField, Field
from sacral_edu.scoring import Scorer

Look = Callable[..., LintReport]


@pytest.fixture
def look(quizmaster: type[Any], asking: Callable[[Scorer[Any]], Asking]) -> Look:
    """Lint questions, each a field and its right answer."""

    def start(questions: Sequence[tuple[Field, Any]], **how: Any) -> LintReport:
        return lint(asking(quizmaster([((f,), {f.id: right}) for f, right in questions], **how)))

    return start


def faults(report: LintReport) -> set[str]:
    return {flaw.rule for flaw in report.faults}


def remarks(report: LintReport) -> set[str]:
    return {flaw.rule for flaw in report.remarks}


def turned(labels: Sequence[str], by: int) -> list[str]:
    return [*labels[by:], *labels[:by]]


def test_a_sound_list_has_no_fault(look: Look, one_of: Callable[..., ChoiceField]) -> None:
    labels = ("north", "south", "east", "west")
    found = look([(one_of(*turned(labels, by)), right) for by in range(4) for right in labels])
    assert (found.faults, found.remarks, found.clean) == ((), (), True)
    assert (found.cases, found.items) == (84, 84)


@pytest.mark.parametrize(
    ("stem", "rule"),
    [
        ("The sacrum is here.", "no question"),
        ("Consider the note: it is long.", "no question"),
        ("Which of these is not right?", "negative stem"),
        ("All of these are true except which?", "negative stem"),
        ("Read this. Which one does the note never say?", "negative stem"),
    ],
)
def test_a_stem_that_asks_nothing_or_asks_negatively_is_a_fault(
    stem: str, rule: str, look: Look, one_of: Callable[..., ChoiceField]
) -> None:
    (flaw,) = look([(one_of("a", "b"), "a"), (one_of("a", "b"), "b")], stem=stem).faults
    assert (flaw.rule, flaw.times, flaw.of, flaw.field) == (rule, 84, 84, "")


@pytest.mark.parametrize(
    "stem",
    [
        "Which of these is NOT right?",
        "Does the note support the claim, or does it not?",
        "Mark every line; leave all others alone.",
        "Which has at least two letters?",
        "This is not the first visit. Which code fits?",
        "For this visit, choose the code.",
        "The minutes stand below. Then choose.",
    ],
)
def test_a_stem_that_asks_plainly_is_none(stem: str, look: Look, one_of: Callable[..., ChoiceField]) -> None:
    assert look([(one_of("a", "b"), "a"), (one_of("a", "b"), "b")], stem=stem).faults == ()


@pytest.mark.parametrize("last", ["All of the above", "none of the above", "All of these", "Both A and B"])
def test_an_option_that_stands_for_others_is_a_fault(
    last: str, look: Look, one_of: Callable[..., ChoiceField]
) -> None:
    assert "all of the above" in faults(look([(one_of("left", "right", last), "left")]))


@pytest.mark.parametrize("last", ["None of these lines", "Not determinable", "Nothing is wrong"])
def test_a_stated_none_is_no_fault(last: str, look: Look, one_of: Callable[..., ChoiceField]) -> None:
    field = one_of("first", "second", last)
    found = look([(field, "first"), (field, "second"), (field, last)])
    assert found.faults == ()


def test_options_that_say_the_same_are_a_fault(look: Look, one_of: Callable[..., ChoiceField]) -> None:
    assert faults(look([(one_of("Left side", "left side.", "right side"), "Left side")])) >= {
        "duplicate options"
    }


@pytest.mark.parametrize(
    ("labels", "overlap"),
    [
        (("5-10 minutes", "10-20 minutes"), True),
        (("5-9 minutes", "10-20 minutes"), False),
        (("1 to 3 regions", "2 to 5 regions"), True),
        (("2-3 regions", "2-3 units"), False),
    ],
)
def test_ranges_that_share_a_number_are_a_fault(
    labels: tuple[str, str], overlap: bool, look: Look, one_of: Callable[..., ChoiceField]
) -> None:
    found = look([(one_of(*labels), labels[0]), (one_of(*labels), labels[1])])
    assert ("overlapping options" in faults(found)) == overlap


def test_an_option_that_does_not_fit_its_article_is_a_fault(
    look: Look, one_of: Callable[..., ChoiceField]
) -> None:
    assert "grammatical cue" in faults(look([(one_of("upslip", "torsion", label="This is an"), "upslip")]))
    assert "grammatical cue" in faults(look([(one_of("upslip", "torsion", label="It is a ___"), "torsion")]))
    assert "grammatical cue" not in faults(look([(one_of("upslip", "inflare", label="It is an"), "upslip")]))
    assert "grammatical cue" in faults(look([(one_of("a bone", "bones", label="These are:"), "bones")]))


def test_a_right_option_that_is_mostly_the_longest_is_a_fault(
    look: Look, one_of: Callable[..., ChoiceField]
) -> None:
    questions = [
        (one_of(*turned([f"a{n}", f"b{n}", f"the long one, number {n}"], n % 3)), f"the long one, number {n}")
        for n in range(84)
    ]
    found = look(questions)
    assert faults(found) == {"longest is right", "long right option"}
    (flaw,) = [flaw for flaw in found.faults if flaw.rule == "longest is right"]
    assert "in 100% of 84 lists, by chance in 33%" in flaw.what
    assert flaw.quote in flaw.example or flaw.quote.startswith("the long one")


def test_long_options_that_are_right_as_often_as_others_are_worth_a_remark_at_most(
    look: Look, one_of: Callable[..., ChoiceField]
) -> None:
    questions = [
        (one_of(*turned([f"a{n}", f"b{n}", f"the long one, number {n}"], n // 3 % 3)), right)
        for n in range(84)
        for right in [[f"a{n}", f"b{n}", f"the long one, number {n}"][n % 3]]
    ]
    found = look(questions)
    assert found.faults == ()
    assert remarks(found) == {"long right option"}


def test_a_list_that_comes_back_is_judged_by_the_cases(
    look: Look, one_of: Callable[..., ChoiceField]
) -> None:
    field = one_of("left", "right", "neither of the two sides")
    found = look([(field, "neither of the two sides")] * 5 + [(field, "left")])
    assert found.faults == ()
    assert {"longest is right"} <= remarks(found)
    assert {row.p for row in found.positions} == {None}


def test_a_right_option_that_repeats_the_stem_is_a_fault(
    look: Look, one_of: Callable[..., ChoiceField]
) -> None:
    questions = [
        (one_of(*turned([f"torsion {n}x", f"pelvic {n}xy", f"lumbar {n}xy"], n % 3)), f"torsion {n}x")
        for n in range(84)
    ]
    found = look(questions, stem="Which torsion is it?")
    assert faults(found) == {"echo of the stem"}


def test_absolute_words_in_wrong_options_alone_are_a_fault(
    look: Look, one_of: Callable[..., ChoiceField]
) -> None:
    field = one_of("It is left", "It is never left", "It is always right", "It is right")
    found = look([(field, "It is left"), (field, "It is right")])
    assert faults(found) == {"absolute words"}
    balanced = look([(field, option.id) for option in field.options])
    assert (faults(balanced), remarks(balanced)) == (set(), {"absolute words"})


@pytest.mark.parametrize("label", ["None", "Nothing at all", "all 5 regions", "Not at all"])
def test_a_stated_none_and_a_count_are_no_absolute_words(
    label: str, look: Look, one_of: Callable[..., ChoiceField]
) -> None:
    field = one_of("first", "second", label)
    assert "absolute words" not in {*faults(look([(field, "first")])), *remarks(look([(field, "second")]))}


def test_a_favored_position_is_a_fault(look: Look, one_of: Callable[..., ChoiceField]) -> None:
    favored = look([(one_of(*turned([f"a{n}", f"b{n}", f"c{n}"], 0)), f"b{n}") for n in range(84)])
    assert faults(favored) == {"position"}
    assert [row.counts for row in favored.positions] == [(0, 84, 0)]
    even = look([(one_of(*turned([f"a{n}", f"b{n}", f"c{n}"], n % 3)), f"b{n}") for n in range(84)])
    assert faults(even) == set()


def test_an_option_that_keeps_its_place_is_left_out_of_the_positions(
    look: Look, one_of: Callable[..., ChoiceField]
) -> None:
    questions = [
        (one_of(*turned([f"a{n}", f"b{n}", f"c{n}"], n % 3), "none of them"), f"b{n}") for n in range(84)
    ]
    (row,) = look(questions).positions
    assert row.counts == (28, 28, 28)


def test_a_right_option_of_another_form_is_a_fault(look: Look, one_of: Callable[..., ChoiceField]) -> None:
    questions = [(one_of(*turned([f"a{n}.", f"b{n}", f"c{n}"], n % 3)), f"a{n}.") for n in range(84)]
    assert "odd form" in faults(look(questions))


def test_a_field_whose_answer_changes_nothing_is_left_alone(
    asking: Callable[[Scorer[Any]], Asking], quizmaster: type[Any], one_of: Callable[..., ChoiceField]
) -> None:
    class Generous(quizmaster):  # type: ignore[misc]
        def _share(self, right: Any, answers: Any) -> float:
            return 1.0

    scorer = Generous([((one_of("short", "a much longer option"),), {"one": "short"})], by_words=True)
    found = lint(asking(scorer))
    assert (found.faults, found.remarks, found.positions) == ((), (), ())


def test_what_cannot_be_measured_is_said(look: Look, one_of: Callable[..., ChoiceField]) -> None:
    said = " ".join(look([(one_of("a", "b"), "a")]).not_measured)
    assert "the answers of learners" in said


def test_a_flaw_reads_as_a_sentence_with_its_place_and_its_mend(
    look: Look, one_of: Callable[..., ChoiceField]
) -> None:
    field = one_of("a", "b")
    (flaw,) = look([(field, "a"), (field, "b")], stem="Here.").faults
    assert str(flaw) == (
        "quizmaster/one: the stem neither asks nor says what to do (84 of 84; for example "
        "g1-0-0/quizmaster/one, 'Here.'); end the stem in a question or in what to do."
    )


def test_the_bundled_scorers_have_no_fault(bundled: Asking) -> None:
    report = lint(bundled)
    assert [str(flaw) for flaw in report.faults] == []
    assert report.failures == ()
