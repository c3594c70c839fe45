"""The remarks on each habit by what was met in the text; QUOTE stands for the learner's own words."""

_UNCOUNTED = (
    "QUOTE does not count: a hedge, a copy of the note, a bare list of terms or another clinician's word is "
    "no statement of yours. Say what you found, in a sentence of your own."
)

REMARKS: dict[str, dict[str, str]] = {
    "descriptor": {
        "right": "QUOTE says what the lesion is, in agreement with the findings.",
        "contradicted": (
            "QUOTE goes against the findings of this case, or against something else that you wrote. Work "
            "out side and axis from the findings first, then write the name once."
        ),
        "denied": "QUOTE denies a lesion that the findings show.",
        "stray": "QUOTE names a lesion of a bone whose landmarks are level here.",
        "partial": "QUOTE is a beginning, but type, side and, for a torsion, the axis belong to the name.",
        "uncounted": _UNCOUNTED,
        "nothing": "No lesion is named. A reader needs type, side and, for a torsion, the axis.",
    },
    "tart": {
        "letters": "QUOTE and what goes with it document at least two letters at the sacrum.",
        "side": (
            "QUOTE puts a finding on the wrong side. Write the side from the examination before you name the "
            "lesion, since a mirrored finding misleads even where the letter is right."
        ),
        "value": "QUOTE reports a result that the examination does not have.",
        "denied": "QUOTE denies a finding that is there.",
        "one": (
            "One letter is documented, and two are asked for. Sulcus and ILA together are one letter (A), "
            "since both tell position."
        ),
        "uncounted": _UNCOUNTED,
        "nothing": (
            "No letter is documented at the sacrum. Say what was found, where, and on which side: texture, "
            "asymmetry, restriction or tenderness."
        ),
        "invented": "QUOTE reports a finding that the sacrum does not have: it is normal here.",
        "normal": "The sacrum is normal here and has no letter to report.",
    },
    "site": {
        "right": "QUOTE chooses the region that holds the primary lesion.",
        "stray": (
            "QUOTE chooses a region that the examination does not support, and the region decides the code. "
            "Ask which bone has moved, and name that one only."
        ),
        "denied": "QUOTE denies dysfunction in the region that holds it.",
        "uncounted": _UNCOUNTED,
        "nothing": (
            "No region is chosen. The name of a lesion, or SI, chooses none; write the bone or the region as "
            "the site of somatic dysfunction (not of dysfunction alone), or its code."
        ),
        "normal": "Without somatic dysfunction there is no region to name.",
    },
    "function": {
        "measured": "QUOTE says what the patient can do, with a measure that can be taken again.",
        "contradicted": "QUOTE gives a measure that the history does not have. Take the number over exactly.",
        "unhindered": "QUOTE denies a limit that the history tells.",
        "unmeasured": "QUOTE names an activity without a measure: minutes, distance, a count, tries, falls.",
        "uncounted": _UNCOUNTED,
        "nothing": "No functional impact is given. Name an activity and a measure of it.",
    },
    "linkage": {
        "tied": "QUOTE ties the complaint to the lesion.",
        "contradicted": (
            "QUOTE does not fit this case: the condition, its side or its code is another one, or the tie is "
            "denied. Read the side off the history and let code and words agree."
        ),
        "named": "QUOTE stands beside the lesion without a tie. Say that the one goes with the other.",
        "uncounted": _UNCOUNTED,
        "nothing": (
            "No symptom is tied to the lesion. Name or code it, with its side, and say that they go together."
        ),
    },
}
