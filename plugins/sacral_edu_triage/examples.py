"""The scorer's own answers, with the points that each must earn."""

from collections.abc import Iterable

from sacral_edu.api import Example, ExampleKind, Item, Response, rounded
from sacral_edu_triage import technique, today
from sacral_edu_triage.keys import WHOLE, TechniqueKey, TodayKey, TriageKey
from sacral_edu_triage.treatments import COUNTERPART, TREATMENTS


def examples(item: Item[TriageKey]) -> Iterable[Example]:
    """Yield right, wrong, blank and malformed answers to an item."""
    key = item.key
    if isinstance(key, TechniqueKey):
        yield from _of_technique(key)
        return
    yield from _of_today(key)
    first, second = (line.id for line in item.prompt.note[:2])
    two = _marked(first) | _marked(second)
    yield _today("malformed", "two lines", key, key.decision, key.detail, key.technique, two, None)


def _of_today(key: TodayKey) -> Iterable[Example]:
    line = next((name for name, share in key.lines.items() if share == WHOLE), "")
    right = (key.decision, key.detail, key.technique or today.NONE)
    shares = today.SHARES[key.decision]
    refer = key.decision == "refer"
    yield _today("right", "decision, reason and technique", key, *right, _marked(line), 1.0)
    yield _today("wrong", "treat, without more", key, "treat", "none", "none", {}, 0.0)
    yield _today("wrong", "refer, without more", key, "refer", "", "", {}, 0.0)
    if refer:
        alone = rounded(shares[today.DECISION] + shares[today.LINE])
        yield _today("wrong", "the line without the step", key, "refer", "none", "", _marked(line), alone)
        yield _today("wrong", "line and step, but treated", key, "treat", key.detail, "", _marked(line), 0.0)
    else:
        other = COUNTERPART[key.technique]
        left = 0.0 if key.decision == "treat" else rounded(1 - shares[today.TECHNIQUE])
        mark = _marked(line)
        yield _today("wrong", "the opposite technique", key, key.decision, key.detail, other, mark, left)
    yield _today("blank", "nothing answered", key, "", "", "", {}, 0.0)
    yield _today("malformed", "a decision that is not offered", key, "wait", "", "", {}, None)
    yield _today("malformed", "a line as a string", key, "", "", "", "s1", None)


def _of_technique(key: TechniqueKey) -> Iterable[Example]:
    for answer, criterion in key.graded.items():
        if answer:
            kind: ExampleKind = "right" if answer == key.right else "wrong"
            yield _technique(kind, answer, key, answer, rounded(criterion.earned))
    yield _technique("blank", "nothing chosen", key, "", 0.0)
    yield _technique("malformed", "a technique by its name", key, next(iter(TREATMENTS)), None)


def _marked(line: str) -> dict[str, str]:
    return {line: "decides"} if line else {}


def _today(
    kind: ExampleKind,
    name: str,
    key: TodayKey,
    decision: str,
    detail: str,
    chosen: str,
    line: object,
    points: float | None,
) -> Example:
    answers: dict[str, object] = {
        today.DECISION: decision,
        today.DETAIL: detail,
        today.TECHNIQUE: chosen,
        today.LINE: line,
    }
    return Example(
        kind=kind, name=name, response=Response(item_id=key.item_id, answers=answers), points=points
    )


def _technique(kind: ExampleKind, name: str, key: TechniqueKey, answer: str, points: float | None) -> Example:
    response = Response(item_id=key.item_id, answers={technique.FIELD: answer})
    return Example(kind=kind, name=name, response=response, points=points)
