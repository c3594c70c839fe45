"""Write the assessment of a note: a transparent rubric of five habits, read by rules.

Each habit is earned, missing or wrong; the score is the share of habits earned among those that can be
kept in the case. Where the sacrum is normal, its TART cannot be earned and is not asked for.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from sacral_edu.api import (
    Case,
    Example,
    ExampleKind,
    Illustration,
    Item,
    NoteLine,
    Prompt,
    Response,
    Score,
    TextField,
    draw_dysfunction,
    dysfunctions,
    note_lines,
    rounded,
    text,
    total,
    with_hints,
)
from sacral_edu_documentation.case_key import beside_poor, key_of
from sacral_edu_documentation.examples import answers
from sacral_edu_documentation.feedback import FIELD, criteria_of, summary_of
from sacral_edu_documentation.grading import grade
from sacral_edu_documentation.hints import HINTS
from sacral_edu_documentation.keys import NoteKey
from sacral_edu_documentation.situations import situation_of
from sacral_edu_documentation.weak import weak_lines

MAX_CHARS = 1500
_HABITS = (
    "Five habits count: the lesion's exact name (or that the sacrum is clear), two TART letters, the region, "
    "a measured limit, and the symptom tied to the lesion. Copies, bare lists and hedges earn nothing."
)
_STEM = f"Write the assessment in your own words, in English. {_HABITS}"
_STEM_POOR = f"A colleague wrote the assessment in the note. Write it anew, in English. {_HABITS}"


class DocumentationScorer:
    """Puts two items on every case with a measured limit and a condition: write, and rewrite a poor text."""

    name = "documentation"
    title = "Write the assessment of a note"
    skills = ("documentation", "naming", "tart", "sacral_region", "function", "linkage")

    def items(self, case: Case) -> Sequence[Item[NoteKey]]:
        """Return the items on a case; none where its note lacks what the rubric asks for."""
        key = key_of(case, f"{case.id}/{self.name}/assessment")
        if key is None:
            return ()
        poor = weak_lines(case.id)
        beside = beside_poor(key, f"{case.id}/{self.name}/improve", tuple(line.text for line in poor))
        return with_hints((self._item(case, key, ()), self._item(case, beside, poor)), HINTS)

    def score(self, key: NoteKey, response: Response) -> Score:
        """Read the text by the rubric; the same text always earns the same."""
        raw = text(response, FIELD)
        graded = grade(key, raw)
        criteria = criteria_of(key, graded, raw)
        return Score(
            item_id=key.item_id,
            scorer=self.name,
            points=total(criteria),
            criteria=criteria,
            summary=summary_of(key, graded),
            pictures=(_picture(key.dysfunction),),
        )

    def examples(self, item: Item[NoteKey]) -> Iterable[Example]:
        """Yield right, wrong, blank and malformed answers."""
        key = item.key
        for kind, name, answer, share in answers(key):
            points = None if share is None else rounded(share / len(key.earnable))
            yield _example(kind, name, key, answer, points)

    def _item(self, case: Case, key: NoteKey, poor: tuple[NoteLine, ...]) -> Item[NoteKey]:
        prompt = Prompt(
            item_id=key.item_id,
            scorer=self.name,
            case_id=case.id,
            title=case.title,
            stem=_STEM_POOR if poor else _STEM,
            note=(*note_lines(case, ("hpi", "exam")), *poor),
            fields=(TextField(id=FIELD, label="Assessment", max_chars=MAX_CHARS),),
            context=_context(case),
            skills=self.skills,
            minutes=5.0,
            difficulty=case.difficulty,
        )
        grounds = (*key.grounds.descriptor, *key.grounds.tart, *key.grounds.function)
        return Item(
            prompt=prompt,
            key=key,
            situation=situation_of(case, rewriting=bool(poor)),
            key_feature=tuple(dict.fromkeys(line for line, _ in grounds)),
        )


@cache
def _picture(dysfunction: str) -> Illustration:
    drawn = draw_dysfunction(dysfunction)
    name = dysfunctions()[dysfunction].name
    return Illustration(svg=drawn.svg, text=drawn.text, caption=f"Seen from behind: {name}")


def _context(case: Case) -> tuple[tuple[str, str], ...]:
    patient = case.patient
    if patient is None:
        return ()
    sex = "woman" if patient.sex == "F" else "man"
    work = f", {patient.occupation}" if patient.occupation else ""
    return (("Patient", f"{sex}, {patient.age}{work}"), ("Clinician", case.encounter.provider))


def _example(kind: ExampleKind, name: str, key: NoteKey, answer: object, points: float | None) -> Example:
    response = Response(item_id=key.item_id, answers={FIELD: answer})
    return Example(kind=kind, name=name, response=response, points=points)
