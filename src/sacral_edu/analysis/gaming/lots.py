"""Answers by lot: every option, line and code as likely as any other."""

from typing import Any

from sacral_edu.analysis.gaming.known import Known
from sacral_edu.analysis.gaming.wordy import every_term, filled
from sacral_edu.clinical.coding import diagnoses, procedures
from sacral_edu.domain.claims import Claim, ProcedureLine
from sacral_edu.domain.items import ChoiceField, ChoicesField, ClaimField, Field, MarkField, Prompt
from sacral_edu.generation.chance import Chance

_MOST_DIAGNOSES = 4
_MOST_LINES = 2
_MOST_TERMS = 60


def by_lot(prompt: Prompt, field: Field, known: Known, chance: Chance) -> Any:
    """Return an answer drawn by lot; at least one line, option or code, since blank is another trick."""
    if isinstance(field, ChoiceField):
        return chance.pick(field.options).id
    if isinstance(field, ChoicesField):
        ids = [option.id for option in field.options]
        return chance.sample(ids, chance.between(1, field.at_most or len(ids)))
    if isinstance(field, MarkField):
        count = chance.between(1, min(field.at_most or len(field.lines), len(field.lines)))
        return {line: chance.pick(field.options).id for line in chance.sample(field.lines, count)}
    if isinstance(field, ClaimField):
        return _claim(chance)
    words = every_term(known, field).split() or [word for line in prompt.note for word in line.text.split()]
    return filled(" ".join(chance.sample(words, _MOST_TERMS)), field.max_chars)


def _claim(chance: Chance) -> Claim:
    codes = tuple(chance.sample(tuple(diagnoses()), chance.between(1, _MOST_DIAGNOSES)))
    lines = chance.sample(tuple(procedures()), chance.between(1, _MOST_LINES))
    return Claim(diagnoses=codes, procedures=tuple(ProcedureLine(code=line, dx=codes[:1]) for line in lines))
