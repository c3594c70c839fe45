"""The third question, for torsions: about which axis the sacrum turns, to which side, and of which kind.

All parts count together with the line that fixes the axis, so that the most frequent torsion is not worth
a guess. Sources: facts, model (`torsion_axis`, `torsion_rotation`, `family_motion`), standard.
"""

from sacral_edu.api import (
    Case,
    ChoiceField,
    Criterion,
    Item,
    MarkField,
    Option,
    Prompt,
    Response,
    Score,
    axis_side,
    bits_of,
    choice,
    is_flexed,
    is_torsion,
    marks,
    note_lines,
    total,
)
from sacral_edu_dysfunction import drawings
from sacral_edu_dysfunction.evidence import DEEP, Stated, feature, shown, stated
from sacral_edu_dysfunction.inversions import derivation
from sacral_edu_dysfunction.keys import AxisKey, DysfunctionKey
from sacral_edu_dysfunction.naming import ground
from sacral_edu_dysfunction.rows import OTHER, SIDE_WORDS, name_of
from sacral_edu_dysfunction.situations import situation_of

SKILLS = ("axis", "naming", "sacral_region")
AXIS, TURN, KIND, LINE = "axis", "turn", "kind", "line"
SHARES = {AXIS: 0.2, TURN: 0.2, KIND: 0.2, LINE: 0.4}
"""Points of the parts of a whole answer; together 1."""

SHARE_WITHOUT_LINE = 0.25
"""What is left of axis, turn and kind where all three are right and the line is not."""

SHARE_OF_LINE = 0.25
"""What is left of the line where the axis is right and turn or kind is not."""

_SIDES = (Option(id="L", label="Left", letter="L"), Option(id="R", label="Right", letter="R"))
_KINDS = (
    Option(id="forward", label="Forward: the base is held anterior", letter="F"),
    Option(id="backward", label="Backward: the base is held posterior", letter="B"),
)
_FIXES = (Option(id="fixes", label="Fixes the axis", letter="X"),)
_LABELS = {
    AXIS: "Oblique axis",
    TURN: "The front of the sacrum turns to the",
    KIND: "Kind of torsion",
    LINE: "The line that fixes the axis",
}
_CHOSEN = (AXIS, TURN, KIND)
_STEM = (
    "The findings are those of a torsion. About which oblique axis is the sacrum held, to which side has it "
    "turned, and is the torsion forward or backward? Mark the one finding that fixes the side of the axis."
)
_ALL_THREE = " It counts only where axis, turn and kind are all right."
_TOGETHER = " It counts in full only together with the line that fixes the axis."
_WITH_THE_REST = " It counts in full only where turn and kind are right as well."
_WITH_THE_AXIS = " It counts only with the right axis."
_READ_MORE = {
    AXIS: "sacrum#sacrum-axes",
    TURN: "motion#sacrum-three-bits",
    KIND: "naming#sacrum-names",
    LINE: "motion#sacrum-tests",
}
_MINUTES = 3.0


def axis_item(case: Case, row: str, scorer: str) -> Item[DysfunctionKey] | None:
    """Return the question on a torsion whose seated flexion test the note states rightly; else None."""
    bits = bits_of(row)
    signs = stated(case, row)
    test = signs.get("seated_flexion")
    if bits is None or not is_torsion(bits) or test is None or not test.fits:
        return None
    item_id = f"{case.id}/{scorer}/axis"
    exam = tuple(s.id for s in shown(case) if s.section == "exam")
    prompt = Prompt(
        item_id=item_id,
        scorer=scorer,
        case_id=case.id,
        title=case.title,
        stem=_STEM,
        note=note_lines(case, ("hpi", "exam")),
        fields=(
            ChoiceField(id=AXIS, label=_LABELS[AXIS], options=_SIDES),
            ChoiceField(id=TURN, label=_LABELS[TURN], options=_SIDES),
            ChoiceField(id=KIND, label=_LABELS[KIND], options=_KINDS),
            MarkField(id=LINE, label=_LABELS[LINE], lines=exam, options=_FIXES, at_most=1),
        ),
        skills=SKILLS,
        minutes=_MINUTES,
        difficulty=case.difficulty,
    )
    key = _key(item_id, row, test, signs)
    return Item(prompt=prompt, key=key, situation=situation_of(case, row), key_feature=feature(case, signs))


def score_axis(key: AxisKey, response: Response, scorer: str) -> Score:
    """Score axis, turn, kind and line, which count in full only together.

    So knowing which torsion is the most frequent earns little. Axis, turn and kind without the line keep a
    quarter of their points, and so does the line with the right axis; anything less earns nothing.
    """
    answered = {part: choice(response, part) for part in _CHOSEN}
    marked = next(iter(marks(response, LINE)), "")
    named = all(answered[part] == key.right[part] for part in _CHOSEN)
    found = marked == key.fixes and answered[AXIS] == key.right[AXIS]
    factor = (1.0 if found else SHARE_WITHOUT_LINE) if named else 0.0
    of_line = (1.0 if named else SHARE_OF_LINE) if found else 0.0
    criteria = (
        *(_part(key, part, answered[part], factor) for part in _CHOSEN),
        _line(key, marked, of_line),
    )
    return Score(
        item_id=key.item_id,
        scorer=scorer,
        points=total(criteria),
        criteria=criteria,
        summary=key.summary,
        pictures=drawings.found(key.drawn),
    )


def _part(key: AxisKey, part: str, answer: str, factor: float) -> Criterion:
    hit = answer == key.right[part]
    left = "" if factor == 1 or not hit else _TOGETHER if factor else _ALL_THREE
    return Criterion(
        id=part,
        label=key.labels[part],
        earned=SHARES[part] * factor if hit else 0.0,
        possible=SHARES[part],
        feedback=key.said[part][answer] + left,
        read_more=_READ_MORE[part],
        lines=key.lines[part],
    )


def _line(key: AxisKey, marked: str, factor: float) -> Criterion:
    hit = marked == key.fixes
    opening = "Found. " if hit else "Another line was marked. " if marked else "No mark. "
    left = "" if factor == 1 or not hit else _WITH_THE_REST if factor else _WITH_THE_AXIS
    return Criterion(
        id=LINE,
        label=key.labels[LINE],
        earned=SHARES[LINE] * factor,
        possible=SHARES[LINE],
        feedback=opening + key.said[LINE][""] + left,
        read_more=_READ_MORE[LINE],
        lines=(key.fixes,),
    )


def _key(item_id: str, row: str, test: Stated, signs: dict[str, Stated]) -> AxisKey:
    bits = bits_of(row)
    if bits is None:
        raise ValueError(row)
    restricted, axis = SIDE_WORDS[bits.restricted_side], SIDE_WORDS[axis_side(bits)]
    deep, turned = SIDE_WORDS[bits.deep_side], SIDE_WORDS[OTHER[bits.deep_side]]
    right = {
        AXIS: axis_side(bits),
        TURN: OTHER[bits.deep_side],
        KIND: "forward" if is_flexed(bits) else "backward",
    }
    because = {
        AXIS: f"{test.quoted} The axis lies opposite the positive test: {axis}, not {restricted}.",
        TURN: f"{ground(row, DEEP, signs)} The sacrum turns away from the deep sulcus: {turned}, not {deep}.",
        KIND: _kind(row, signs),
    }
    said = {
        part: {answer: f"{_opening(answer, right[part])} {because[part]}" for answer in ("", *answers)}
        for part, answers in ((AXIS, "LR"), (TURN, "LR"), (KIND, ("forward", "backward")))
    }
    fixes = (
        f"{test.quoted} This line fixes it: the positive side is the restricted one, and the axis is "
        f"opposite, on the {axis}. Sulcus and ILA tell how the bone has turned, not about which axis."
    )
    said[LINE] = {"": fixes}
    spring = next((signs[t].line for t in ("spring", "sphinx") if t in signs and signs[t].fits), test.line)
    depth = next((signs[t].line for t in ("sulcus", "base") if t in signs), test.line)
    return AxisKey(
        item_id=item_id,
        right=right,
        said=said,
        labels=_LABELS,
        lines={AXIS: (test.line,), TURN: (depth,), KIND: (spring,)},
        fixes=test.line,
        summary=f"{name_of(row)}. {derivation(row)}",
        drawn=row,
    )


def _opening(answer: str, right: str) -> str:
    if not answer:
        return "Nothing chosen."
    return "Right." if answer == right else "Not so."


def _kind(row: str, signs: dict[str, Stated]) -> str:
    """Return why a torsion is forward or backward, quoting spring or sphinx test where one is stated."""
    bits = bits_of(row)
    flexed = bits is not None and is_flexed(bits)
    quoted = [signs[test].quoted for test in ("spring", "sphinx") if test in signs and signs[test].fits]
    said = (
        "Deep sulcus and positive test are on one side and the base is held forward, so that turn and axis "
        "have the same name: forward."
        if flexed
        else "Deep sulcus and positive test are on different sides and the base is held back, so that turn "
        "and axis have different names: backward."
    )
    return " ".join((*quoted, said))
