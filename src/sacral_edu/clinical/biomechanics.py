"""The three-bit model: which side is restricted, which sulcus is deep, which ILA is posterior.

Three independent facts generate the eight one-sided sacral diagnoses and all their findings
(facts: `latent_model`, convention MECS-1). The generator reads findings off this model; the solver
reads the decision table instead, so that each proves the other.
"""

from sacral_edu.clinical.dysfunctions import OTHER_SIDE
from sacral_edu.clinical.tables import Bits
from sacral_edu.domain.cases import Side


def diagnosis(bits: Bits) -> str:
    """Return the id of the diagnosis that the three bits stand for, for example `L_ON_L`."""
    if is_torsion(bits):
        return f"{OTHER_SIDE[bits.deep_side]}_ON_{axis_side(bits)}"
    return f"{bits.restricted_side}_UNI_{'FLEX' if is_flexed(bits) else 'EXT'}"


def bits_of(diagnosis_id: str) -> Bits | None:
    """Return the three bits of a one-sided diagnosis; None for bilateral ones and for NORMAL."""
    return _BITS.get(diagnosis_id)


def is_flexed(bits: Bits) -> bool:
    """Say whether the base is held anterior: the deep sulcus lies on the restricted side."""
    return bits.deep_side == bits.restricted_side


def is_torsion(bits: Bits) -> bool:
    """Say whether the sacrum turns about an oblique axis: posterior ILA opposite the deep sulcus."""
    return bits.post_ila_side != bits.deep_side


def axis_side(bits: Bits) -> Side:
    """Return the side that names the oblique axis: opposite the positive seated flexion test."""
    return OTHER_SIDE[bits.restricted_side]


def one_sided_signs(bits: Bits) -> dict[str, str]:
    """Return the signs of a torsion or unilateral lesion, each in the table's vocabulary.

    `sulcus`, `ila_ap` and `ila_si` give the side that is deep, posterior and inferior.
    """
    flexed = is_flexed(bits)
    return {
        "seated_flexion": bits.restricted_side,
        "sulcus": bits.deep_side,
        "ila_ap": bits.post_ila_side,
        "ila_si": bits.post_ila_side,
        "spring": "negative" if flexed else "positive",
        "sphinx": "decreases" if flexed else "increases",
        "lordosis": "increased" if flexed else "decreased",
        "l5_rotation": bits.deep_side,
        "breath_restricted": "inhalation" if flexed else "exhalation",
    }


def bilateral_signs(*, flexed: bool) -> dict[str, str]:
    """Return the signs of a bilateral flexion (or extension): both sides alike, no lateralization."""
    return {
        "seated_flexion": "none",
        "sulcus": "both" if flexed else "neither",
        "ila_ap": "both" if flexed else "neither",
        "ila_si": "both" if flexed else "neither",
        "spring": "negative" if flexed else "positive",
        "sphinx": "symmetric",
        "lordosis": "increased" if flexed else "decreased",
        "l5_rotation": "none",
        "breath_restricted": "inhalation" if flexed else "exhalation",
    }


NORMAL_SIGNS: dict[str, str] = {
    "seated_flexion": "none",
    "sulcus": "level",
    "ila_ap": "level",
    "ila_si": "level",
    "spring": "negative",
    "sphinx": "symmetric",
    "lordosis": "normal",
    "l5_rotation": "none",
    "breath_restricted": "none",
}
"""The signs of a sacrum without dysfunction."""


def sacral_signs(diagnosis_id: str) -> dict[str, str]:
    """Return the sacral signs of any sacral diagnosis; those of NORMAL for every other dysfunction."""
    bits = bits_of(diagnosis_id)
    if bits is not None:
        return one_sided_signs(bits)
    if diagnosis_id in ("BI_FLEX", "BI_EXT"):
        return bilateral_signs(flexed=diagnosis_id == "BI_FLEX")
    return dict(NORMAL_SIGNS)


_SIDES: tuple[Side, Side] = ("L", "R")
_BITS: dict[str, Bits] = {
    diagnosis(bits): bits for bits in (Bits(r, d, i) for r in _SIDES for d in _SIDES for i in _SIDES)
}
