"""The fact tables agree with each other, with the code table and with the decision table."""

import re
from importlib.resources import files

import pytest

from sacral_edu.clinical import facts, icd
from sacral_edu.clinical.solver import solve
from sacral_edu.clinical.tables import archetypes, innominate_rows, sacral_rows
from sacral_edu.domain.cases import Finding

FOLDER = files("sacral_edu.clinical").joinpath("data", "facts")


def test_the_detail_tables_have_the_rows_of_the_tables_they_complete() -> None:
    assert set(facts.sacral_details()) == set(sacral_rows())
    assert set(facts.innominate_details()) == set(innominate_rows())
    assert set(facts.archetype_details()) == set(archetypes())


@pytest.mark.parametrize("code", sorted(facts.diagnosis_support()))
def test_every_supported_diagnosis_is_a_valid_code(code: str) -> None:
    assert icd.status(code).state == "valid"


def test_every_other_code_in_the_facts_is_valid() -> None:
    named = [code for flag in facts.red_flags().values() for code in flag.codes]
    named += [code for detail in facts.archetype_details().values() for code in detail.codes]
    named += [region.code for region in facts.region_evidence()]
    assert [code for code in named if icd.status(code).state != "valid"] == []


def test_history_patterns_screen_for_red_flags_that_exist() -> None:
    named = {flag for detail in facts.archetype_details().values() for flag in detail.screen_for}
    assert named <= set(facts.red_flags())


def test_a_look_alike_is_never_a_phrase_of_tart() -> None:
    tart = {row.phrase for row in (*facts.tart_phrases(), *facts.wrong_region_phrases())}
    assert tart.isdisjoint(row.phrase for row in facts.look_alikes())


def test_phrases_of_texture_are_acute_or_chronic() -> None:
    assert {row.chronicity for row in facts.tart_phrases() if row.criterion == "texture"} == {
        "acute",
        "chronic",
    }


def test_a_wrong_region_phrase_without_a_region_is_not_scored() -> None:
    assert all(row.regions for row in facts.wrong_region_phrases() if row.scored)
    assert not any("sacral" in row.regions for row in facts.wrong_region_phrases())


@pytest.mark.parametrize("row", facts.published_checks(), ids=lambda row: row.id)
def test_published_findings_decode_to_the_row_that_the_facts_name(row: facts.PublishedCheck) -> None:
    expected = sacral_rows()[row.expected].findings
    for name, value in row.findings.items():
        assert expected[name] == value
    findings = [_finding(name, value) for name, value in row.findings.items() if _solved(name)]
    assert solve(findings) & set(sacral_rows()) == {row.expected}


def test_two_published_keys_are_wrong_and_known_as_errors() -> None:
    wrong = [row for row in facts.published_checks() if row.expected != row.published]
    assert {row.refs for row in wrong} == {("SMARTSOLVE",), ("PPCOMM_EXAMZIFY",)}
    assert {ref for row in facts.known_errors() for ref in row.refs} >= {"SMARTSOLVE", "PPCOMM_EXAMZIFY"}


def test_an_enough_set_holds_an_ila_reading_in_every_one_sided_row() -> None:
    for name, detail in facts.sacral_details().items():
        if sacral_rows()[name].bits is not None:
            assert all("ila" in names for names in detail.enough)


def test_rules_for_techniques_are_read_by_id() -> None:
    rules = facts.technique_rules()
    assert {name: rule.says for name, rule in rules.items()} == {
        row.id: row.says for row in facts.sayings("technique_rules")
    }
    assert rules["breath"].refs
    assert "vaginal bleeding" in rules["pregnancy_stop"].says


def test_no_procedure_number_stands_in_the_facts() -> None:
    for file in FOLDER.iterdir():
        assert re.findall(r"\b\d{5}\b", file.read_text(encoding="utf-8")) == [], file.name


def _solved(name: str) -> bool:
    return name not in ("prone_short_leg", "lumbar_convexity")


def _finding(name: str, value: str) -> Finding:
    for test in ("sulcus", "ila_ap"):
        if name.startswith(f"{test}_"):
            return Finding(id=name, test=test, value=value, kind="landmark", region="sacral", side=name[-1])  # type: ignore[arg-type]
    if name == "seated_flexion":
        return Finding(
            id=name,
            test=name,
            value="positive",
            kind="motion",
            region="sacral",
            side=value,  # type: ignore[arg-type]
        )
    return Finding(id=name, test=name, value=value, kind="motion", region="sacral")
