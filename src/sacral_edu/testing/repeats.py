"""The same again: items and scores made twice, in another order, with nothing changed on the way."""

import hashlib
from collections.abc import Iterator

from sacral_edu.domain.items import Item, Response
from sacral_edu.testing.trial import Asked, Problem, Trial, attempt, encoded, graded, item_bytes

_NO_MEMORY = "take everything from the arguments: no state between calls, no clock, no random numbers"
NO_WRITING = "read what you are handed and never write to it"
"""How to mend a call that changes what it is handed."""


def repeat_problems(trial: Trial) -> Iterator[tuple[str, Problem]]:
    """Yield item or case id and problem where items or scores come out differently the second time."""
    first = {asked.id: asked.fresh for asked in trial.asked}
    for case in reversed(trial.cases):
        again, _ = attempt(lambda case=case: list(trial.scorer.items(case)))
        made = {item.prompt.item_id: item_bytes(item) for item in again or () if type(item) is Item}
        known = {asked.id for asked in trial.asked if asked.case is case}
        if known - made.keys():
            missing = min(known - made.keys())
            yield (
                missing,
                Problem("items() did not make this item again when asked a second time", _NO_MEMORY),
            )
        for item_id in sorted(known & made.keys()):
            if made[item_id] != first[item_id]:
                yield item_id, Problem("items() gave another prompt or key the second time", _NO_MEMORY)
    yield from _scores_again(trial)


def writing_problems(trial: Trial) -> Iterator[tuple[str, Problem]]:
    """Yield item id and problem where a call changed an item or a response; run it after all other checks.

    An item is compared with itself as it was just made, so that a change made once is found as well.
    """
    for asked in trial.asked:
        for response in trial.responses(asked):
            handed = encoded(response)
            graded(trial.scorer, asked.item, response)
            if encoded(response) != handed:
                yield asked.id, Problem("score() changed the response", NO_WRITING)
        if item_bytes(asked.item) != asked.fresh:
            yield asked.id, Problem("examples() or score() changed the prompt or the key", NO_WRITING)


def fingerprint(trial: Trial) -> str:
    """Return a short digest of all items and of the scores of their examples."""
    digest = hashlib.sha256()
    for asked in trial.asked:
        digest.update(asked.fresh)
        for response in trial.responses(asked):
            digest.update(encoded(graded(trial.scorer, asked.item, response)))
    return digest.hexdigest()[:16]


def _scores_again(trial: Trial) -> Iterator[tuple[str, Problem]]:
    tasks: list[tuple[Asked, Response]] = [
        (asked, response) for asked in trial.asked for response in trial.responses(asked)
    ]
    first = [encoded(graded(trial.scorer, asked.item, response)) for asked, response in tasks]
    for (asked, response), before in reversed(list(zip(tasks, first, strict=True))):
        if encoded(graded(trial.scorer, asked.item, response)) != before:
            yield asked.id, Problem("score() scored one response differently the second time", _NO_MEMORY)
