"""What a picture shows: the readings of a dysfunction's table row, or those that were really found.

Everything comes from the three-bit model and the tables (convention MECS-1; facts: `latent_model`,
`sacral_rows.json`, `innominate_rows.json`), in the solver's canonical readings; no side is typed by hand.
"""

from collections.abc import Iterable
from typing import TypeVar

from msgspec import Struct, field

from sacral_edu.clinical.biomechanics import bits_of, is_torsion, sacral_signs
from sacral_edu.clinical.dysfunctions import OTHER_SIDE, Dysfunction, dysfunctions
from sacral_edu.clinical.solver import PLAIN, POLES, SIDED, reading, solve
from sacral_edu.clinical.tables import SacralRow, innominate_rows, sacral_rows
from sacral_edu.domain.cases import Finding, Side
from sacral_edu.domain.errors import CaseError

T = TypeVar("T")

POLE_WORDS: dict[str, tuple[str, str]] = {**POLES, "psis_ml": ("medial", "lateral")}
"""The solver's comparisons, and how far each PSIS lies from the midline, which only the table speaks of."""

PELVIC_PAIRS = ("crest", "psis", "psis_ml", "asis", "asis_ml", "tuberosity", "pubic", "malleolus")
"""Comparisons that speak of the innominates."""

_SACRAL_TESTS = frozenset({"seated_flexion", "sulcus", "base", "ila_ap", "ila_si", *PLAIN})
_SACRAL_SIGNS = ("seated_flexion", "sulcus", "ila_ap", "ila_si", *PLAIN, "l5_rotation")
_LORDOSIS_OPEN = ("lumbar", "unilateral_flexion", "unilateral_extension")
"""Families whose lordosis may be normal as well (facts: remark below table 2.1, source ACOM_THOMPSON)."""

_DEPTH_WORDS = {"deeper": "deep", "shallower": "shallow"}


class Signs(Struct, frozen=True, kw_only=True):
    """Everything that is drawn or said about one patient.

    `readings` holds canonical readings by test (see `solver.reading`); `contradicted` the tests that were
    stated in two ways, which are not drawn. `axis`, `rotation`, `ila_main` (the direction in which the
    ILA is mainly displaced) and `moved` (the innominate that moved) are None where they do not follow.
    `named` asks for the names of the landmarks, as suits a normal pelvis.
    """

    name: str | None = None
    readings: dict[str, str] = field(default_factory=dict[str, str])
    contradicted: tuple[str, ...] = ()
    axis: str | None = None
    rotation: Side | None = None
    ila_main: str | None = None
    moved: Side | None = None
    named: bool = False

    def pole(self, test: str, side: Side) -> str | None:
        """Return how a landmark stands on a side, for example `deep`; None where level or not stated."""
        value, (first, second) = self.readings.get(test), POLE_WORDS[test]
        if value is None or value in ("level", "none"):
            return None
        if value in ("both", "neither"):
            return first if value == "both" else second
        return first if value == side else second

    def positive(self, test: str, side: Side) -> bool:
        """Say whether a one-sided test is positive on that side."""
        return self.readings.get(test) == side


def signs_of_dysfunction(dysfunction_id: str) -> Signs:
    """Return the signs of a dysfunction as the model and the tables give them.

    Arguments: the id of one of `dysfunctions()`. Returns its signs; the standing flexion test is left out
    for sacral lesions, where it may be positive or not. Raises CaseError for an unknown id.
    """
    every = dysfunctions()
    if dysfunction_id not in every:
        raise CaseError(
            f"There is no dysfunction {dysfunction_id!r} to draw; choose from {', '.join(every)}."
        )
    dysfunction = every[dysfunction_id]
    signs = sacral_signs(dysfunction_id)
    readings = {test: signs[test] for test in _SACRAL_SIGNS} | _beyond_the_sacrum(dysfunction)
    if dysfunction.family in _LORDOSIS_OPEN:
        del readings["lordosis"]
    return Signs(
        name=dysfunction.name,
        readings=readings,
        axis=_axis(dysfunction_id),
        rotation=_rotation(dysfunction_id),
        ila_main=_ila_main(dysfunction_id),
        moved=_moved(dysfunction_id),
        named=dysfunction_id == "NORMAL",
    )


def signs_of_findings(findings: Iterable[Finding], *, name: str | None = None) -> Signs:
    """Return the signs that the findings state, and what the solver can derive from them and no more.

    Arguments: findings of one patient, in any order; those without a place in the picture (tissue
    texture, tenderness, nerve signs) are passed over. Returns the signs. Raises CaseError for a value
    that its test does not know.
    """
    found = tuple(findings)
    seen: dict[str, set[str]] = {}
    for finding in found:
        value = _l5_reading(finding) if finding.test == "l5_rotation" else reading(finding)
        if value is not None:
            seen.setdefault(finding.test, set()).add(value)
    left = solve(found) or solve(f for f in found if f.test in _SACRAL_TESTS)
    rotations: list[Side | None] = [_rotation(one) for one in left]
    moved: list[Side | None] = [_moved(one) for one in left]
    return Signs(
        name=name,
        readings={test: next(iter(values)) for test, values in seen.items() if len(values) == 1},
        contradicted=tuple(sorted(test for test, values in seen.items() if len(values) > 1)),
        axis=_agreed(_axis(one) for one in left),
        rotation=_agreed(rotations),
        ila_main=_agreed(_ila_main(one) for one in left),
        moved=_agreed(moved),
    )


def _l5_reading(finding: Finding) -> str:
    if finding.value == "rotated" and finding.side in ("L", "R"):
        return finding.side
    if finding.value in ("negative", "none", "level"):
        return "none"
    raise CaseError(
        f"l5_rotation: {finding.value!r} on side {finding.side!r} is no reading of this landmark."
    )


def _agreed(values: Iterable[T | None]) -> T | None:
    different = set(values)
    return different.pop() if len(different) == 1 else None


def _row(dysfunction_id: str) -> SacralRow:
    return sacral_rows()[dysfunction_id if dysfunction_id in sacral_rows() else "NORMAL"]


def _axis(dysfunction_id: str) -> str | None:
    axis = _row(dysfunction_id).axis
    return None if axis == "none" else axis


def _rotation(dysfunction_id: str) -> Side | None:
    """Return the side that a torsion faces: opposite the deep sulcus (facts: `latent_model`)."""
    bits = bits_of(dysfunction_id)
    return OTHER_SIDE[bits.deep_side] if bits is not None and is_torsion(bits) else None


def _ila_main(dysfunction_id: str) -> str | None:
    main = _row(dysfunction_id).findings["ila_dominant"]
    return None if main == "level" else main


def _moved(dysfunction_id: str) -> Side | None:
    dysfunction = dysfunctions()[dysfunction_id]
    return dysfunction.side if dysfunction.family == "innominate" else None


def _beyond_the_sacrum(dysfunction: Dysfunction) -> dict[str, str]:
    """Return the readings of tests that are not about the sacrum, by the dysfunction's family."""
    side = dysfunction.side
    if dysfunction.family == "innominate" and side is not None:
        return _of_innominate(dysfunction.row, side)
    if dysfunction.family == "lumbar" and side is not None:
        return {"standing_flexion": "none", "lumbar_segment": side}
    if dysfunction.family == "lower_extremity" and side is not None:
        return {"standing_flexion": OTHER_SIDE[side], "fibular_head": side}
    if dysfunction.id == "NORMAL":
        level = dict.fromkeys(PELVIC_PAIRS, "level")
        return level | dict.fromkeys(sorted(SIDED), "none")
    return {}


def _of_innominate(row: str, side: Side) -> dict[str, str]:
    values = innominate_rows()[row].findings
    stated = {test: values[test] for test in PELVIC_PAIRS}
    stated["sulcus"] = _DEPTH_WORDS.get(values["sulcus_depth"], "level")
    readings: dict[str, str] = {"standing_flexion": side, "asis_compression": side}
    for test, value in stated.items():
        first, _ = POLE_WORDS[test]
        readings[test] = value if value == "level" else side if value == first else OTHER_SIDE[side]
    return readings
