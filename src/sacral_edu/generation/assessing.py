"""The assessment of a note, with the habits of documentation kept, left out, or done badly on purpose."""

from sacral_edu.clinical.dysfunctions import REGION_CODES, Dysfunction, in_words
from sacral_edu.domain.cases import Fact, Region
from sacral_edu.domain.proofs import Habits
from sacral_edu.generation.chance import Chance
from sacral_edu.generation.history import Story
from sacral_edu.generation.noting import Note

_BONES: dict[str, str] = {
    "sacral": "sacrum",
    "pelvic": "pelvis",
    "lumbar": "lumbar spine",
    "lower_extremity": "leg",
}
_VAGUE_FUNCTION = (
    "Activities limited by pain.",
    "Not doing well at home.",
    "Has trouble with daily activities.",
)
_VAGUE_LESION = ("{bone} lesion", "{bone} problem", "{bone} out of place")


def tell_function(chance: Chance, habits: Habits, sentence: str) -> str | None:
    """Return the sentence on function as the habit has it: measured, vague, or none."""
    if habits.function == "absent":
        return None
    return chance.pick(_VAGUE_FUNCTION) if habits.function == "poor" else sentence


def assess(
    chance: Chance,
    note: Note,
    story: Story,
    dysfunction: Dysfunction,
    further: tuple[Region, ...],
    habits: Habits,
) -> None:
    """Write the assessment: the linked condition, the dysfunction, and dysfunction of further regions."""
    _condition(note, story, habits)
    if dysfunction.region is None:
        note.state(
            "assessment", "No somatic dysfunction found.", Fact(id="d0", topic="dysfunction", value="NORMAL")
        )
        return
    named = Fact(id="d1", topic="dysfunction", value=dysfunction.id, code=dysfunction.code)
    note.state("assessment", _dysfunction(chance, dysfunction, story, habits), named)
    for number, region in enumerate(further, 2):
        fact = Fact(id=f"d{number}", topic="dysfunction", value=region, code=REGION_CODES[region])
        note.state("assessment", f"Secondary somatic dysfunction of the {in_words(region)}.", fact)


def _condition(note: Note, story: Story, habits: Habits) -> None:
    condition = story.condition
    if habits.linkage == "absent":
        return
    if habits.linkage == "poor":
        note.state("assessment", "Pain.", Fact(id="c0", topic="condition", value="pain"))
        return
    words = f"{condition.words[:1].upper()}{condition.words[1:]}."
    linked = [
        Fact(id=f"c-{code}", topic="condition", value=condition.words, code=code) for code in condition.codes
    ]
    note.state("assessment", words, *linked)


def _dysfunction(chance: Chance, dysfunction: Dysfunction, story: Story, habits: Habits) -> str:
    bone = _BONES[dysfunction.region or "sacral"]
    if habits.site == "absent":
        bone = ""
    elif habits.site == "poor":
        bone = "SI area"
    name = f"{dysfunction.name[:1].lower()}{dysfunction.name[1:]}"
    if habits.descriptor == "poor":
        said = chance.pick(_VAGUE_LESION).format(bone=bone).strip()
        return f"{said[:1].upper()}{said[1:]}."
    place = f" of the {bone}" if bone else ""
    if habits.descriptor == "absent":
        return f"Somatic dysfunction{place}, {story.chronicity}."
    if habits.site == "present":
        return f"Somatic dysfunction: {name}, {story.chronicity}."
    kind = _siteless(name)
    return f"Somatic dysfunction{place}: {kind}, {story.chronicity}."


def _siteless(name: str) -> str:
    """Return a name without the word that tells the bone, as a careless writer leaves it out."""
    for word in ("sacral ", "innominate ", "pubic ", "lumbar segmental ", "lower-extremity "):
        name = name.replace(word, "")
    return name
