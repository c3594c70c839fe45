"""The story of a patient: archetype, age, sex, what hurts, what it keeps the patient from doing."""

from typing import Any

from msgspec import Struct

from sacral_edu.clinical.dysfunctions import Dysfunction
from sacral_edu.clinical.tables import archetypes
from sacral_edu.domain.cases import Chronicity, Sex, Side
from sacral_edu.generation.chance import Chance
from sacral_edu.generation.wording import PRONOUNS, fill, sides, stories

_ADULT = 18
_RETIRED = 66
_NEIGHBOR_ARCHETYPES: dict[str, dict[str, float]] = {
    "lumbar": {"desk_worker": 2, "leg_length": 1, "truck_driver_climber": 1},
    "lower_extremity": {"distance_runner": 2, "piriformis": 1, "leg_length": 1},
    "normal": {"desk_worker": 1, "leg_length": 1, "distance_runner": 1},
}
"""Design values: the facts give weights for sacral and pelvic dysfunctions only."""


class Condition(Struct, frozen=True, kw_only=True):
    """What the clinician diagnoses beside the dysfunction: codes in order and the words for them."""

    codes: tuple[str, ...]
    words: str
    leads: bool
    injury: bool
    optional: tuple[str, ...]


class Story(Struct, frozen=True, kw_only=True):
    """A history: pairs of (topic, sentence), and what the examination and the claim take from it."""

    archetype: str
    title: str
    sex: Sex
    age: int
    occupation: str
    chronicity: Chronicity
    pain_side: Side
    sentences: tuple[tuple[str, str], ...]
    exam_keys: tuple[str, ...]
    condition: Condition


def tell(chance: Chance, dysfunction: Dysfunction) -> Story:
    """Return a story that fits the dysfunction, by the archetypes' teaching weights."""
    name = chance.weighted(_weights(dysfunction))
    archetype, story = archetypes()[name], stories()[name]
    sex = chance.weighted(archetype.sex)
    age = chance.between(max(_ADULT, archetype.age[0]), archetype.age[1])
    side: Side = dysfunction.side or chance.pick(("L", "R"))
    occupation = chance.pick(story["occupation"])
    if age >= _RETIRED:
        occupation = f"retired {occupation}"
    words = PRONOUNS[sex] | sides(side) | {"age": str(age), "who": _who(sex, occupation)}
    sentences = tuple(
        (topic, _capitalized(fill(chance, chance.pick(story[topic]), words)))
        for topic in ("opening", "pattern", "function", "screen")
    )
    return Story(
        archetype=name,
        title=story["title"],
        sex=sex,
        age=age,
        occupation=occupation,
        chronicity=story["chronicity"],
        pain_side=side,
        sentences=sentences,
        exam_keys=tuple(story["exam"]),
        condition=_condition(chance, story["conditions"], side, words),
    )


def _weights(dysfunction: Dysfunction) -> dict[str, float]:
    if dysfunction.family in _NEIGHBOR_ARCHETYPES:
        return _NEIGHBOR_ARCHETYPES[dysfunction.family]
    column = "pelvic" if dysfunction.family == "innominate" else "sacral"
    weights: dict[str, float] = {}
    for name in stories():
        weight = getattr(archetypes()[name], column).get(dysfunction.row)
        if weight:
            weights[name] = weight
    # A row that no archetype names (an inferior shear, an inflare) goes with the plainest story.
    return weights or {"leg_length": 1.0}


def _condition(chance: Chance, options: list[dict[str, Any]], side: Side, words: dict[str, str]) -> Condition:
    fitting = [option for option in options if option.get("side") in (None, side)]
    chosen = chance.pick(fitting)
    return Condition(
        codes=tuple(chosen["codes"]),
        words=fill(chance, chosen["words"], words),
        leads=chosen["lead"],
        injury=chosen.get("injury", False),
        optional=tuple(chosen.get("optional", ())),
    )


def _who(sex: Sex, occupation: str) -> str:
    return f"{'woman' if sex == 'F' else 'man'} ({occupation})"


def _capitalized(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
