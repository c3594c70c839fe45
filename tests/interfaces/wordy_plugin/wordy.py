"""Scorer `wordy`: a stranger's small scorer of free text, which highlights what it found in the answer.

It knows no case: four criteria look for fixed words. "left-on-left torsion of the sacrum" gives
highlights that cross each other, "possible left-on-left torsion" one within another.
"""

import re
from collections.abc import Iterable, Sequence

from sacral_edu.api import (
    Case,
    Criterion,
    Example,
    Highlight,
    Item,
    Prompt,
    Response,
    Score,
    TextField,
    hookimpl,
    note_lines,
    text,
    total,
)

SACRAL_EDU_API = "1"
FIELD = "assessment"
KINDS = {"assessment": ("Write the assessment of this visit.", 600), "line": ("Write it in one line.", 70)}
"""Name of each kind of item, with its question and the most characters that may be written."""
QUARTER = 0.25
SOUGHT = {
    "descriptor": ("Name the lesion", r"left-on-left torsion", r"right-on-right torsion"),
    "site": ("Name the site", r"torsion of the sacrum|sacral region", r"pelvic region"),
    "function": ("Measure what it keeps the patient from", r"\d+ minutes", r"cannot do anything"),
    "certain": ("Be certain", r"consistent with", r"nothing at all"),
}
HEDGES = re.compile(r"possible (?:left-on-left|right-on-right) torsion", re.IGNORECASE)


class WordyScorer:
    """Asks for the assessment of any case in free text."""

    name = "wordy"
    title = "Write the assessment"
    skills = ("words",)

    def items(self, case: Case) -> Sequence[Item[str]]:
        """Return one item of each kind on every case."""
        return [self._item(case, kind) for kind in KINDS]

    def score(self, key: str, response: Response) -> Score:
        """Give a quarter for each thing found; a hedged name does not count."""
        written = text(response, FIELD)
        hedged = [found.span() for found in HEDGES.finditer(written)]
        criteria = tuple(_criterion(name, written, hedged if name == "certain" else []) for name in SOUGHT)
        return Score(item_id=key, scorer=self.name, points=total(criteria), criteria=criteria)

    def examples(self, item: Item[str]) -> Iterable[Example]:
        """Yield an answer of each kind."""
        right = "Consistent with left-on-left torsion of the sacrum; 20 minutes."
        answers = (
            ("right", right, 1.0),
            ("wrong", "right-on-right torsion", 0.0),
            ("blank", "", 0.0),
            ("malformed", 7, None),
        )
        for kind, answer, points in answers:
            response = Response(item_id=item.key, answers={FIELD: answer})
            yield Example(kind=kind, name=kind, response=response, points=points)

    def _item(self, case: Case, kind: str) -> Item[str]:
        item_id = f"{case.id}/{self.name}/{kind}"
        stem, most = KINDS[kind]
        prompt = Prompt(
            item_id=item_id,
            scorer=self.name,
            case_id=case.id,
            title=case.title,
            stem=stem,
            note=note_lines(case, ("hpi", "exam")),
            fields=(TextField(id=FIELD, label="Assessment", max_chars=most),),
            skills=self.skills,
        )
        return Item(prompt=prompt, key=item_id, situation="any", key_feature=())


def _criterion(name: str, written: str, hedged: list[tuple[int, int]]) -> Criterion:
    label, right, wrong = SOUGHT[name]
    earned = [found.span() for found in re.finditer(right, written, re.IGNORECASE)]
    bad = [found.span() for found in re.finditer(wrong, written, re.IGNORECASE)]
    hit = bool(earned) and not bad
    spans = [("earned", at) for at in earned] + [("wrong", at) for at in bad]
    spans += [("not_counted", at) for at in hedged]
    return Criterion(
        id=name,
        label=label,
        earned=QUARTER if hit else 0.0,
        possible=QUARTER,
        feedback="It is there." if hit else "It is not there, or something else is.",
        read_more="intro#intro-start",
        highlights=tuple(
            Highlight(field=FIELD, start=start, end=end, verdict=verdict) for verdict, (start, end) in spans
        ),
    )


@hookimpl
def sacral_edu_scorers() -> Iterable[WordyScorer]:
    """Bring the scorer."""
    return (WordyScorer(),)
