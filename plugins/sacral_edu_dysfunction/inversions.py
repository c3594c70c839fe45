"""Which inversion leads from the findings to another name, worked out from the sides of both.

Nothing here is typed pair by pair: each slip is a relation between two sets of sides, and its sentence is
filled with the sides that were found. Sources: facts, model (`torsion_rotation`, `torsion_axis`,
`shear_side`, `family_motion`, `family_axis`) and known errors (`mirrored_left_on_left`).
"""

from functools import cache
from typing import Literal

from sacral_edu.api import Bits, axis_side, bits_of, is_flexed, is_torsion
from sacral_edu_dysfunction.rows import OTHER, SIDE_WORDS, name_of
from sacral_edu_dysfunction.signs import contrast

Slip = Literal[
    "mirror",
    "axis_from_test",
    "rotation_from_sulcus",
    "other_side",
    "type",
    "unilateral_for_torsion",
    "torsion_for_unilateral",
    "missed",
    "invented",
    "both_for_sided",
    "sided_for_both",
    "both_inverted",
]

READ_MORE: dict[Slip, str] = {
    "mirror": "naming#sacrum-mirror-error",
    "axis_from_test": "naming#sacrum-mirror-error",
    "rotation_from_sulcus": "naming#sacrum-mirror-error",
    "other_side": "naming#sacrum-names",
    "type": "motion#sacrum-tests",
    "unilateral_for_torsion": "motion#sacrum-three-bits",
    "torsion_for_unilateral": "motion#sacrum-three-bits",
    "missed": "naming#sacrum-names",
    "invented": "motion#sacrum-table",
    "both_for_sided": "motion#sacrum-three-bits",
    "sided_for_both": "naming#sacrum-names",
    "both_inverted": "motion#sacrum-tests",
}
"""Where the book treats each slip."""

_TOLD: dict[Slip, str] = {
    "missed": (
        "A bilateral lesion was passed over. Hands that only compare sides can take it for a normal sacrum; "
        "depth, spring and lordosis give it away."
    ),
    "invented": (
        "A lesion was named where there is none: no side leads, the landmarks are level and the junction "
        "springs."
    ),
    "both_for_sided": (
        "In a bilateral lesion both halves go together and no side leads. Here the two sides differ, so "
        "the name needs a side."
    ),
    "sided_for_both": (
        "A side was read into findings that are alike on both sides. Where no side leads and both halves "
        "have moved together, the lesion is bilateral."
    ),
    "both_inverted": (
        "That no side leads was seen, but flexion and extension are exchanged: deep sulci and a free spring "
        "mean a base held forward, shallow sulci and no spring a base held back."
    ),
}


@cache
def slips(found: str, answered: str) -> tuple[Slip, ...]:
    """Return the slips that turn the row found into the row answered; none where they are the same.

    `found` and `answered` are ids of the eleven rows.
    """
    if found == answered:
        return ()
    true, said = bits_of(found), bits_of(answered)
    if true is not None and said is not None:
        return tuple(slip for slip, _ in _one_sided(true, said))
    if answered == "NORMAL":
        return ("missed",)
    if found == "NORMAL":
        return ("invented",)
    if true is not None:
        return ("both_for_sided",)
    return ("both_inverted",) if said is None else ("sided_for_both",)


@cache
def explain(found: str, answered: str) -> str:
    """Return, in sentences, how the findings of one row come to be called another; empty for the same."""
    if found == answered:
        return ""
    true, said = bits_of(found), bits_of(answered)
    if true is not None and said is not None:
        told = [words for _, words in _one_sided(true, said)]
    elif true is not None and answered == "NORMAL":
        told = ["A lesion was passed over: where a side leads and the landmarks differ, nothing is normal."]
    else:
        told = [_TOLD[slip] for slip in slips(found, answered)]
    return " ".join((*told, contrast(found, answered)))


@cache
def derivation(row: str) -> str:
    """Return how the sides of a row lead to its name, in sentences."""
    bits = bits_of(row)
    if bits is None:
        return _ALIKE[row]
    restricted, deep, back = (
        SIDE_WORDS[side] for side in (bits.restricted_side, bits.deep_side, bits.post_ila_side)
    )
    kind = "the same side: flexed type" if is_flexed(bits) else "different sides: extended type"
    opening = (
        f"Restricted {restricted}, deep {deep}, ILA back {back}. Deep and restricted are {kind}. "
        f"Deep and back are {'different sides: a torsion' if is_torsion(bits) else 'one side: unilateral'}."
    )
    if not is_torsion(bits):
        return f"{opening} It takes the name of the restricted side: {restricted}."
    turned, axis = SIDE_WORDS[OTHER[bits.deep_side]], SIDE_WORDS[axis_side(bits)]
    return (
        f"{opening} It turns away from the deep sulcus, to the {turned}, about the axis opposite the "
        f"positive seated test, the {axis} one."
    )


_ALIKE = {
    "NORMAL": "No side leads, sulci and ILAs are level, the junction springs: there is no sacral lesion.",
    "BI_FLEX": "No side leads, yet both sulci are deep and both ILAs back: the whole base is held forward.",
    "BI_EXT": "No side leads, yet both sulci are shallow and nothing springs: the whole base is held back.",
}


def _one_sided(true: Bits, said: Bits) -> list[tuple[Slip, str]]:
    """Return the slips between two one-sided rows, each with its sentence."""
    found: list[tuple[Slip, str]] = []
    if true == _mirrored(said):
        return [("mirror", _mirror(true))]
    if is_torsion(true) != is_torsion(said):
        found.append(_family(true))
    if is_flexed(true) != is_flexed(said):
        found.append(("type", _type(true)))
    if is_torsion(true) and is_torsion(said):
        found += _torsions(true, said)
    elif true.restricted_side != said.restricted_side:
        found.append(("other_side", _other_side(true, torsion=is_torsion(said))))
    return found


def _torsions(true: Bits, said: Bits) -> list[tuple[Slip, str]]:
    found: list[tuple[Slip, str]] = []
    if axis_side(true) != axis_side(said):
        test, axis = SIDE_WORDS[true.restricted_side], SIDE_WORDS[axis_side(true)]
        words = (
            f"The axis was taken from the side of the seated test. It lies on the opposite side: test "
            f"positive {test}, axis {axis}."
        )
        found.append(("axis_from_test", words))
    if true.deep_side != said.deep_side:
        deep, turned = SIDE_WORDS[true.deep_side], SIDE_WORDS[OTHER[true.deep_side]]
        words = (
            f"The rotation was named for the deep sulcus. The sacrum turns away from it: deep {deep}, "
            f"turned to the {turned}."
        )
        found.append(("rotation_from_sulcus", words))
    return found


def _mirrored(bits: Bits) -> Bits:
    return Bits(OTHER[bits.restricted_side], OTHER[bits.deep_side], OTHER[bits.post_ila_side])


def _mirror(true: Bits) -> str:
    own = "Left and right are the patient's own: facing the patient, or a drawing from the front, swaps them."
    if not is_torsion(true):
        return f"This is the mirror image: every side is inverted, only the kind is kept. {own}"
    deep, test = SIDE_WORDS[true.deep_side], SIDE_WORDS[true.restricted_side]
    return (
        f"This is the mirror image: every side is inverted, so that nothing in the name contradicts itself. "
        f"It comes about if rotation is read from the deep sulcus ({deep}) and the axis from the positive "
        f"test ({test}), where both go by the opposite side. {own}"
    )


def _family(true: Bits) -> tuple[Slip, str]:
    deep, back = SIDE_WORDS[true.deep_side], SIDE_WORDS[true.post_ila_side]
    if is_torsion(true):
        return "unilateral_for_torsion", (
            f"A torsion was taken for a unilateral lesion. There the ILA goes back on the side of the deep "
            f"sulcus; here the sulcus is deep on the {deep} and the ILA back on the {back}, so the bone has "
            "turned."
        )
    return "torsion_for_unilateral", (
        f"A unilateral lesion was taken for a torsion. There the ILA goes back on the side away from the "
        f"deep sulcus; here both lie on the {back}, so one half has slid along the joint."
    )


def _type(true: Bits) -> str:
    deep, test = SIDE_WORDS[true.deep_side], SIDE_WORDS[true.restricted_side]
    if is_flexed(true):
        swapped = "Forward was taken for backward" if is_torsion(true) else "Flexion was taken for extension"
        return (
            f"{swapped}: deep sulcus and positive test are both on the {test}, so the base is held forward, "
            "the junction springs and the asymmetry fades on the elbows."
        )
    swapped = "Backward was taken for forward" if is_torsion(true) else "Extension was taken for flexion"
    return (
        f"{swapped}: the sulcus is deep on the {deep} and the test positive on the {test}, so the base is "
        "held back, nothing springs and the asymmetry grows on the elbows."
    )


def _other_side(true: Bits, *, torsion: bool) -> str:
    test = SIDE_WORDS[true.restricted_side]
    if torsion:
        return (
            f"Even in a torsion the axis would lie opposite the positive test, on the "
            f"{SIDE_WORDS[axis_side(true)]}."
        )
    if is_torsion(true):
        return f"Even a unilateral lesion would be named for the side of the positive test, the {test}."
    return (
        f"A unilateral lesion takes the name of the side of the positive test, the {test}; the rule of the "
        "opposite side is for the axis of a torsion."
    )


def headline(answered: str) -> str:
    """Return the opening of a remark on a wrong name."""
    return f"You named: {name_of(answered)}."
