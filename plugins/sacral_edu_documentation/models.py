"""Model phrases and a model assessment for a case, composed from its truth."""

from sacral_edu.api import REGION_CODES, dysfunctions
from sacral_edu_documentation.keys import Condition, Function, Models, Palpation

_SIDES = {"L": "left", "R": "right"}
_REGIONS: dict[str, str] = {
    "sacral": "sacral region",
    "pelvic": "pelvic region",
    "lumbar": "lumbar region",
    "lower_extremity": "lower extremity",
}


def composed(
    dysfunction: str, region: str, palpation: Palpation, condition: Condition, function: Function
) -> Models:
    """Return the model phrases of a case: one a habit, and all of them as an assessment."""
    name = dysfunctions()[dysfunction].name
    small = f"{name[:1].lower()}{name[1:]}"
    measured = f"Measured limit in daily life: {function.activity}, {function.words}."
    if not region:
        clear = "The sacrum is clear, and the examination shows no somatic dysfunction."
        return Models(
            descriptor=clear,
            tart="",
            site="",
            function=measured,
            linkage=f"Working diagnosis: {condition.words} ({condition.codes[0]}).",
            whole=f"{clear} {measured}",
        )
    where = f"Somatic dysfunction of the {_REGIONS[region]} ({_code(region)})"
    tart = _tart(palpation) if region == "sacral" else ""
    descriptor = small if region == "sacral" else f"{small}; the sacrum is clear"
    link = f"It is linked to {condition.words} ({condition.codes[0]}), and one plan serves both."
    parts = [f"{where}: {descriptor}.", tart, measured, link]
    return Models(
        descriptor=f"{descriptor[:1].upper()}{descriptor[1:]}.",
        tart=tart,
        site=f"{where}.",
        function=measured,
        linkage=link,
        whole=" ".join(part for part in parts if part),
    )


def _code(region: str) -> str:
    regions: dict[str, str] = {str(name): code for name, code in REGION_CODES.items()}
    return regions[region]


def _tart(palpation: Palpation) -> str:
    """Return the letters that the examination documents at the sacrum, in one sentence."""
    told = [part for part in (_motion(palpation), _position(palpation), *_touch(palpation)) if part]
    return f"TART at the sacrum: {', '.join(told)}." if told else ""


def _motion(palpation: Palpation) -> str:
    side = palpation.readings.get("seated_flexion", "")
    if side in _SIDES:
        return f"seated flexion test positive on the {_SIDES[side]} (R)"
    if palpation.readings.get("spring") == "positive":
        return "spring test positive (R)"
    if palpation.held:
        return "sacral base restricted with the breath (R)"
    return ""


def _position(palpation: Palpation) -> str:
    deep = palpation.readings.get("sulcus", "")
    if deep in _SIDES:
        return f"{_SIDES[deep]} sulcus deep (A)"
    if deep in ("both", "neither"):
        return f"both sulci {'deep' if deep == 'both' else 'shallow'} (A)"
    back = palpation.readings.get("ila_ap", "")
    return f"{_SIDES[back]} ILA posterior (A)" if back in _SIDES else ""


def _touch(palpation: Palpation) -> list[str]:
    told: list[str] = []
    if palpation.texture:
        told.append(f"tissue texture changed at {_sulcus(palpation.texture[0])} (T)")
    if palpation.tenderness:
        told.append(f"tenderness at {_sulcus(palpation.tenderness[0])} (T)")
    return told


def _sulcus(side: str) -> str:
    return f"the {_SIDES[side]} sulcus" if side in _SIDES else "both sulci"
