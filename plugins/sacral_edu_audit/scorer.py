"""Find the error in a colleague's note and claim, say what kind it is, and mend it; or say there is none.

Four tenths of the points go to the entry, two to the kind of error, four to the mend. Kind and mend count
only together with the right entry, so that guessing them alone earns nothing, and nothing is earned by
calling a faulty note sound, or by marking anything in a sound one.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from sacral_edu.api import (
    Case,
    Criterion,
    Example,
    Illustration,
    Item,
    Response,
    Score,
    choice,
    draw_dysfunction,
    dysfunctions,
    marks,
    total,
    with_hints,
)
from sacral_edu_audit.examples import examples
from sacral_edu_audit.hints import HINTS
from sacral_edu_audit.keys import SKILLS, AuditKey, authored_item, planted_item
from sacral_edu_audit.planting import plant
from sacral_edu_audit.reasons import FAULTS, TEACHES, why_not_kind
from sacral_edu_audit.shares import CORRECTION, ENTRY, FAULT


class AuditScorer:
    """Puts one question on every case with a truth whose note can carry an error, or is left sound."""

    name = "audit"
    title = "Find the error in a note"
    skills = SKILLS

    def items(self, case: Case) -> Sequence[Item[AuditKey]]:
        """Return one item: on the author's error where there is one, else on one planted here."""
        if case.planted_error is not None:
            return with_hints((authored_item(case, case.planted_error, self.name),), HINTS)
        planted = plant(case)
        return () if planted is None else with_hints((planted_item(case, planted, self.name),), HINTS)

    def score(self, key: AuditKey, response: Response) -> Score:
        """Score the marked entry, the kind of error and the mend."""
        marked = next(iter(marks(response, "entry")), "")
        kind = choice(response, "fault")
        mend = choice(response, "correction")
        sound = key.kind == "none"
        found = (not marked and kind == "none") if sound else (marked in key.lines and kind != "none")
        criteria = (
            _entry(key, marked, kind, found=found),
            _fault(key, kind, found=found),
            _correction(key, mend, found=found),
        )
        return Score(
            item_id=key.item_id,
            scorer=self.name,
            points=total(criteria),
            criteria=criteria,
            summary=f"{FAULTS[key.kind]}.",
            pictures=_pictures(key.written, key.found),
        )

    def examples(self, item: Item[AuditKey]) -> Iterable[Example]:
        """Yield right, wrong, blank and malformed answers."""
        return examples(item)


def _entry(key: AuditKey, marked: str, kind: str, *, found: bool) -> Criterion:
    if key.kind == "none":
        said = _about_sound(key, marked, found=found)
    elif found:
        said = "Found. "
    elif marked in key.lines:
        said = "The right line is marked, but you say that nothing is wrong with it. "
    elif marked:
        said = f'"{key.entries[marked]}" does not contradict the rest; the wrong entry is another one. '
    elif kind == "none":
        said = "You say that nothing is wrong, but one entry is. "
    else:
        said = "Nothing is marked, but one entry is wrong. "
    return Criterion(
        id="entry",
        label="The wrong entry",
        earned=ENTRY if found else 0.0,
        possible=ENTRY,
        feedback=said + key.why,
        read_more=key.grounds.pages[0],
        lines=tuple(dict.fromkeys((*key.lines[:1], *key.evidence))),
        refs=key.grounds.refs,
    )


def _about_sound(key: AuditKey, marked: str, *, found: bool) -> str:
    if found:
        return "Right, nothing is wrong. "
    if marked:
        return f'"{key.entries[marked]}" is sound, and so is the rest. '
    return "Nothing is wrong, and that has to be said: choose it as an answer. "


def _fault(key: AuditKey, chosen: str, *, found: bool) -> Criterion:
    right = FAULTS[key.kind]
    teaches = TEACHES[key.kind]
    hit = chosen == key.kind
    if not chosen:
        said = f"Nothing chosen. {right}. {teaches}"
    elif hit:
        said = f"{right}. {teaches}" + ("" if found else _NOT_COUNTED)
    else:
        said = f"Not this kind. {why_not_kind(key.kind, chosen)} {right}. {teaches}"
    return Criterion(
        id="fault",
        label="What is wrong",
        earned=FAULT if found and hit else 0.0,
        possible=FAULT,
        feedback=said,
        read_more=key.grounds.pages[0],
        rules=key.grounds.rules,
    )


def _correction(key: AuditKey, chosen: str, *, found: bool) -> Criterion:
    right = f"{key.labels[key.right]}. {key.options[key.right]}"
    hit = chosen == key.right
    if not chosen:
        said = f"Nothing chosen. {right}"
    elif hit:
        said = right + ("" if found else _NOT_COUNTED)
    else:
        said = f"Not: {key.labels[chosen]}. {key.options[chosen]} It should be: {right}"
    return Criterion(
        id="correction",
        label="How to mend it",
        earned=CORRECTION if found and hit else 0.0,
        possible=CORRECTION,
        feedback=said,
        read_more=key.grounds.pages[1],
        rules=key.grounds.rules,
    )


_NOT_COUNTED = " It counts only together with the right entry."


def _pictures(written: str, found: str) -> tuple[Illustration, ...]:
    shown = (("What was written", written), ("What the findings add up to", found))
    return tuple(_picture(head, name) for head, name in shown if name)


@cache
def _picture(head: str, dysfunction: str) -> Illustration:
    drawn = draw_dysfunction(dysfunction)
    return Illustration(svg=drawn.svg, text=drawn.text, caption=f"{head}: {dysfunctions()[dysfunction].name}")
