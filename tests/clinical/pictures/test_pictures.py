"""The drawings: one golden file a dysfunction, and what must hold of every one of them."""

import math
import re
from collections.abc import Callable, Iterator
from xml.etree import ElementTree as Tree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sacral_edu.clinical import pictures
from sacral_edu.clinical.dysfunctions import OTHER_SIDE, SIDE_WORDS, dysfunctions
from sacral_edu.clinical.pictures import Picture, draw_beside_normal, draw_dysfunction, draw_findings
from sacral_edu.clinical.pictures.signs import Signs, signs_of_dysfunction
from sacral_edu.clinical.solver import PLAIN, POLES, SIDED, solve
from sacral_edu.clinical.tables import core_sacral_rows, innominate_rows
from sacral_edu.domain.cases import Finding, FindingSide
from sacral_edu.domain.errors import CaseError

SVG = "{http://www.w3.org/2000/svg}"
EVERY = tuple(dysfunctions())
SACRAL = tuple(name for name, row in core_sacral_rows().items() if row.bits is not None)
SIDED_ROWS = tuple(name for name, one in dysfunctions().items() if one.family == "innominate")
PAIRS = ("L_ON_L", "R_UNI_EXT", "L_SUP_SHEAR")


def found(test: str, value: str, side: FindingSide | None = None) -> Finding:
    return Finding(
        id=f"{test}-{value}-{side}", test=test, value=value, side=side, kind="landmark", region="sacral"
    )


def mirrored(dysfunction_id: str) -> str:
    return "_".join({"L": "R", "R": "L"}.get(part, part) for part in dysfunction_id.split("_"))


def parsed(picture: Picture) -> Tree.Element:
    return Tree.fromstring(picture.svg)  # noqa: S314 - it is our own drawing


def all_pictures() -> Iterator[Picture]:
    for name in EVERY:
        yield draw_dysfunction(name)
        yield draw_beside_normal(name)


def marks(picture: Picture, kinds: str) -> list[tuple[str, float, float]]:
    """Every circle and ellipse, and every point of a path, of the classes named, as class, x and y."""
    wanted, seen = kinds.split(), []
    for element in parsed(picture).iter():
        kind = element.get("class") or ""
        if kind not in wanted:
            continue
        if element.tag in (f"{SVG}circle", f"{SVG}ellipse"):
            seen.append((kind, float(element.get("cx", "")), float(element.get("cy", ""))))
        elif element.tag == f"{SVG}path":
            pairs = re.findall(r"(-?[\d.]+) (-?[\d.]+)", element.get("d", ""))
            seen += [(kind, float(x), float(y)) for x, y in pairs]
    return seen


def test_the_package_has_one_sorted_door() -> None:
    assert pictures.__all__ == sorted(pictures.__all__)
    assert all(hasattr(pictures, name) for name in pictures.__all__)


@pytest.mark.parametrize("name", EVERY)
def test_a_drawing_is_the_one_that_was_looked_at(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"pictures/{name}.svg", draw_dysfunction(name).svg)


@pytest.mark.parametrize("name", PAIRS)
def test_a_pair_is_the_one_that_was_looked_at(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"pictures/beside-normal-{name}.svg", draw_beside_normal(name).svg)


def test_every_drawing_stands_alone_in_a_page() -> None:
    for picture in all_pictures():
        root = parsed(picture)
        assert root.get("role") == "img"
        ids = {element.get("id") for element in root.iter() if element.get("id")}
        assert set((root.get("aria-labelledby") or "").split()) <= ids
        assert not re.search(r"url\(|href|<script|@import|\son\w+=", picture.svg)
        assert picture.svg.count("http") == 1  # the namespace
        assert root.get("width") is None
        assert picture.text in "".join(root.find(f"{SVG}desc").itertext())  # type: ignore[union-attr]


@pytest.mark.parametrize("uid", ["p", "case-7_b"])
def test_every_id_and_every_rule_begins_with_the_uid(uid: str) -> None:
    for picture in (draw_dysfunction("L_ON_L", uid=uid), draw_beside_normal("L_ON_L", uid=uid)):
        root = parsed(picture)
        ids = [found for element in root.iter() if (found := element.get("id"))]
        assert len(ids) == len(set(ids)) == 3
        assert all(one.startswith(f"{uid}-") for one in ids)
        sheet = "".join(root.find(f"{SVG}style").itertext())  # type: ignore[union-attr]
        selectors = re.findall(r"(?:^|[{}])([^{}@]+)\{", sheet)
        assert selectors
        assert all(f"#{uid}-picture" in part for names in selectors for part in names.split(","))


def test_drawing_twice_gives_the_same_bytes() -> None:
    assert all(draw_dysfunction(name) == draw_dysfunction(name) for name in EVERY)


@pytest.mark.parametrize("name", [name for name in EVERY if name != "NORMAL"])
def test_the_mirrored_dysfunction_is_the_mirrored_drawing(name: str) -> None:
    kinds = "deep shallow sulcus near away level dot axis lock move move-head turn turn-head"
    kinds += " bone sacrum knob far edge hole landmark hidden hatch"
    here, there = marks(draw_dysfunction(name), kinds), marks(draw_dysfunction(mirrored(name)), kinds)
    assert len(here) == len(there) > 500
    for kind, x, y in here:
        assert any(
            kind == other and math.dist((360 - x, y), (far, down)) < 0.25 for other, far, down in there
        ), (kind, x, y)


@pytest.mark.parametrize("name", SACRAL)
def test_the_left_of_the_patient_is_on_the_left_of_the_drawing(name: str) -> None:
    row, picture = core_sacral_rows()[name].findings, draw_dysfunction(name)
    [(_, deep, _)] = marks(picture, "deep")
    assert (deep < 180) == (row["sulcus_L"] == "deep")
    [posterior] = [x for _, x, y in marks(picture, "near") if y > 180]
    assert (posterior < 180) == (row["ila_ap_L"] == "posterior")
    locked = [x for _, x, _ in marks(picture, "lock")]
    assert all((x < 180) == (row["seated_flexion"] == "L") for x in locked)
    [l5] = [x for _, x, y in marks(picture, "near") if y < 100]
    assert (l5 < 180) == (row["l5_rot"] == "L")
    assert picture.svg.index(">Left<") < picture.svg.index(">Right<")


@pytest.mark.parametrize("name", SACRAL)
def test_an_oblique_axis_runs_from_its_upper_pole_to_the_other_lower_one(name: str) -> None:
    axis = core_sacral_rows()[name].axis
    (_, x1, y1), (_, x2, y2) = marks(draw_dysfunction(name), "axis")
    if axis == "middle_transverse":
        assert y1 == y2
    else:
        upper, lower = sorted([(y1, x1), (y2, x2)])
        assert (upper[1] < 180) == (axis == "left_oblique")
        assert (lower[1] > 180) == (axis == "left_oblique")


@pytest.mark.parametrize("name", [name for name in SACRAL if "_ON_" in name])
def test_the_arrow_points_to_the_side_that_the_name_begins_with(name: str) -> None:
    points = marks(draw_dysfunction(name), "turn-head")
    assert (points[0][1] < 180) == name.startswith("L")


@pytest.mark.parametrize("name", SACRAL)
def test_the_text_names_the_sides_of_the_sacral_table(name: str) -> None:
    row, text = core_sacral_rows()[name].findings, draw_dysfunction(name).text
    for side, word in SIDE_WORDS.items():
        assert (f"{word} sulcus deep" in text) == (row[f"sulcus_{side}"] == "deep")
        assert f"{word} sulcus shallow" not in text
        assert (f"seated flexion positive {word}" in text) == (row["seated_flexion"] == side)
        assert (f"L5 rotated {word}" in text) == (row["l5_rot"] == side)
        assert (f"{word} oblique axis" in text) == (core_sacral_rows()[name].axis == f"{word}_oblique")
        for said in re.findall(rf"{word} inferior lateral angle (\w+) and (\w+)", text):
            assert set(said) == {row[f"ila_ap_{side}"], row[f"ila_si_{side}"]}
            assert said[0] == row["ila_dominant"]
    assert text.count("inferior lateral angle") == 1


@pytest.mark.parametrize("name", SIDED_ROWS)
def test_the_text_names_the_side_and_the_values_of_the_innominate_table(name: str) -> None:
    one, text = dysfunctions()[name], draw_dysfunction(name).text
    assert one.side is not None
    word, other = SIDE_WORDS[one.side], SIDE_WORDS[OTHER_SIDE[one.side]]
    values = innominate_rows()[one.row].findings
    landmarks = {"asis": "ASIS", "psis": "PSIS", "crest": "iliac crest", "asis_ml": "ASIS", "psis_ml": "PSIS"}
    landmarks |= {"tuberosity": "ischial tuberosity", "pubic": "pubic tubercle"}
    for test, landmark in landmarks.items():
        assert values[test] == "level" or f"{word} {landmark} {values[test]}" in text
    assert f"standing flexion positive {word}" in text
    assert f" {other}" not in text.removeprefix(
        "Sacrum and pelvis from behind, the patient's left on the left."
    )


def findings_of(signs: Signs) -> list[Finding]:
    """The findings that state these signs, as an examiner would put them down."""
    said: list[Finding] = []
    for test, value in signs.readings.items():
        if test in POLES:
            first, second = POLES[test]
            sided: dict[str, tuple[str, FindingSide]] = {
                "L": (first, "L"), "R": (first, "R"), "both": (first, "both"),
                "neither": (second, "both"), "level": ("level", "none"),
            }  # fmt: skip
            said.append(found(test, *sided[value]))
        elif test in SIDED or test == "l5_rotation":
            positive = "rotated" if test == "l5_rotation" else "positive"
            side: FindingSide | None = "L" if value == "L" else "R" if value == "R" else None
            said.append(found(test, positive if side else "negative", side))
        elif test in PLAIN:
            said.append(found(test, value))
    return said


@pytest.mark.parametrize("name", EVERY)
def test_a_dysfunction_is_drawn_with_findings_that_the_solver_takes_for_it(name: str) -> None:
    assert name in solve(findings_of(signs_of_dysfunction(name)))


@pytest.mark.parametrize("name", [*SACRAL, "BI_EXT", "LUMBAR_L", "LEG_R"])
def test_all_findings_of_a_dysfunction_give_its_own_drawing(name: str) -> None:
    said = findings_of(signs_of_dysfunction(name))
    assert draw_findings(said, title=dysfunctions()[name].name) == draw_dysfunction(name)


def test_static_findings_show_the_rotation_and_neither_axis_nor_restriction() -> None:
    picture = draw_findings([found("sulcus", "deep", "R"), found("ila_ap", "posterior", "L")])
    assert "rotated left" in picture.text
    assert not marks(picture, "axis lock")
    assert "axis" not in picture.text


def test_three_bits_show_the_axis() -> None:
    bits = [found("sulcus", "shallow", "L"), found("ila_ap", "posterior", "L")]
    picture = draw_findings([*bits, found("seated_flexion", "positive", "R")])
    assert "left oblique axis, rotated left" in picture.text
    assert marks(picture, "axis")


def test_an_axis_stands_though_another_region_is_affected_too() -> None:
    said = findings_of(signs_of_dysfunction("L_ON_L"))
    picture = draw_findings([*said, found("asis", "superior", "R"), found("fibular_head", "positive", "L")])
    assert "left oblique axis" in picture.text
    assert "right ASIS superior" in picture.text


def test_what_contradicts_itself_is_neither_drawn_nor_completed() -> None:
    said = findings_of(signs_of_dysfunction("L_ON_L"))
    picture = draw_findings([*said, found("sulcus", "deep", "L")])
    assert not marks(picture, "deep shallow axis turn")
    assert "Stated in two ways and not drawn: sulcus." in picture.text
    against_spring = [one for one in said if one.test != "spring"] + [found("spring", "positive")]
    assert not marks(draw_findings(against_spring), "axis turn")


def test_nothing_found_is_drawn_neutral() -> None:
    picture = draw_findings([found("tenderness", "present", "R")])
    assert not marks(picture, "deep shallow near away axis lock move turn")
    assert "no asymmetry is drawn" in picture.text


def test_a_comparison_alone_moves_both_sides_half_the_way() -> None:
    picture = draw_findings([found("asis", "inferior", "R"), found("psis", "superior", "R")])
    assert len({x > 180 for _, x, _ in marks(picture, "move")}) == 2
    whole = draw_dysfunction("R_ANT_ROT")
    assert all(x > 180 for _, x, _ in marks(whole, "move"))


@given(
    st.lists(
        st.sampled_from(
            [
                found(test, value, side)
                for test, poles in POLES.items()
                for value in poles
                for side in ("L", "R", "both")
            ]
            + [found(test, "positive", side) for test in SIDED for side in ("L", "R")]
            + [found("l5_rotation", "rotated", side) for side in ("L", "R")]
        ),
        max_size=14,
    )
)
def test_any_findings_give_a_sound_drawing_in_any_order(said: list[Finding]) -> None:
    picture = draw_findings(said, title="A <b> & c", uid="x")
    parsed(picture)
    assert "nan" not in picture.svg.lower().replace("findings", "")
    assert draw_findings(said[::-1], title="A <b> & c", uid="x") == picture


@pytest.mark.parametrize("draw", [draw_dysfunction, draw_beside_normal])
def test_errors_say_what_is_wrong(draw: Callable[..., Picture]) -> None:
    with pytest.raises(CaseError, match="no dysfunction 'L_ON_X' to draw; choose from NORMAL"):
        draw("L_ON_X")
    for uid in ("", "7", "a b", '"x', "ä"):
        with pytest.raises(CaseError, match="cannot begin the ids"):
            draw("L_ON_L", uid=uid)
    with pytest.raises(CaseError, match="l5_rotation"):
        draw_findings([found("l5_rotation", "rotated")])
    with pytest.raises(CaseError, match="sulcus"):
        draw_findings([found("sulcus", "wide", "L")])
