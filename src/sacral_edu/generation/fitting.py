"""Which wishes go together: dysfunction, difficulty and history pattern."""

from functools import cache

from sacral_edu.clinical.biomechanics import bits_of
from sacral_edu.clinical.dysfunctions import Dysfunction, dysfunctions
from sacral_edu.clinical.tables import archetypes
from sacral_edu.domain.proofs import Challenge

RED_FLAG_STORIES: frozenset[str] = frozenset({"axspa_mimic", "insufficiency_fracture"})
"""Archetypes whose story is itself a warning (facts: archetypes, `trap`)."""

FLAGS: dict[str, tuple[str, ...]] = {
    "postpartum": ("INFECTION", "CES"),
    "pregnancy_pgp": ("VASCULAR_VISCERAL",),
    "disc_L5S1": ("CES", "PROGRESSIVE_DEFICIT"),
    "fall_on_buttock": ("FRACTURE",),
    "distance_runner": ("STRESS_FRACTURE",),
    "axspa_mimic": ("INFLAMMATORY",),
    "insufficiency_fracture": ("FRACTURE",),
    "lift_twist": ("PROGRESSIVE_DEFICIT",),
    "post_fusion": ("INFECTION", "FRACTURE"),
}
"""Warnings to screen for, by archetype (facts: archetypes, `flags_to_screen`)."""

NEIGHBOR_ARCHETYPES: dict[str, dict[str, float]] = {
    "lumbar": {"desk_worker": 2, "leg_length": 1, "truck_driver_climber": 1},
    "lower_extremity": {"distance_runner": 2, "piriformis": 1, "leg_length": 1},
    "normal": {"desk_worker": 1, "leg_length": 1, "distance_runner": 1},
}
"""Design values: the facts give weights for sacral and pelvic dysfunctions only."""

_PLAINEST = {"leg_length": 1.0, "desk_worker": 1.0}


@cache
def story_weights(dysfunction_id: str, *, red_flag: bool = False) -> dict[str, float]:
    """Return the archetypes that go with a dysfunction, with their teaching weights.

    With `red_flag` only those with a warning to give, the two whose story is one among them.
    """
    dysfunction = dysfunctions()[dysfunction_id]
    weights = _weights(dysfunction)
    if red_flag:
        return {name: weight for name, weight in weights.items() if name in FLAGS}
    calm = {name: weight for name, weight in weights.items() if name not in RED_FLAG_STORIES}
    # A row that no archetype names (an inferior shear, an inflare) goes with the plainest stories.
    return calm or _PLAINEST


def challenges_of(dysfunction_id: str) -> frozenset[Challenge]:
    """Return the difficulties that a dysfunction can be given."""
    dysfunction = dysfunctions()[dysfunction_id]
    found: set[Challenge] = {"normal"} if dysfunction_id == "NORMAL" else {"textbook", "minimal"}
    if bits_of(dysfunction_id) is not None:
        found.add("noisy")
    if dysfunction.region == "sacral":
        found.add("mixed")
    if story_weights(dysfunction_id, red_flag=True):
        found.add("red_flag")
    return frozenset(found)


def impossible(dysfunction: str | None, challenge: Challenge | None, archetype: str | None) -> str | None:
    """Return why these wishes cannot be had together, in a sentence, or None where they can."""
    if dysfunction is not None and challenge is not None and challenge not in challenges_of(dysfunction):
        able = ", ".join(sorted(challenges_of(dysfunction)))
        return f"{dysfunction} cannot be had as {challenge!r}; it can be {able}."
    if archetype in RED_FLAG_STORIES and challenge != "red_flag":
        return f"Archetype {archetype} is a story of warning; ask for difficulty red_flag with it."
    if archetype is not None and challenge == "red_flag" and archetype not in FLAGS:
        return f"Archetype {archetype} has no warning to give; with red_flag choose from {', '.join(FLAGS)}."
    if archetype is None or candidates(dysfunction, challenge, archetype):
        return None
    fitting = sorted({name for name in dysfunctions() if candidates(name, challenge, archetype)})
    asked = f"dysfunction {dysfunction}" if dysfunction else f"difficulty {challenge}"
    return f"Archetype {archetype} does not go with {asked}; it goes with {', '.join(fitting) or 'none'}."


def candidates(
    dysfunction: str | None, challenge: Challenge | None, archetype: str | None
) -> tuple[str, ...]:
    """Return the dysfunctions that satisfy the wishes."""
    names = [dysfunction] if dysfunction is not None else list(dysfunctions())
    red = challenge == "red_flag"
    return tuple(
        name
        for name in names
        if (challenge in challenges_of(name) if challenge else name != "NORMAL" or dysfunction == "NORMAL")
        and (archetype is None or archetype in story_weights(name, red_flag=red))
    )


def _weights(dysfunction: Dysfunction) -> dict[str, float]:
    if dysfunction.family in ("lumbar", "lower_extremity"):
        return NEIGHBOR_ARCHETYPES[dysfunction.family]
    weights: dict[str, float] = {}
    for name, archetype in archetypes().items():
        column = archetype.pelvic if dysfunction.family == "innominate" else archetype.sacral
        if column.get(dysfunction.row):
            weights[name] = float(column[dysfunction.row])
    return weights | (NEIGHBOR_ARCHETYPES["normal"] if dysfunction.id == "NORMAL" else {})
