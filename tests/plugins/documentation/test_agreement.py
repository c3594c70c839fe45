"""How far the rules agree with labels given by a person, part by part of the labelled set."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from sacral_edu_documentation.grading import HABITS, Graded

PARTS = ("tune", "check", "held_out")
LEAST = 0.9
_LABELS = {"earned", "missing", "wrong"}

Pair = tuple[str, str]


def kappa(pairs: Sequence[Pair]) -> float:
    """Cohen's kappa of two raters over the same labels; 1.0 where both give one and the same label."""
    count = len(pairs)
    agreed = sum(one == other for one, other in pairs) / count
    ones, others = (Counter(side) for side in zip(*pairs, strict=True))
    by_chance = sum(ones[label] * others[label] for label in ones) / count**2
    return 1.0 if by_chance == 1.0 else (agreed - by_chance) / (1 - by_chance)


def _rows(part: str) -> list[dict[str, Any]]:
    path = Path(__file__).parent / "labelled" / f"{part}.json"
    assert path.is_file(), f"the labelled part {part}.json is missing from {path.parent.name}/"
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("part", PARTS)
def test_the_rules_agree_with_a_person(part: str, graded: Callable[..., Graded]) -> None:
    pairs: dict[str, list[Pair]] = {habit: [] for habit in HABITS}
    apart: list[str] = []
    for row in _rows(part):
        habits = graded(row["case"], row["text"], row["item"]).habits
        for habit, label in row["labels"].items():
            assert label in _LABELS
            pairs[habit].append((label, habits[habit].label))
            if label != habits[habit].label:
                apart.append(f"{row['id']} {habit}: {label}, read as {habits[habit].label}")
    everything = [pair for told in pairs.values() for pair in told]
    figures = ", ".join(f"{habit} {kappa(told):.3f}" for habit, told in pairs.items())
    print(f"\n{part}: kappa {kappa(everything):.3f} over {len(everything)} labels ({figures})")
    print("\n".join(apart))
    assert kappa(everything) >= LEAST, apart


def test_kappa_takes_off_what_chance_would_give() -> None:
    assert kappa([("a", "a"), ("b", "b")]) == 1.0
    assert kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0.0
    assert kappa([("a", "b"), ("b", "a")]) == -1.0
    assert kappa([("a", "a")]) == 1.0
