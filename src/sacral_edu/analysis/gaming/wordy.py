"""Texts that are written without understanding: the note itself, and every term there is."""

from sacral_edu.analysis.gaming.known import Known
from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.domain.items import Prompt, TextField


def note_text(prompt: Prompt) -> str:
    """Return the note as one text."""
    return " ".join(line.text for line in prompt.note)


def every_term(known: Known, field: TextField) -> str:
    """Return the words of model answers by frequency, then both sides and every dysfunction's name."""
    names = [dysfunction.name for dysfunction in dysfunctions().values()]
    return " ".join([*known.words(field), "left", "right", *names])


def filled(text: str, longest: int) -> str:
    """Return a text cut to a number of characters, between words where it can be."""
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0]
