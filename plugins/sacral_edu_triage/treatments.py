"""The technique of each kind of lesion, in our own words, and what it is mistaken for.

Sources: facts, techniques (sourced for torsions and unilateral lesions, standard for the rest). Which side
lies down in a torsion is disputed (facts: disputes, `met_side`), so no option speaks of it.
"""

from msgspec import Struct

from sacral_edu.api import dysfunctions


class Treatment(Struct, frozen=True, kw_only=True):
    """A technique: what it is for, what it does, how the patient is placed for it.

    `does` has no position in it, so that a restriction of position can go with it; `placed` is the whole
    technique as the facts have it. `prone` says that it is done face down on the table; `thrust` that the
    limits of thrust techniques hold for it.
    """

    lesion: str
    does: str
    placed: str
    prone: bool = False
    thrust: bool = False


TREATMENTS: dict[str, Treatment] = {
    "forward_torsion": Treatment(
        lesion="a forward torsion",
        does="Trunk turned face down; the feet are lifted against resistance",
        placed="Lying on the side, trunk turned face down; the feet are lifted against resistance",
    ),
    "backward_torsion": Treatment(
        lesion="a backward torsion",
        does="Trunk turned face up; the upper leg is pushed up against resistance",
        placed="Lying on the side, trunk turned face up; the upper leg is pushed up against resistance",
    ),
    "unilateral_flexion": Treatment(
        lesion="a unilateral flexion",
        does="Hip turned inward; pressure on the ILA of one side follows breathing in",
        placed="Prone, hip turned inward; pressure on the ILA of that side follows breathing in",
        prone=True,
    ),
    "unilateral_extension": Treatment(
        lesion="a unilateral extension",
        does="Hip turned outward; pressure on the base of one side follows breathing out",
        placed="Prone, hip turned outward; pressure on the base of that side follows breathing out",
        prone=True,
    ),
    "bilateral_flexion": Treatment(
        lesion="a bilateral flexion",
        does="Pressure on the apex or both ILAs follows breathing in",
        placed="Prone or seated; pressure on the apex or both ILAs follows breathing in",
        prone=True,
    ),
    "bilateral_extension": Treatment(
        lesion="a bilateral extension",
        does="Pressure on the whole base follows breathing out",
        placed="Prone; pressure on the whole base follows breathing out",
        prone=True,
    ),
    "ANT_ROT": Treatment(
        lesion="an anterior innominate rotation",
        does="Hip flexed; the patient extends it against resistance",
        placed="Supine, hip flexed; the patient extends it against resistance",
    ),
    "POST_ROT": Treatment(
        lesion="a posterior innominate rotation",
        does="Hip extended; the patient flexes it against resistance",
        placed="Hip extended over the edge of the table; the patient flexes it against resistance",
    ),
    "SUP_SHEAR": Treatment(
        lesion="a superior innominate shear",
        does="A long tug on the leg, in slight abduction and inward rotation",
        placed="A long tug on the leg, in slight abduction and inward rotation",
        thrust=True,
    ),
    "INF_SHEAR": Treatment(
        lesion="an inferior innominate shear",
        does="The ischial tuberosity is lifted upward with the breath",
        placed="Lying on the side; the ischial tuberosity is lifted upward with the breath",
    ),
    "INFLARE": Treatment(
        lesion="an innominate inflare",
        does="Hip flexed, abducted and turned outward; the patient adducts",
        placed="Hip flexed, abducted and turned outward; the patient adducts",
    ),
    "OUTFLARE": Treatment(
        lesion="an innominate outflare",
        does="Hip adducted across the midline; the patient abducts",
        placed="Hip adducted across the midline; the patient abducts",
    ),
    "PUBIC": Treatment(
        lesion="a pubic shear",
        does="Frog-leg position; the patient adducts and abducts against resistance",
        placed="Frog-leg position; the patient adducts and abducts against resistance",
    ),
}
"""By the ids of the fact base."""

COUNTERPART = {
    "forward_torsion": "backward_torsion",
    "backward_torsion": "forward_torsion",
    "unilateral_flexion": "unilateral_extension",
    "unilateral_extension": "unilateral_flexion",
    "bilateral_flexion": "bilateral_extension",
    "bilateral_extension": "bilateral_flexion",
    "ANT_ROT": "POST_ROT",
    "POST_ROT": "ANT_ROT",
    "SUP_SHEAR": "INF_SHEAR",
    "INF_SHEAR": "SUP_SHEAR",
    "INFLARE": "OUTFLARE",
    "OUTFLARE": "INFLARE",
    "PUBIC": "SUP_SHEAR",
}
"""The lesion that is taken for it by one inversion, such as backward for forward."""

OTHER_KIND = {
    "forward_torsion": "unilateral_flexion",
    "backward_torsion": "unilateral_extension",
    "unilateral_flexion": "forward_torsion",
    "unilateral_extension": "backward_torsion",
    "bilateral_flexion": "unilateral_flexion",
    "bilateral_extension": "unilateral_extension",
    "ANT_ROT": "SUP_SHEAR",
    "POST_ROT": "INF_SHEAR",
    "SUP_SHEAR": "ANT_ROT",
    "INF_SHEAR": "POST_ROT",
    "INFLARE": "PUBIC",
    "OUTFLARE": "PUBIC",
    "PUBIC": "INFLARE",
}
"""The lesion of the same bone and another kind that it is taken for."""

OF_SACRUM = tuple(name for name in TREATMENTS if name.islower())
OF_INNOMINATE = tuple(name for name in TREATMENTS if name.isupper())


def treatment_of(dysfunction: str) -> str:
    """Return the id of the technique for a dysfunction; empty where the facts have none."""
    row = dysfunctions().get(dysfunction)
    if row is None:
        return ""
    if row.family == "bilateral":
        return "bilateral_flexion" if row.id == "BI_FLEX" else "bilateral_extension"
    if row.family == "innominate":
        return "PUBIC" if row.row.startswith("PUBIC") else row.row
    return row.family if row.family in TREATMENTS else ""
