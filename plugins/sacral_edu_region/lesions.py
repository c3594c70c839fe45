"""Say of two lesions which is primary, where the other one is, and which statement tells it.

Asked where a case has a second lesion. In two notes of five the look again after treatment tells that the
sacrum was first, in two that the other bone was, and one has no look again, so that nothing can be told.
"""

from collections.abc import Iterable

from sacral_edu.api import (
    Case,
    ChoiceField,
    Criterion,
    Example,
    Item,
    MarkField,
    Option,
    Prompt,
    Response,
    Score,
    choice,
    marks,
    rounded,
    total,
)
from sacral_edu_region.examples import example
from sacral_edu_region.keys import UNCHOSEN, LesionsKey, RegionKey
from sacral_edu_region.reasons import CODES, named
from sacral_edu_region.rechecks import Told, told

RELATION_SHARE = 0.5
LINE_SHARE = 0.4
OTHER_SHARE = 0.1

_READ_MORE = "regions#regions-coexisting"
_RELATIONS: tuple[Option, ...] = (
    Option(id="sacral", label="The sacral lesion is primary and the other follows it", letter="S"),
    Option(id="other", label="The other lesion is primary and the sacral one follows it", letter="O"),
    Option(id="most", label="The region with more findings is primary", letter="M"),
    Option(id="standing", label="The region of the positive standing test is primary", letter="T"),
    Option(id="untold", label="The note does not tell which is primary", letter="N"),
)
_OTHERS: tuple[Option, ...] = (
    Option(id="pelvic", label="Pelvic region, M99.05", letter="P"),
    Option(id="lumbar", label="Lumbar region, M99.03", letter="L"),
    Option(id="lower_extremity", label="Lower extremity, M99.06", letter="E"),
)
_MARK = (Option(id="tells", label="Tells which is primary", letter="X"),)
_MISTAKES = {
    "sacral": "No statement tells that the other lesion went once the sacrum had been treated.",
    "other": "No statement tells that the sacral lesion went once the other bone had been treated.",
    "most": "How many findings a region has says how well it was examined, and not which lesion came first.",
    "standing": "The standing test gives a side and no more; legs, innominates and sacrum all take part.",
    "untold": "It does tell: one statement gives a look again after treatment.",
}
_STEM = (
    "This note documents a lesion of the sacrum and another one; its examination is in no particular order. "
    "Which lesion is primary and which secondary, where is the other, and which statement tells it? Mark no "
    "statement if none does."
)


def lesions_item(case: Case) -> Item[RegionKey] | None:
    """Return the item where the case has a sacral lesion and a second one beside it."""
    note = told(case)
    if note is None:
        return None
    item_id = f"{case.id}/region/lesions"
    key = LesionsKey(
        item_id=item_id,
        relation=note.relation,
        other=note.other,
        line=note.line,
        relations={one: _relation_criterion(one, note) for one in (UNCHOSEN, *_MISTAKES)},
        others={one: _other_criterion(one, note.other) for one in (UNCHOSEN, *_ids(_OTHERS))},
        found=_line_criterion(note, found=True),
        missed=_line_criterion(note, found=False),
        summary=_summary(note),
    )
    return Item(
        prompt=_prompt(case, item_id, note),
        key=key,
        situation=_situation(note),
        key_feature=(note.line,) if note.line else (),
    )


def score_lesions(key: LesionsKey, response: Response) -> Score:
    """Score the relation, the region of the other lesion, and the statement that tells."""
    relation, marked = choice(response, "relation"), marks(response, "shows")
    told_right = key.line in marked if key.line else relation == "untold" and not marked
    criteria = (
        key.relations[relation],
        key.others[choice(response, "other")],
        key.found if told_right else key.missed,
    )
    return Score(
        item_id=key.item_id, scorer="region", points=total(criteria), criteria=criteria, summary=key.summary
    )


def lesions_examples(item: Item[RegionKey], key: LesionsKey) -> Iterable[Example]:
    """Yield right, wrong, blank and malformed answers."""
    shows = {key.line: "tells"} if key.line else {}
    right = {"relation": key.relation, "other": key.other, "shows": shows}
    stray = next(line.id for line in item.prompt.note if line.section == "exam" and line.id != key.line)
    wrong = {"relation": "most", "other": "", "shows": {stray: "tells"}}
    alone = {"relation": key.relation, "other": key.other, "shows": {stray: "tells"}}
    yield example("right", "relation, region and statement", key, right, 1.0)
    yield example("wrong", "another statement marked", key, alone, rounded(RELATION_SHARE + OTHER_SHARE))
    yield example("wrong", "findings are counted", key, wrong, 0.0)
    yield example("blank", "nothing chosen", key, {}, 0.0)
    yield example("malformed", "a relation that is not offered", key, {"relation": "both"}, None)
    yield example("malformed", "marks as a list", key, {"shows": [stray]}, None)


def _prompt(case: Case, item_id: str, note: Told) -> Prompt:
    return Prompt(
        item_id=item_id,
        scorer="region",
        case_id=case.id,
        title=case.title,
        stem=_STEM,
        note=note.note,
        fields=(
            ChoiceField(id="relation", label="How the lesions are related", options=_RELATIONS),
            ChoiceField(id="other", label="Region of the other lesion", options=_OTHERS),
            MarkField(
                id="shows",
                label="Statement that tells it",
                lines=tuple(line.id for line in note.note if line.section == "exam"),
                options=_MARK,
                at_most=1,
            ),
        ),
        skills=("region", "second_lesion"),
        minutes=3.0,
        difficulty="intermediate",
    )


def _relation_criterion(chosen: str, note: Told) -> Criterion:
    truth = _summary(note)
    if chosen == note.relation:
        said = f"Right. {truth}"
    elif not chosen:
        said = f"Nothing chosen. {truth}"
    else:
        said = f"{_MISTAKES[chosen]} {truth}"
    return Criterion(
        id="relation",
        label="How the lesions are related",
        earned=RELATION_SHARE if chosen == note.relation else 0.0,
        possible=RELATION_SHARE,
        feedback=said,
        read_more=_READ_MORE,
        lines=(note.line,) if note.line else (),
        refs=("GOLDMAN_2009",),
    )


def _other_criterion(chosen: str, other: str) -> Criterion:
    right = f"the other lesion has its own findings in {named(other)}"
    if chosen == other:
        said = f"Right: {right}."
    elif not chosen:
        said = f"No region chosen; {right}."
    else:
        said = f"Not {named(chosen)}: {right}."
    return Criterion(
        id="other",
        label="Region of the other lesion",
        earned=OTHER_SHARE if chosen == other else 0.0,
        possible=OTHER_SHARE,
        feedback=f"{said} Each region needs TART evidence of its own.",
        read_more=_READ_MORE,
    )


def _line_criterion(note: Told, *, found: bool) -> Criterion:
    if note.line:
        said = f'{"Right" if found else "This is the one"}: "{note.text}"'
    elif found:
        said = "Right: no statement tells it, so none is to be marked."
    else:
        said = "No statement tells it. Call it not told, and mark none."
    habit = "Treat one bone, examine the other again, and write down what changed."
    return Criterion(
        id="shows",
        label="Statement that tells it",
        earned=LINE_SHARE if found else 0.0,
        possible=LINE_SHARE,
        feedback=f"{said} {habit}",
        read_more=_READ_MORE,
        lines=(note.line,) if note.line else (),
    )


def _summary(note: Told) -> str:
    if note.relation == "untold":
        return "The note does not tell which lesion is primary: nothing was examined again after treatment."
    first, second = ("sacral", note.other) if note.relation == "sacral" else (note.other, "sacral")
    return (
        f"Primary: {named(first)}; secondary: {named(second)}, whose findings were gone once the first had "
        "been treated."
    )


def _situation(note: Told) -> str:
    kind = {"sacral": "sacrum primary", "other": "sacrum secondary", "untold": "which is primary not told"}
    return f"{kind[note.relation]}, other lesion {note.other.replace('_', ' ')}"


def _ids(options: tuple[Option, ...]) -> tuple[str, ...]:
    return tuple(option.id for option in options if option.id in CODES)
