"""Wordings that a person reads at once and a rule has to be told: ratios, passives, words set aside.

In linked-sciatica (right-on-left torsion, right sciatica) the potter works at the wheel for 20 minutes
instead of two hours; in functional-impact the surveyor cannot sit longer than 15 minutes and has stopped
driving an hour; further cases are generated.
"""

from collections.abc import Callable

import pytest

from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import checked_spec
from sacral_edu_documentation.grading import Judged
from sacral_edu_documentation.keys import NoteKey

Judge = Callable[[str, str, str], Judged]

SCIATICA = "linked-sciatica"
SITTING = "functional-impact"
LEFT_ON_LEFT = "g1-77-5"
CLASSES = "g1-77-748"
"""Of six classes a week she now gives half."""

STOPS = "g1-77-112"
"""A two-hour drive now needs three stops."""

MILES = "g1-77-71"
"""She now turns back before the fourth mile where ten used to be easy."""

LAUNDRY = "g1-77-539"
"""The laundry goes up in two small loads."""


@pytest.mark.parametrize(
    ("case", "text"),
    [
        (CLASSES, "Teaches three of six classes a week."),
        (CLASSES, "Teaches 3/6 classes/wk."),
        (CLASSES, "She gives half of her classes."),
        (CLASSES, "She is down to three classes a week."),
        (SITTING, "Sitting is possible for a quarter of an hour."),
        (SITTING, "He can sit no longer than 15 minutes."),
        (SITTING, "Sits 10 to 15 minutes."),
        (SITTING, "Gets up from his chair q15 min."),
        (STOPS, "He stops 3x when driving two hours."),
        (MILES, "She runs fewer than four miles (was 10)."),
    ],
)
def test_a_measure_may_be_worded_in_many_ways(case: str, text: str, judged: Judge) -> None:
    assert judged(case, "function", text).label == "earned"


@pytest.mark.parametrize(
    ("case", "text"),
    [
        (CLASSES, "She gives five of six classes."),
        (SITTING, "He sits 60 minutes before pain."),
        (SITTING, "He can sit without any limit."),
        (MILES, "She still runs ten miles."),
        (STOPS, "He drives two hours without stopping."),
        (LAUNDRY, "She carries the whole basket with no trouble."),
        (SITTING, "He walks two miles."),
    ],
)
def test_what_was_possible_before_or_elsewhere_is_another_measure(
    case: str, text: str, judged: Judge
) -> None:
    assert judged(case, "function", text).label == "wrong"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Sacral torsion, associated with pain in the right buttock and right sciatica.", "earned"),
        ("I relate her right sciatica to it.", "earned"),
        ("The right sciatica is accounted for by the sacral lesion.", "earned"),
        ("Sacral SD a/w sciatica of the left leg.", "wrong"),
        ("Sciatica on the left is tied to this torsion.", "wrong"),
        ("The right sciatica does not belong to the sacral torsion.", "wrong"),
    ],
)
def test_a_tie_and_a_side_may_be_worded_in_many_ways(text: str, label: str, judged: Judge) -> None:
    assert judged(SCIATICA, "linkage", text).label == label


def test_a_symptom_of_one_side_keeps_the_side_of_its_history(
    key_for: Callable[..., NoteKey], judged: Judge
) -> None:
    case = next(
        c.id
        for seed in range(40)
        for c in [generate(checked_spec(seed=seed, dysfunction="L_UNI_FLEX"))]
        if key_for(c.id).condition.names == ("gluteal_myalgia",) and key_for(c.id).condition.side == "L"
    )
    tied = "is associated with the somatic dysfunction of the sacrum."
    assert judged(case, "linkage", f"Myofascial pain of the left buttock {tied}").label == "earned"
    assert judged(case, "linkage", f"Myofascial pain of the right buttock {tied}").label == "wrong"


@pytest.mark.parametrize(
    "text",
    [
        "The neurologist's letter speaks of a left-on-left torsion; I overrule that.",
        "The midwife's note mentions a left-on-left torsion. I do not confirm it.",
        "Dr. Hall has a left-on-left torsion, which I cannot reproduce.",
        "The therapist's chart has a left-on-left torsion. I differ.",
    ],
)
def test_what_the_writer_rejects_is_not_the_writers_own(text: str, judged: Judge) -> None:
    assert judged(SCIATICA, "descriptor", text).label == "missing"
    assert judged(SCIATICA, "descriptor", f"{text} It is right-on-left.").label == "earned"


def test_what_the_writer_accepts_counts(judged: Judge) -> None:
    text = "The outside therapist charted a right-on-left torsion. I agree."
    assert judged(SCIATICA, "descriptor", text).label == "earned"


@pytest.mark.parametrize(
    "text",
    [
        "The right base does not come forward as she breathes out, and the right sulcus is tender.",
        "Right sulcus boggy; right base fixed backward.",
        "The right sulcus aches under the thumb; the base resists springing.",
        "Loss of springing; ILA prominent on the right.",
        "In sphinx the sulci diverge, and the right sulcus is shallow.",
    ],
)
def test_motion_and_ache_may_be_worded_in_many_ways(text: str, judged: Judge) -> None:
    assert judged(SCIATICA, "tart", text).label == "earned"


@pytest.mark.parametrize("text", ["Sacral dysfunction.", "There is a lesion of the sacrum."])
def test_dysfunction_that_is_not_called_somatic_chooses_no_region(text: str, judged: Judge) -> None:
    assert judged(SCIATICA, "site", text).label == "missing"


@pytest.mark.parametrize(
    "text", ["The region I code is sacral.", "The site of the dysfunction is the sacrum.", "Sacral region."]
)
def test_a_region_may_be_said_to_be_the_site(text: str, judged: Judge) -> None:
    assert judged(SCIATICA, "site", text).label == "earned"


def test_two_names_to_choose_from_name_nothing(judged: Judge) -> None:
    assert (
        judged(SCIATICA, "descriptor", "Right-on-left torsion vs right-on-right torsion.").label == "missing"
    )


def test_an_everyday_abbreviation_is_no_torsion(judged: Judge) -> None:
    assert judged(SCIATICA, "descriptor", "lol no clue").label == "missing"
    assert judged(LEFT_ON_LEFT, "descriptor", "LoL torsion").label == "earned"
