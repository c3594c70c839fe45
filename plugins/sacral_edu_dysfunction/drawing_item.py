"""The fifth question: the three sides marked on a drawing of the bones, which names the lesion.

The key is that of the second question (`side_reading`), but the three marks count only together. Asked of
one-sided lesions only: where no side differs there is nothing to mark.
"""

from sacral_edu.api import (
    Case,
    ChoicesField,
    Drawing,
    Item,
    Option,
    Prompt,
    Response,
    Score,
    Side,
    Spot,
    bits_of,
    choices,
    draw_unmarked,
    note_lines,
    spots,
)
from sacral_edu_dysfunction.evidence import BACK, DEEP, RESTRICTED, feature, stated
from sacral_edu_dysfunction.keys import DrawingKey, DysfunctionKey
from sacral_edu_dysfunction.side_reading import BOTH, scored, sides_key
from sacral_edu_dysfunction.situations import situation_of

SKILLS = ("three_sides", "naming", "sacral_region")
FIELD = "marks"
_PLACES = {
    DEEP: ("sulcus", "sulcus: the deeper one"),
    RESTRICTED: ("joint", "sacroiliac joint: the restricted side"),
    BACK: ("ila", "inferior lateral angle: the posterior (or lower) one"),
}
"""Each side to be read, with the landmark on which it is marked and the words for that."""

_SIDES: tuple[tuple[Side, str], ...] = (("L", "Left"), ("R", "Right"))
_STEM = (
    "Name the lesion on the drawing: the bones from behind, the patient's left on the left. Mark the deeper "
    "sulcus, the restricted side and the posterior (or lower) ILA, one of each. Where no line states a side, "
    "infer it from the rest; where one finding contradicts the rest, mark what all of them together make "
    "most probable. The three marks count together."
)
_MINUTES = 2.0


def drawing_item(case: Case, row: str, scorer: str) -> Item[DysfunctionKey] | None:
    """Return the question for a one-sided lesion that the note settles; None for any other."""
    if bits_of(row) is None:
        return None
    prompt = Prompt(
        item_id=f"{case.id}/{scorer}/drawing",
        scorer=scorer,
        case_id=case.id,
        title=case.title,
        stem=_STEM,
        note=note_lines(case, ("hpi", "exam")),
        fields=(
            ChoicesField(id=FIELD, label="The lesion", options=_options(), at_most=3, drawing=_drawing()),
        ),
        skills=SKILLS,
        minutes=_MINUTES,
        difficulty=case.difficulty,
    )
    key = DrawingKey(sides=sides_key(case, row, prompt.item_id, together=True))
    signs = stated(case, row)
    return Item(prompt=prompt, key=key, situation=situation_of(case, row), key_feature=feature(case, signs))


def score_drawing(key: DrawingKey, response: Response, scorer: str) -> Score:
    """Score the marks as three sides; a side that was marked on both is no answer."""
    marked = choices(response, FIELD)
    return scored(key.sides, {which: _side(which, marked) for which in _PLACES}, scorer)


def mark(which: str, side: str) -> str:
    """Return the id of the option that marks a side."""
    return f"{which}_{side}"


def _side(which: str, marked: tuple[str, ...]) -> str:
    found = [side for side, _ in _SIDES if mark(which, side) in marked]
    return BOTH if len(found) > 1 else "".join(found)


def _options() -> tuple[Option, ...]:
    named = [
        (mark(which, side), f"{word} {said}") for which, (_, said) in _PLACES.items() for side, word in _SIDES
    ]
    return tuple(
        Option(id=name, label=label, letter=letter)
        for (name, label), letter in zip(named, "ABCDEF", strict=True)
    )


def _drawing() -> Drawing:
    drawn, places = draw_unmarked(uid="mark"), spots()
    found = [
        Spot(option=mark(which, side), x=x, y=y)
        for which, (landmark, _) in _PLACES.items()
        for side, _ in _SIDES
        for x, y in [places[landmark, side]]
    ]
    return Drawing(svg=drawn.svg, text=drawn.text, spots=tuple(found))
