"""The story of a patient: archetype, age, sex, what hurts, what it keeps the patient from doing."""

from typing import Any

from msgspec import Struct

from sacral_edu.clinical.dysfunctions import Dysfunction
from sacral_edu.clinical.tables import archetypes
from sacral_edu.domain.cases import Chronicity, Sex, Side
from sacral_edu.generation.chance import Chance
from sacral_edu.generation.fitting import FLAGS, story_weights
from sacral_edu.generation.turns import Turn
from sacral_edu.generation.wording import PRONOUNS, capitalized, fill, red_flags, sides, stories

TOPICS = ("opening", "pattern", "past", "social", "function", "screen")

_ADULT = 18
_RETIRED = 66
_BRIEF = 0.6
_VISIBLE = "S30.0XXA"
_UNEXPLAINED: dict[str, Any] = {"codes": ["M54.50"], "words": "low back pain, cause not established"}


class Condition(Struct, frozen=True, kw_only=True):
    """What the clinician diagnoses beside the dysfunction: codes in order and the words for them."""

    codes: tuple[str, ...]
    words: str
    injury: bool
    optional: tuple[str, ...]


class Warning(Struct, frozen=True, kw_only=True):  # noqa: A001 the clinical word for it
    """A red flag: its id, how the note gives it, what is done, and whether prone tests are still done."""

    id: str
    statement: str
    action: str
    prone_tests: bool


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
    warning: Warning | None = None


def tell(
    chance: Chance,
    turn: Turn,
    dysfunction: Dysfunction,
    *,
    archetype: str | None = None,
    red_flag: bool = False,
) -> Story:
    """Return a story that fits the dysfunction, by the archetypes' teaching weights; worded in turn."""
    name = archetype or chance.weighted(story_weights(dysfunction.id, red_flag=red_flag))
    kind, story = archetypes()[name], stories()[name]
    sex = chance.weighted(kind.sex)
    age = chance.between(max(_ADULT, kind.age[0]), kind.age[1])
    side: Side = dysfunction.side or chance.pick(("L", "R"))
    occupation = chance.pick(story["occupation"])
    if age >= _RETIRED:
        occupation = f"retired {occupation}"
    words = PRONOUNS[sex] | sides(side) | _person(sex, age, occupation)
    warning = _warning(chance, turn, name, words) if red_flag else None
    return Story(
        archetype=name,
        title=turn.take(f"{name}/title", story["titles"]),
        sex=sex,
        age=age,
        occupation=occupation,
        chronicity=story["chronicity"],
        pain_side=side,
        sentences=_sentences(chance, turn, name, words, warned=warning is not None),
        exam_keys=_exam_keys(story["exam"], warning),
        condition=_condition(chance, story["conditions"], side, words, warned=warning is not None),
        warning=warning,
    )


def _sentences(
    chance: Chance, turn: Turn, name: str, words: dict[str, str], *, warned: bool
) -> tuple[tuple[str, str], ...]:
    story = stories()[name]
    found: list[tuple[str, str]] = []
    for topic in TOPICS:
        options = story.get(topic)
        # Past and social history are not in every note; a warning takes the place of its denial.
        left_out = topic in ("past", "social") and not chance.happens(_BRIEF)
        if options and not left_out and not (warned and topic == "screen"):
            found.append((topic, capitalized(fill(chance, turn.take(f"{name}/{topic}", options), words))))
    return tuple(found)


def _warning(chance: Chance, turn: Turn, archetype: str, words: dict[str, str]) -> Warning:
    name = chance.pick(FLAGS[archetype])
    flag = red_flags()[name]
    return Warning(
        id=name,
        statement=capitalized(fill(chance, turn.take(f"{name}/statement", flag["statements"]), words)),
        action=capitalized(fill(chance, turn.take(f"{name}/plan", flag["plan"]), words)),
        prone_tests=flag["prone_tests"],
    )


def _exam_keys(keys: list[str], warning: Warning | None) -> tuple[str, ...]:
    # A painless hop would contradict the warning of a stress fracture.
    return tuple(key for key in keys if warning is None or key != "hop/negative")


def _condition(
    chance: Chance, options: list[dict[str, Any]], side: Side, words: dict[str, str], *, warned: bool
) -> Condition:
    fitting = [option for option in options if option.get("side") in (None, side)]
    if warned:
        # While a warning stands, no injury is diagnosed but one that can be seen.
        fitting = [o for o in fitting if not o.get("injury") or _VISIBLE in o["codes"]] or [_UNEXPLAINED]
    chosen = chance.pick(fitting)
    wordings: str | list[str] = chosen["words"]
    wording = wordings if isinstance(wordings, str) else chance.pick(wordings)
    return Condition(
        codes=tuple(chosen["codes"]),
        words=fill(chance, wording, words),
        injury=chosen.get("injury", False),
        optional=tuple(chosen.get("optional", ())),
    )


def _person(sex: Sex, age: int, occupation: str) -> dict[str, str]:
    noun = "woman" if sex == "F" else "man"
    article = "an" if occupation[:1] in "aeiou" else "a"
    job = f"{article} {occupation}"
    return {
        "age": str(age),
        "sexword": noun,
        "who": f"{noun} ({occupation})",
        "job": job,
        "Job": capitalized(job),
    }
