"""The codebook shows numbers where it may and concept ids where it may not."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sacral_edu.clinical import coding
from sacral_edu.clinical.coding import codebook, tables
from sacral_edu.domain.errors import CodeError

ROOT = Path(__file__).parents[3]

with_numbers = pytest.mark.skipif(not coding.notice(), reason="the codebook was taken out, as it may be")


@pytest.fixture
def without_numbers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(codebook, "codebook", codebook.Codebook)
    codebook._concepts.cache_clear()  # pyright: ignore[reportPrivateUsage]
    tables.rules.cache_clear()
    yield
    monkeypatch.undo()
    codebook._concepts.cache_clear()  # pyright: ignore[reportPrivateUsage]
    tables.rules.cache_clear()


@with_numbers
def test_every_procedure_has_a_number_of_its_own() -> None:
    numbers = [coding.number_of(concept) for concept in coding.procedures()]
    assert None not in numbers
    assert len(set(numbers)) == len(coding.procedures()) == 41


def test_a_number_and_a_concept_id_name_the_same_procedure() -> None:
    for concept in coding.procedures():
        assert coding.concept_of(coding.shown(concept)) == concept
        assert coding.concept_of(f" {concept.lower()} ") == concept


def test_a_mistyped_concept_is_refused_with_near_matches() -> None:
    with pytest.raises(CodeError, match="OMT_1_2"):
        coding.concept_of("OMT_12")


@pytest.mark.usefixtures("without_numbers")
def test_without_the_codebook_concept_ids_are_shown_and_numbers_unknown() -> None:
    assert coding.shown("OMT_1_2") == "OMT_1_2"
    assert coding.number_of("OMT_1_2") is None
    assert coding.notice() == ""
    assert coding.concept_of("OMT_1_2") == "OMT_1_2"
    assert "OMT_3_4" in coding.rules()["R-OMT-01"].statement


@with_numbers
def test_the_notice_names_the_owner_of_the_code_set() -> None:
    assert "American Medical Association" in coding.notice()


def test_numbers_stand_in_the_codebook_alone() -> None:
    numbers = {str(coding.number_of(concept)) for concept in coding.procedures()}
    elsewhere = {"codebook.json", "references.json"}  # the second holds titles and addresses of sources
    found: list[str] = []
    for folder in ("src", "plugins", "cases"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".py", ".json", ".yaml", ".toml"} and path.name not in elsewhere:
                words = set(re.findall(r"\b\d{5}\b", path.read_text(encoding="utf-8")))
                found += [f"{path.relative_to(ROOT)}: {number}" for number in sorted(words & numbers)]
    assert found == []
