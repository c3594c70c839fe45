import ast
from pathlib import Path
from typing import Any

import pytest

from sacral_edu.clinical.biomechanics import (
    axis_side,
    bits_of,
    diagnosis,
    is_flexed,
    is_torsion,
    sacral_signs,
)
from sacral_edu.clinical.solver import POLES
from sacral_edu.clinical.tables import SacralRow, core_sacral_rows

ROWS = tuple(core_sacral_rows().values())
ONE_SIDED = tuple(row for row in ROWS if row.bits is not None)


def _side(row: SacralRow, sign: str) -> str:
    """The side of a sign's first pole in a row: `L`, `R`, `both`, `neither` or `level`."""
    first = POLES[sign][0]
    left, right = row.findings[f"{sign}_L"], row.findings[f"{sign}_R"]
    if left == right:
        return "level" if left == "level" else "both" if left == first else "neither"
    return "L" if left == first else "R"


@pytest.mark.parametrize("row", ONE_SIDED, ids=lambda row: row.id)
def test_three_bits_name_every_one_sided_lesion(row: SacralRow) -> None:
    assert row.bits is not None
    assert diagnosis(row.bits) == row.id
    assert bits_of(row.id) == row.bits


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_the_model_gives_every_sign_of_the_table(row: SacralRow) -> None:
    signs = sacral_signs(row.id)
    table = {sign: _side(row, sign) for sign in ("sulcus", "ila_ap", "ila_si")}
    table |= {
        sign: row.findings[sign]
        for sign in ("seated_flexion", "spring", "sphinx", "lordosis", "breath_restricted")
    }
    assert signs == table | {"l5_rotation": row.findings["l5_rot"]}


@pytest.mark.parametrize("row", ONE_SIDED, ids=lambda row: row.id)
def test_the_model_agrees_with_the_name_of_the_lesion(row: SacralRow) -> None:
    assert row.bits is not None
    assert is_torsion(row.bits) == ("torsion" in row.family)
    assert is_flexed(row.bits) == (row.family in ("forward_torsion", "unilateral_flexion"))
    if is_torsion(row.bits):
        assert row.axis == {"L": "left_oblique", "R": "right_oblique"}[axis_side(row.bits)]


def test_a_neighbor_leaves_the_sacrum_normal() -> None:
    assert sacral_signs("L_ANT_ROT") == sacral_signs("LUMBAR_R") == sacral_signs("NORMAL")
    assert bits_of("BI_FLEX") is None


@pytest.mark.parametrize(
    ("module", "stranger"),
    [
        ("clinical/solver.py", "biomechanics"),
        ("clinical/solver.py", "generation"),
        ("clinical/biomechanics.py", "solver"),
        ("generation/examination.py", "solver"),
        ("generation/examination.py", "sacral_rows"),
    ],
)
def test_solver_and_generator_do_not_know_each_other(module: str, stranger: str, checkout: Path) -> None:
    tree = ast.parse((checkout / "src/sacral_edu" / module).read_text(encoding="utf-8"))
    named: list[Any] = [node for node in ast.walk(tree) if isinstance(node, (ast.ImportFrom, ast.Import))]
    words = [f"{getattr(node, 'module', '')}.{alias.name}" for node in named for alias in node.names]
    assert words
    assert not [word for word in words if stranger in word.split(".")]
