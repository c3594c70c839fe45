"""Find the two statements of an examination that cannot both be true, or say that there are none.

In three examinations of four the question plants one statement against another; how is told by `planting`.
Both lines are asked for, since a note alone does not say which of the two is the slip. Lines marked beside
them take back what a right one earned; a sound examination earns only where it is called sound.
"""

from collections.abc import Iterable

from sacral_edu.api import (
    Case,
    ChoiceField,
    Criterion,
    Example,
    ExampleKind,
    Finding,
    Item,
    MarkField,
    NoteLine,
    Option,
    Prompt,
    Response,
    Score,
    choice,
    marks,
    rounded,
    total,
)
from sacral_edu_tart.keys import UNMARKED, ContradictionKey, TartKey
from sacral_edu_tart.planting import Examination, planted_examination

VERDICT_SHARE = 0.2
PAIR_SHARE = 0.8

_PAIR = 2
_VERDICTS = (
    Option(id="pair", label="Two statements contradict each other", letter="P"),
    Option(id="none", label="No two statements contradict each other", letter="N"),
)
_MARK = (Option(id="contradicts", label="Cannot be true beside the other", letter="X"),)
_STEM = (
    "The examination of one patient on one day, its statements in no particular order. Do two of them "
    "contradict each other? If so, mark both; if not, say so and mark none."
)
_READ_MORE = "tart#tart-contradictions"
_NAMES = {
    "seated_flexion": "the seated flexion test",
    "standing_flexion": "the standing flexion test",
    "straight_leg_raise": "the straight leg raise",
    "fibular_head": "the fibular head",
    "l5_rotation": "the rotation of L5",
    "sulcus": "the depth of the sacral sulci",
    "ila_ap": "the inferior lateral angles",
    "asis": "the heights of the ASISs",
    "pubic": "the heights of the pubic tubercles",
    "spring": "the spring test",
    "sphinx": "the sphinx test",
    "lordosis": "the lumbar lordosis",
    "texture": "the texture of the tissue at one site",
    "tenderness": "the tenderness of one site",
}


def contradiction_item(case: Case) -> Item[TartKey] | None:
    """Return the item where an examination can carry a contradiction."""
    shown = planted_examination(case)
    if shown is None:
        return None
    item_id = f"{case.id}/tart/contradiction"
    note = tuple(
        NoteLine(id=f"s{number}", section="exam", text=entry.text)
        for number, entry in enumerate(shown.entries, 1)
    )
    pair, planted, against = _pair(shown, note)
    texts = [line.text for line in note if line.id in pair]
    why = _why(planted, texts)
    key = ContradictionKey(
        item_id=item_id,
        pair=pair,
        planted=planted,
        against=against,
        verdicts={one: _verdict_criterion(one, why, pair) for one in (UNMARKED, "pair", "none")},
        marks={net: _marks_criterion(net, why, pair) for net in range(_PAIR + 1)},
        summary=f"The statements about {_NAMES[planted.test]} cannot both be true." if planted else _SOUND,
    )
    return Item(prompt=_prompt(case, item_id, note), key=key, situation=_situation(planted), key_feature=pair)


_SOUND = "This examination does not contradict itself."


def score_contradiction(key: ContradictionKey, response: Response) -> Score:
    """Score the verdict and the pair; in a sound note both rest on calling it sound and marking nothing."""
    verdict, marked = choice(response, "verdict"), marks(response, "pair")
    if key.pair:
        hits = sum(line in marked for line in key.pair)
        net = max(0, 2 * hits - len(marked))
    else:
        net = _PAIR if verdict == "none" and not marked else 0
    criteria = (key.verdicts[verdict], key.marks[net])
    return Score(
        item_id=key.item_id, scorer="tart", points=total(criteria), criteria=criteria, summary=key.summary
    )


def contradiction_examples(item: Item[TartKey], key: ContradictionKey) -> Iterable[Example]:
    """Yield right, wrong, blank and malformed answers."""
    pair: dict[str, object] = dict.fromkeys(key.pair, "contradicts")
    strays = [line.id for line in item.prompt.note if line.id not in key.pair][:_PAIR]
    verdict, other = ("pair", "none") if key.pair else ("none", "pair")
    wrong: dict[str, object] = dict.fromkeys(strays, "contradicts")
    yield _example("right", "the pair, or that there is none", key, verdict, pair, 1.0)
    yield _example("wrong", "the other verdict, two other statements", key, other, wrong, 0.0)
    if key.pair:
        one: dict[str, object] = {key.pair[0]: "contradicts"}
        points = rounded(VERDICT_SHARE + PAIR_SHARE / 2)
        yield _example("wrong", "one statement of the pair", key, verdict, one, points)
    yield _example("blank", "nothing chosen", key, "", {}, 0.0)
    yield _example("malformed", "a verdict that is not offered", key, "maybe", {}, None)
    yield _example("malformed", "marks as a list", key, "", ["s1"], None)


def _pair(
    shown: Examination, note: tuple[NoteLine, ...]
) -> tuple[tuple[str, ...], Finding | None, Finding | None]:
    if shown.planted is None or shown.against is None:
        return (), None, None
    planted = shown.entries[shown.planted].findings[0]
    own = next(f for f in shown.entries[shown.against].findings if f.test == planted.test)
    places = sorted((shown.planted, shown.against))
    return tuple(note[place].id for place in places), planted, own


def _prompt(case: Case, item_id: str, note: tuple[NoteLine, ...]) -> Prompt:
    return Prompt(
        item_id=item_id,
        scorer="tart",
        case_id=case.id,
        title=case.title,
        stem=_STEM,
        note=note,
        fields=(
            ChoiceField(id="verdict", label="Verdict", options=_VERDICTS),
            MarkField(
                id="pair",
                label="The two statements",
                lines=tuple(line.id for line in note),
                options=_MARK,
                at_most=_PAIR,
            ),
        ),
        skills=("tart", "contradiction"),
        minutes=3.0,
        difficulty="advanced",
    )


def _why(planted: Finding | None, texts: list[str]) -> str:
    if planted is None:
        return (
            "Every test has one result here. Findings of different tests, of different places, or of "
            "different regions may stand side by side."
        )
    return f'"{texts[0]}" and "{texts[1]}" are both about {_NAMES[planted.test]} and give two results.'


def _verdict_criterion(chosen: str, why: str, pair: tuple[str, ...]) -> Criterion:
    right = "pair" if pair else "none"
    truth = "Two statements contradict each other." if pair else "No two statements contradict each other."
    opening = "Right." if chosen == right else f"{'Not so.' if chosen else 'No verdict chosen.'} {truth}"
    return Criterion(
        id="verdict",
        label="Verdict",
        earned=VERDICT_SHARE if chosen == right else 0.0,
        possible=VERDICT_SHARE,
        feedback=f"{opening} {why}",
        read_more=_READ_MORE,
        lines=pair,
    )


def _marks_criterion(net: int, why: str, pair: tuple[str, ...]) -> Criterion:
    if not pair:
        said = (
            "Right, nothing was to be marked."
            if net
            else "It was to be called free of contradictions, with nothing marked."
        )
    elif net == _PAIR:
        said = "Right, these are the two."
    elif net:
        said = "One of the two; its contrary is missing."
    else:
        said = "The two were not found."
    habit = "Read a note once for each test and each place, and see whether there is one result only."
    return Criterion(
        id="pair",
        label="The two statements",
        earned=PAIR_SHARE * net / _PAIR,
        possible=PAIR_SHARE,
        feedback=f"{said} {why} {habit}" if net < _PAIR else f"{said} {habit}",
        read_more=_READ_MORE,
        lines=pair,
    )


def _situation(planted: Finding | None) -> str:
    return f"contradiction about {_NAMES[planted.test]}" if planted else "no contradiction"


def _example(
    kind: ExampleKind,
    name: str,
    key: ContradictionKey,
    verdict: str,
    pair: object,
    points: float | None,
) -> Example:
    response = Response(item_id=key.item_id, answers={"verdict": verdict, "pair": pair})
    return Example(kind=kind, name=name, response=response, points=points)
