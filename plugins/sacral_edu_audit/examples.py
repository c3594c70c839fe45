"""The scorer's own answers, with the points that each must earn."""

from collections.abc import Iterable

from sacral_edu.api import Example, ExampleKind, Item, Response, rounded
from sacral_edu_audit.drafts import Kind
from sacral_edu_audit.keys import AuditKey
from sacral_edu_audit.shares import ENTRY, FAULT


def examples(item: Item[AuditKey]) -> Iterable[Example]:
    """Yield right, wrong, blank and malformed answers to an item."""
    key = item.key
    slip = next(name for name in key.options if name != key.right)
    other = next(line for line in key.entries if line not in key.lines)
    yield from _of_sound(key, other, slip) if key.kind == "none" else _of_faulty(key, other, slip)
    yield _example("blank", "nothing answered", key, {}, "", "", 0.0)
    yield _example("malformed", "entry as a string", key, other, "", "", None)
    yield _example("malformed", "a kind that is not offered", key, {}, "typo", "", None)
    yield _example("malformed", "two entries", key, dict.fromkeys([*key.entries][:2], "wrong"), "", "", None)


def _of_sound(key: AuditKey, other: str, slip: str) -> Iterable[Example]:
    mark = {other: "wrong"}
    yield _example("right", "nothing is wrong", key, {}, "none", key.right, 1.0)
    yield _example("wrong", "a sound line marked", key, mark, "mirror", slip, 0.0)
    yield _example("wrong", "a line marked that is called sound", key, mark, "none", key.right, 0.0)
    yield _example("wrong", "sound, yet mended", key, {}, "none", slip, rounded(ENTRY + FAULT))
    yield _example("wrong", "left alone without a word", key, {}, "", key.right, 0.0)


def _of_faulty(key: AuditKey, other: str, slip: str) -> Iterable[Example]:
    mark = {key.lines[0]: "wrong"}
    kind: Kind = "site" if key.kind != "site" else "mirror"
    yield _example("right", "entry, kind and mend", key, mark, key.kind, key.right, 1.0)
    for line in key.lines[1:]:
        yield _example(
            "right", "the entry that follows from it", key, {line: "wrong"}, key.kind, key.right, 1.0
        )
    yield _example("wrong", "the mend wrong", key, mark, key.kind, slip, rounded(ENTRY + FAULT))
    yield _example("wrong", "the kind wrong", key, mark, kind, key.right, rounded(1 - FAULT))
    yield _example("wrong", "the entry alone", key, mark, "", "", ENTRY)
    yield _example("wrong", "kind and mend guessed", key, {other: "wrong"}, key.kind, key.right, 0.0)
    yield _example("wrong", "called sound", key, {}, "none", slip, 0.0)
    yield _example("wrong", "marked and called sound", key, mark, "none", key.right, 0.0)


def _example(
    kind: ExampleKind,
    name: str,
    key: AuditKey,
    entry: object,
    fault: str,
    correction: str,
    points: float | None,
) -> Example:
    answers = {"entry": entry, "fault": fault, "correction": correction}
    return Example(
        kind=kind, name=name, response=Response(item_id=key.item_id, answers=answers), points=points
    )
