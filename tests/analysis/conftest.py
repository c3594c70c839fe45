"""A scorer whose questions, right answers and points a test chooses, and items of the installed ones."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from sacral_edu.analysis.asked import Asking, ask, mixed_case
from sacral_edu.domain.cases import Case
from sacral_edu.domain.errors import ResponseError
from sacral_edu.domain.items import (
    ChoiceField,
    Criterion,
    Example,
    Field,
    Item,
    NoteLine,
    Option,
    Prompt,
    Response,
    Score,
)
from sacral_edu.scoring import Scorer, check_response, make_items

Right = Mapping[str, Any]


class Quizmaster:
    """Asks what it was given, one question for each case in turn; an answer earns all or nothing.

    With `by_words` a text earns the share of the right text's words that it has.
    """

    title = "Ask what was given"
    skills = ("asking",)

    def __init__(
        self,
        questions: Sequence[tuple[tuple[Field, ...], Right]],
        *,
        stem: str = "Which one is it?",
        examples: bool = True,
        by_words: bool = False,
    ) -> None:
        self.name = "quizmaster"
        self._questions, self._stem = questions, stem
        self._examples, self._by_words = examples, by_words

    def items(self, case: Case) -> list[Item[dict[str, Any]]]:
        place = int(case.id.split("-")[2])
        fields, right = self._questions[place % len(self._questions)]
        note = tuple(NoteLine(id=s.id, section=s.section, text=s.text) for s in case.note)
        item_id = f"{case.id}/{self.name}/one"
        prompt = Prompt(
            item_id=item_id,
            scorer=self.name,
            case_id=case.id,
            title="One",
            stem=self._stem,
            note=note,
            fields=fields,
        )
        return [Item(prompt=prompt, key={"id": item_id, "right": dict(right), "prompt": prompt})]

    def score(self, key: dict[str, Any], response: Response) -> Score:
        right = check_response(key["prompt"], Response(item_id=key["id"], answers=key["right"])).answers
        points = self._share(right, response.answers) if self._by_words else float(response.answers == right)
        line = Criterion(
            id="all", label="All", earned=points, possible=1.0, feedback="So.", read_more="intro#intro-start"
        )
        return Score(item_id=key["id"], scorer=self.name, points=points, criteria=(line,))

    def examples(self, item: Item[dict[str, Any]]) -> list[Example]:
        if not self._examples:
            return []
        response = Response(item_id=item.key["id"], answers=item.key["right"])
        return [Example(kind="right", name="right", response=response, points=1.0)]

    def _share(self, right: Right, answers: Right) -> float:
        wanted = set(" ".join(right.values()).split())
        return len(wanted & set(" ".join(answers.values()).split())) / len(wanted)


class Sulking(Quizmaster):
    """Refuses to score anything that is not right."""

    def score(self, key: dict[str, Any], response: Response) -> Score:
        score = super().score(key, response)
        if not score.points:
            raise ResponseError("No.")
        return score


def options(*labels: str) -> tuple[Option, ...]:
    return tuple(Option(id=label, label=label, letter="ABCDEFGHIJ"[at]) for at, label in enumerate(labels))


@pytest.fixture(scope="session")
def quizmaster() -> type[Quizmaster]:
    return Quizmaster


@pytest.fixture(scope="session")
def sulking() -> type[Sulking]:
    return Sulking


@pytest.fixture(scope="session")
def one_of() -> Callable[..., ChoiceField]:
    """A field of one choice from the labels given."""

    def make(*labels: str, label: str = "One") -> ChoiceField:
        return ChoiceField(id="one", label=label, options=options(*labels))

    return make


@pytest.fixture(scope="session")
def few_cases() -> tuple[Case, ...]:
    return tuple(mixed_case(index) for index in range(84))


@pytest.fixture(scope="session")
def asking(few_cases: tuple[Case, ...]) -> Callable[[Scorer[Any]], Asking]:
    """Ask one scorer about some cases."""

    def start(scorer: Scorer[Any]) -> Asking:
        return ask({scorer.name: scorer}, few_cases)

    return start


@pytest.fixture(scope="session")
def bundled(scorers: dict[str, Scorer[Any]], plugins_of_ours: tuple[str, ...]) -> Asking:
    """What the bundled scorers ask about two hundred cases of all difficulties."""
    cases = [mixed_case(index) for index in range(200)]
    return ask({name: scorers[name] for name in plugins_of_ours}, cases)


@pytest.fixture(scope="session")
def plugins_of_ours(scorers: dict[str, Scorer[Any]]) -> tuple[str, ...]:
    """The names of the scorers that come with the package."""
    return tuple(n for n, scorer in scorers.items() if type(scorer).__module__.startswith("sacral_edu_"))


@pytest.fixture(scope="session")
def items_of(scorers: dict[str, Scorer[Any]]) -> Callable[[Case], tuple[Item[Any], ...]]:
    return lambda case: make_items(scorers, case).items
