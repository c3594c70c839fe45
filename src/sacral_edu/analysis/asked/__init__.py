"""Items together with their right answers, found by asking the scorers and never by reading a key."""

from sacral_edu.analysis.asked.asked import KNOWN_FIELDS, Asked, Asking, ask
from sacral_edu.analysis.asked.mixture import mixed_case

__all__ = ["KNOWN_FIELDS", "Asked", "Asking", "ask", "mixed_case"]
