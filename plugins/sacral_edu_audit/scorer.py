"""Find the error in a note and put it right.

Half of the points go to the entry that is wrong, half to its correction; a correction counts only
together with the right entry, so that guessing the name alone earns nothing.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from msgspec import Struct

from sacral_edu.api import (
    Case,
    ChoiceField,
    Criterion,
    Example,
    ExampleKind,
    Illustration,
    Item,
    MarkField,
    Option,
    PlantedError,
    Prompt,
    Response,
    Score,
    choice,
    draw_dysfunction,
    dysfunctions,
    marks,
    note_lines,
    total,
)

HALF = 0.5
_WRONG = (Option(id="wrong", label="This entry is wrong", letter="X"),)


class AuditKey(Struct, frozen=True, kw_only=True):
    """Where the error stands, why it is one, and what each possible correction would rest on."""

    item_id: str
    line: str
    why: str
    right: str
    options: dict[str, str]


class AuditScorer:
    """Puts one question on every case whose author planted an error."""

    name = "audit"
    title = "Find the error in a note"
    skills = ("audit", "naming")

    def items(self, case: Case) -> Sequence[Item[AuditKey]]:
        """Return one item where the case has a planted error."""
        planted = case.planted_error
        if planted is None:
            return ()
        item_id = f"{case.id}/{self.name}/error"
        note = note_lines(case, ("hpi", "exam", "assessment"))
        prompt = Prompt(
            item_id=item_id,
            scorer=self.name,
            case_id=case.id,
            title=case.title,
            stem=(
                "The examination of this note is sound, but one entry does not fit it. Mark that entry, then "
                "choose what should stand there."
            ),
            note=note,
            fields=(
                MarkField(
                    id="entry",
                    label="The wrong entry",
                    lines=tuple(line.id for line in note),
                    options=_WRONG,
                    at_most=1,
                ),
                ChoiceField(id="correction", label="What the findings add up to", options=_options(planted)),
            ),
            skills=self.skills,
            minutes=4.0,
            difficulty=case.difficulty,
        )
        key = AuditKey(
            item_id=item_id,
            line=planted.statement,
            why=planted.why,
            right=planted.right,
            options=planted.options,
        )
        return (Item(prompt=prompt, key=key),)

    def score(self, key: AuditKey, response: Response) -> Score:
        """Score the marked entry and its correction."""
        found = key.line in marks(response, "entry")
        chosen = choice(response, "correction")
        criteria = (
            Criterion(
                id="entry",
                label="The wrong entry",
                earned=HALF if found else 0.0,
                possible=HALF,
                feedback=("Found. " if found else "The wrong entry is another one. ") + key.why,
                read_more="sacrum#sacrum-mirror-error",
                lines=(key.line,),
            ),
            Criterion(
                id="correction",
                label="What the findings add up to",
                earned=HALF if found and chosen == key.right else 0.0,
                possible=HALF,
                feedback=_about(key, chosen),
                read_more="sacrum#sacrum-names",
            ),
        )
        shown = [key.right] if chosen in ("", key.right) else [chosen, key.right]
        return Score(
            item_id=key.item_id,
            scorer=self.name,
            points=total(criteria),
            criteria=criteria,
            pictures=tuple(_picture(name, answered=name == chosen) for name in shown),
        )

    def examples(self, item: Item[AuditKey]) -> Iterable[Example]:
        """Yield right, wrong, blank and malformed answers."""
        key = item.key
        other = next(line.id for line in item.prompt.note if line.id != key.line)
        slip = next(name for name in key.options if name != key.right)
        yield _example("right", "entry and correction", key, {key.line: "wrong"}, key.right, 1.0)
        yield _example("wrong", "entry right, correction wrong", key, {key.line: "wrong"}, slip, HALF)
        yield _example("wrong", "name guessed, entry wrong", key, {other: "wrong"}, key.right, 0.0)
        yield _example("blank", "nothing marked", key, {}, "", 0.0)
        yield _example("malformed", "entry as a string", key, key.line, "", None)


@cache
def _picture(dysfunction: str, *, answered: bool) -> Illustration:
    drawn = draw_dysfunction(dysfunction)
    head = "Your answer" if answered else "What the findings add up to"
    return Illustration(svg=drawn.svg, text=drawn.text, caption=f"{head}: {dysfunctions()[dysfunction].name}")


def _options(planted: PlantedError) -> tuple[Option, ...]:
    names = dysfunctions()
    ordered = sorted(planted.options)
    return tuple(
        Option(id=name, label=names[name].name, letter=chr(ord("A") + place))
        for place, name in enumerate(ordered)
    )


def _about(key: AuditKey, chosen: str) -> str:
    right = dysfunctions()[key.right].name
    if not chosen:
        return f"Nothing chosen. {right}: {key.options[key.right]}"
    name = dysfunctions()[chosen].name
    if chosen == key.right:
        return f"{name}. {key.options[chosen]}"
    return f"Not {name}: {key.options[chosen]} It is {right}: {key.options[key.right]}"


def _example(
    kind: ExampleKind, name: str, key: AuditKey, entry: object, correction: str, points: float | None
) -> Example:
    response = Response(item_id=key.item_id, answers={"entry": entry, "correction": correction})
    return Example(kind=kind, name=name, response=response, points=points)
