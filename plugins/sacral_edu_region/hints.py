"""What helps with each kind of question: a nudge, never the answer."""

HINTS: dict[str, tuple[str, ...]] = {
    "primary": (
        "Ask which bone carries each landmark. A landmark that two bones can move raises the "
        "question; one that a single bone carries answers it.",
    ),
    "flexion": (
        "Compare the two tests: what changes when the patient sits, and the legs are out of the chain?",
    ),
    "undetermined": ("Ask of each region in turn: could a lesion there have produced all that is written?",),
    "lesions": ("Look for a sentence that tells what became of one finding when the other was treated.",),
}
