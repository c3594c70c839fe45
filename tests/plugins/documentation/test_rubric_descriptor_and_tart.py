"""The rubric, rule by rule, on real cases: the name of the lesion, and the letters of the sacrum.

linked-sciatica is right-on-left backward, left-on-left (by its id) right-on-right forward, tart-examination
a right unilateral flexion, superior-shear a right unilateral extension.
"""

from collections.abc import Callable

import pytest

from sacral_edu_documentation.grading import Judged

Judge = Callable[[str, str, str], Judged]

BACKWARD = "linked-sciatica"
FORWARD = "left-on-left"
FLEXION = "tart-examination"
EXTENSION = "superior-shear"


@pytest.mark.parametrize(
    "text",
    [
        "Right-on-left backward sacral torsion.",
        "right on left torsion",
        "R on L bkwd torsion of the sacrum",
        "R/L posterior torsion",
        "Assessment: RonL.",
        "The sacrum is rotated right on a left oblique axis.",
        "Right rotation on a left axis, backward torsion.",
        "Backward sacral torsion on the left oblique axis.",
        "Findings are consistent with a right-on-left torsion.",
        "Not a left-on-left torsion but a right-on-left one.",
        "rigth-on-left bakward torsoin",
    ],
)
def test_a_torsion_may_be_named_in_many_ways(text: str, judged: Judge) -> None:
    assert judged(BACKWARD, "descriptor", text).label == "earned"


@pytest.mark.parametrize(
    ("case", "text"),
    [
        (FLEXION, "Right unilateral sacral flexion."),
        (FLEXION, "R uni flexion of the sacrum"),
        (FLEXION, "Unilateral sacral flexion on the right."),
        (FLEXION, "Right inferior sacral shear."),
        (EXTENSION, "Right unilateral sacral extension (superior sacral shear)."),
        (EXTENSION, "Superior sacral shear, right."),
    ],
)
def test_a_lesion_of_one_side_needs_type_and_side(case: str, text: str, judged: Judge) -> None:
    assert judged(case, "descriptor", text).label == "earned"


@pytest.mark.parametrize(
    "text",
    ["Sacral torsion.", "Backward torsion.", "Right sacral torsion.", "Torsion on the left axis.", ""],
)
def test_a_name_without_side_or_axis_is_missing(text: str, judged: Judge) -> None:
    assert judged(BACKWARD, "descriptor", text).label == "missing"


@pytest.mark.parametrize(
    "text",
    [
        "Left-on-right backward sacral torsion.",
        "Forward sacral torsion.",
        "Right unilateral sacral flexion.",
        "Right-on-left forward torsion.",
        "Right-on-left torsion; left-on-left torsion.",
        "There is no right-on-left torsion.",
        "The sacrum is clear.",
        "No somatic dysfunction of the sacrum.",
    ],
)
def test_a_name_that_the_case_contradicts_is_wrong(text: str, judged: Judge) -> None:
    assert judged(BACKWARD, "descriptor", text).label == "wrong"


def test_the_name_is_judged_against_the_case_and_not_against_the_writers_own_findings(judged: Judge) -> None:
    own = "Right sulcus deep, left ILA posterior, spring negative: {} torsion."
    assert judged(BACKWARD, "descriptor", own.format("left-on-left")).label == "wrong"
    assert judged(BACKWARD, "descriptor", own.format("right-on-left")).label == "earned"


def test_another_clinicians_name_does_not_count_unless_agreed_with(judged: Judge) -> None:
    told = "The referring therapist charted a {}, but I find a right-on-left torsion."
    assert judged(BACKWARD, "descriptor", told.format("left-on-left torsion")).label == "earned"
    refused = "The referring therapist charted a right-on-left torsion; I cannot confirm it."
    assert judged(BACKWARD, "descriptor", refused).label == "missing"
    shared = "The referring therapist recorded a right-on-left torsion and I agree."
    assert judged(BACKWARD, "descriptor", shared).label == "earned"


@pytest.mark.parametrize(
    "text",
    [
        "Possible right-on-left torsion.",
        "Rule out right-on-left torsion.",
        "Could be right-on-left torsion.",
        "Right-on-left torsion is possible.",
        "Right-on-left torsion?",
    ],
)
def test_a_hedged_name_is_missing(text: str, judged: Judge) -> None:
    assert judged(BACKWARD, "descriptor", text).label == "missing"


@pytest.mark.parametrize(
    "text",
    [
        "Right sacral sulcus boggy and tender.",
        "The junction does not spring and the right sulcus is tender.",
        "No spring at the base; left sulcus deep.",
        "SFT + R, right ILA posterior.",
        "Right sulcus shallow, tender on the right.",
        "Spring test positive, and sulci more uneven in sphinx; thickened tissue at the right sulcus.",
        "Left sulcus deep; restricted motion of the right sacral base.",
    ],
)
def test_two_letters_that_the_examination_bears_out_earn(text: str, judged: Judge) -> None:
    assert judged(BACKWARD, "tart", text).label == "earned"


def test_sulcus_and_ila_are_one_letter(judged: Judge) -> None:
    found = judged(BACKWARD, "tart", "Left sulcus deep, right ILA posterior, right ILA inferior.")
    assert (found.label, found.letters) == ("missing", ("asymmetry",))


def test_no_spring_is_a_finding_and_not_a_denial(judged: Judge) -> None:
    for words in ("no spring", "does not spring", "doesn't spring", "no give", "fails to spring"):
        text = f"The sacral base has {words}, and the right sulcus is tender."
        assert judged(BACKWARD, "tart", text).letters == ("restriction", "tenderness"), words


@pytest.mark.parametrize(
    "text",
    [
        "Left sulcus boggy and tender.",
        "Seated flexion positive on the left; right sulcus tender and boggy.",
        "No tenderness and no bogginess at the right sulcus.",
        "Spring test negative.",
        "The sulci are level.",
    ],
)
def test_findings_that_the_case_contradicts_are_wrong(text: str, judged: Judge) -> None:
    assert judged(BACKWARD, "tart", text).label == "wrong"


def test_one_denied_finding_does_not_undo_two_right_letters(judged: Judge) -> None:
    text = "Right sulcus boggy and tender; the sulci show no asymmetry."
    assert judged(BACKWARD, "tart", text).label == "earned"


def test_letters_of_another_region_are_not_of_the_sacrum(judged: Judge) -> None:
    text = "Lumbar paraspinals tense and tender; greater trochanter tender; hamstrings tight."
    assert judged(FLEXION, "tart", text).label == "missing"


def test_a_symptom_is_no_tenderness(judged: Judge) -> None:
    assert judged(FLEXION, "tart", "Pain 7 of 10 at the right sacrum. Right sulcus deep.").label == "missing"


def test_where_the_sacrum_is_normal_the_other_lesion_or_a_clear_sacrum_earns(
    judged: Judge, normal_cases: dict[str, str]
) -> None:
    for case, named in normal_cases.items():
        assert judged(case, "descriptor", f"{named}.").label == "earned", case
        assert judged(case, "descriptor", "The sacrum is clear.").label == "earned", case
        assert judged(case, "descriptor", "No sacral dysfunction.").label == "earned", case


def test_where_the_sacrum_is_normal_its_letters_cannot_be_earned(
    judged: Judge, normal_cases: dict[str, str]
) -> None:
    for case in normal_cases:
        assert judged(case, "tart", "The sacrum is clear.").label == "missing"
        invented = "The sacral base has no spring and the tissue over both SI joints is boggy."
        assert judged(case, "tart", invented).label == "wrong", case


@pytest.fixture(scope="module")
def normal_cases() -> dict[str, str]:
    """Cases whose sacrum is normal, made anew from a wish, each with the name of its lesion."""
    from sacral_edu.generation.spec import checked_spec

    names = {
        "R_ANT_ROT": "Right anterior innominate rotation",
        "L_POST_ROT": "Posterior rotation of the left innominate",
        "R_SUP_SHEAR": "Right upslip",
        "L_INFLARE": "Left innominate inflare",
        "R_PUBIC_SUP": "Right superior pubic shear",
        "LUMBAR_L": "L4 rotated left",
        "LEG_R": "Right fibular head restriction",
        "NORMAL": "No somatic dysfunction",
    }
    return {checked_spec(seed=3, dysfunction=name).case_id: said for name, said in names.items()}
