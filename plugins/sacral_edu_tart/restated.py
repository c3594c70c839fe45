"""Our own wordings of findings, for statements that a question puts into a note or says again.

Keys are a test and its value. `{side}` and `{other}` stand for the side that the finding names and its
opposite, capitalized as `{Side}`. Wordings are teaching phrases in the manner of facts `tart_phrases`.
"""

from sacral_edu.api import Finding, drawn

_SIDES = {"L": "left", "R": "right"}
_OTHER = {"L": "right", "R": "left"}

RESTATED: dict[tuple[str, str], tuple[str, ...]] = {
    ("seated_flexion", "positive"): (
        "Seated flexion test: {side} PSIS ahead.",
        "While the seated patient bends forward, the {side} PSIS is the first to rise.",
        "In sitting the PSIS on the {side} rises farther with forward bending.",
    ),
    ("standing_flexion", "positive"): (
        "Standing flexion test: {side} PSIS ahead.",
        "While the standing patient bends forward, the {side} PSIS is the first to rise.",
        "In standing the PSIS on the {side} rises farther with forward bending.",
    ),
    ("sulcus", "deep"): (
        "The {side} sacral sulcus is the deeper of the two.",
        "Sacral sulcus deeper on the {side} than on the {other}.",
        "To the thumbs the {side} sacral sulcus is deep.",
    ),
    ("sulcus", "shallow"): (
        "The {side} sacral sulcus is the shallower of the two.",
        "Sacral sulcus shallower on the {side} than on the {other}.",
        "To the thumbs the {side} sacral sulcus is shallow.",
    ),
    ("ila_ap", "posterior"): (
        "The {side} inferior lateral angle is the posterior one.",
        "ILA farther back on the {side} than on the {other}.",
        "To the thumbs the {side} ILA stands out posteriorly.",
    ),
    ("spring", "positive"): (
        "No give over the lumbosacral junction: spring test positive.",
        "Sprung with the heel of the hand, the sacral base is unyielding (positive spring test).",
        "Spring test at the lumbosacral junction: positive, without any give.",
    ),
    ("spring", "negative"): (
        "Easy give over the lumbosacral junction: spring test negative.",
        "Sprung with the heel of the hand, the sacral base yields freely (negative spring test).",
        "Spring test at the lumbosacral junction: negative, with normal give.",
    ),
    ("sphinx", "increases"): (
        "Up on the elbows, the sulci differ more than before (sphinx test positive).",
        "The unevenness of the sulci grows in the sphinx position.",
        "Sphinx test positive: backward bending sets the sulci farther apart.",
    ),
    ("sphinx", "decreases"): (
        "Up on the elbows, the sulci differ less than before (sphinx test negative).",
        "The unevenness of the sulci lessens in the sphinx position.",
        "Sphinx test negative: backward bending brings the sulci closer together.",
    ),
    ("lordosis", "increased"): (
        "Lumbar curve deeper than normal.",
        "The lumbar lordosis is accentuated.",
        "Lordosis of the low back: increased.",
    ),
    ("lordosis", "decreased"): (
        "Lumbar curve flatter than normal.",
        "The lumbar lordosis is flattened.",
        "Lordosis of the low back: decreased.",
    ),
    ("asis", "inferior"): (
        "The {side} ASIS lies lower than the {other}.",
        "ASIS heights: {side} inferior.",
        "Seen from the front, the {side} ASIS is the lower one.",
    ),
    ("pubic", "superior"): (
        "The {side} pubic tubercle lies higher than the {other}.",
        "Pubic tubercles: {side} superior.",
        "Under the fingers the {side} pubic tubercle is the higher one.",
    ),
    ("l5_rotation", "rotated"): (
        "L5 is turned to the {side}.",
        "At L5 the {side} transverse process lies back: rotation to the {side}.",
        "Rotation of L5 to the {side}.",
    ),
    ("straight_leg_raise", "positive"): (
        "Raising the straight {side} leg to 40 degrees brings on pain down that leg.",
        "Straight leg raise: positive on the {side} at 40 degrees.",
        "At 40 degrees of straight leg raising, pain runs down the {side} leg.",
    ),
    ("straight_leg_raise", "negative"): (
        "Neither leg hurts on straight leg raising to 70 degrees.",
        "Straight leg raise: negative, left and right.",
        "Both straight legs can be raised to 70 degrees without leg pain.",
    ),
    ("fibular_head", "positive"): (
        "The {side} fibular head does not glide.",
        "Glide of the {side} fibular head restricted.",
        "Held in the fingers, the {side} fibular head is restricted.",
    ),
    ("fibular_head", "negative"): (
        "Both fibular heads glide well.",
        "Glide of the fibular heads: free, left and right.",
        "Held in the fingers, each fibular head glides freely.",
    ),
}


def restated(finding: Finding, case_id: str) -> str | None:
    """Return the finding in our own words; None where there are none for its value or its side."""
    wordings = RESTATED.get((finding.test, finding.value))
    if wordings is None or ("side}" in "".join(wordings).lower() and finding.side not in _SIDES):
        return None
    words = wordings[drawn(case_id, f"words {finding.test}", len(wordings))]
    side = _SIDES.get(finding.side or "", "")
    said = words.format(side=side, other=_OTHER.get(finding.side or "", ""), Side=side.capitalize())
    return f"{said[:1].upper()}{said[1:]}"
