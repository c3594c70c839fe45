"""Shared by all tests: golden files, the checkout's folders, generated and bundled cases, a plain scorer."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from sacral_edu.domain.cases import Case
from sacral_edu.domain.items import Criterion, Example, Item, Prompt, Response, Score, TextField
from sacral_edu.generation.authored import read_case
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import Spec
from sacral_edu.plugin_manager import load_scorers
from sacral_edu.scoring import Scorer, text

# No test measures time; on a build machine the examples are the same in every run.
settings.register_profile("sacral_edu", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("sacral_edu")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the golden files and the table of limits"
    )


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder of the repository."""
    return Path(__file__).parent.parent


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a golden file below tests/golden, or rewrite that file on --update-golden."""

    def compare(name: str, got: str) -> None:
        path = Path(__file__).parent / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(got, encoding="utf-8", newline="\n")
        assert path.is_file(), f"there is no golden file {name}; run pytest --update-golden"
        assert got == path.read_text(encoding="utf-8"), (
            f"{name} differs; look, then run pytest --update-golden"
        )

    return compare


@pytest.fixture(scope="session")
def some_cases() -> tuple[Case, ...]:
    """Two thousand generated cases, as the weights have them."""
    return tuple(generate(Spec(seed=4, index=index)) for index in range(2000))


@pytest.fixture(scope="session")
def bundled_texts(checkout: Path) -> dict[str, str]:
    """The text of every bundled authored case by its file's name."""
    return {
        path.name: path.read_text(encoding="utf-8") for path in sorted((checkout / "cases").glob("*.toml"))
    }


@pytest.fixture(scope="session")
def bundled_cases(bundled_texts: dict[str, str]) -> tuple[Case, ...]:
    """The authored cases that come with the package."""
    read = [read_case(words, name=name) for name, words in bundled_texts.items()]
    return tuple(case for case, _ in read if case is not None)


@pytest.fixture(scope="session")
def scorers() -> dict[str, Scorer[Any]]:
    """The installed scorers by name."""
    return load_scorers()


class PlainScorer:
    """The smallest whole scorer: asks for one word, `right`. Tests change what they need of it."""

    title = "Say the word"
    skills = ("words",)

    def __init__(self, name: str = "plain") -> None:
        self.name = name

    def items(self, case: Case) -> list[Item[str]]:
        item_id = f"{case.id}/{self.name}/word"
        prompt = Prompt(
            item_id=item_id,
            scorer=self.name,
            case_id=case.id,
            title="Word",
            stem="Which word?",
            note=(),
            fields=(TextField(id="word", label="Word", max_chars=20),),
        )
        return [Item(prompt=prompt, key=item_id)]

    def score(self, key: str, response: Response) -> Score:
        points = float(text(response, "word") == "right")
        line = Criterion(
            id="word",
            label="Word",
            earned=points,
            possible=1.0,
            feedback="It is right.",
            read_more="intro#intro-start",
        )
        return Score(item_id=key, scorer=self.name, points=points, criteria=(line,))

    def examples(self, item: Item[str]) -> list[Example]:
        answers = [
            ("right", "right", 1.0),
            ("wrong", "left", 0.0),
            ("blank", "", 0.0),
            ("malformed", 7, None),
        ]
        return [
            Example(
                kind=kind,
                name=kind,
                response=Response(item_id=item.key, answers={"word": word}),
                points=points,
            )
            for kind, word, points in answers
        ]


@pytest.fixture
def plain_scorer() -> type[PlainScorer]:
    """A small scorer to start from."""
    return PlainScorer
