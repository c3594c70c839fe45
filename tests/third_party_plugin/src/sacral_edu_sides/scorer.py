"""Ask for the side of the seated flexion test, the one finding that names the axis of a torsion."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from sacral_edu.api import (
    Case,
    ChoiceField,
    Criterion,
    Example,
    ExampleKind,
    Item,
    Option,
    Prompt,
    Response,
    Score,
    Side,
    choice,
    note_lines,
    total,
)

FIELD = "side"
_WORDS: dict[Side, str] = {"L": "left", "R": "right"}
_OPTIONS = tuple(Option(id=side, label=f"On the {word}", letter=side) for side, word in _WORDS.items())


class SidesKey(Struct, frozen=True, kw_only=True):
    """The positive side, and the line of the note that says so."""

    item_id: str
    side: Side
    line: str


class SidesScorer:
    """Puts one question on every case of a sacral dysfunction whose seated flexion test has a side."""

    name = "sides"
    title = "Find the side of the seated flexion test"
    skills = ("sides",)

    def items(self, case: Case) -> Sequence[Item[SidesKey]]:
        """Return one item where the case has a sacral truth and a seated flexion test positive on a side."""
        if case.truth is None or case.truth.region != "sacral":
            return ()
        item_id = f"{case.id}/{self.name}/seated"
        for statement in case.note:
            for finding in case.findings_of(statement):
                if finding.test == "seated_flexion" and finding.side in _WORDS:
                    key = SidesKey(item_id=item_id, side=finding.side, line=statement.id)
                    return (Item(prompt=self._prompt(case, item_id), key=key),)
        return ()

    def score(self, key: SidesKey, response: Response) -> Score:
        """Give all or nothing, and say where the note has it."""
        chosen = choice(response, FIELD)
        hit = chosen == key.side
        opening = "Right. " if hit else "Nothing chosen. " if not chosen else "The other one. "
        criterion = Criterion(
            id="side",
            label="Side of the seated flexion test",
            earned=float(hit),
            possible=1.0,
            feedback=f"{opening}The seated flexion test is positive on the {_WORDS[key.side]}.",
            read_more="motion#sacrum-tests",
            lines=(key.line,),
        )
        return Score(item_id=key.item_id, scorer=self.name, points=total([criterion]), criteria=(criterion,))

    def examples(self, item: Item[SidesKey]) -> Iterable[Example]:
        """Yield right, wrong, blank and malformed answers."""
        other: Side = "R" if item.key.side == "L" else "L"
        yield _example("right", "the side in the note", item, item.key.side, 1.0)
        yield _example("wrong", "the other side", item, other, 0.0)
        yield _example("blank", "nothing chosen", item, "", 0.0)
        yield _example("malformed", "a side that nobody has", item, "top", None)
        yield _example("malformed", "a list", item, [item.key.side], None)

    def _prompt(self, case: Case, item_id: str) -> Prompt:
        return Prompt(
            item_id=item_id,
            scorer=self.name,
            case_id=case.id,
            title=case.title,
            stem="On which side is the seated flexion test positive?",
            note=note_lines(case, ("hpi", "exam")),
            fields=(ChoiceField(id=FIELD, label="Positive side", options=_OPTIONS),),
            skills=self.skills,
            minutes=1.0,
        )


def _example(
    kind: ExampleKind, name: str, item: Item[SidesKey], answer: object, points: float | None
) -> Example:
    response = Response(item_id=item.key.item_id, answers={FIELD: answer})
    return Example(kind=kind, name=name, response=response, points=points)
