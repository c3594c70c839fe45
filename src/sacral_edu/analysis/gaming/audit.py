"""The audit: every trick on every item, beside the honest novice.

What a trick knows of other cases it has from the other half of them, so that it never profits from the
answer to the item itself.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from sacral_edu.analysis.asked import Asked, Asking
from sacral_edu.analysis.gaming.constants import constants
from sacral_edu.analysis.gaming.known import Known
from sacral_edu.analysis.gaming.novice import novice_answers
from sacral_edu.analysis.gaming.report import GamingReport, Row
from sacral_edu.analysis.gaming.tricks import TRICK_LIST, Scene
from sacral_edu.domain.items import TextField
from sacral_edu.generation.chance import Chance

AIM = 0.5
"""What the honest novice is to earn on average."""

_SOME = 150
_SOME_TEXTS = 75
_MANY = 400
_TEXTS = 300
_FINALISTS = 3
_STEPS = 9

Track = Callable[[Sequence[Asked], str], Iterable[Asked]]
"""Passes items through while they are worked on, to show progress; the second argument says what is done."""


class _Half(Struct, frozen=True):
    """What the two halves of the cases know of each other."""

    even: Known
    odd: Known

    def of(self, asked: Asked) -> Known:
        """Return what is known from the half that an item is not in."""
        return self.odd if asked.place % 2 == 0 else self.even


def audit(asking: Asking, *, seed: int = 0, track: Track = lambda items, _: items) -> GamingReport:
    """Return what each trick and the honest novice earn, by kind of item and by scorer.

    `seed` settles every lot that is drawn. An answer that a scorer refuses or cannot grade counts as 0.
    Of kinds that ask for a text, `_TEXTS` items from all over the cases are taken, since reading takes long.
    """
    groups: dict[tuple[str, str], list[Asked]] = defaultdict(list)
    for asked in asking.items:
        groups[asked.prompt.scorer, asked.kind].append(asked)
    kinds = tuple(
        _row(name, kind, _few_texts(items), seed, track) for (name, kind), items in sorted(groups.items())
    )
    return GamingReport(
        cases=asking.cases,
        items=sum(row.items for row in kinds),
        kinds=kinds,
        scorers=tuple(_whole(name, kinds) for name in sorted({row.scorer for row in kinds})),
        failures=asking.failures,
        unjudged=asking.unjudged,
    )


def _few_texts(items: list[Asked]) -> Sequence[Asked]:
    return _spread(items, _TEXTS) if _is_written(items) else items


def _is_written(items: Sequence[Asked]) -> bool:
    """Say whether items of a kind ask for a text."""
    return any(isinstance(field, TextField) for field in items[0].prompt.fields)


def _row(scorer: str, kind: str, items: Sequence[Asked], seed: int, track: Track) -> Row:
    half = _Half(
        even=Known(one for one in items if one.place % 2 == 0),
        odd=Known(one for one in items if one.place % 2),
    )
    earned: dict[str, list[float]] = defaultdict(list)
    for asked in track(items, f"{scorer}/{kind}"):
        known = half.of(asked)
        commonest = known.commonest(asked.prompt)
        for trick in TRICK_LIST:
            if trick.applies(asked.prompt):
                chance = Chance("gaming", seed, trick.name, asked.prompt.item_id)
                answers = trick.answers(Scene(asked.prompt, known, chance), commonest)
                earned[trick.name].append(asked.points(answers) or 0.0)
    points = {name: _mean(scores) for name, scores in earned.items()}
    constant, points["constant"] = _best_constant(items)
    p = _calibrated(_spread(items, _MANY), seed)
    return Row(
        scorer=scorer,
        kind=kind,
        items=len(items),
        points=points,
        novice=_novice(items, p, seed),
        p=p,
        constant=constant,
    )


def _best_constant(items: Sequence[Asked]) -> tuple[str, float]:
    """Return the constant answer that earns most, chosen on some items and measured on all."""
    some = _spread(items, _SOME_TEXTS if _is_written(items) else _SOME)
    tried = [
        (_mean([one.points(constant.answers(one.prompt)) or 0.0 for one in some]), constant)
        for constant in constants(items, Known(items))
    ]
    finalists = [constant for _, constant in sorted(tried, key=lambda pair: -pair[0])[:_FINALISTS]]
    measured = [
        (constant.name, _mean([one.points(constant.answers(one.prompt)) or 0.0 for one in items]))
        for constant in finalists
    ]
    return max(measured, key=lambda pair: pair[1], default=("", 0.0))


def _calibrated(items: Sequence[Asked], seed: int) -> float:
    """Return the probability with which the novice earns about `AIM`, found by halving."""
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if _novice(items, middle, seed) < AIM:
            low = middle
        else:
            high = middle
    return round((low + high) / 2, 3)


def _novice(items: Sequence[Asked], p: float, seed: int) -> float:
    return _mean(
        [
            one.points(novice_answers(one, p, Chance("novice", seed, one.prompt.item_id))) or 0.0
            for one in items
        ]
    )


def _whole(scorer: str, kinds: Iterable[Row]) -> Row:
    """Return a scorer's row: the means over all its items that a trick has something to answer in."""
    own = [row for row in kinds if row.scorer == scorer]
    pairs: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for row in own:
        for name, mean in row.points.items():
            pairs[name].append((row.items, mean))
    return Row(
        scorer=scorer,
        kind="",
        items=sum(row.items for row in own),
        points={name: _weighted(means) for name, means in pairs.items()},
        novice=_weighted([(row.items, row.novice) for row in own]),
    )


def _spread(items: Sequence[Asked], count: int) -> Sequence[Asked]:
    """Return about that many of the items, from all over the run."""
    return [items[at * len(items) // count] for at in range(count)] if len(items) > count else items


def _mean(scores: Sequence[float]) -> float:
    return round(math.fsum(scores) / len(scores), 3) if scores else 0.0


def _weighted(pairs: Sequence[tuple[int, float]]) -> float:
    return round(math.fsum(count * mean for count, mean in pairs) / sum(count for count, _ in pairs), 3)
