"""The words of the claim line, of regions, and of what a dysfunction would show."""

from sacral_edu.api import NoteLine, coding, dysfunctions, expected_reading
from sacral_edu_audit.drafts import CLAIM, Draft

_REGIONS = {
    "sacral": "sacral region",
    "pelvic": "pelvic region",
    "lumbar": "lumbar region",
    "lower_extremity": "lower extremity",
}
_SIDES = {"L": "left", "R": "right"}
_PAIRED = {
    "sulcus": ("a deep sulcus", "sulci of one depth"),
    "base": ("an anterior base", "a level base"),
    "ila_ap": ("a posterior inferior lateral angle", "level inferior lateral angles"),
    "ila_si": ("a low inferior lateral angle", "level inferior lateral angles"),
    "seated_flexion": ("a positive seated flexion test", "a negative seated flexion test"),
    "standing_flexion": ("a positive standing flexion test", "a negative standing flexion test"),
    "asis_compression": ("a positive ASIS compression test", "a negative ASIS compression test"),
    "asis": ("a high ASIS", "level ASISs"),
    "psis": ("a high PSIS", "level PSISs"),
    "crest": ("a high iliac crest", "level iliac crests"),
    "tuberosity": ("a high ischial tuberosity", "level ischial tuberosities"),
    "pubic": ("a high pubic tubercle", "level pubic tubercles"),
    "malleolus": ("a high malleolus", "level malleoli"),
    "asis_ml": ("an ASIS closer to the midline", "ASISs equally far from the midline"),
    "lumbar_segment": ("a rotated lumbar segment", "no rotated lumbar segment"),
    "fibular_head": ("a restricted fibular head", "a free fibular head"),
}
_PLAIN = {
    ("spring", "positive"): "a positive spring test",
    ("spring", "negative"): "a negative spring test",
    ("sphinx", "increases"): "sulci that grow more uneven in the sphinx position",
    ("sphinx", "decreases"): "sulci that even out in the sphinx position",
    ("sphinx", "symmetric"): "sulci that are even in the sphinx position",
    ("sphinx", "no_change"): "sulci that do not change in the sphinx position",
    ("lordosis", "increased"): "an increased lordosis",
    ("lordosis", "decreased"): "a decreased lordosis",
    ("lordosis", "normal"): "a normal lordosis",
}


def region_words(region: str) -> str:
    """Return a region's name as it stands after `the`."""
    return _REGIONS.get(region, region.replace("_", " "))


def lowered(text: str) -> str:
    """Return a text that goes on within a sentence."""
    return f"{text[:1].lower()}{text[1:]}"


def quoted(text: str) -> str:
    """Return a line of the note in quotation marks."""
    return f'"{text}"'


def code_words(code: str) -> str:
    """Return a diagnosis code with its title."""
    row = coding.diagnoses().get(code)
    return code if row is None else f"{code} ({lowered(row.title)})"


def service_words(concept: str) -> str:
    """Return a service in our own words."""
    row = coding.procedures().get(concept)
    return concept if row is None else lowered(row.words)


def claim_text(draft: Draft) -> str:
    """Return the claim in one sentence: diagnoses in order, services in our own words."""
    if draft.held:
        return "Claim: held, with a question to the clinician."
    codes = ", ".join(code_words(code) for code in draft.diagnoses) or "no diagnosis"
    services = "; ".join(_service(concept, units) for concept, units in draft.services) or "no service"
    return f"Claim: diagnoses {codes}. Services: {services}."


def claim_line(draft: Draft) -> NoteLine:
    """Return the claim as a line of the note."""
    return NoteLine(id=CLAIM, section="plan", text=claim_text(draft))


def _service(concept: str, units: int) -> str:
    row = coding.procedures().get(concept)
    if row is None or not row.timed:
        return service_words(concept)
    return f"{service_words(concept)}, {units} {'unit' if units == 1 else 'units'}"


def would_show(dysfunction: str, test: str) -> str:
    """Return what a test reads in a dysfunction, in words; empty where it may read several things."""
    allowed = expected_reading(dysfunction, test)
    if len(allowed) != 1:
        return ""
    (value,) = allowed
    if test in _PAIRED:
        sided, level = _PAIRED[test]
        if value in _SIDES:
            return f"{sided} on the {_SIDES[value]}"
        return level if value in ("level", "none") else ""
    return _PLAIN.get((test, value), "")


def signature(dysfunction: str) -> str:
    """Return the findings by which a sacral or innominate lesion is known, in one sentence."""
    row = dysfunctions()[dysfunction]
    tests = ("sulcus", "ila_ap", "seated_flexion", "spring")
    if row.family == "innominate":
        tests = ("asis", "psis", "pubic", "standing_flexion", "seated_flexion")
    told = [words for test in tests if (words := would_show(dysfunction, test))]
    return f"{row.name} shows {', '.join(told)}." if told else f"The lesion is {lowered(row.name)}."
