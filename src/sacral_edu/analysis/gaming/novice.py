"""An honest novice: someone who reads the note and gets each decision right with a stated probability.

The decisions, by kind of field:

- one choice: right, or else a wrong option, each as likely;
- several choices and marks: each right one is found, or else left out or taken for another, each as likely;
  a mark's option is a decision of its own; where nothing is right, one wrong thing may be taken;
- a claim: whether to send it, each diagnosis, each line, and of each line units, modifiers and pointers;
- a text: each sentence of the model answer is kept, or else dropped, or written with the side changed,
  negated or hedged.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar

from msgspec.structs import replace

from sacral_edu.analysis.asked import Asked
from sacral_edu.analysis.gaming.slips import slipped_text
from sacral_edu.clinical.coding import diagnoses, procedures
from sacral_edu.domain.claims import Claim, ProcedureLine
from sacral_edu.domain.items import ChoiceField, ChoicesField, ClaimField, Field, MarkField
from sacral_edu.generation.chance import Chance

T = TypeVar("T")

_HALF = 0.5


def novice_answers(asked: Asked, p: float, chance: Chance) -> dict[str, Any]:
    """Return the answers of a novice who gets each decision right with probability `p` (0..1)."""
    right = asked.right[0]
    return {field.id: _answer(asked, field, right.get(field.id), p, chance) for field in asked.prompt.fields}


def _answer(asked: Asked, field: Field, right: Any, p: float, chance: Chance) -> Any:
    if isinstance(field, ChoiceField):
        accepted = {answers.get(field.id) for answers in asked.right}
        wrong = [option.id for option in field.options if option.id not in accepted]
        return right or "" if chance.happens(p) or not wrong else chance.pick(wrong)
    if isinstance(field, ChoicesField):
        every = [option.id for option in field.options]
        return _found(right or (), every, p, chance)[: field.at_most]
    if isinstance(field, MarkField):
        return _marked(field, right or {}, p, chance)
    if isinstance(field, ClaimField):
        return _claimed(right or Claim(), p, chance)
    return slipped_text(right or "", p, chance)[: field.max_chars]


def _found(right: Collection[T], every: Sequence[T], p: float, chance: Chance) -> list[T]:
    """Return the right things, each kept with probability `p`, or else left out or taken for another."""
    others = [thing for thing in every if thing not in right]
    found: list[T] = []
    for thing in right:
        if chance.happens(p):
            found.append(thing)
        elif others and chance.happens(_HALF):
            found.append(others.pop(chance.below(len(others))))
    if not right and others and not chance.happens(p):
        found.append(chance.pick(others))
    return found


def _marked(field: MarkField, right: Mapping[str, str], p: float, chance: Chance) -> dict[str, str]:
    ids = [option.id for option in field.options]
    marked: dict[str, str] = {}
    for line in _found(right, field.lines, p, chance)[: field.at_most]:
        option = right.get(line) or chance.pick(ids)
        others = [name for name in ids if name != option]
        marked[line] = option if not others or chance.happens(p) else chance.pick(others)
    return marked


def _claimed(right: Claim, p: float, chance: Chance) -> Claim:
    if not chance.happens(p):
        return _wrong_way(right, chance)
    codes = tuple(_found(right.diagnoses, tuple(diagnoses()), p, chance))
    by_code = {line.code: line for line in right.procedures}
    lines = _found(tuple(by_code), tuple(procedures()), p, chance)
    return replace(
        right,
        diagnoses=codes,
        procedures=tuple(
            _line(by_code.get(code, ProcedureLine(code=code, dx=codes[:1])), codes, p, chance)
            for code in lines
        ),
    )


def _wrong_way(right: Claim, chance: Chance) -> Claim:
    """Return the claim held that should be sent, or one sent that should be held."""
    if right.claim_action == "submit":
        return Claim(claim_action="hold_query")
    line = ProcedureLine(code=chance.pick(tuple(procedures())), dx=("M99.04",))
    return Claim(diagnoses=("M99.04",), procedures=(line,))


def _line(line: ProcedureLine, codes: tuple[str, ...], p: float, chance: Chance) -> ProcedureLine:
    units = line.units if chance.happens(p) else line.units + 1
    modifiers = line.modifiers if chance.happens(p) else () if line.modifiers else ("25",)
    dx = line.dx if chance.happens(p) else line.dx[1:] or codes[-1:]
    return ProcedureLine(code=line.code, modifiers=modifiers, units=units, dx=dx)
