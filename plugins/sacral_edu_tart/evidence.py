"""Mark the TART evidence for the sacrum in a note.

Points are the share of the evidence found (a quarter where the letter is wrong), less the share of the
look-alikes marked. Someone who marks at random, or marks everything, finds evidence no faster than
look-alikes, so chance earns nothing. A statement that conveys several letters accepts each of them; one
that conveys findings of several regions counts for the sacrum if any of them is sacral.
"""

import math
from collections.abc import Iterable

from sacral_edu.api import (
    Case,
    Criterion,
    Example,
    ExampleKind,
    Item,
    MarkField,
    Option,
    Prompt,
    Response,
    Score,
    Statement,
    Tart,
    marks,
    note_lines,
    rounded,
    total,
)
from sacral_edu_tart.keys import UNMARKED, EvidenceKey, Look, TartKey
from sacral_edu_tart.reasons import LETTERS, SECTION, WHY_EVIDENCE, why_not, why_not_section
from sacral_edu_tart.situations import situation_of
from sacral_edu_tart.wording import quoted

FIELD = "evidence"
WRONG_LETTER = 0.25
"""Share of a line's points for evidence that was found but given another letter."""

_ANY = "any"
_LEAST_EVIDENCE = 2
_OPTIONS: tuple[Option, ...] = (
    Option(id="texture", label="Tissue texture", letter="T"),
    Option(id="asymmetry", label="Asymmetry", letter="A"),
    Option(id="restriction", label="Restriction of motion", letter="R"),
    Option(id="tenderness", label="Tenderness", letter="N"),
)
_STEM = (
    "Mark every statement that is TART evidence for the sacral region (M99.04) and give it its letter. "
    "Leave all other statements unmarked."
)


def evidence_item(case: Case) -> Item[TartKey] | None:
    """Return the item where the sacrum is the primary region and the note holds evidence for it."""
    if case.truth is None or case.truth.region != "sacral":
        return None
    asked = [s for s in case.note if s.section in ("hpi", "exam")]
    scored = [(s, letters_of(case, s)) for s in asked if not is_open(case, s)]
    found = sum(bool(letters) for _, letters in scored)
    strays = [s for s, letters in scored if not letters]
    if found < _LEAST_EVIDENCE or not strays:
        return None
    item_id = f"{case.id}/tart/evidence"
    evidence = tuple(_found(case, s, letters, 1 / found) for s, letters in scored if letters)
    others = tuple(_look_alike(case, s, 1 / len(strays)) for s in strays)
    lines = tuple(s.id for s in asked)
    prompt = Prompt(
        item_id=item_id,
        scorer="tart",
        case_id=case.id,
        title=case.title,
        stem=_STEM,
        note=note_lines(case, ("hpi", "exam")),
        fields=(MarkField(id=FIELD, label="TART evidence for the sacrum", lines=lines, options=_OPTIONS),),
        skills=("tart", "sacral_region"),
        minutes=3.0,
        difficulty=case.difficulty,
    )
    key = EvidenceKey(item_id=item_id, evidence=evidence, others=others, closing=_closing(evidence))
    return Item(
        prompt=prompt,
        key=key,
        situation=situation_of(case),
        key_feature=tuple(look.line for look in evidence),
    )


def score_evidence(key: EvidenceKey, response: Response) -> Score:
    """Score the marks: evidence found less look-alikes marked."""
    marked = marks(response, FIELD)
    criteria = [look.said[marked.get(look.line, UNMARKED)] for look in key.evidence]
    criteria += [look.said[_ANY] for look in key.others if look.line in marked]
    hits = sum(marked.get(look.line) in look.letters for look in key.evidence)
    opening = f"{hits} of {len(key.evidence)} pieces of evidence right." if marked else "Nothing was marked."
    return Score(
        item_id=key.item_id,
        scorer="tart",
        points=total(criteria),
        criteria=tuple(criteria),
        summary=f"{opening} {key.closing}",
    )


def evidence_examples(item: Item[TartKey], key: EvidenceKey) -> Iterable[Example]:
    """Yield right, wrong, blank and malformed answers."""
    right = {look.line: look.letters[0] for look in key.evidence}
    everything = {line.id: "asymmetry" for line in item.prompt.note}
    shifted = {look.line: _other_letter(look) for look in key.evidence}
    yield _example("right", "all evidence with its letter", key.item_id, right, 1.0)
    # A line that documents all four letters cannot be given a wrong one.
    earned = [1.0 if shifted[look.line] in look.letters else WRONG_LETTER for look in key.evidence]
    points = rounded(math.fsum(earned) / len(earned))
    yield _example("wrong", "all evidence, every letter wrong", key.item_id, shifted, points)
    yield _example("wrong", "everything marked as asymmetry", key.item_id, everything, 0.0)
    yield _example("blank", "nothing marked", key.item_id, {}, 0.0)
    yield _example("malformed", "a list in place of marks", key.item_id, ["s1"], None)
    unknown = {next(iter(right)): "X"}
    yield _example("malformed", "a letter that is not offered", key.item_id, unknown, None)


def letters_of(case: Case, statement: Statement) -> tuple[Tart, ...]:
    """Return the letters that a statement documents at the sacrum, each once."""
    sacral = [f for f in case.findings_of(statement) if f.region == "sacral"]
    return tuple(dict.fromkeys(letter for finding in sacral for letter in finding.tart))


def is_open(case: Case, statement: Statement) -> bool:
    """Say whether a statement may fairly be read either way, so that no mark on it is scored."""
    return case.truth is not None and any(i in case.truth.open for i in statement.conveys)


def _found(case: Case, statement: Statement, letters: tuple[Tart, ...], possible: float) -> Look:
    right = " or ".join(LETTERS[letter] for letter in letters)
    why = " ".join(WHY_EVIDENCE[letter] for letter in letters)

    def criterion(earned: float, said: str) -> Criterion:
        return Criterion(
            id=f"evidence-{statement.id}",
            label=quoted(statement.text),
            earned=earned,
            possible=possible,
            feedback=f"{said} {why}",
            read_more=SECTION[letters[0]],
            lines=(statement.id,),
        )

    said = {UNMARKED: criterion(0.0, f"Left out. This is {right}.")}
    for option in _OPTIONS:
        if option.id in letters:
            said[option.id] = criterion(possible, f"Right: {right}.")
        else:
            said[option.id] = criterion(possible * WRONG_LETTER, f"Evidence it is, but for {right}.")
    return Look(
        line=statement.id,
        text=statement.text,
        letters=letters,
        why=why,
        read_more=SECTION[letters[0]],
        said=said,
    )


def _look_alike(case: Case, statement: Statement, cost: float) -> Look:
    why, read_more = why_not(case, statement), why_not_section(case, statement)
    criterion = Criterion(
        id=f"look-alike-{statement.id}",
        label=quoted(statement.text),
        earned=-cost,
        possible=0.0,
        feedback=f"Not evidence for the sacrum. {why}",
        read_more=read_more,
        lines=(statement.id,),
    )
    return Look(
        line=statement.id,
        text=statement.text,
        letters=(),
        why=why,
        read_more=read_more,
        said={_ANY: criterion},
    )


def _closing(evidence: tuple[Look, ...]) -> str:
    letters = {letter for look in evidence for letter in look.letters}
    named = ", ".join(name for letter, name in LETTERS.items() if letter in letters)
    return f"This note documents {len(letters)} of the four criteria at the sacrum: {named}."


def _other_letter(look: Look) -> str:
    return next((option.id for option in _OPTIONS if option.id not in look.letters), look.letters[0])


def _example(kind: ExampleKind, name: str, item_id: str, answer: object, points: float | None) -> Example:
    response = Response(item_id=item_id, answers={FIELD: answer})
    return Example(kind=kind, name=name, response=response, points=points)
