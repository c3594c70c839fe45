"""The names of the landmarks, written into a normal pelvis."""

from sacral_edu.clinical.pictures.ink import path, straight
from sacral_edu.clinical.pictures.labels import Anchor, Lettering, block
from sacral_edu.clinical.pictures.pose import place
from sacral_edu.domain.cases import Side

_NAMES: tuple[tuple[str, str, Side, tuple[float, float], tuple[float, float]], ...] = (
    ("iliac crest", "crest", "R", (112, 62), (98, 38)),
    ("sacral sulcus", "sulcus", "R", (42, 118), (70, 100)),
    ("PSIS", "PSIS", "R", (54, 137), (70, 130)),
    ("ASIS, in front", "ASIS", "R", (143, 146), (172, 162)),
    ("ILA", "ILA", "R", (31, 204), (44, 212)),
    ("ischial tuberosity", "", "R", (74, 292), (62, 304)),
    ("L5", "L5", "L", (44, 70), (56, 42)),
    ("sacroiliac joint", "SI joint", "L", (52, 150), (74, 142)),
    ("pubic tubercle, in front", "", "L", (25, 254), (2, 304)),
)
"""Full name, short name, side, the point meant, and where the name's first line begins."""


_EDGE = 150.0
"""Names that begin farther out run toward the midline."""


def landmark_names(lettering: Lettering) -> str:
    """Return the names with a leader line each; some of them are left out where letters are large."""
    parts: list[str] = []
    for full, short, side, meant, top in _NAMES:
        words = short if lettering.short else full
        if words:
            inward = top[0] > _EDGE
            anchor: Anchor = "end" if (side == "L") != inward else "start"
            near = (meant[0], top[1] + 2) if inward else (top[0] - 2, top[1] + lettering.size * 0.55)
            parts.append(path(straight(place(side, *meant), place(side, *near)), "lead"))
            parts.append(block(((words, ""),), place(side, *top), anchor, lettering))
    return "".join(parts)
