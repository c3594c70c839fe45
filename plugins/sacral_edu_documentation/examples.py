"""Texts that the scorer ships to prove itself, composed from the case."""

from collections.abc import Iterator

from sacral_edu.api import ExampleKind
from sacral_edu_documentation.keys import NoteKey

_SWAPPED = str.maketrans({"\u2190": "left", "\u2192": "right"})
Shipped = tuple[ExampleKind, str, object, float | None]
"""Kind, name, answer, and how many habits it must keep (None: it must be refused)."""


def answers(key: NoteKey) -> Iterator[Shipped]:
    """Yield right, wrong, blank and malformed texts for a case."""
    models, all_habits = key.models, float(len(key.earnable))
    yield "right", "the model assessment", models.whole, all_habits
    yield "wrong", "the descriptor alone", models.descriptor, 1.0 + _sited(key)
    yield "wrong", "a lesion denied", _denied(key), 0.0
    yield "wrong", "a bare list of terms", _LIST, 0.0
    yield "wrong", "everything hedged", "Possibly something at the sacrum, to be seen.", 0.0
    if "linkage" in key.earnable:
        yield (
            "wrong",
            "name on the wrong side",
            mirrored(models.descriptor.partition(";")[0]),
            _mirrored_share(key),
        )
    yield "blank", "nothing written", "", 0.0
    yield "malformed", "a list", [models.whole], None
    yield "malformed", "a number", 5, None


_LIST = "torsion, left, right, sacral, M99.04, TART, tender, boggy, sciatica, minutes, sitting, linked"


def mirrored(words: str) -> str:
    """Return a text with left and right exchanged."""
    changed = words.replace("Left", "\u2190").replace("left", "\u2190")
    changed = changed.replace("Right", "\u2192").replace("right", "\u2192")
    return changed.translate(_SWAPPED)


def _mirrored_share(key: NoteKey) -> float:
    """Return how many habits a mirrored name keeps: none, unless the lesion has no side."""
    named = mirrored(key.models.descriptor).lower() == key.models.descriptor.lower()
    return (1.0 if named else 0.0) + _sited(key)


def _sited(key: NoteKey) -> float:
    """Return 1 where the lesion's name tells the region too, as `lumbar segmental dysfunction` does."""
    return 1.0 if key.region == "lumbar" else 0.0


def _denied(key: NoteKey) -> str:
    if not key.region:
        return "Somatic dysfunction of the sacrum: left-on-left sacral torsion."
    return "There is no somatic dysfunction. No limitation in daily life."
