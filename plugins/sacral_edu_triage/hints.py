"""What helps with each kind of question: a nudge, never the answer."""

HINTS: dict[str, tuple[str, ...]] = {
    "today": (
        "Look for a warning first, before any finding of the examination. If there is one, ask how "
        "long it can wait.",
    ),
    "technique": (
        "Take the limits first: what does the history rule out? What is left must fit the lesion "
        "and its side.",
    ),
}
