"""A model answer as a novice writes it: sentences dropped, sides changed, negated or hedged."""

import re

from sacral_edu.generation.chance import Chance

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_SIDE = re.compile(r"\b(left|right)\b", re.IGNORECASE)
_VERB = re.compile(r"\b(is|are|was|were|shows?|has|have|explains?|causes?)\b", re.IGNORECASE)
_OTHER = {"left": "right", "right": "left"}
_DROPPED = 1 / 3


def slipped_text(text: str, p: float, chance: Chance) -> str:
    """Return a text of which each sentence is kept with probability `p`, and else dropped or corrupted."""
    written: list[str] = []
    for sentence in filter(None, _SENTENCE.split(text)):
        if chance.happens(p):
            written.append(sentence)
        elif not chance.happens(_DROPPED):
            written.append(corrupted(sentence, chance))
    return " ".join(written)


def corrupted(sentence: str, chance: Chance) -> str:
    """Return a sentence with its sides changed, or negated, or hedged; each as likely where it can be."""
    ways = [negated, hedged]
    if _SIDE.search(sentence):
        ways.append(sides_changed)
    return chance.pick(ways)(sentence)


def sides_changed(sentence: str) -> str:
    """Return the sentence with left for right and right for left."""

    def other(found: re.Match[str]) -> str:
        word = _OTHER[found[0].lower()]
        return word.capitalize() if found[0][0].isupper() else word

    return _SIDE.sub(other, sentence)


def negated(sentence: str) -> str:
    """Return the sentence denied."""
    if _VERB.search(sentence):
        return _VERB.sub(lambda found: f"{found[0]} not", sentence, count=1)
    return f"No {_lowered(sentence)}"


def hedged(sentence: str) -> str:
    """Return the sentence as a mere possibility."""
    return f"Possibly {_lowered(sentence)}"


def _lowered(sentence: str) -> str:
    """Return the sentence with a small first letter, unless its first word is a code or an abbreviation."""
    return (
        sentence
        if sentence[1:2].isupper() or sentence[1:2].isdigit()
        else sentence[:1].lower() + sentence[1:]
    )
