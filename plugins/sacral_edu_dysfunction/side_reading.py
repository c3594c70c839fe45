"""The second question: the three sides from which every one-sided name follows."""

from collections.abc import Mapping

from sacral_edu.api import (
    Case,
    ChoiceField,
    Criterion,
    Item,
    Option,
    Prompt,
    Response,
    Score,
    choice,
    note_lines,
    total,
)
from sacral_edu_dysfunction import drawings
from sacral_edu_dysfunction.evidence import (
    BACK,
    DEEP,
    RESTRICTED,
    SIDES_READ,
    Stated,
    feature,
    in_words,
    side_of,
    stated,
    weight_of_slips,
)
from sacral_edu_dysfunction.inversions import derivation
from sacral_edu_dysfunction.keys import DysfunctionKey, SidesKey
from sacral_edu_dysfunction.naming import ground
from sacral_edu_dysfunction.rows import ALL_SHARED, SHARES, name_of
from sacral_edu_dysfunction.situations import situation_of

SKILLS = ("three_sides", "sacral_region")
BOTH = "both"
"""Both sides were marked, which is no answer."""

FIELDS = {
    RESTRICTED: "Restricted side",
    DEEP: "Side of the deeper sulcus",
    BACK: "Side of the posterior (or lower) ILA",
}
_OPTIONS = (
    Option(id="L", label="Left", letter="L"),
    Option(id="R", label="Right", letter="R"),
    Option(id="neither", label="Neither: no side differs", letter="N"),
)
_STEM = (
    "Read the three sides from the note, each the patient's own. Where no line states a side, infer it from "
    "the rest; where one finding contradicts the rest, answer what all of them together make most probable."
)
_HOW = {
    RESTRICTED: "It is the side on which the seated flexion test is positive.",
    DEEP: "It is the side with the deeper sulcus, or the side opposite a shallow one.",
    BACK: "It is the side of the posterior and lower ILA, or opposite one that is anterior and high.",
}
_TOGETHER = "The three count only together, since one wrong side makes another name."
_LESS = "Two right sides earn little and one nothing, since one wrong side makes another name."
_MINUTES = 2.0


def sides_item(case: Case, row: str, scorer: str) -> Item[DysfunctionKey] | None:
    """Return the question for the three sides of a lesion that the note settles; None where there is none."""
    if row == "NORMAL":
        return None
    prompt = Prompt(
        item_id=f"{case.id}/{scorer}/bits",
        scorer=scorer,
        case_id=case.id,
        title=case.title,
        stem=_STEM,
        note=note_lines(case, ("hpi", "exam")),
        fields=tuple(ChoiceField(id=which, label=label, options=_OPTIONS) for which, label in FIELDS.items()),
        skills=SKILLS,
        minutes=_MINUTES,
        difficulty=case.difficulty,
    )
    signs = stated(case, row)
    key = sides_key(case, row, prompt.item_id)
    return Item(prompt=prompt, key=key, situation=situation_of(case, row), key_feature=feature(case, signs))


def sides_key(case: Case, row: str, item_id: str, *, together: bool = False) -> SidesKey:
    """Return the three sides of a lesion with what is said of every answer to each.

    `together` says that two right sides are to earn nothing.
    """
    signs = stated(case, row)
    right = {which: side_of(row, which) for which in FIELDS}
    said = {
        which: {
            answer: _said(which, answer, right[which], ground(row, which, signs))
            for answer in ("", "L", "R", "neither", BOTH)
        }
        for which in FIELDS
    }
    weighed = weight_of_slips(case, row)
    return SidesKey(
        item_id=item_id,
        right=right,
        said=said,
        labels=FIELDS,
        lines={which: _lines(which, signs) for which in FIELDS},
        remarks=(_remark(weighed),) if weighed else (),
        summary=f"The name follows: {name_of(row)}. {derivation(row)}",
        drawn=row,
        together=together,
    )


def _lines(which: str, signs: dict[str, Stated]) -> tuple[str, ...]:
    return tuple(signs[test].line for test in SIDES_READ[which] if test in signs)[:1]


def score_sides(key: SidesKey, response: Response, scorer: str) -> Score:
    """Score the sides: all three right earn everything, two a tenth, one nothing."""
    return scored(key, {which: choice(response, which) for which in FIELDS}, scorer)


def scored(key: SidesKey, answered: Mapping[str, str], scorer: str) -> Score:
    """Score the three sides, however they were answered."""
    hits = sum(answered[which] == key.right[which] for which in FIELDS)
    share = shares_of(key)[hits] / hits if hits else 0.0
    criteria = (*(_criterion(key, which, answered[which], share, hits) for which in FIELDS), *key.remarks)
    return Score(
        item_id=key.item_id,
        scorer=scorer,
        points=total(criteria),
        criteria=criteria,
        summary=key.summary,
        pictures=drawings.found(key.drawn),
    )


def shares_of(key: SidesKey) -> Mapping[int, float]:
    """Return what each number of right sides earns."""
    return {hits: 0.0 if key.together and hits < ALL_SHARED else share for hits, share in SHARES.items()}


def _criterion(key: SidesKey, which: str, answer: str, share: float, hits: int) -> Criterion:
    hit = answer == key.right[which]
    said = key.said[which][answer]
    return Criterion(
        id=which,
        label=key.labels[which],
        earned=share if hit else 0.0,
        possible=1 / ALL_SHARED,
        feedback=f"{said} {_TOGETHER if key.together else _LESS}" if hit and hits < ALL_SHARED else said,
        read_more="motion#sacrum-three-bits",
        lines=key.lines[which],
    )


def _said(which: str, answer: str, right: str, ground: str) -> str:
    if answer == right:
        return f"Right. {ground}"
    opening = f"You answered {in_words(answer)}." if answer else "Nothing chosen."
    if answer == BOTH:
        opening = "You marked both sides."
    return f"{opening} {ground} {_HOW[which]}"


def _remark(weighed: str) -> Criterion:
    return Criterion(
        id="misread",
        label="What the contradiction weighs",
        earned=0.0,
        possible=0.0,
        feedback=weighed,
        read_more="motion#sacrum-honesty",
        refs=("CONSORTI_2018", "DEGENHARDT_2005"),
    )
