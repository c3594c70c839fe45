"""A prompt is suspected where it names an answer in just those items in which that answer is right."""

from types import ModuleType
from typing import Any

import pytest
from msgspec.structs import replace

from sacral_edu.domain.cases import Case
from sacral_edu.domain.items import Prompt
from sacral_edu.testing import mixed_cases
from sacral_edu.testing.asking import trial_of
from sacral_edu.testing.leaks import leak_problems
from sacral_edu.testing.report import Ledger


@pytest.fixture(scope="module")
def cases(faulty: ModuleType) -> tuple[Case, ...]:
    found = tuple(case for case in mixed_cases(40) if faulty.Sound().items(case))[:12]
    assert {faulty.Sound().items(case)[0].key.side for case in found} == {"L", "R"}
    return found


def _told(scorer: Any, cases: tuple[Case, ...]) -> list[str]:
    trial, _ = trial_of(scorer, cases, Ledger())
    return [problem.what for _, problem in leak_problems(trial)]


def _with_stem(faulty: ModuleType, stem: Any) -> Any:
    class Changed(faulty.Sound):  # type: ignore[name-defined, misc]
        def prompt(self, case: Case, key: Any) -> Prompt:
            return replace(super().prompt(case, key), stem=stem(case, key))

    return Changed()


def test_a_stem_that_is_always_the_same_tells_nothing(faulty: ModuleType, cases: tuple[Case, ...]) -> None:
    assert _told(_with_stem(faulty, lambda *_: "L or R, left or right?"), cases) == []


def test_a_stem_that_names_both_sides_in_its_own_way_tells_nothing(
    faulty: ModuleType, cases: tuple[Case, ...]
) -> None:
    scorer = _with_stem(faulty, lambda case, _: f"{case.title}: left or right?")
    assert _told(scorer, cases) == []


def test_a_stem_that_names_the_right_side_tells_it(faulty: ModuleType, cases: tuple[Case, ...]) -> None:
    scorer = _with_stem(faulty, lambda _, key: f"Is it {faulty.WORDS[key.side]}?")
    assert {"Left", "Right"} == {what.rsplit("'", 2)[1] for what in _told(scorer, cases)}


def test_a_stem_that_names_the_wrong_side_is_not_found(faulty: ModuleType, cases: tuple[Case, ...]) -> None:
    # It gives the answer away as well, but no word of the answer stands in it.
    scorer = _with_stem(faulty, lambda _, key: f"Is it {faulty.WORDS['R' if key.side == 'L' else 'L']}?")
    assert _told(scorer, cases) == []


def test_few_items_are_not_judged(faulty: ModuleType, cases: tuple[Case, ...]) -> None:
    scorer = _with_stem(faulty, lambda _, key: f"Is it {faulty.WORDS[key.side]}?")
    assert _told(scorer, cases[:3]) == []
