"""Mark the TART evidence for the sacrum in a note.

Points are the share of the evidence found (a quarter where the letter is wrong), less the share of the
look-alikes marked. Someone who marks at random, or marks everything, finds evidence no faster than
look-alikes, so chance earns nothing.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct

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
    total,
)
from sacral_edu_tart.reasons import LETTERS, SECTION, WHY_EVIDENCE, why_not, why_not_section
from sacral_edu_tart.situations import situation_of

FIELD = "evidence"
WRONG_LETTER = 0.25
"""Share of a line's points for evidence that was found but given another letter."""

_LEAST_EVIDENCE = 2
_LONGEST_QUOTE = 90
_OPTIONS: tuple[Option, ...] = (
    Option(id="texture", label="Tissue texture", letter="T"),
    Option(id="asymmetry", label="Asymmetry", letter="A"),
    Option(id="restriction", label="Restriction of motion", letter="R"),
    Option(id="tenderness", label="Tenderness", letter="N"),
)


class Look(Struct, frozen=True, kw_only=True):
    """One line of the note: the letters it is evidence for (none for a look-alike), and why."""

    line: str
    text: str
    letters: tuple[Tart, ...]
    why: str
    read_more: str


class TartKey(Struct, frozen=True, kw_only=True):
    """What each scored line is. Lines that may be read either way are not in it."""

    item_id: str
    looks: tuple[Look, ...]


class TartScorer:
    """Puts one question on every case whose primary dysfunction is sacral."""

    name = "tart"
    title = "Recognize TART evidence"
    skills = ("tart", "sacral_region")

    def items(self, case: Case) -> Sequence[Item[TartKey]]:
        """Return one item where the sacrum is the primary region and the note holds evidence for it."""
        if case.truth is None or case.truth.region != "sacral":
            return ()
        asked = [s for s in case.note if s.section in ("hpi", "exam")]
        looks = tuple(_look(case, s) for s in asked if not _is_open(case, s))
        if sum(bool(look.letters) for look in looks) < _LEAST_EVIDENCE:
            return ()
        item_id = f"{case.id}/{self.name}/evidence"
        prompt = Prompt(
            item_id=item_id,
            scorer=self.name,
            case_id=case.id,
            title=case.title,
            stem=(
                "Mark every statement that is TART evidence for the sacral region (M99.04) and give it its "
                "letter. Leave all other statements unmarked."
            ),
            note=note_lines(case, ("hpi", "exam")),
            fields=(
                MarkField(
                    id=FIELD,
                    label="TART evidence for the sacrum",
                    lines=tuple(s.id for s in asked),
                    options=_OPTIONS,
                ),
            ),
            skills=self.skills,
            minutes=3.0,
        )
        return (
            Item(
                prompt=prompt,
                key=TartKey(item_id=item_id, looks=looks),
                situation=situation_of(case),
                key_feature=tuple(look.line for look in looks if look.letters),
            ),
        )

    def score(self, key: TartKey, response: Response) -> Score:
        """Score the marks: evidence found less look-alikes marked."""
        marked = marks(response, FIELD)
        evidence = [look for look in key.looks if look.letters]
        others = [look for look in key.looks if not look.letters]
        criteria = [_found(look, marked.get(look.line), 1 / len(evidence)) for look in evidence]
        criteria += [_taken_in(look, 1 / len(others)) for look in others if look.line in marked]
        hits = sum(marked.get(look.line) in look.letters for look in evidence)
        return Score(
            item_id=key.item_id,
            scorer=self.name,
            points=total(criteria),
            criteria=tuple(criteria),
            summary=_summary(evidence, marked, hits),
        )

    def examples(self, item: Item[TartKey]) -> Iterable[Example]:
        """Yield right, wrong, blank and malformed answers."""
        item_id = item.key.item_id
        right = {look.line: look.letters[0] for look in item.key.looks if look.letters}
        everything = {line.id: "asymmetry" for line in item.prompt.note}
        shifted = {line: _other_letter(item.key, line) for line in right}
        yield _example("right", "all evidence with its letter", item_id, right, 1.0)
        yield _example("wrong", "all evidence, every letter wrong", item_id, shifted, WRONG_LETTER)
        yield _example("wrong", "everything marked as asymmetry", item_id, everything, 0.0)
        yield _example("blank", "nothing marked", item_id, {}, 0.0)
        yield _example("malformed", "a list in place of marks", item_id, ["s1"], None)
        yield _example("malformed", "a letter that is not offered", item_id, {next(iter(right)): "X"}, None)


def _look(case: Case, statement: Statement) -> Look:
    letters: tuple[Tart, ...] = tuple(
        dict.fromkeys(c for f in case.findings_of(statement) if f.region == "sacral" for c in f.tart)
    )
    if letters:
        why, read_more = WHY_EVIDENCE[letters[0]], SECTION[letters[0]]
    else:
        why, read_more = why_not(case, statement), why_not_section(case, statement)
    return Look(line=statement.id, text=statement.text, letters=letters, why=why, read_more=read_more)


def _is_open(case: Case, statement: Statement) -> bool:
    return case.truth is not None and any(i in case.truth.open for i in statement.conveys)


def _found(look: Look, answer: str | None, possible: float) -> Criterion:
    right = " or ".join(LETTERS[letter] for letter in look.letters)
    if answer is None:
        earned, said = 0.0, f"This is {right}. {look.why}"
    elif answer in look.letters:
        earned, said = possible, f"Right: {right}. {look.why}"
    else:
        earned, said = possible * WRONG_LETTER, f"Evidence it is, but for {right}. {look.why}"
    return Criterion(
        id=f"evidence-{look.line}",
        label=_quote(look.text),
        earned=earned,
        possible=possible,
        feedback=said,
        read_more=look.read_more,
        lines=(look.line,),
    )


def _taken_in(look: Look, cost: float) -> Criterion:
    return Criterion(
        id=f"look-alike-{look.line}",
        label=_quote(look.text),
        earned=-cost,
        possible=0.0,
        feedback=f"Not evidence for the sacrum. {look.why}",
        read_more=look.read_more,
        lines=(look.line,),
    )


def _summary(evidence: list[Look], marked: object, hits: int) -> str:
    letters = {letter for look in evidence for letter in look.letters}
    named = ", ".join(name for letter, name in LETTERS.items() if letter in letters)
    opening = f"{hits} of {len(evidence)} pieces of evidence right." if marked else "Nothing was marked."
    return f"{opening} This note documents {len(letters)} of the four criteria at the sacrum: {named}."


def _quote(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE].rsplit(' ', 1)[0]}..."


def _other_letter(key: TartKey, line: str) -> str:
    letters = next(look.letters for look in key.looks if look.line == line)
    return next(option.id for option in _OPTIONS if option.id not in letters)


def _example(kind: ExampleKind, name: str, item_id: str, answer: object, points: float | None) -> Example:
    response = Response(item_id=item_id, answers={FIELD: answer})
    return Example(kind=kind, name=name, response=response, points=points)
