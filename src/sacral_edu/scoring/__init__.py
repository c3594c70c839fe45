"""From a case to items and from a response to a score, whatever plugin does the scoring."""

from sacral_edu.scoring.answers import check_response, choice, choices, claim, marks, text
from sacral_edu.scoring.credit import COSTS, Costs, credit
from sacral_edu.scoring.hints import with_hints
from sacral_edu.scoring.lots import drawn
from sacral_edu.scoring.points import rounded, total
from sacral_edu.scoring.protocol import Scorer
from sacral_edu.scoring.session import ItemSet, make_items, note_lines, score_response

__all__ = [
    "COSTS",
    "Costs",
    "ItemSet",
    "Scorer",
    "check_response",
    "choice",
    "choices",
    "claim",
    "credit",
    "drawn",
    "make_items",
    "marks",
    "note_lines",
    "rounded",
    "score_response",
    "text",
    "total",
    "with_hints",
]
