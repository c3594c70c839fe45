from collections.abc import Callable, Iterable
from itertools import combinations

import pytest

from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.clinical.solver import PLAIN, POLES, SIDED, consistent_with, decides_region, reading, solve
from sacral_edu.clinical.tables import SacralRow, core_sacral_rows
from sacral_edu.domain.cases import Finding
from sacral_edu.domain.errors import CaseError
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import Spec

Said = Callable[..., Finding]
OfRow = Callable[[SacralRow, Iterable[str]], list[Finding]]

ONE_SIDED = tuple(row for row in core_sacral_rows().values() if row.bits is not None)


@pytest.mark.parametrize("dysfunction", dysfunctions())
def test_what_the_generator_states_leaves_no_other_dysfunction(dysfunction: str) -> None:
    for seed in range(20):
        case = generate(Spec(seed=seed, dysfunction=dysfunction))
        assert solve(case.findings) == {dysfunction}


def test_there_are_thirty_one_dysfunctions_and_no_finding_leaves_all() -> None:
    assert solve([]) == set(dysfunctions())
    assert len(dysfunctions()) == 31


@pytest.mark.parametrize("row", ONE_SIDED, ids=lambda row: row.id)
@pytest.mark.parametrize("ila", ["ila_ap", "ila_si"])
def test_seated_flexion_sulcus_and_an_ila_are_enough_for_a_one_sided_lesion(
    row: SacralRow, ila: str, of_row: OfRow
) -> None:
    assert solve(of_row(row, ["seated_flexion", "sulcus", ila])) == {row.id}


def test_without_an_ila_each_torsion_has_its_one_double(of_row: OfRow) -> None:
    left = {
        row.id: solve(of_row(row, ["seated_flexion", "sulcus", "spring"]))
        for row in core_sacral_rows().values()
    }
    doubles = {(a, b) for a, b in combinations(left, 2) if b in left[a] and a in left[b]}
    assert doubles == {
        ("L_ON_L", "R_UNI_FLEX"),
        ("R_ON_R", "L_UNI_FLEX"),
        ("L_ON_R", "L_UNI_EXT"),
        ("R_ON_L", "R_UNI_EXT"),
    }


def test_a_deep_left_sulcus_with_a_posterior_right_ila_is_a_right_rotation(said: Said) -> None:
    seen = [said("sulcus", "deep", "L"), said("ila_ap", "posterior", "R")]
    assert solve(seen) == {"R_ON_R", "R_ON_L"}


def test_with_a_free_spring_it_is_right_on_right_and_not_its_mirror_image(said: Said) -> None:
    seen = [said("sulcus", "deep", "L"), said("ila_ap", "posterior", "R"), said("spring", "negative")]
    assert solve(seen) == {"R_ON_R"}
    assert solve([*seen, said("seated_flexion", "positive", "R")]) == set()


def test_a_shallow_right_sulcus_alone_fits_many_lesions(said: Said) -> None:
    shallow = said("sulcus", "shallow", "R")
    assert {"R_ON_R", "R_ON_L", "L_UNI_FLEX", "R_UNI_EXT", "R_ANT_ROT"} <= solve([shallow])
    assert solve([shallow, said("ila_si", "superior", "R")]) == {"L_UNI_FLEX", "R_UNI_EXT"}
    seen = [shallow, said("ila_si", "superior", "R"), said("seated_flexion", "positive", "R")]
    assert solve(seen) == {"R_UNI_EXT"}


@pytest.mark.parametrize("test", POLES)
def test_a_reading_from_the_other_side_says_the_same(test: str, said: Said) -> None:
    first, second = POLES[test]
    assert reading(said(test, first, "L")) == reading(said(test, second, "R")) == "L"
    assert reading(said(test, first, "R")) == reading(said(test, second, "L")) == "R"
    assert solve([said(test, first, "L")]) == solve([said(test, second, "R")])


@pytest.mark.parametrize("test", POLES)
def test_one_side_cannot_be_both_higher_and_lower(test: str, said: Said) -> None:
    first, second = POLES[test]
    assert solve([said(test, first, "L"), said(test, second, "L")]) == set()
    assert solve([said(test, first, "L"), said(test, "level", "none")]) == set()


def test_level_sulci_do_not_tell_a_normal_sacrum_from_a_bilateral_one(said: Said) -> None:
    left = solve([said("sulcus", "level", "none"), said("ila_ap", "level", "none")])
    assert {"NORMAL", "BI_FLEX", "BI_EXT"} <= left
    assert "BI_FLEX" not in solve([said("sulcus", "shallow", "both")])


def test_a_finding_that_no_table_knows_rules_nothing_out(said: Said) -> None:
    assert reading(said("gait", "antalgic", "L")) is None
    assert solve([said("gait", "antalgic", "L")]) == set(dysfunctions())
    assert consistent_with(said("oswestry", "measured")) == consistent_with(said("gait", "normal"))


@pytest.mark.parametrize("test", [*POLES, *sorted(SIDED), *PLAIN])
def test_an_unknown_value_is_refused_in_words_that_name_the_allowed_ones(test: str, said: Said) -> None:
    allowed = POLES.get(test) or PLAIN.get(test) or ("positive", "negative")
    with pytest.raises(CaseError) as caught:
        solve([said(test, "wobbly", "L")])
    for word in (test, "'wobbly'", *allowed):
        assert word in str(caught.value)


@pytest.mark.parametrize(
    ("test", "value"), [("sulcus", "deep"), ("ila_si", "inferior"), ("seated_flexion", "positive")]
)
@pytest.mark.parametrize("side", [None, "none"])
def test_a_sided_reading_without_its_side_is_refused(
    test: str, value: str, side: str | None, said: Said
) -> None:
    with pytest.raises(CaseError, match=f"{test}: '{value}' on side {side!r}"):
        reading(said(test, value, side))


def test_a_finding_decides_a_region_only_if_no_lesion_elsewhere_gives_it(said: Said) -> None:
    assert decides_region([said("seated_flexion", "positive", "L")], "sacral")
    assert decides_region([said("asis", "superior", "L")], "pelvic")
    assert not decides_region([said("sulcus", "deep", "L")], "sacral")
    assert not decides_region([said("standing_flexion", "positive", "L")], "pelvic")
    assert not decides_region([said("sulcus", "deep", "L")], "pelvic")
    assert not decides_region([said("asis", "superior", "L"), said("asis", "superior", "R")], "pelvic")
