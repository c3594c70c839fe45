"""Shared by the tests of the rubric: the key of a case, and a text graded against it."""

from collections.abc import Callable
from functools import cache

import pytest

from sacral_edu.domain.cases import Case
from sacral_edu.generation.generate import regenerate
from sacral_edu_documentation.grading import Graded, Judged, grade
from sacral_edu_documentation.keys import NoteKey
from sacral_edu_documentation.scorer import DocumentationScorer


@pytest.fixture(scope="session")
def key_for(bundled_cases: tuple[Case, ...]) -> Callable[..., NoteKey]:
    """The key of an item on a bundled or generated case, by the case's id."""
    bundled = {case.id: case for case in bundled_cases}

    @cache
    def found(case_id: str, item: str = "assessment") -> NoteKey:
        case = bundled.get(case_id) or regenerate(case_id)
        made = {i.prompt.item_id.rpartition("/")[2]: i.key for i in DocumentationScorer().items(case)}
        return made[item]

    return found


@pytest.fixture(scope="session")
def graded(key_for: Callable[..., NoteKey]) -> Callable[..., Graded]:
    """Grade a text on a case."""

    def run(case_id: str, text: str, item: str = "assessment") -> Graded:
        return grade(key_for(case_id, item), text)

    return run


@pytest.fixture(scope="session")
def judged(graded: Callable[..., Graded]) -> Callable[..., Judged]:
    """Return how a text on a case keeps one habit."""

    def run(case_id: str, habit: str, text: str) -> Judged:
        return graded(case_id, text).habits[habit]

    return run
