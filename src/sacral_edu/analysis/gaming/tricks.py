"""The tricks: answers made without understanding the note."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from sacral_edu.analysis.gaming.known import Known
from sacral_edu.analysis.gaming.lots import by_lot
from sacral_edu.analysis.gaming.wordy import every_term, filled, note_text
from sacral_edu.clinical.coding import diagnoses, procedures
from sacral_edu.domain.claims import Claim, ProcedureLine
from sacral_edu.domain.items import (
    ChoiceField,
    ChoicesField,
    ClaimField,
    Field,
    MarkField,
    Prompt,
    TextField,
)
from sacral_edu.generation.chance import Chance

_CHOSEN = (ChoiceField, ChoicesField)
_EVERY = (*_CHOSEN, MarkField, ClaimField, TextField)


class Scene(Struct, frozen=True):
    """What a trick has before it: the prompt, what was right on other cases, and lots to draw."""

    prompt: Prompt
    known: Known
    chance: Chance


class Trick(Struct, frozen=True, kw_only=True):
    """A trick: which fields it has something to say about, and what it answers there."""

    name: str
    about: tuple[type[Field], ...]
    answer: Callable[[Scene, Any], Any]

    def applies(self, prompt: Prompt) -> bool:
        """Say whether the prompt has a field for it."""
        return any(isinstance(field, self.about) for field in prompt.fields)

    def answers(self, scene: Scene, commonest: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to a prompt: its own where it has one, what is commonest elsewhere."""
        own = {f.id: self.answer(scene, f) for f in scene.prompt.fields if isinstance(f, self.about)}
        return {**commonest, **own}


def _blank(_scene: Scene, field: Field) -> object:
    if isinstance(field, MarkField):
        return {}
    if isinstance(field, ClaimField):
        return Claim()
    return () if isinstance(field, ChoicesField) else ""


def _everything(scene: Scene, field: Field) -> object:
    if isinstance(field, MarkField):
        return dict.fromkeys(field.lines[: field.at_most], scene.known.commonest_mark(field))
    if isinstance(field, ChoicesField):
        return [option.id for option in field.options][: field.at_most]
    if isinstance(field, ClaimField):
        return _every_code()
    if isinstance(field, TextField):
        return filled(f"{every_term(scene.known, field)} {note_text(scene.prompt)}", field.max_chars)
    return scene.known.answer(scene.prompt, field)


def _every_code() -> Claim:
    codes = tuple(diagnoses())
    lines = tuple(ProcedureLine(code=code, dx=codes[:4]) for code in procedures())
    return Claim(diagnoses=codes, procedures=lines)


def _first_option(_scene: Scene, field: Field) -> object:
    if isinstance(field, MarkField):
        return dict.fromkeys(field.lines[:1], field.options[0].id)
    first = field.options[0].id if isinstance(field, _CHOSEN) else ""
    return [first] if isinstance(field, ChoicesField) else first


def _first_line(scene: Scene, field: MarkField) -> object:
    return dict.fromkeys(field.lines[:1], scene.known.commonest_mark(field))


def _commonest(scene: Scene, field: Field) -> object:
    if isinstance(field, TextField):
        return scene.known.model_text(field, scene.chance.below(1000))
    return scene.known.commonest(scene.prompt)[field.id]


def _offered(scene: Scene, field: ChoiceField | ChoicesField) -> object:
    return scene.known.commonest(scene.prompt, where_offered=True)[field.id]


def _longest(scene: Scene, field: Field) -> object:
    if isinstance(field, MarkField):
        lengths = {line.id: len(line.text) for line in scene.prompt.note}
        line = max(field.lines, key=lambda name: lengths.get(name, 0))
        return {line: scene.known.commonest_mark(field)}
    if isinstance(field, _CHOSEN):
        option = max(field.options, key=lambda one: len(one.label)).id
        return [option] if isinstance(field, ChoicesField) else option
    assert isinstance(field, TextField)
    text = f"{note_text(scene.prompt)} {scene.known.model_text(field, 0)} "
    return filled(text * (1 + field.max_chars // len(text)), field.max_chars)


def _keywords(scene: Scene, field: TextField) -> object:
    return filled(every_term(scene.known, field), field.max_chars)


def _copy(scene: Scene, field: TextField) -> object:
    return filled(note_text(scene.prompt), field.max_chars)


def _random(scene: Scene, field: Field) -> object:
    return by_lot(scene.prompt, field, scene.known, scene.chance)


TRICK_LIST: tuple[Trick, ...] = (
    Trick(name="blank", about=_EVERY, answer=_blank),
    Trick(name="everything", about=(ChoicesField, MarkField, ClaimField, TextField), answer=_everything),
    Trick(name="random", about=_EVERY, answer=_random),
    Trick(name="first option", about=(*_CHOSEN, MarkField), answer=_first_option),
    Trick(name="first line", about=(MarkField,), answer=_first_line),
    Trick(name="commonest", about=_EVERY, answer=_commonest),
    Trick(name="offered", about=_CHOSEN, answer=_offered),
    Trick(name="longest", about=(*_CHOSEN, MarkField, TextField), answer=_longest),
    Trick(name="keywords", about=(TextField,), answer=_keywords),
    Trick(name="copy", about=(TextField,), answer=_copy),
)
"""All tricks but the constant answers, which are tried one after another."""
