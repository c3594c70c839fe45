"""What a scorer asks: its items on the cases, their prompts, and what these must not tell."""

from collections.abc import Iterator, Sequence
from typing import Any, cast

import msgspec

from sacral_edu.domain.cases import Case
from sacral_edu.domain.items import Example, Item, Prompt, Response
from sacral_edu.scoring import Scorer
from sacral_edu.testing.access import can_be_answered, prompt_problems
from sacral_edu.testing.cases_to_try import BARE, oddly_written
from sacral_edu.testing.leaks import FEWEST, leak_problems
from sacral_edu.testing.repeats import NO_WRITING
from sacral_edu.testing.report import Check, Ledger
from sacral_edu.testing.shape import item_problems, tag_problems
from sacral_edu.testing.trial import Asked, Problem, Trial, attempt, encoded, item_bytes, plain_list

_NAME = "items"


def trial_of(scorer: Scorer[Any], cases: tuple[Case, ...], ledger: Ledger) -> tuple[Trial, Check]:
    """Ask the scorer for its items on each case; keep the sound ones and note what is wrong with others.

    It is asked about a bare case and about one with odd signs in its note as well, where it must only
    not fail.
    """
    asked = [one for case in cases for one in _sound_items(scorer, case, ledger)]
    for case in (BARE, *(oddly_written(one.case) for one in asked[:1])):
        _sound_items(scorer, case, ledger)
    if not asked:
        ledger.fault(
            _NAME,
            f"scorer {scorer.name}",
            "gave no item that could be tried, on any of the cases",
            "mend what is said of its items, or try it on cases that it asks about",
        )
    trial = Trial(
        scorer=scorer,
        name=scorer.name,
        cases=cases,
        asked=tuple(asked),
        examples={one.id: _examples(scorer, one.item) for one in asked},
    )
    return trial, Check(name=_NAME, looked_at=len(cases) + 2, things="cases")


def prompt_check(trial: Trial) -> Iterator[tuple[str, Problem]]:
    """Yield what is wrong with prompts and tags of the items."""
    for asked in trial.asked:
        for problem in (*prompt_problems(asked.prompt), *tag_problems(trial.scorer, asked.item)):
            yield asked.id, problem
    if trial.asked and not any(asked.item.key_feature for asked in trial.asked):
        yield (
            f"scorer {trial.name}",
            Problem(
                "no item has a key_feature",
                "give the ids of the note lines on which the right answer rests",
                severe=False,
            ),
        )


def secrecy_check(trial: Trial) -> Iterator[tuple[str, Problem]]:
    """Yield what gives an answer away, or may."""
    if 0 < len(trial.asked) < FEWEST:
        yield (
            f"scorer {trial.name}",
            Problem(
                f"{len(trial.asked)} items are too few to tell whether a prompt gives its answer away",
                "try it on more cases",
                severe=False,
            ),
        )
    yield from leak_problems(trial)
    for asked, other in zip(trial.asked, trial.asked[1:], strict=False):
        part = _told_by_truth(trial, asked, other.case)
        if part is not None:
            yield (
                asked.id,
                Problem(
                    f"the {part} changes with what is true of the case while the note stays the same",
                    f"see that the {part} does not tell what the learner is asked to find",
                    severe=False,
                ),
            )


def _told_by_truth(trial: Trial, asked: Asked, other: Case) -> str | None:
    """Return the part of a prompt that differs where only the truth is exchanged for another case's."""
    twin = msgspec.structs.replace(
        asked.case, truth=other.truth, claim=other.claim, proof=other.proof, planted_error=other.planted_error
    )
    made, _ = attempt(lambda: list(trial.scorer.items(twin)))
    same = [item.prompt for item in made or () if type(item) is Item and item.prompt.item_id == asked.id]
    for prompt in same[:1]:
        for part, was, now in zip(_PARTS, _public(asked.prompt), _public(prompt), strict=True):
            if was != now:
                return part
    return None


_PARTS = ("title", "stem", "context", "list of fields", "list of skills", "number of minutes")


def _public(prompt: Prompt) -> tuple[object, ...]:
    fields = [(type(field), field.id, field.label) for field in prompt.fields]
    return (prompt.title, prompt.stem, prompt.context, fields, prompt.skills, prompt.minutes)


def _sound_items(scorer: Scorer[Any], case: Case, ledger: Ledger) -> list[Asked]:
    before = encoded(case)
    made, error = attempt(lambda: scorer.items(case))
    where = f"scorer {scorer.name}, case {case.id}"
    if encoded(case) != before:
        ledger.fault("nothing changed", where, "items() changed the case", NO_WRITING)
    if error:
        ledger.fault(
            _NAME, where, f"items() raised {error}", "return an empty sequence for a case it cannot ask about"
        )
        return []
    listed = plain_list(made)
    if listed is None:
        ledger.fault(
            _NAME, where, f"items() returned {type(made).__name__}", "return a tuple or list of items"
        )
        return []
    return _distinct(scorer, case, listed, ledger)


def _distinct(scorer: Scorer[Any], case: Case, items: Sequence[object], ledger: Ledger) -> list[Asked]:
    sound: dict[str, Asked] = {}
    for at, item in enumerate(items, 1):
        where = f"scorer {scorer.name}, case {case.id}, item {at}"
        problems, error = attempt(lambda item=item: list(item_problems(scorer, case, item)))
        for problem in problems or ():
            ledger.fault(_NAME, where, problem.what, problem.mend)
        if isinstance(item, Item):
            _check_key(cast("Item[Any]", item), where, ledger)
        if error:
            ledger.fault(
                _NAME, where, f"cannot be read ({error})", "build items of the types that they declare"
            )
        elif not problems:
            item = cast("Item[Any]", item)
            item_id = item.prompt.item_id
            if item_id in sound:
                ledger.fault(
                    _NAME, item_id, "two items have this id", "give each item on a case a name of its own"
                )
            elif can_be_answered(item.prompt):
                sound[item_id] = Asked(case=case, item=item, fresh=item_bytes(item))
            else:
                for problem in prompt_problems(item.prompt):
                    ledger.fault(_NAME, item_id, problem.what, problem.mend)
    return list(sound.values())


def _check_key(item: Item[Any], where: str, ledger: Ledger) -> None:
    """Note a key that cannot be written as JSON; its item can be tried all the same."""
    _, error = attempt(lambda: msgspec.json.encode(item.key))
    if error:
        ledger.fault(
            _NAME,
            where,
            f"the key ({type(item.key).__name__}) cannot be written as JSON ({error})",
            "use plain types in the key: structs or dataclasses of strings, numbers, tuples, and dicts whose "
            "keys are strings",
        )


def _examples(scorer: Scorer[Any], item: Item[Any]) -> tuple[Example, ...]:
    made, _ = attempt(lambda: list(scorer.examples(item)))
    return tuple(
        example for example in made or () if type(example) is Example and type(example.response) is Response
    )
