"""The examination of a patient whose dysfunction is known: which remarks, in the order of the examiner.

Sacral signs come from the three-bit model, never from the decision table that the solver reads.
Secondary tenderness, L5 sidebending and the sacrotuberous ligament are left out, since schools differ
about them (facts: points under review).
"""

from functools import cache

from sacral_edu.clinical.biomechanics import bits_of, is_flexed, is_torsion, sacral_signs
from sacral_edu.clinical.dysfunctions import OTHER_SIDE, Dysfunction
from sacral_edu.clinical.tables import innominate_rows
from sacral_edu.domain.cases import Chronicity, Side
from sacral_edu.generation.chance import Chance
from sacral_edu.generation.observations import Remark

_EXTRA_CHANCE = 0.5

_STANDING = ("gait/", "crest/", "bruise", "fortin/", "lordosis/", "standing_flexion/", "hop/", "beighton")
_SEATED = ("seated_flexion/", "cervical/", "thoracic/", "reflex/", "sensation/")
_SUPINE = ("pelvis/", "pubic/", "asis_ml/", "asis_compression/", "texture/pelvic", "tenderness/pelvic")
_SUPINE_TESTS = ("tenderness/pubic", "leg/", "slr/", "aslr/", "thigh_thrust/", "faber/", "fair/", "rib_cage/")
_PRONE = ("tuberosity/", "sulcus/", "ila/", "l5/", "lumbar/", "texture/", "spring/", "sphinx/", "breath/")
_LAST = ("tenderness/", "sacral_thrust/", "oswestry", "imaging/")
_ORDER = (*_STANDING, *_SEATED, *_SUPINE, *_SUPINE_TESTS, *_PRONE, *_LAST)
"""The order of the examiner: standing, seated, supine, prone; then what is known from elsewhere."""


def examine(
    chance: Chance,
    dysfunction: Dysfunction,
    *,
    chronicity: Chronicity,
    extras: list[str],
    pain_side: Side,
    without_prone_tests: bool = False,
) -> list[Remark]:
    """Return the remarks of an examination that finds the dysfunction and nothing else.

    `extras` are phrase keys that the history asks for (nerve signs, provocation tests, imaging);
    `pain_side` is the side that they are about. `without_prone_tests` leaves out pressure on the sacrum
    in the prone position, as in mid and late pregnancy (facts: contraindications `prone_work`).
    """
    if dysfunction.family == "innominate":
        found = _pelvic(chance, dysfunction.row, dysfunction.side or "R")
    elif dysfunction.family == "lumbar":
        found = _lumbar(dysfunction.side or "R")
    elif dysfunction.family == "lower_extremity":
        found = _leg(dysfunction.side or "R")
    elif dysfunction.id == "NORMAL":
        found = _normal(pain_side)
    elif dysfunction.family == "bilateral":
        found = _bilateral(dysfunction.id, chronicity, pain_side)
    else:
        found = _one_sided(chance, dysfunction.id, chronicity)
    found += [Remark(key, pain_side) for key in extras]
    return sorted((r for r in found if not _is_left_out(r, without_prone_tests)), key=_place)


def _is_left_out(remark: Remark, without_prone_tests: bool) -> bool:
    return without_prone_tests and remark.key.startswith(("spring/", "sphinx/", "sacral_thrust/"))


def _place(remark: Remark) -> int:
    return _place_of(remark.key)


@cache
def _place_of(key: str) -> int:
    return next(place for place, start in enumerate(_ORDER) if key.startswith(start))


def _one_sided(chance: Chance, diagnosis: str, chronicity: Chronicity) -> list[Remark]:
    bits = bits_of(diagnosis)
    if bits is None:
        raise ValueError(diagnosis)
    restricted, deep = bits.restricted_side, bits.deep_side
    signs = sacral_signs(diagnosis)
    remarks = [
        Remark(f"lordosis/{signs['lordosis']}", restricted),
        Remark(
            "standing_flexion/positive" if chance.happens(_EXTRA_CHANCE) else "standing_flexion/negative",
            restricted,
        ),
        Remark("seated_flexion/positive", restricted),
        Remark("pelvis/level", restricted),
        Remark("pubic/level", restricted),
    ]
    seen_deep = chance.happens(_EXTRA_CHANCE)
    remarks.append(Remark("sulcus/deep", deep) if seen_deep else Remark("sulcus/shallow", OTHER_SIDE[deep]))
    if is_torsion(bits):
        remarks.append(Remark("ila/posterior_torsion", bits.post_ila_side))
    elif is_flexed(bits):
        remarks.append(Remark("ila/inferior_unilateral", bits.post_ila_side))
    else:
        remarks.append(Remark("ila/superior_unilateral", restricted))
    remarks += [
        Remark(f"texture/sacral/{chronicity}", restricted),
        Remark(f"spring/{signs['spring']}", restricted),
        Remark(f"sphinx/{signs['sphinx']}", restricted),
        Remark(f"tenderness/sacral/{chronicity}", restricted),
    ]
    if chance.happens(_EXTRA_CHANCE):
        remarks.append(Remark(f"breath/{signs['breath_restricted']}", restricted))
    wrong_region = [
        Remark("l5/rotated", bits.deep_side),
        Remark("texture/lumbar", restricted),
        Remark("tenderness/leg", restricted),
    ]
    return remarks + chance.sample(wrong_region, chance.between(1, 2))


def _bilateral(diagnosis: str, chronicity: Chronicity, side: Side) -> list[Remark]:
    signs = sacral_signs(diagnosis)
    flexed = diagnosis == "BI_FLEX"
    return [
        Remark(f"lordosis/{signs['lordosis']}", side),
        Remark("standing_flexion/negative", side),
        Remark("seated_flexion/no_lateralization", side),
        Remark("pelvis/level", side),
        Remark("pubic/level", side),
        Remark("sulcus/both_deep" if flexed else "sulcus/both_shallow", side),
        Remark("ila/both_posterior" if flexed else "ila/both_anterior", side),
        Remark(f"texture/sacral_both/{chronicity}", side),
        Remark(f"spring/{signs['spring']}", side),
        Remark(f"breath/{signs['breath_restricted']}_both", side),
        Remark(f"tenderness/sacral_both/{chronicity}", side),
        Remark("texture/lumbar", side),
    ]


def _pelvic(chance: Chance, row: str, side: Side) -> list[Remark]:
    values = innominate_rows()[row].findings
    depth = values["sulcus_depth"]
    sulcus = {"deeper": "sulcus/deep", "shallower": "sulcus/shallow"}.get(depth, "sulcus/level")
    moved = {"ANT_ROT": "ant_rot", "POST_ROT": "post_rot", "SUP_SHEAR": "sup_shear", "INF_SHEAR": "inf_shear"}
    pubic = values["pubic"]
    flare = values["asis_ml"]
    remarks = [
        Remark("standing_flexion/positive_over_seated", side),
        Remark("seated_flexion/negative", side),
        Remark(f"pelvis/{moved.get(row, 'level')}", side),
        Remark(f"pubic/{pubic}", side),
        Remark(f"asis_ml/{flare}", side),
        Remark("asis_compression/positive", side),
        Remark(sulcus, side),
        Remark("ila/level", side),
        Remark(f"tuberosity/{values['tuberosity']}", side),
        Remark("spring/negative", side),
        Remark(
            "tenderness/pubic" if pubic != "level" and row.startswith("PUBIC") else "tenderness/pelvic", side
        ),
    ]
    if chance.happens(_EXTRA_CHANCE):
        remarks.append(Remark("texture/pelvic", side))
    return remarks


def _lumbar(side: Side) -> list[Remark]:
    return [
        Remark("standing_flexion/negative", side),
        Remark("seated_flexion/negative", side),
        Remark("pelvis/level", side),
        Remark("pubic/level", side),
        Remark("sulcus/level", side),
        Remark("ila/level", side),
        Remark("spring/negative", side),
        Remark("lumbar/segment", side),
        Remark("lumbar/springing", side),
        Remark("texture/lumbar", side),
        Remark("tenderness/lumbar", side),
    ]


def _leg(side: Side) -> list[Remark]:
    return [
        Remark("standing_flexion/positive_vanishes", side),
        Remark("seated_flexion/negative", side),
        Remark("pelvis/level", side),
        Remark("pubic/level", side),
        Remark("leg/fibular_head", side),
        Remark("leg/hamstring", side),
        Remark("sulcus/level", side),
        Remark("ila/level", side),
        Remark("spring/negative", side),
        Remark("texture/leg", side),
        Remark("tenderness/leg", side),
    ]


def _normal(side: Side) -> list[Remark]:
    keys = [
        "lordosis/normal",
        "standing_flexion/negative",
        "seated_flexion/negative",
        "pelvis/level",
        "pubic/level",
    ]
    keys += ["asis_ml/level", "sulcus/level", "ila/level", "spring/negative", "lumbar/none"]
    return [Remark(key, side) for key in keys]
