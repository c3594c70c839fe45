"""Scorer `unruly`: a stranger's scorer that hangs, raises or works, as the answer asks of it."""

from collections.abc import Iterable, Sequence

from sacral_edu.api import (
    Case,
    Criterion,
    Example,
    Item,
    Prompt,
    Response,
    Score,
    TextField,
    hookimpl,
    text,
)

SACRAL_EDU_API = "1"


class UnrulyScorer:
    """Asks what it should do, and does so."""

    name = "unruly"
    title = "Misbehave"
    skills = ("words",)

    def items(self, case: Case) -> Sequence[Item[str]]:
        """Return one item on every case."""
        item_id = f"{case.id}/{self.name}/do"
        prompt = Prompt(
            item_id=item_id,
            scorer=self.name,
            case_id=case.id,
            title="Do",
            stem="What shall I do?",
            note=(),
            fields=(TextField(id="do", label="Do"),),
        )
        return [Item(prompt=prompt, key=item_id)]

    def score(self, key: str, response: Response) -> Score:
        """Hang on `hang`, raise on `raise`, and give a point for anything else."""
        asked = text(response, "do")
        while asked == "hang":
            pass
        if asked == "raise":
            raise RuntimeError("the spoon is bent")
        line = Criterion(
            id="do",
            label="Do",
            earned=1.0,
            possible=1.0,
            feedback="Done.",
            read_more="intro#intro-start",
        )
        return Score(item_id=key, scorer=self.name, points=1.0, criteria=(line,))

    def examples(self, item: Item[str]) -> Iterable[Example]:
        """Yield a right answer."""
        yield Example(
            kind="right", name="work", response=Response(item_id=item.key, answers={"do": "work"}), points=1.0
        )


@hookimpl
def sacral_edu_scorers() -> list[UnrulyScorer]:
    """Bring the scorer."""
    return [UnrulyScorer()]
