"""What helps with each kind of question: a nudge, never the answer."""

HINTS: dict[str, tuple[str, ...]] = {
    "name": (
        "Write down three sides, in this order: the positive seated flexion test, the deep sulcus, "
        "the posterior inferior lateral angle.",
        "Deep side against restricted side tells the flexed from the extended type; back side "
        "against deep side tells a turn from a slide.",
    ),
    "bits": (
        "Read each side from a sentence of the examination. Where a sentence names the opposite "
        "(shallow, anterior, superior), turn it round.",
    ),
    "axis": (
        "An oblique axis is named for its upper end. Which two corners stay put?",
        "The seated flexion test tells the restricted side, and the axis lies on the other.",
    ),
    "drawing": (
        "Read each side from a sentence of the examination, and turn it round where the sentence names the "
        "opposite (shallow, anterior, superior).",
        "The drawing is seen from behind, so the patient's left is on your left. Mark one corner above, one "
        "joint, one corner below.",
    ),
    "next_finding": (
        "Write down the names that are still possible, and look for the finding in which they differ.",
    ),
}
