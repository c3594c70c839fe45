"""What helps with each kind of question: a nudge, never the answer."""

HINTS: dict[str, tuple[str, ...]] = {
    "error": (
        "Rebuild the name of the lesion from the examination before you read the assessment, and "
        "compare the two.",
        "Then hold the claim against the note: is each region on it examined and treated, and has "
        "each condition its code?",
    ),
}
