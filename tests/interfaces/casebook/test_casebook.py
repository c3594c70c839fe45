"""Resolving case ids: generated ones by rule, authored ones and vignettes from files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sacral_edu.domain.errors import CaseError
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import Spec
from sacral_edu.interfaces.casebook import Casebook, bundled


def test_a_generated_case_is_made_from_its_id_alone() -> None:
    spec = Spec(seed=7, index=3, dysfunction="L_ON_L", provider="PT")
    assert Casebook(with_bundled=False).case(spec.case_id) == generate(spec)


def test_a_generated_case_needs_no_file_to_be_sound(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("a = [")
    assert Casebook([tmp_path]).case("g1-0-0").id == "g1-0-0"


def test_the_bundled_cases_are_within_reach_and_sorted() -> None:
    ids = [case.id for case in Casebook().cases()]
    assert ids == sorted(ids)
    assert {"left-on-left", "v01", "v34"} <= set(ids)


def test_ones_own_cases_come_besides_the_bundled_ones(authored: Callable[..., Path]) -> None:
    path = authored(('id = "left-on-left"', 'id = "mine"'))
    assert Casebook([path]).case("mine").origin == "authored"
    assert Casebook([path.parent]).case("v01").origin == "vignette"
    assert [case.id for case in Casebook([path], with_bundled=False).cases()] == ["mine"]


def test_an_id_that_stands_in_two_files_is_told_with_both(authored: Callable[..., Path]) -> None:
    path = authored()
    theirs = bundled("cases") / "left-on-left.toml"
    with pytest.raises(CaseError) as refusal:
        Casebook([path]).cases()
    assert str(refusal.value) == f"{path}: id: case 'left-on-left' also stands in {theirs}; rename one."


def test_an_unknown_id_is_answered_with_near_ones() -> None:
    with pytest.raises(CaseError) as refusal:
        Casebook().case("left-on-rigt")
    assert str(refusal.value) == "There is no case 'left-on-rigt'. Did you mean left-on-left?"


def test_an_unknown_id_that_is_near_to_none_is_answered_with_where_to_look() -> None:
    with pytest.raises(CaseError) as refusal:
        Casebook().case("zzz")
    assert str(refusal.value) == "There is no case 'zzz'. `sacral-edu cases list` shows all."


@pytest.mark.parametrize("case_id", ["g9-1-1", "g1-1-1-000000"])
def test_an_id_of_another_generator_is_not_taken_for_ours(case_id: str) -> None:
    with pytest.raises(CaseError, match=case_id):
        Casebook().case(case_id)


def test_a_fault_in_a_file_is_told_with_how_to_see_all(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text("a = [")
    with pytest.raises(CaseError) as refusal:
        Casebook([path]).case("anything")
    assert str(refusal.value).startswith(f"{path}: this is not valid TOML: ")
    assert str(refusal.value).endswith(f"`sacral-edu cases check {path}` lists every fault.")


def test_the_next_case_is_one_of_the_same_kind_and_wraps_round() -> None:
    book = Casebook()
    kinds = {case.id: case.origin for case in book.cases()}
    for kind in ("authored", "vignette"):
        ids = [name for name, origin in kinds.items() if origin == kind]
        assert [book.next_after(name) for name in ids] == [*ids[1:], ids[0]]
