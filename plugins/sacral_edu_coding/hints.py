"""What helps with each kind of question: a nudge, never the answer."""

HINTS: dict[str, tuple[str, ...]] = {
    "claim": (
        "Settle first whether the note supports a claim at all. Then count the regions that were "
        "found and treated.",
        "Ask of each service line which diagnosis it was done for; that is what it points at.",
    ),
    "services": (
        "Before you look at the options, list what was done, one service at a time.",
        "Ask of each service what the note must show for it, and whether it does.",
    ),
    "first": ("Ask what the visit was chiefly for, and whether this payer wants another diagnosis to lead.",),
    "level": (
        "Find out first what sets the level here, time or decision making.",
        "Minutes that belong to a treatment billed by itself do not count for the visit.",
    ),
    "units": (
        "Find out first how this payer counts: all timed minutes together, or each service by itself.",
    ),
    "query": (
        "Ask whether the note leaves something open that only the clinician can settle. A coder "
        "never fills such a gap by choosing.",
    ),
}
