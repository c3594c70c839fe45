"""The examination of a patient whose dysfunction is known: which remarks, in the order of the examiner.

Sacral signs come from the three-bit model, never from the decision table that the solver reads.
Secondary tenderness, L5 sidebending and the sacrotuberous ligament are left out, since schools differ
about them (facts: points under review).
"""

from functools import cache

from msgspec import Struct

from sacral_edu.clinical.biomechanics import bits_of, is_flexed, is_torsion, sacral_signs
from sacral_edu.clinical.dysfunctions import OTHER_SIDE, Dysfunction
from sacral_edu.clinical.tables import Bits, innominate_rows
from sacral_edu.domain.cases import Chronicity, Side
from sacral_edu.generation.chance import Chance
from sacral_edu.generation.observations import Remark
from sacral_edu.generation.signs import Signs

_EXTRA_CHANCE = 0.5

_STANDING = (
    "gait/",
    "crest/",
    "lordosis/increased",
    "lordosis/decreased",
    "lordosis/normal",
    "standing_flexion/",
    "hop/",
)
_LOOKED_AT = ("bruise", "fortin/", "beighton")
_PRESSING = ("spring/", "sphinx/", "sacral_thrust/")
_SEATED = ("seated_flexion/", "cervical/", "thoracic/", "reflex/", "sensation/")
_SUPINE = ("pelvis/", "pubic/", "asis_ml/", "asis_compression/", "texture/pelvic", "tenderness/pelvic")
_SUPINE_TESTS = (
    "lordosis/lying",
    "tenderness/pubic",
    "leg/",
    "slr/",
    "aslr/",
    "thigh_thrust/",
    "faber/",
    "fair/",
    "rib_cage/",
)
_PRONE = ("tuberosity/", "sulcus/", "ila/", "l5/", "lumbar/", "texture/", "spring/", "sphinx/", "breath/")
_LAST = ("tenderness/", "sacral_thrust/", "recheck/", "oswestry", "imaging/")
_ORDER = (*_LOOKED_AT, *_STANDING, *_SEATED, *_SUPINE, *_SUPINE_TESTS, *_PRONE, *_LAST)
"""The order of the examiner: what is shown, standing, seated, supine, prone, and what is known already."""

_LEVELS = ("pelvis/", "pubic/", "asis_ml/", "tuberosity/")
_SECOND_SAYS: dict[str, tuple[str, ...]] = {
    "innominate": ("asis_compression/", "tenderness/pelvic", "tenderness/pubic", *_LEVELS),
    "lumbar": ("lumbar/segment", "lumbar/springing", "texture/lumbar", "tenderness/lumbar"),
    "lower_extremity": ("leg/", "texture/leg", "tenderness/leg"),
}
"""What a second lesion brings along, by family."""

_REPLACED: dict[str, tuple[str, ...]] = {
    "innominate": ("standing_flexion/", *_LEVELS),
    "lumbar": ("l5/", "texture/lumbar", "lordosis/"),
    "lower_extremity": ("tenderness/leg",),
}
"""What of the first lesion's remarks it takes the place of."""


class Order(Struct, frozen=True, kw_only=True):
    """What an examination is to find.

    `extras` are phrase keys that the history asks for (nerve signs, provocation tests, imaging) and
    `pain_side` the side that they are about. `signs` are the sacral signs as reported. `second` is a
    dysfunction beside the first. `without_prone_tests` leaves out pressure on the sacrum in the prone
    position, as in mid and late pregnancy and where a fracture or an infection is suspected (facts:
    contraindications `prone_work`). `without_standing_tests` leaves out what cannot be examined in a
    patient who is not able to stand.
    """

    dysfunction: Dysfunction
    chronicity: Chronicity
    pain_side: Side
    signs: Signs
    extras: tuple[str, ...] = ()
    second: Dysfunction | None = None
    without_prone_tests: bool = False
    without_standing_tests: bool = False


def examine(chance: Chance, order: Order) -> list[Remark]:
    """Return the remarks of an examination that finds what it is ordered to find, in examiner's order."""
    found = _first(chance, order)
    if order.second is not None:
        found = _beside(chance, found, order.second)
    found += [Remark(key, order.pain_side) for key in order.extras]
    left_out = (
        *(_PRESSING if order.without_prone_tests else ()),
        *(_STANDING if order.without_standing_tests else ()),
    )
    return sorted((r for r in found if not r.key.startswith(left_out)), key=_place)


def _first(chance: Chance, order: Order) -> list[Remark]:
    dysfunction = order.dysfunction
    if dysfunction.family == "innominate":
        return _pelvic(chance, dysfunction.row, dysfunction.side or "R")
    if dysfunction.family == "lumbar":
        return _lumbar(dysfunction.side or "R")
    if dysfunction.family == "lower_extremity":
        return _leg(dysfunction.side or "R")
    if dysfunction.id == "NORMAL":
        return _normal(order.pain_side, "lying" if order.without_standing_tests else "normal")
    if dysfunction.family == "bilateral":
        return _bilateral(dysfunction.id, order.chronicity, order.pain_side)
    return _one_sided(chance, order)


def _beside(chance: Chance, found: list[Remark], second: Dysfunction) -> list[Remark]:
    """Replace what the second lesion changes, and add how it fares once the sacrum is treated."""
    side: Side = second.side or "R"
    if second.family == "innominate":
        own = _pelvic(chance, second.row, side)
    else:
        own = _lumbar(side) if second.family == "lumbar" else _leg(side)
    told = _SECOND_SAYS[second.family]
    kept = [r for r in found if not r.key.startswith(_REPLACED[second.family])]
    if second.row in ("ANT_ROT", "POST_ROT"):
        kept = [r for r in kept if not r.key.startswith(("sulcus/", "sphinx/"))]
    added = [r for r in own if r.key.startswith(told) and not r.key.endswith("/level")]
    if second.family == "innominate":
        added.append(Remark("standing_flexion/positive", side))
    levels = [r for r in own if r.key.startswith(_LEVELS) and second.family == "innominate"]
    heights = [r for r in levels if r.key.endswith("/level")]
    recheck = "pelvic" if second.family == "innominate" else second.family
    return [*kept, *added, *heights, Remark(f"recheck/{recheck}", side)]


def _place(remark: Remark) -> int:
    return _place_of(remark.key)


@cache
def _place_of(key: str) -> int:
    return next(place for place, start in enumerate(_ORDER) if key.startswith(start))


def _one_sided(chance: Chance, order: Order) -> list[Remark]:
    bits = bits_of(order.dysfunction.id)
    if bits is None:
        raise ValueError(order.dysfunction.id)
    restricted, chronicity = bits.restricted_side, order.chronicity
    signs = order.signs.reported
    leading, deep = _as_side(signs["seated_flexion"]), _as_side(signs["sulcus"])
    # Where a sign was misread, the standing test is not told: it could only repeat the slip or betray it.
    standing = chance.happens(_EXTRA_CHANCE) and not order.signs.misread
    seen_deep = chance.happens(_EXTRA_CHANCE)
    remarks = [
        Remark(f"lordosis/{signs['lordosis']}", restricted),
        Remark("standing_flexion/positive" if standing else "standing_flexion/negative", restricted),
        Remark("seated_flexion/positive", leading),
        Remark("pelvis/level", restricted),
        Remark("pubic/level", restricted),
        Remark("sulcus/deep", deep) if seen_deep else Remark("sulcus/shallow", OTHER_SIDE[deep]),
        _ila(bits, order.signs),
        Remark(f"texture/sacral/{chronicity}", restricted),
        Remark(f"spring/{signs['spring']}", restricted),
        Remark(f"sphinx/{signs['sphinx']}", restricted),
        Remark(f"tenderness/sacral/{chronicity}", restricted),
    ]
    if order.signs.misread:
        return remarks
    if chance.happens(_EXTRA_CHANCE):
        remarks.append(Remark(f"breath/{signs['breath_restricted']}", restricted))
    wrong_region = [
        Remark("l5/rotated", bits.deep_side),
        Remark("texture/lumbar", restricted),
        Remark("tenderness/leg", restricted),
    ]
    return remarks + chance.sample(wrong_region, chance.between(1, 2))


def _ila(bits: Bits, signs: Signs) -> Remark:
    if signs.misread:
        # Only front to back, since the main displacement would tell torsion from shear on its own.
        return Remark("ila/posterior", _as_side(signs.reported["ila_ap"]))
    if is_torsion(bits):
        return Remark("ila/posterior_torsion", bits.post_ila_side)
    if is_flexed(bits):
        return Remark("ila/inferior_unilateral", bits.post_ila_side)
    return Remark("ila/superior_unilateral", bits.restricted_side)


def _as_side(value: str) -> Side:
    return "L" if value == "L" else "R"


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
        # Tight hamstrings hold their own innominate down, so that the other PSIS leads (facts: tests).
        Remark("standing_flexion/positive_vanishes", OTHER_SIDE[side]),
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


def _normal(side: Side, lordosis: str) -> list[Remark]:
    keys = [
        f"lordosis/{lordosis}",
        "standing_flexion/negative",
        "seated_flexion/negative",
        "pelvis/level",
        "pubic/level",
    ]
    keys += ["asis_ml/level", "sulcus/level", "ila/level", "spring/negative", "lumbar/none", "leg/none"]
    return [Remark(key, side) for key in keys]
