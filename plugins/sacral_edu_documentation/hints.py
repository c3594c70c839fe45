"""What helps with each kind of question: a nudge, never the answer."""

HINTS: dict[str, tuple[str, ...]] = {
    "assessment": (
        "Five habits, a sentence each: the name, two letters of TART with place and side, the "
        "region, a limit with a measure, and the linked symptom.",
        "Take measures and sides from the history, and put them into a sentence of your own.",
    ),
    "improve": (
        "Take each vague word of the text and ask: which, where, how much, since when, linked to "
        "what? History and examination have the replies.",
    ),
}
