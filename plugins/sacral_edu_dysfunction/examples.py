"""The scorer's own answers, with the points that each must earn."""

from collections.abc import Iterable, Mapping

from sacral_edu.api import Example, ExampleKind, Response, rounded
from sacral_edu_dysfunction import axis, drawing_item
from sacral_edu_dysfunction.keys import AxisKey, ChoiceKey, DrawingKey, DysfunctionKey, SidesKey
from sacral_edu_dysfunction.rows import SHARES

_OTHER_OF = {"L": "R", "R": "L", "neither": "L", "forward": "backward", "backward": "forward"}


def examples(key: DysfunctionKey) -> Iterable[Example]:
    """Yield right, wrong, blank and malformed answers to an item of that key."""
    if isinstance(key, SidesKey):
        return _of_sides(key)
    if isinstance(key, DrawingKey):
        return _of_drawing(key.sides)
    if isinstance(key, AxisKey):
        return _of_axis(key)
    return _of_choice(key)


def _of_choice(key: ChoiceKey) -> Iterable[Example]:
    for answer, criteria in key.graded.items():
        if answer:
            kind: ExampleKind = "right" if answer == key.right else "wrong"
            yield _example(kind, answer, key.item_id, {key.field: answer}, rounded(criteria[0].earned))
    yield _example("blank", "nothing chosen", key.item_id, {key.field: ""}, 0.0)
    yield _example("malformed", "an answer that is not offered", key.item_id, {key.field: "torsion"}, None)
    yield _example("malformed", "a list", key.item_id, {key.field: [key.right]}, None)


def _of_sides(key: SidesKey) -> Iterable[Example]:
    fields = tuple(key.right)
    answers = dict(key.right)
    yield _example("right", "all three sides", key.item_id, answers, 1.0)
    for hits, which in zip((2, 1, 0), fields, strict=True):
        answers = answers | {which: _OTHER_OF[answers[which]]}
        yield _example("wrong", f"{hits} sides right", key.item_id, answers, rounded(SHARES[hits]))
    yield _example("blank", "nothing chosen", key.item_id, {}, 0.0)
    yield _example("malformed", "a word for a side", key.item_id, {fields[0]: "left"}, None)


def _of_drawing(key: SidesKey) -> Iterable[Example]:
    answers = dict(key.right)
    first = next(iter(answers))

    def marked(sides: Mapping[str, str]) -> dict[str, object]:
        return {drawing_item.FIELD: [drawing_item.mark(which, side) for which, side in sides.items()]}

    yield _example("right", "all three places", key.item_id, marked(answers), 1.0)
    for hits, which in zip((2, 1, 0), tuple(answers), strict=True):
        answers = answers | {which: _OTHER_OF[answers[which]]}
        yield _example("wrong", f"{hits} places right", key.item_id, marked(answers), 0.0)
    both = [drawing_item.mark(first, side) for side in "LR"]
    yield _example("wrong", "both sides of one", key.item_id, {drawing_item.FIELD: both}, 0.0)
    yield _example("blank", "nothing marked", key.item_id, {drawing_item.FIELD: []}, 0.0)
    yield _example("malformed", "a place as a string", key.item_id, {drawing_item.FIELD: both[0]}, None)
    yield _example(
        "malformed", "a place that is not there", key.item_id, {drawing_item.FIELD: ["base"]}, None
    )


def _of_axis(key: AxisKey) -> Iterable[Example]:
    mark = {axis.LINE: {key.fixes: "fixes"}}
    inverted = {part: _OTHER_OF[answer] for part, answer in key.right.items()}
    alone = rounded(axis.SHARE_WITHOUT_LINE * (1 - axis.SHARES[axis.LINE]))
    other_axis = key.right | {axis.AXIS: inverted[axis.AXIS]}
    other_turn = key.right | {axis.TURN: inverted[axis.TURN]}
    line = rounded(axis.SHARE_OF_LINE * axis.SHARES[axis.LINE])
    yield _example("right", "axis, turn, kind and line", key.item_id, key.right | mark, 1.0)
    yield _example("wrong", "without the line", key.item_id, key.right, alone)
    yield _example("wrong", "the axis on the side of the test", key.item_id, other_axis | mark, 0.0)
    yield _example("wrong", "another turn", key.item_id, other_turn | mark, line)
    yield _example("wrong", "everything inverted", key.item_id, inverted | mark, 0.0)
    yield _example("blank", "nothing chosen", key.item_id, {}, 0.0)
    yield _example("malformed", "an axis in words", key.item_id, {axis.AXIS: "left oblique"}, None)
    yield _example("malformed", "a line as a string", key.item_id, {axis.LINE: key.fixes}, None)


def _example(
    kind: ExampleKind, name: str, item_id: str, answers: Mapping[str, object], points: float | None
) -> Example:
    return Example(kind=kind, name=name, response=Response(item_id=item_id, answers=answers), points=points)
