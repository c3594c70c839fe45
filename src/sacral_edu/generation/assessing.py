"""The assessment of a note, with the habits of documentation kept, left out, or done badly on purpose."""

from sacral_edu.clinical.dysfunctions import REGION_CODES, Dysfunction, in_words
from sacral_edu.domain.cases import Fact, Region
from sacral_edu.domain.proofs import Habits
from sacral_edu.generation.history import Story
from sacral_edu.generation.noting import Note
from sacral_edu.generation.turns import Turn
from sacral_edu.generation.wording import capitalized, close, closings

_BONES: dict[str, str] = {
    "sacral": "sacrum",
    "pelvic": "pelvis",
    "lumbar": "lumbar spine",
    "lower_extremity": "leg",
}


def tell_function(turn: Turn, habits: Habits, sentence: str) -> str | None:
    """Return the sentence on function as the habit has it: measured, vague, or none."""
    if habits.function == "absent":
        return None
    return close(turn, "function/vague") if habits.function == "poor" else sentence


def assess(
    turn: Turn,
    note: Note,
    story: Story,
    dysfunction: Dysfunction,
    further: tuple[Region, ...],
    habits: Habits,
) -> None:
    """Write the assessment: the linked condition, the dysfunction, and dysfunction of further regions."""
    _condition(turn, note, story, habits)
    if dysfunction.region is None:
        note.state("assessment", close(turn, "normal"), Fact(id="d0", topic="dysfunction", value="NORMAL"))
        return
    named = Fact(id="d1", topic="dysfunction", value=dysfunction.id, code=dysfunction.code)
    note.state("assessment", _dysfunction(turn, dysfunction, story, habits), named)
    for number, region in enumerate(further, 2):
        fact = Fact(id=f"d{number}", topic="dysfunction", value=region, code=REGION_CODES[region])
        name = in_words(region)
        # Each region goes its own round, so that two in one note are not worded alike.
        said = turn.take(f"further/{region}", closings()["further"])
        note.state("assessment", said.format(region=name, Region=capitalized(name)), fact)


def _condition(turn: Turn, note: Note, story: Story, habits: Habits) -> None:
    condition = story.condition
    if habits.linkage == "absent":
        return
    if habits.linkage == "poor":
        note.state("assessment", "Pain.", Fact(id="c0", topic="condition", value="pain"))
        return
    words = close(turn, "condition", words=condition.words, Words=capitalized(condition.words))
    linked = [
        Fact(id=f"c-{code}", topic="condition", value=condition.words, code=code) for code in condition.codes
    ]
    note.state("assessment", words, *linked)


def _dysfunction(turn: Turn, dysfunction: Dysfunction, story: Story, habits: Habits) -> str:
    bone = _BONES[dysfunction.region or "sacral"]
    if habits.site == "absent":
        bone = ""
    elif habits.site == "poor":
        bone = "SI area"
    name = f"{dysfunction.name[:1].lower()}{dysfunction.name[1:]}"
    place = f" of the {bone}" if bone else ""
    since = {"chronicity": story.chronicity, "Chronicity": capitalized(story.chronicity)}
    if habits.descriptor == "poor":
        return close(turn, "dysfunction/vague", bone=bone)
    if habits.descriptor == "absent":
        return close(turn, "dysfunction/unnamed", place=place, **since)
    if habits.site == "present":
        return close(turn, "dysfunction", name=name, Name=dysfunction.name, **since)
    return close(turn, "dysfunction/siteless", place=place, kind=_siteless(name), **since)


def _siteless(name: str) -> str:
    """Return a name without the word that tells the bone, as a careless writer leaves it out."""
    for word in ("sacral ", "innominate ", "pubic ", "lumbar segmental ", "lower-extremity "):
        name = name.replace(word, "")
    return name
