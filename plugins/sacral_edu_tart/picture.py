"""Say how old the picture at the sacrum is, which statements tell it, and what the history tells.

For two notes in three the question gives texture or tenderness, or both, the quality of the other age, so
that the history alone does not tell the answer. Choices earn by being right; marks earn by the share of
telling statements given their age, less those marked without telling anything.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sacral_edu.api import (
    Case,
    ChoiceField,
    Criterion,
    Example,
    Item,
    MarkField,
    NoteLine,
    Option,
    Prompt,
    Response,
    Score,
    Statement,
    choice,
    drawn,
    marks,
    rounded,
    total,
)
from sacral_edu_tart.examples import example
from sacral_edu_tart.keys import UNMARKED, PictureKey, TartKey
from sacral_edu_tart.qualities import AGES, OTHER_AGE, REFS, WHY_QUALITY, in_quality, tells_age
from sacral_edu_tart.time_course import criteria_of_history, told_time
from sacral_edu_tart.wording import quoted

PICTURE_SHARE = 0.4
HISTORY_SHARE = 0.15

_LEAST_TELLING = 2
_ACUTE = Option(id="acute", label="Acute", letter="A")
_CHRONIC = Option(id="chronic", label="Chronic", letter="C")
_MIXED = Option(
    id="mixed", label="The signs disagree: texture tells one age, tenderness the other", letter="D"
)
_PICTURES = (_ACUTE, _CHRONIC, _MIXED)
_TOLD_AGES = (
    Option(id="acute", label="Days to weeks", letter="W"),
    Option(id="chronic", label="Months to years", letter="M"),
)
_STEM = (
    "How old does the examination make the lesion of the sacrum look? Choose the picture, and mark every "
    "statement about the sacrum that tells its age, with the age that it speaks for."
)
_SITUATIONS = ("age by texture and tenderness", "age against the history", "texture and tenderness disagree")


class _Told(NamedTuple):
    """A statement that tells an age: where it stands, which criterion, which age, and what it says now."""

    statement: Statement
    test: str
    age: str
    text: str


def picture_item(case: Case) -> Item[TartKey] | None:
    """Return the item where the examination gives texture and tenderness of the sacrum with their quality."""
    told = _told(case)
    if len(told) < _LEAST_TELLING or {one.test for one in told} != {"texture", "tenderness"}:
        return None
    ages = {one.age for one in told}
    picture = "mixed" if len(ages) > 1 else next(iter(ages))
    time = told_time(case)
    note = _note(case, told)
    item_id = f"{case.id}/tart/picture"
    lines_share = rounded(1 - PICTURE_SHARE - (HISTORY_SHARE if time else 0))
    key = PictureKey(
        item_id=item_id,
        picture=picture,
        choices={
            chosen: _picture_criterion(chosen, picture, told) for chosen in (UNMARKED, *_ids(_PICTURES))
        },
        history=criteria_of_history(time, picture, HISTORY_SHARE) if time else {},
        told=time.age if time else "",
        qualities={one.statement.id: one.age for one in told},
        remarks=_remarks(case, told, note),
        lines_share=lines_share,
        summary=_summary(picture, time.age if time else ""),
    )
    return Item(
        prompt=_prompt(case, item_id, note, asks_history=time is not None),
        key=key,
        situation=_situation(case, picture),
        key_feature=tuple(one.statement.id for one in told),
    )


def score_picture(key: PictureKey, response: Response) -> Score:
    """Score the picture chosen, the time told by the history where asked, and the marks."""
    marked = marks(response, "shows")
    criteria = [key.choices[choice(response, "picture")]]
    if key.history:
        criteria.append(key.history[choice(response, "history")])
    hits = sum(marked.get(line) == age for line, age in key.qualities.items())
    strays = len(marked) - sum(line in marked for line in key.qualities)
    criteria.append(_lines_criterion(key, hits, strays))
    criteria += [key.remarks[line][mark] for line, mark in marked.items() if line in key.remarks]
    return Score(
        item_id=key.item_id,
        scorer="tart",
        points=total(criteria),
        criteria=tuple(criteria),
        summary=key.summary,
    )


def picture_examples(item: Item[TartKey], key: PictureKey) -> Iterable[Example]:
    """Yield right, wrong, blank and malformed answers."""
    right = {"picture": key.picture, "shows": key.qualities}
    history = {"history": key.told} if key.told else {}
    other = "chronic" if key.picture == "acute" else "acute"
    every = {line.id: "acute" for line in item.prompt.note if line.section == "exam"}
    share = HISTORY_SHARE if history else 0.0
    yield example("right", "picture, time and telling statements", key, right | history, 1.0)
    no_lines = rounded(1 - key.lines_share)
    chosen: Mapping[str, object] = {"picture": key.picture} | history
    yield example("wrong", "no statements marked", key, chosen, no_lines)
    wrong = {"picture": other, "shows": every} | history
    yield example("wrong", "another picture, every statement marked acute", key, wrong, share)
    yield example("blank", "nothing chosen", key, {}, 0.0)
    yield example("malformed", "a picture that is not offered", key, {"picture": "old"}, None)
    yield example("malformed", "marks as a list", key, {"shows": ["s1"]}, None)


def _told(case: Case) -> list[_Told]:
    """Return the statements that tell an age, with the quality that this question gives them."""
    # As they stand; both of the other age; texture alone; tenderness alone.
    lot = drawn(case.id, "picture", 6)
    changed = ((), (), ("texture", "tenderness"), ("texture", "tenderness"), ("texture",), ("tenderness",))[
        lot
    ]
    told: list[_Told] = []
    for statement in case.note:
        found = [finding for finding in case.findings_of(statement) if tells_age(finding)]
        if statement.section != "exam" or not found:
            continue
        first = found[0]
        if len(found) > 1 or len(case.findings_of(statement)) > 1:
            return []
        turned = first.test in changed
        age = OTHER_AGE[first.value] if turned else first.value
        text = in_quality(first, age, case.id, f"picture {first.test}") if turned else statement.text
        told.append(_Told(statement, first.test, age, text))
    return told


def _note(case: Case, told: list[_Told]) -> tuple[NoteLine, ...]:
    texts = {one.statement.id: one.text for one in told}
    return tuple(
        NoteLine(id=s.id, section=s.section, text=texts.get(s.id, s.text))
        for s in case.note
        if s.section in ("hpi", "exam")
    )


def _prompt(case: Case, item_id: str, note: tuple[NoteLine, ...], *, asks_history: bool) -> Prompt:
    history = ChoiceField(id="history", label="Time course that the history tells", options=_TOLD_AGES)
    return Prompt(
        item_id=item_id,
        scorer="tart",
        case_id=case.id,
        title=case.title,
        stem=f"{_STEM} Then say what the history tells." if asks_history else _STEM,
        note=note,
        fields=(
            ChoiceField(id="picture", label="Picture at the sacrum", options=_PICTURES),
            *((history,) if asks_history else ()),
            MarkField(
                id="shows",
                label="Statements that tell the age",
                lines=tuple(line.id for line in note if line.section == "exam"),
                options=(_ACUTE, _CHRONIC),
            ),
        ),
        skills=("tart", "acute_chronic"),
        minutes=2.5,
        difficulty="intermediate",
    )


def _picture_criterion(chosen: str, picture: str, told: list[_Told]) -> Criterion:
    labels = {option.id: option.label.lower() for option in _PICTURES}
    shown = " ".join(f'"{one.text}" {WHY_QUALITY[one.test, one.age]}' for one in told)
    right = "the signs disagree" if picture == "mixed" else f"the picture is {picture}"
    if chosen == picture:
        opening = f"Right: {right}."
    elif not chosen:
        opening = f"No picture chosen; {right}."
    else:
        opening = f"You chose: {labels[chosen]}. But {right}."
    return Criterion(
        id="picture",
        label="Picture at the sacrum",
        earned=PICTURE_SHARE if chosen == picture else 0.0,
        possible=PICTURE_SHARE,
        feedback=f"{opening} {shown} Read each of them by itself, before the history.",
        read_more="tart#tart-texture",
        lines=tuple(one.statement.id for one in told),
        refs=REFS,
    )


def _remarks(case: Case, told: list[_Told], note: tuple[NoteLine, ...]) -> dict[str, dict[str, Criterion]]:
    known = {one.statement.id: one for one in told}
    remarks: dict[str, dict[str, Criterion]] = {}
    for line in note:
        if line.section == "exam":
            one = known.get(line.id)
            remarks[line.id] = {age: _remark(line, age, one) for age in AGES}
    return remarks


def _remark(line: NoteLine, marked: str, told: _Told | None) -> Criterion:
    if told is None:
        said = (
            "Tells no age: it is neither texture nor tenderness of the sacrum. Position and motion are "
            "changed in acute and in chronic lesions alike."
        )
    else:
        opening = "Right." if marked == told.age else f"It speaks for {told.age}."
        said = f"{opening} {WHY_QUALITY[told.test, told.age]}"
    return Criterion(
        id=f"mark-{line.id}",
        label=quoted(line.text),
        earned=0.0,
        possible=0.0,
        feedback=said,
        read_more="tart#tart-tenderness" if told and told.test == "tenderness" else "tart#tart-texture",
        lines=(line.id,),
        refs=REFS,
    )


def _lines_criterion(key: PictureKey, hits: int, strays: int) -> Criterion:
    # Marks that tell nothing take back what telling ones earned, never more.
    count = len(key.qualities)
    return Criterion(
        id="shows",
        label="Statements that tell the age",
        earned=key.lines_share * max(0, hits - strays) / count,
        possible=key.lines_share,
        feedback=(
            f"{hits} of {count} telling statements given their age; {strays} marked that tell none. Only "
            "the quality of texture and of tenderness tells the age."
        ),
        read_more="tart#tart-texture",
        lines=tuple(key.qualities),
    )


def _summary(picture: str, told: str) -> str:
    if picture == "mixed":
        return "Texture and tenderness tell two ages. Write both down as found, without one name for them."
    seen = f"The examination shows {'an' if picture == 'acute' else 'a'} {picture} picture"
    if not told:
        return f"{seen}."
    if told == picture:
        return f"{seen}, and the history agrees."
    return f"{seen}; the history does not agree. Say so in the note, and ask the patient again."


def _situation(case: Case, picture: str) -> str:
    if picture == "mixed":
        return _SITUATIONS[2]
    return _SITUATIONS[1] if case.chronicity not in (None, picture) else _SITUATIONS[0]


def _ids(options: tuple[Option, ...]) -> tuple[str, ...]:
    return tuple(option.id for option in options)
