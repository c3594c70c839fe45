"""The first question: the name of the lesion among the eleven rows."""

from sacral_edu.api import Case, ChoiceField, Criterion, Item, Option, Prompt, note_lines
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
from sacral_edu_dysfunction.inversions import READ_MORE, derivation, explain, headline, slips
from sacral_edu_dysfunction.keys import ChoiceKey, DysfunctionKey
from sacral_edu_dysfunction.rows import ROWS, SHARES, name_of, shared
from sacral_edu_dysfunction.situations import situation_of

FIELD = "name"
SKILLS = ("naming", "sacral_region")

_LETTERS = "ABCDEFGHIJK"
_OPTIONS = tuple(
    Option(id=row, label=name_of(row), letter=letter) for row, letter in zip(ROWS, _LETTERS, strict=True)
)
_STEM = (
    "Which sacral dysfunction do the findings add up to? The findings are as one examiner recorded them; "
    "where one contradicts the rest, choose what all of them together make most probable."
)
_REFS = {
    "torsion": ("BONEWIZ", "250PLUS_SACRUM"),
    "unilateral": ("ACOM_THOMPSON", "250PLUS_SACRUM"),
    "other": ("OSMOSIS_SACRUM", "BRAINSCAPE_SACRAL_SD"),
}
_ASKS = {
    RESTRICTED: "restricted side",
    DEEP: "deep side",
    BACK: "side of the posterior ILA",
}
_MINUTES = 2.0
_MINUTES_IF_CONTRADICTED = 3.0


def naming_item(case: Case, row: str, scorer: str) -> Item[DysfunctionKey]:
    """Return the question for the name of a lesion that the note settles as `row`."""
    item_id = f"{case.id}/{scorer}/name"
    signs = stated(case, row)
    prompt = Prompt(
        item_id=item_id,
        scorer=scorer,
        case_id=case.id,
        title=case.title,
        stem=_STEM,
        note=note_lines(case, ("hpi", "exam")),
        fields=(ChoiceField(id=FIELD, label="Sacral dysfunction", options=_OPTIONS),),
        skills=SKILLS,
        minutes=_MINUTES_IF_CONTRADICTED if case.difficulty == "advanced" else _MINUTES,
        difficulty=case.difficulty,
    )
    remarks = (*_side_remarks(row, signs), *_noise_remark(case, row))
    key = ChoiceKey(
        item_id=item_id,
        field=FIELD,
        right=row,
        graded={answer: (_verdict(row, answer, signs), *remarks) for answer in ("", *ROWS)},
        summary=f"The findings add up to: {name_of(row)}.",
        drawn=row,
        beside=True,
    )
    return Item(prompt=prompt, key=key, situation=situation_of(case, row), key_feature=feature(case, signs))


def _verdict(row: str, answer: str, signs: dict[str, Stated]) -> Criterion:
    if not answer:
        said = f"Nothing chosen. {name_of(row)}. {derivation(row)}"
    elif answer == row:
        said = f"Right: {name_of(row)}. {derivation(row)}"
    else:
        said = f"{headline(answer)} {explain(row, answer)} {name_of(row)}: {derivation(row)}"
    made = slips(row, answer) if answer else ()
    return Criterion(
        id="name",
        label="Sacral dysfunction",
        earned=SHARES[shared(row, answer)] if answer else 0.0,
        possible=1.0,
        feedback=said,
        read_more=READ_MORE[made[0]] if made else "motion#sacrum-three-bits",
        lines=tuple(dict.fromkeys(sign.line for sign in signs.values() if sign.fits)),
        refs=_refs(row),
    )


def _refs(row: str) -> tuple[str, ...]:
    if "_ON_" in row:
        return _REFS["torsion"]
    return _REFS["unilateral" if "_UNI_" in row else "other"]


def _side_remarks(row: str, signs: dict[str, Stated]) -> tuple[Criterion, ...]:
    """Return for each of the three sides the line that states it, or how it follows without one."""
    return tuple(
        Criterion(
            id=f"side-{which}",
            label=f"The {_ASKS[which]}: {in_words(side_of(row, which))}",
            earned=0.0,
            possible=0.0,
            feedback=ground(row, which, signs),
            read_more="motion#sacrum-three-bits",
            lines=tuple(signs[test].line for test in SIDES_READ[which] if test in signs)[:1],
        )
        for which in _ASKS
    )


def ground(row: str, which: str, signs: dict[str, Stated]) -> str:
    """Return where the note states a side, with the line quoted, or how it follows from the others."""
    side = in_words(side_of(row, which))
    sign = next((signs[test] for test in SIDES_READ[which] if test in signs), None)
    if sign is None:
        return f"No line states the {_ASKS[which]}; it follows from the other findings: {side}."
    if sign.fits:
        return f"{sign.quoted} So the {_ASKS[which]} is: {side}."
    return f"{sign.quoted} That contradicts the rest and is most probably misread; the rest says: {side}."


def _noise_remark(case: Case, row: str) -> tuple[Criterion, ...]:
    said = weight_of_slips(case, row)
    if not said:
        return ()
    misread = set(case.proof.misread) if case.proof is not None else set[str]()
    return (
        Criterion(
            id="misread",
            label="What the contradiction weighs",
            earned=0.0,
            possible=0.0,
            feedback=said,
            read_more="motion#sacrum-honesty",
            lines=tuple(s.id for s in case.note if misread & set(s.conveys)),
            refs=("CONSORTI_2018", "DEGENHARDT_2005"),
        ),
    )
