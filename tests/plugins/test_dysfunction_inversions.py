"""Every explanation of a wrong name is true of the two rows, checked against the decision table."""

from itertools import product

import pytest

from sacral_edu.clinical.biomechanics import bits_of, diagnosis
from sacral_edu.clinical.solver import expected_reading
from sacral_edu.clinical.tables import Bits, core_sacral_rows
from sacral_edu_dysfunction.inversions import READ_MORE, derivation, explain, slips
from sacral_edu_dysfunction.rows import ROWS, SHARES, name_of, shared
from sacral_edu_dysfunction.signs import COMPARED, would_show

PAIRS = list(product(ROWS, ROWS))
ONE_SIDED = [row for row in ROWS if bits_of(row) is not None]
MIRROR = {"L": "R", "R": "L"}
WORDS = {"L": "left", "R": "right"}


def _only(row: str, test: str) -> str:
    (value,) = expected_reading(row, test)
    return value


def _mirrored(row: str) -> str:
    bits = bits_of(row)
    if bits is None:
        return row
    return diagnosis(
        Bits(*(MIRROR[side] for side in (bits.restricted_side, bits.deep_side, bits.post_ila_side)))
    )


def _swapped(words: str) -> str:
    return words.replace("left", "*").replace("right", "left").replace("*", "right")


def _is_torsion(row: str) -> bool:
    return "_ON_" in row


def test_the_rows_are_the_eleven_that_are_taught() -> None:
    assert set(ROWS) == set(core_sacral_rows())
    assert len(ROWS) == 11


@pytest.mark.parametrize(("found", "answered"), PAIRS)
def test_every_wrong_name_gets_an_explanation_and_the_right_one_none(found: str, answered: str) -> None:
    assert bool(slips(found, answered)) == bool(explain(found, answered)) == (found != answered)
    assert all(slip in READ_MORE for slip in slips(found, answered))


@pytest.mark.parametrize(("found", "answered"), list(product(ONE_SIDED, ONE_SIDED)))
def test_each_slip_is_named_exactly_where_the_table_shows_it(found: str, answered: str) -> None:
    made = set(slips(found, answered))
    signs = {test: (_only(found, test), _only(answered, test)) for test in COMPARED}
    sides = [signs[test][0] != signs[test][1] for test in ("seated_flexion", "sulcus", "ila_ap")]
    mirror = all(sides)
    assert ("mirror" in made) == mirror
    if mirror:
        assert made == {"mirror"}
        return
    torsions = _is_torsion(found), _is_torsion(answered)
    assert ("unilateral_for_torsion" in made) == (torsions == (True, False))
    assert ("torsion_for_unilateral" in made) == (torsions == (False, True))
    assert ("type" in made) == (signs["spring"][0] != signs["spring"][1])
    both = all(torsions)
    assert ("axis_from_test" in made) == (both and sides[0])
    assert ("rotation_from_sulcus" in made) == (both and sides[1])
    assert ("other_side" in made) == (not both and sides[0])


@pytest.mark.parametrize("found", [row for row in ONE_SIDED if _is_torsion(row)])
def test_an_axis_or_rotation_taken_from_the_wrong_side_is_the_side_in_the_name(found: str) -> None:
    for answered in (row for row in ONE_SIDED if _is_torsion(row)):
        turn, axis = answered.split("_ON_")
        made = slips(found, answered)
        if "axis_from_test" in made:
            assert axis == _only(found, "seated_flexion")
            assert f"axis {WORDS[found[-1]]}" in explain(found, answered)
        if "rotation_from_sulcus" in made:
            assert turn == _only(found, "sulcus")
            assert f"turned to the {WORDS[found[0]]}" in explain(found, answered)


@pytest.mark.parametrize(("found", "answered"), PAIRS)
def test_what_the_wrong_name_would_ask_for_is_what_its_row_has_and_the_found_one_has_not(
    found: str, answered: str
) -> None:
    told = explain(found, answered).rpartition("That name would ask for ")[2]
    for test in COMPARED:
        asked = would_show(answered, test)
        assert (asked in told) == (found != answered and asked != would_show(found, test)), test


@pytest.mark.parametrize(("found", "answered"), PAIRS)
def test_the_mirror_image_of_a_pair_has_the_mirrored_explanation(found: str, answered: str) -> None:
    mirrored = _mirrored(found), _mirrored(answered)
    assert slips(*mirrored) == slips(found, answered)
    assert shared(*mirrored) == shared(found, answered)
    told = explain(*mirrored).replace("Left and right are", "Sides are")
    assert told == _swapped(explain(found, answered).replace("Left and right are", "Sides are"))


@pytest.mark.parametrize("row", ONE_SIDED)
def test_the_way_to_a_name_ends_in_the_sides_of_the_name(row: str) -> None:
    told = derivation(row)
    if _is_torsion(row):
        assert f"to the {WORDS[row[0]]}, about the axis" in told
        assert told.endswith(f"the {WORDS[row[-1]]} one.")
    else:
        assert told.endswith(f"restricted side: {WORDS[row[0]]}.")
    assert ("flexed type" in told) == (_only(row, "spring") == "negative")


def test_names_share_three_sides_with_themselves_alone_and_are_as_near_both_ways() -> None:
    for found, answered in PAIRS:
        assert (shared(found, answered) == 3) == (found == answered)
        assert shared(found, answered) == shared(answered, found)
    assert [SHARES[n] for n in (3, 2, 1, 0)] == [1.0, 0.1, 0.0, 0.0]


@pytest.mark.parametrize(
    ("found", "answered", "slip", "words"),
    [
        ("R_ON_R", "L_ON_L", "mirror", "rotation is read from the deep sulcus (left) and the axis from the"),
        ("L_ON_L", "L_ON_R", "axis_from_test", "test positive right, axis left"),
        ("L_ON_L", "R_ON_L", "rotation_from_sulcus", "deep right, turned to the left"),
        ("R_UNI_EXT", "R_UNI_FLEX", "type", "Extension was taken for flexion"),
        ("L_ON_R", "L_ON_L", "type", "Backward was taken for forward"),
        ("R_UNI_FLEX", "L_ON_L", "torsion_for_unilateral", "one half has slid along the joint"),
        ("L_ON_L", "R_UNI_FLEX", "unilateral_for_torsion", "the ILA back on the left, so the bone"),
        ("BI_FLEX", "NORMAL", "missed", "A bilateral lesion was passed over"),
        ("L_ON_L", "NORMAL", "missed", "where a side leads"),
        ("NORMAL", "BI_EXT", "invented", "where there is none"),
        ("BI_EXT", "BI_FLEX", "both_inverted", "flexion and extension are exchanged"),
        ("BI_EXT", "L_ON_L", "sided_for_both", "A side was read into findings"),
        ("L_ON_L", "BI_EXT", "both_for_sided", "the name needs a side"),
    ],
)  # fmt: skip
def test_the_typical_inversions_are_told_in_words(found: str, answered: str, slip: str, words: str) -> None:
    assert slip in slips(found, answered)
    assert words in explain(found, answered)
    assert name_of(found) not in explain(found, answered)
