"""The three-bit explorer's table against the solver, which does not know the model."""

import re
from pathlib import Path

import pytest

from sacral_edu.clinical.biomechanics import bits_of
from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.clinical.tables import core_sacral_rows
from sacral_edu.interfaces.site.build import build_site
from sacral_edu.interfaces.site.explorer import FOLDER, states


def test_the_eight_states_are_the_eight_one_sided_diagnoses_each_once() -> None:
    assert len({one.bits for one in states()}) == len({one.id for one in states()}) == 8
    for one in states():
        bits = bits_of(one.id)
        assert bits is not None
        assert "".join((bits.restricted_side, bits.deep_side, bits.post_ila_side)) == one.bits
        assert one.name == dysfunctions()[one.id].name


def test_the_signs_are_those_of_the_decision_table() -> None:
    rows = core_sacral_rows()
    for one in states():
        row, signs = rows[one.id].findings, dict(one.signs)
        assert f"({row['spring']})" in signs["Lumbosacral spring test"]
        assert row["sphinx"] in signs["Sphinx test"]
        assert signs["L5 rotated"][0].upper() == row["l5_rot"]


def test_the_reasons_end_in_the_name() -> None:
    for one in states():
        last = one.why[-1]
        if "torsion" in one.name:
            rotation, axis = re.match(r"(\w+)-on-(\w+) ", one.name.lower()).groups()  # type: ignore[union-attr]
            assert f"rotated {rotation} " in last
            assert f"on the {axis} axis" in last
        else:
            assert one.name.lower().replace(" sacral", "") in last


def test_every_state_has_its_drawing_and_the_page_reads_as_a_table(bundled_site: Path) -> None:
    for one in states():
        svg = (bundled_site / FOLDER / f"{one.bits}.svg").read_text(encoding="utf-8")
        assert one.name in svg
    page = (bundled_site / "motion.html").read_text(encoding="utf-8")
    assert page.count("<sacral-three-bits>") == 1
    assert all(f"<td>{one.name}</td>" in page for one in states())


def test_a_page_loads_the_scripts_of_its_own_explorers_and_no_others(bundled_site: Path) -> None:
    own = {"motion": "three-bits.js", "regions": "regions.js", "reliability": "bayes.js", "tart": None}
    for page, script in own.items():
        html = (bundled_site / f"{page}.html").read_text(encoding="utf-8")
        assert re.findall(r"sacral-edu/(three-bits\.js|regions\.js|bayes\.js)", html) == [script] * bool(
            script
        )


def test_an_unknown_explorer_is_named_with_file_and_line(book, tmp_path: Path) -> None:
    source = book("# Page\n\n```{sacral-explorer} four-bit\n```\n")
    with pytest.raises(Exception, match=r"page\.md:3.*no explorer 'four-bit'"):
        build_site(tmp_path / "site", book=source)
