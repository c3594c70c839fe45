"""What each phrase of the examination says, as findings.

One entry a phrase key of `data/examination`: (test, value, side, kind, region, TART criteria). The side is
`S` for the side that the phrase is about, `both`, `none`, or an empty string where the test has no side.
"""

from functools import cache
from typing import Literal

from msgspec import Struct

from sacral_edu.domain.cases import Finding, FindingKind, FindingSide, Region, Side, Tart

_SideMode = Literal["S", "both", "none", ""]
_Row = tuple[str, str, _SideMode, FindingKind, Region, tuple[Tart, ...]]

_A: tuple[Tart, ...] = ("asymmetry",)
_R: tuple[Tart, ...] = ("restriction",)
_T: tuple[Tart, ...] = ("texture",)
_P: tuple[Tart, ...] = ("tenderness",)
_ART: tuple[Tart, ...] = ("asymmetry", "restriction", "tenderness")
_NO: tuple[Tart, ...] = ()


def _ila(ap: str, si: str, side: _SideMode, tart: tuple[Tart, ...]) -> tuple[_Row, ...]:
    return (
        ("ila_ap", ap, side, "landmark", "sacral", tart),
        ("ila_si", si, side, "landmark", "sacral", tart),
    )


def _pelvis(asis: str, psis: str, side: _SideMode, tart: tuple[Tart, ...]) -> tuple[_Row, ...]:
    return (
        ("asis", asis, side, "landmark", "pelvic", tart),
        ("psis", psis, side, "landmark", "pelvic", tart),
    )


SAYS: dict[str, tuple[_Row, ...]] = {
    "standing_flexion/positive": (("standing_flexion", "positive", "S", "motion", "pelvic", _R),),
    "standing_flexion/positive_over_seated": (("standing_flexion", "positive", "S", "motion", "pelvic", _R),),
    "standing_flexion/positive_vanishes": (
        ("standing_flexion", "positive", "S", "motion", "lower_extremity", _R),
    ),
    "standing_flexion/negative": (("standing_flexion", "negative", "", "motion", "pelvic", _NO),),
    "seated_flexion/positive": (("seated_flexion", "positive", "S", "motion", "sacral", _R),),
    "seated_flexion/negative": (("seated_flexion", "negative", "", "motion", "sacral", _NO),),
    "seated_flexion/no_lateralization": (("seated_flexion", "negative", "", "motion", "sacral", _NO),),
    "sulcus/deep": (("sulcus", "deep", "S", "landmark", "sacral", _A),),
    "sulcus/shallow": (("sulcus", "shallow", "S", "landmark", "sacral", _A),),
    "sulcus/both_deep": (("sulcus", "deep", "both", "landmark", "sacral", _NO),),
    "sulcus/both_shallow": (("sulcus", "shallow", "both", "landmark", "sacral", _NO),),
    "sulcus/level": (("sulcus", "level", "none", "landmark", "sacral", _NO),),
    "ila/posterior_torsion": _ila("posterior", "inferior", "S", _A),
    "ila/inferior_unilateral": _ila("posterior", "inferior", "S", _A),
    "ila/superior_unilateral": _ila("anterior", "superior", "S", _A),
    "ila/both_posterior": _ila("posterior", "inferior", "both", _NO),
    "ila/both_anterior": _ila("anterior", "superior", "both", _NO),
    "ila/level": _ila("level", "level", "none", _NO),
    "ila/posterior": (("ila_ap", "posterior", "S", "landmark", "sacral", _A),),
    "spring/positive": (("spring", "positive", "", "motion", "sacral", _R),),
    "spring/negative": (("spring", "negative", "", "motion", "sacral", _NO),),
    "sphinx/increases": (("sphinx", "increases", "", "motion", "sacral", _R),),
    "sphinx/decreases": (("sphinx", "decreases", "", "motion", "sacral", _NO),),
    "lordosis/increased": (("lordosis", "increased", "", "observation", "lumbar", _NO),),
    "lordosis/decreased": (("lordosis", "decreased", "", "observation", "lumbar", _NO),),
    "lordosis/normal": (("lordosis", "normal", "", "observation", "lumbar", _NO),),
    "lordosis/lying": (("lordosis", "normal", "", "observation", "lumbar", _NO),),
    "breath/inhalation": (("breath_motion", "inhalation", "S", "motion", "sacral", _R),),
    "breath/exhalation": (("breath_motion", "exhalation", "S", "motion", "sacral", _R),),
    "breath/inhalation_both": (("breath_motion", "inhalation", "both", "motion", "sacral", _R),),
    "breath/exhalation_both": (("breath_motion", "exhalation", "both", "motion", "sacral", _R),),
    "texture/sacral/acute": (("texture", "acute", "S", "palpation", "sacral", _T),),
    "texture/sacral/chronic": (("texture", "chronic", "S", "palpation", "sacral", _T),),
    "texture/sacral_both/acute": (("texture", "acute", "both", "palpation", "sacral", _T),),
    "texture/sacral_both/chronic": (("texture", "chronic", "both", "palpation", "sacral", _T),),
    "tenderness/sacral/acute": (("tenderness", "acute", "S", "palpation", "sacral", _P),),
    "tenderness/sacral/chronic": (("tenderness", "chronic", "S", "palpation", "sacral", _P),),
    "tenderness/sacral_both/acute": (("tenderness", "acute", "both", "palpation", "sacral", _P),),
    "tenderness/sacral_both/chronic": (("tenderness", "chronic", "both", "palpation", "sacral", _P),),
    "pelvis/level": _pelvis("level", "level", "none", _NO),
    "pubic/level": (("pubic", "level", "none", "landmark", "pelvic", _NO),),
    "pelvis/ant_rot": _pelvis("inferior", "superior", "S", _A),
    "pelvis/post_rot": _pelvis("superior", "inferior", "S", _A),
    "pelvis/sup_shear": _pelvis("superior", "superior", "S", _A),
    "pelvis/inf_shear": _pelvis("inferior", "inferior", "S", _A),
    "tuberosity/superior": (("tuberosity", "superior", "S", "landmark", "pelvic", _A),),
    "tuberosity/inferior": (("tuberosity", "inferior", "S", "landmark", "pelvic", _A),),
    "tuberosity/level": (("tuberosity", "level", "none", "landmark", "pelvic", _NO),),
    "pubic/superior": (("pubic", "superior", "S", "landmark", "pelvic", _A),),
    "pubic/inferior": (("pubic", "inferior", "S", "landmark", "pelvic", _A),),
    "asis_ml/medial": (("asis_ml", "medial", "S", "landmark", "pelvic", _A),),
    "asis_ml/lateral": (("asis_ml", "lateral", "S", "landmark", "pelvic", _A),),
    "asis_ml/level": (("asis_ml", "level", "none", "landmark", "pelvic", _NO),),
    "asis_compression/positive": (("asis_compression", "positive", "S", "motion", "pelvic", _R),),
    "texture/pelvic": (("texture", "present", "S", "palpation", "pelvic", _T),),
    "tenderness/pelvic": (("tenderness", "present", "S", "palpation", "pelvic", _P),),
    "tenderness/pubic": (("tenderness", "present", "S", "palpation", "pelvic", _P),),
    "lumbar/segment": (("lumbar_segment", "positive", "S", "landmark", "lumbar", _A),),
    "lumbar/none": (("lumbar_segment", "negative", "", "landmark", "lumbar", _NO),),
    "lumbar/springing": (("lumbar_springing", "positive", "", "motion", "lumbar", _R),),
    "texture/lumbar": (("texture", "present", "", "palpation", "lumbar", _T),),
    "tenderness/lumbar": (("tenderness", "present", "", "palpation", "lumbar", _P),),
    "l5/rotated": (("l5_rotation", "rotated", "S", "landmark", "lumbar", _A),),
    "leg/fibular_head": (("fibular_head", "positive", "S", "motion", "lower_extremity", _R),),
    "leg/hamstring": (("hamstring_length", "tight", "S", "motion", "lower_extremity", _R),),
    "leg/none": (("fibular_head", "negative", "", "motion", "lower_extremity", _NO),),
    "tenderness/leg": (("tenderness", "present", "S", "palpation", "lower_extremity", _P),),
    "texture/leg": (("texture", "present", "S", "palpation", "lower_extremity", _T),),
    "thoracic/segment": (("thoracic_segment", "positive", "S", "landmark", "thoracic", _ART),),
    "cervical/segment": (("cervical_segment", "positive", "S", "landmark", "cervical", _ART),),
    "rib_cage/segment": (
        ("rib_motion", "positive", "S", "motion", "rib_cage", ("restriction", "tenderness")),
    ),
    "recheck/pelvic": (("recheck", "eased", "", "observation", "pelvic", _NO),),
    "recheck/lumbar": (("recheck", "eased", "", "observation", "lumbar", _NO),),
    "recheck/lower_extremity": (("recheck", "eased", "", "observation", "lower_extremity", _NO),),
    "slr/negative": (("straight_leg_raise", "negative", "", "neurodynamic", "lumbar", _NO),),
    "slr/positive": (("straight_leg_raise", "positive", "S", "neurodynamic", "lumbar", _NO),),
    "reflex/normal": (("reflexes", "normal", "", "neurological", "lumbar", _NO),),
    "reflex/reduced": (("achilles_reflex", "reduced", "S", "neurological", "lumbar", _NO),),
    "sensation/reduced": (("sensation", "reduced", "S", "neurological", "lumbar", _NO),),
    "thigh_thrust/positive": (("thigh_thrust", "positive", "S", "provocation", "sacral", _NO),),
    "faber/positive": (("faber", "positive", "S", "provocation", "sacral", _NO),),
    "sacral_thrust/painful": (("sacral_thrust", "painful", "", "provocation", "sacral", _NO),),
    "fortin/positive": (("fortin", "positive", "S", "localisation", "sacral", _NO),),
    "aslr/positive": (("active_straight_leg_raise", "positive", "S", "load_transfer", "pelvic", _NO),),
    "gait/antalgic": (("gait", "antalgic", "S", "observation", "lower_extremity", _NO),),
    "gait/normal": (("gait", "normal", "", "observation", "lower_extremity", _NO),),
    "oswestry": (("oswestry", "measured", "", "outcome_measure", "lumbar", _NO),),
    "hop/negative": (("hop_test", "negative", "", "provocation", "lower_extremity", _NO),),
    "fair/positive": (("fair", "positive", "S", "provocation", "lower_extremity", _NO),),
    "imaging/disc": (("mri", "disc_protrusion", "S", "imaging", "lumbar", _NO),),
    "imaging/fusion": (("films", "fusion", "", "imaging", "lumbar", _NO),),
    "bruise": (("skin", "bruise", "S", "observation", "pelvic", _NO),),
    "beighton": (("beighton", "high", "", "outcome_measure", "lower_extremity", _NO),),
    "crest/uneven_shoes": (("shoes", "uneven", "S", "observation", "lower_extremity", _NO),),
}


class Remark(Struct, frozen=True):
    """Something to be said in the examination: a phrase key and the side that it is about."""

    key: str
    side: Side


@cache
def findings_said(remark: Remark, first_number: int) -> tuple[Finding, ...]:
    """Return the findings that a remark conveys, numbered from `first_number` on."""
    return tuple(
        Finding(
            id=f"f{first_number + offset}",
            test=test,
            value=value,
            side=_side(mode, remark.side),
            kind=kind,
            region=region,
            tart=tart,
        )
        for offset, (test, value, mode, kind, region, tart) in enumerate(SAYS[remark.key])
    )


@cache
def findings_named(remark: Remark, first_number: int) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Return the findings that a remark conveys, and their ids."""
    said = findings_said(remark, first_number)
    return said, tuple(finding.id for finding in said)


def _side(mode: _SideMode, side: Side) -> FindingSide | None:
    if mode == "S":
        return side
    return None if mode == "" else mode
