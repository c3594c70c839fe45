"""The shape of a scorer and of its items: names, types, ids and tags."""

import math
import re
from collections.abc import Iterator
from typing import Any, cast

import msgspec

from sacral_edu.domain.cases import Case
from sacral_edu.domain.items import Item, NoteLine, Option, Prompt
from sacral_edu.scoring import Scorer
from sacral_edu.testing.trial import Problem, attempt, plain_list, shown

ATTRIBUTES = ("name", "title", "skills", "items", "score", "examples")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_LAST = re.compile(r"[a-z0-9_-]+")
_LONGEST_MINUTES = 60


def attribute_problems(scorer: Scorer[Any]) -> Iterator[Problem]:
    """Yield what is wrong with the scorer's own attributes."""
    lacking = [name for name in ATTRIBUTES if not hasattr(scorer, name)]
    if lacking:
        yield Problem(
            f"has no attribute {', '.join(lacking)}", "give a scorer all six attributes of the protocol"
        )
        return
    for name in ("items", "score", "examples"):
        if not callable(getattr(scorer, name)):
            yield Problem(f"{name} cannot be called", f"make {name} a method")
    name, title = cast("tuple[object, object]", (scorer.name, scorer.title))
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        yield Problem(f"is named {name!r}", "use snake_case, beginning with a letter")
    if not isinstance(title, str) or not title.strip():
        yield Problem(f"has the title {title!r}", "give it a title that a learner can read")
    skills = plain_list(scorer.skills)
    if skills is None:
        yield Problem(
            f"has {shown(scorer.skills)} for its skills",
            "give a sequence of tags, such as a tuple of strings",
        )
    elif not skills or not all(isinstance(skill, str) and skill.strip() for skill in skills):
        yield Problem(
            f"has the skills {shown(skills)}", "name at least one skill, each as a non-empty string"
        )


def item_problems(scorer: Scorer[Any], case: Case, thing: object) -> Iterator[Problem]:
    """Yield what is wrong with an item's types and ids, such that it cannot be asked as it stands."""
    if type(thing) is not Item:
        yield Problem(
            f"items() gave {type(thing).__name__} instead of an Item",
            "return a sequence of sacral_edu.api.Item",
        )
        return
    item = cast("Item[Any]", thing)
    prompt: object = item.prompt
    if type(prompt) is not Prompt:
        yield Problem(
            f"the prompt is a {type(prompt).__name__}, which may carry more than a learner should see",
            "use sacral_edu.api.Prompt itself and keep everything else in the key",
        )
        return
    yield from _type_problems(prompt)
    yield from _id_problems(scorer, case, prompt)
    _, error = attempt(
        lambda: msgspec.convert((item.situation, item.key_feature), tuple[str, tuple[str, ...]])
    )
    if error or type(item.key_feature) is not tuple:
        yield Problem(
            "situation or key_feature has a wrong type",
            "give situation as a string and key_feature as a tuple of ids",
        )


def tag_problems(scorer: Scorer[Any], item: Item[Any]) -> Iterator[Problem]:
    """Yield what is wrong with skills, minutes and the key feature of a well-formed item."""
    prompt = item.prompt
    if not prompt.skills or not all(skill.strip() for skill in prompt.skills):
        yield Problem(
            "names no skill, or an empty one",
            "tag each prompt with at least one of the scorer's skills, so that reports can count it",
        )
    strange = [skill for skill in prompt.skills if skill not in scorer.skills]
    if strange:
        yield Problem(
            f"trains {strange[0]!r}, which is not among the scorer's skills", "add it to the scorer's skills"
        )
    if not math.isfinite(prompt.minutes) or not 0 < prompt.minutes <= _LONGEST_MINUTES:
        yield Problem(
            f"takes {prompt.minutes} minutes",
            f"give the minutes an item takes, more than 0 and at most {_LONGEST_MINUTES}",
        )
    lines = {line.id for line in prompt.note}
    stray = [line for line in item.key_feature if line not in lines]
    if stray:
        yield Problem(
            f"key_feature names line {stray[0]!r}, which the prompt's note does not have",
            "name ids of note lines that the learner sees",
        )
    if not item.situation.strip():
        yield Problem(
            "has no situation",
            "say in a few words what kind of situation it is, so that reports can tell how "
            "varied a scorer asks",
            severe=False,
        )


def _type_problems(prompt: Prompt) -> Iterator[Problem]:
    again, error = attempt(lambda: msgspec.json.decode(msgspec.json.encode(prompt), type=Prompt, strict=True))
    if again is None:
        yield Problem(
            f"the prompt does not come back from JSON ({error})",
            "give every part of the prompt the type it declares",
        )
        return
    for name in prompt.__struct_fields__:
        if getattr(prompt, name) != getattr(again, name):
            yield Problem(
                f"{name} of the prompt changes on its way through JSON",
                "give every part of the prompt the type it declares, tuples in place of lists above all",
            )
    parts = [*prompt.note, *(option for field in prompt.fields for option in getattr(field, "options", ()))]
    if not all(type(part) in (NoteLine, Option) for part in parts):
        yield Problem(
            "a note line or an option is of a type of your own",
            "use sacral_edu.api.NoteLine and Option themselves and keep everything else in the key",
        )


def _id_problems(scorer: Scorer[Any], case: Case, prompt: Prompt) -> Iterator[Problem]:
    prefix = f"{case.id}/{scorer.name}/"
    if not prompt.item_id.startswith(prefix):
        yield Problem(
            f"the item id does not begin with {prefix!r}",
            "build every item id as case id, scorer name, item name",
        )
    elif not _LAST.fullmatch(prompt.item_id.removeprefix(prefix)):
        yield Problem(
            "the last part of the item id has other signs than a-z, 0-9, - and _",
            "end the item id in a short name of those signs",
        )
    if prompt.scorer != scorer.name or prompt.case_id != case.id:
        yield Problem(
            f"the prompt names scorer {prompt.scorer!r} and case {prompt.case_id!r}",
            "put the scorer's own name and the case's own id into the prompt",
        )
