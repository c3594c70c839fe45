"""Texture and tenderness in words that tell the age of a lesion, for statements that a question puts in.

The words are those of facts `tart_acute_chronic` (BRAINSCAPE_BASICS, BRAINSCAPE_INTRO_SD) and of
`tart_phrases` (standard teaching); the sentences around them are our own.
"""

from sacral_edu.api import Finding, drawn

AGES = ("acute", "chronic")
OTHER_AGE = {"acute": "chronic", "chronic": "acute"}

WHY_QUALITY: dict[tuple[str, str], str] = {
    ("texture", "acute"): (
        "Warm, moist, boggy or swollen tissue, and muscle in spasm, are the texture of an acute lesion."
    ),
    ("texture", "chronic"): (
        "Cool, dry, ropy, fibrotic, thickened or contracted tissue is the texture of a chronic lesion."
    ),
    ("tenderness", "acute"): "Severe, sharp tenderness is that of an acute lesion.",
    ("tenderness", "chronic"): "Dull, achy or burning tenderness is that of a chronic lesion.",
}

REFS = ("BRAINSCAPE_BASICS", "BRAINSCAPE_INTRO_SD")

_WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("texture", "acute"): (
        "Boggy, warm tissue in {site}.",
        "Swollen, moist tissue is felt in {site}.",
        "Texture of the tissue in {site}: edematous and warm.",
        "Fingers laid over {site} meet warm tissue that feels boggy.",
    ),
    ("texture", "chronic"): (
        "Ropy, fibrotic tissue in {site}.",
        "Cool, dry, thickened tissue is felt in {site}.",
        "Texture of the tissue in {site}: stringy and contracted.",
        "Fingers laid over {site} meet cool tissue that feels fibrotic.",
    ),
    ("tenderness", "acute"): (
        "Sharp, severe tenderness to pressure in {site}.",
        "Light pressure in {site} brings out sharp tenderness, and the patient guards.",
        "Tenderness to palpation in {site}, severe and sharp.",
        "A thumb laid in {site} is enough to bring out severe, sharp tenderness.",
    ),
    ("tenderness", "chronic"): (
        "Dull, aching tenderness to pressure in {site}.",
        "Steady pressure in {site} brings out a dull, burning soreness.",
        "Tenderness to palpation in {site}, dull and achy.",
        "A thumb held in {site} brings out a dull, achy tenderness.",
    ),
}
_SITES = {"L": "the left sacral sulcus", "R": "the right sacral sulcus", "both": "both sacral sulci"}


def tells_age(finding: Finding) -> bool:
    """Say whether a finding is sacral texture or tenderness of a quality that tells the lesion's age."""
    told = finding.test in ("texture", "tenderness") and finding.value in AGES
    return told and finding.region == "sacral" and finding.side in _SITES


def in_quality(finding: Finding, age: str, case_id: str, what: str) -> str:
    """Return a sentence that gives the finding the quality of that age, in the sacral sulcus of its side.

    Which of the wordings is taken is settled by the case's id and `what`.
    """
    words = _WORDS[finding.test, age]
    return words[drawn(case_id, what, len(words))].format(site=_SITES[finding.side or "both"])
