"""What kind of situation a case puts the learner in, for reports on how varied the questions are."""

from sacral_edu.api import red_flags
from sacral_edu_triage.limits import Limit
from sacral_edu_triage.treatments import TREATMENTS

_LIMITS = {
    "position": "late pregnancy",
    "fused": "after a fusion",
    "loose": "hypermobile patient",
    "root": "radiculopathy beside the lesion",
    "strain": "fresh sprain or strain",
}


def warned(flag: str) -> str:
    """Return the situation of a warning in the history."""
    name = red_flags()[flag].name
    return f"warning: {name[:1].lower()}{name[1:]}"


def calm(treatment: str, limit: Limit | None) -> str:
    """Return the situation of a patient who may be treated: the lesion's kind and what restricts."""
    kind = TREATMENTS[treatment].lesion.split(" ", 1)[1]
    return f"{kind}, {_LIMITS[limit.id]}" if limit is not None else f"{kind}, nothing against treatment"


def limited(limit: Limit | None) -> str:
    """Return the situation of the decision in a patient without a warning."""
    return (
        f"treat with a restriction: {_LIMITS[limit.id]}" if limit is not None else "nothing against treatment"
    )
