from itertools import product

import pytest

from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.clinical.solver import solve
from sacral_edu.domain.cases import Case, Chronicity, Finding
from sacral_edu.generation.chance import Chance
from sacral_edu.generation.examination import Order, examine
from sacral_edu.generation.observations import SAYS, Remark, findings_said
from sacral_edu.generation.signs import exact


def _order(name: str, chronicity: Chronicity = "acute", *extras: str, prone_tests: bool = True) -> Order:
    return Order(
        dysfunction=dysfunctions()[name],
        chronicity=chronicity,
        pain_side=dysfunctions()[name].side or "L",
        signs=exact(name),
        extras=extras,
        without_prone_tests=not prone_tests,
    )


def _examined(
    name: str, seed: int, chronicity: Chronicity = "acute", *, prone_tests: bool = True
) -> list[Remark]:
    return examine(Chance(name, seed), _order(name, chronicity, "faber/positive", prone_tests=prone_tests))


def _findings(remarks: list[Remark]) -> list[Finding]:
    return [finding for remark in remarks for finding in findings_said(remark, 1)]


@pytest.mark.parametrize(("name", "chronicity"), list(product(dysfunctions(), ("acute", "chronic"))))
def test_an_examination_finds_the_lesion_with_or_without_prone_tests(
    name: str, chronicity: Chronicity
) -> None:
    for seed in range(10):
        assert solve(_findings(_examined(name, seed, chronicity))) == {name}
        assert solve(_findings(_examined(name, seed, chronicity, prone_tests=False))) == {name}


@pytest.mark.parametrize("name", dysfunctions())
def test_nothing_is_said_twice(name: str) -> None:
    for seed in range(20):
        keys = [remark.key for remark in _examined(name, seed)]
        assert len(set(keys)) == len(keys)
        assert set(keys) <= set(SAYS)
        assert "faber/positive" in keys


@pytest.mark.parametrize("key", SAYS)
def test_whatever_the_history_asks_for_has_its_place_in_the_examination(key: str) -> None:
    assert Remark(key, "L") in examine(Chance(1), _order("NORMAL", "acute", key))


def test_the_examiner_goes_from_standing_to_seated_to_lying() -> None:
    order = ["standing_flexion", "seated_flexion", "pelvis", "sulcus", "spring", "tenderness"]
    for seed in range(20):
        starts = [remark.key.split("/")[0] for remark in _examined("L_ON_R", seed)]
        assert [start for start in dict.fromkeys(starts) if start in order] == order


def test_only_what_is_about_the_lesions_side_differs_between_mirror_images() -> None:
    for left, right in (("L_ANT_ROT", "R_ANT_ROT"), ("L_UNI_FLEX", "R_UNI_FLEX"), ("LEG_L", "LEG_R")):
        one, two = ({remark.key for remark in _examined(name, 0)} for name in (left, right))
        assert {key.split("/")[0] for key in one} & {key.split("/")[0] for key in two}
        assert len(one & two) > 8


def test_a_case_documents_enough_for_its_lesion(some_cases: tuple[Case, ...]) -> None:
    for case in some_cases:
        region = case.truth.region if case.truth else None
        letters = {letter for finding in case.findings if finding.region == region for letter in finding.tart}
        assert region is None or (len(letters) >= 2 and letters & {"asymmetry", "restriction"}), case.id
