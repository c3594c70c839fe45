"""What helps with each kind of question: a nudge, never the answer."""

HINTS: dict[str, tuple[str, ...]] = {
    "evidence": (
        "Ask of each line: was it found in the examination, was it found at the sacrum, and which "
        "letter does it answer?",
        "What the patient tells in the history is no finding, and a landmark of the innominate "
        "speaks for another bone.",
    ),
    "picture": (
        "Read what is said of temperature, texture and time, each by itself, before you put them together.",
    ),
    "sites": ("Place each finding by the landmark that it names, not by the lesion that you expect.",),
    "part": (
        "Count letters, not sentences: two findings of one letter count once. Then ask whether one "
        "of the letters has to be a certain one.",
    ),
    "contradiction": (
        "Two statements about one landmark must agree. Compare side with side, also where one says "
        "deep and the other shallow.",
    ),
}
