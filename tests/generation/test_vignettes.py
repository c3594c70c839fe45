"""Vignette files are read whole: good vignettes come back, every fault is one line, nothing raises."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sacral_edu.clinical import coding
from sacral_edu.domain.errors import CaseError
from sacral_edu.generation.vignettes import (
    Vignette,
    apply_diff,
    read_vignettes,
    vignette_case,
    vignette_disagreements,
)

VIGNETTES = Path(__file__).parents[2] / "cases" / "vignettes"
FILES = sorted(VIGNETTES.glob("*.yaml"))

RAW: dict[str, Any] = {
    "id": "V01",
    "title": "Planned treatment, sacrum only",
    "difficulty": "basic",
    "encounter": {
        "provider": "DO",
        "payer_profile": "commercial_ncci",
        "patient_status": "established",
        "date_of_service": "2026-11-10",
        "place": "office",
    },
    "note": "Seen by Dr. Example for low back ache. Findings: deep left sulcus. Assessment: dysfunction. Treated.",
    "facts": {"omt_regions_documented": ["sacral"], "omt_regions_treated": ["sacral"], "em_separate": False},
    "key": {
        "claim_action": "submit",
        "diagnoses": ["M99.04", "M54.50"],
        "acceptable_first_listed": ["M99.04", "M54.50"],
        "optional_diagnoses": [],
        "alternative_diagnoses": [],
        "procedures": [{"code": "OMT_1_2", "modifiers": [], "units": 1, "dx": ["M99.04", "M54.50"]}],
        "alternative_procedures": [],
        "query": None,
    },
    "rationale": "One region.",
    "confidence": "standard",
    "mistakes": [
        {
            "answer": "Uses the pelvic code",
            "why": "The findings are on the sacrum.",
            "rules": ["R-OMT-03"],
            "error_type": "wrong_region",
            "severity": "major",
            "diff": {"swap_dx": {"from": "M99.04", "to": "M99.05"}},
        }
    ],
}


def changed(path: str, value: Any) -> dict[str, Any]:
    raw = copy.deepcopy(RAW)
    *way, last = path.split(".")
    spot: Any = raw
    for step in way:
        spot = spot[int(step)] if step.isdigit() else spot[step]
    spot[int(last) if last.isdigit() else last] = value
    return raw


def read(*raw: dict[str, Any]) -> tuple[list[Vignette], list[str]]:
    return read_vignettes(yaml.safe_dump({"vignettes": list(raw)}), name="file.yaml", kind="yaml")


def one(raw: dict[str, Any] = RAW) -> Vignette:
    vignettes, faults = read(raw)
    assert faults == []
    return vignettes[0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_courses_vignettes_have_no_fault_and_agree_with_their_facts(path: Path) -> None:
    vignettes, faults = read_vignettes(path.read_text(encoding="utf-8"), name=path.name, kind="yaml")
    assert faults == []
    assert vignettes
    assert [line for vignette in vignettes for line in vignette_disagreements(vignette)] == []


def test_numbers_are_read_as_concept_ids() -> None:
    number = str(coding.number_of("OMT_1_2"))
    raw = changed("key.procedures.0.code", number)
    raw["mistakes"][0]["diff"] = {"swap_proc": {"from": number, "to": str(coding.number_of("OMT_3_4"))}}
    vignette = one(raw)
    assert vignette.key.procedures[0].code == "OMT_1_2"
    assert apply_diff(vignette.key, vignette.mistakes[0].diff).procedures[0].code == "OMT_3_4"


def test_a_date_without_quotes_is_a_date() -> None:
    text = yaml.safe_dump({"vignettes": [RAW]}).replace("'2026-11-10'", "2026-11-10")
    vignettes, faults = read_vignettes(text, name="file.yaml", kind="yaml")
    assert faults == []
    assert vignettes[0].encounter.date_of_service == "2026-11-10"


def test_toml_is_read_as_well() -> None:
    text = """
    [[vignettes]]
    id = "V01"
    title = "Planned treatment"
    note = "Sacrum treated."
    encounter = {provider = "DO", payer_profile = "commercial_ncci", patient_status = "established", date_of_service = 2026-11-10}
    facts = {omt_regions_documented = ["sacral"], omt_regions_treated = ["sacral"]}
    [vignettes.key]
    claim_action = "submit"
    diagnoses = ["M99.04"]
    acceptable_first_listed = ["M99.04"]
    procedures = [{code = "OMT_1_2", dx = ["M99.04"]}]
    """
    vignettes, faults = read_vignettes(text, name="file.toml", kind="toml")
    assert faults == []
    assert vignettes[0].key.procedures[0].code == "OMT_1_2"


@pytest.mark.parametrize(
    ("path", "value", "where", "said"),
    [
        ("key.procedures.0.code", "OMT_12", "V01.key.procedures[0].code", "OMT_1_2"),
        ("key.procedures.0.code", "99999", "V01.key.procedures[0].code", "neither a procedure"),
        ("key.procedures.0.units", "two", "V01.key.procedures[0].units", "whole number"),
        ("key.procedures.0.units", True, "V01.key.procedures[0].units", "whole number"),
        ("key.procedures.0.modifiers", ["2S"], "V01.key.procedures[0].modifiers[0]", "no modifier"),
        ("key.procedures.0.dx", ["M99.05"], "V01.key.procedures[0].dx[0]", "not on the claim"),
        ("key.procedures.0.unit", 1, "V01.key.procedures[0]", "did you mean 'units'"),
        ("key.procedures", {}, "V01.key.procedures", "expected a list"),
        ("key.diagnoses.1", "M54.5", "V01.key.diagnoses[1]", "M54.50"),
        ("key.diagnoses.1", "M99.04", "V01.key.diagnoses", "twice"),
        ("key.diagnoses", "M99.04", "V01.key.diagnoses", "expected a list"),
        ("key.acceptable_first_listed", ["M53.3"], "V01.key.acceptable_first_listed", "not among"),
        ("key.claim_action", "send", "V01.key.claim_action", "not allowed"),
        ("key", 3, "V01.key", "expected a mapping"),
        ("encounter.provider", "PA", "V01.encounter.provider", "not allowed"),
        ("encounter.date_of_service", "10 Nov", "V01.encounter.date_of_service", "date"),
        ("facts.em_separate", "no", "V01.facts.em_separate", "expected `bool"),
        ("facts.omt_regions_treated", ["sacrall"], "V01.facts.omt_regions_treated[0]", "no OMT region"),
        ("facts.timed_minutes", {"TX_MANUEL": 9}, "V01.facts.timed_minutes.TX_MANUEL", "TX_MANUAL"),
        ("facts.em", {"basis": "mdm", "problems": "lo"}, "V01.facts.em", "problems"),
        ("titel", "x", "V01", "did you mean 'title'"),
        ("difficulty", "easy", "V01.difficulty", "not allowed"),
        ("id", "V 1", "vignettes[0].id", "letters"),
        ("mistakes.0.rules", ["R-OMT-3"], "V01.mistakes[0].rules[0]", "R-OMT-03"),
        ("mistakes.0.severity", "bad", "V01.mistakes[0].severity", "not allowed"),
        ("mistakes.0.diff", {"swop_dx": {}}, "V01.mistakes[0].diff", "did you mean 'swap_dx'"),
        ("mistakes.0.diff", {"drop_dx": "M53.3"}, "V01.mistakes[0].diff.drop_dx", "not among the diagnoses"),
        ("mistakes.0.diff", {"drop_proc": "OMT_3_4"}, "V01.mistakes[0].diff.drop_proc", "no line"),
        ("mistakes.0.diff", {"drop_mod": {"OMT_1_2": "25"}}, "V01.mistakes[0].diff.drop_mod", "does not carry"),
        ("mistakes.0.diff", {"first_dx": "M99.04"}, "V01.mistakes[0].diff", "leaves the claim as it was"),
        ("mistakes.0.diff", {"set_units": 2}, "V01.mistakes[0].diff.set_units", "expected a mapping"),
    ],
)
def test_a_fault_is_one_line_that_says_where_and_what(path: str, value: Any, where: str, said: str) -> None:
    vignettes, faults = read(changed(path, value))
    assert vignettes == []
    line = next(line for line in faults if line.startswith(f"file.yaml: {where}: "))
    assert said in line
    assert "\n" not in line


def test_all_faults_are_told_and_good_neighbours_are_kept() -> None:
    bad = changed("key.diagnoses.0", "M99.040")
    bad["id"] = "V02"
    bad["key"]["procedures"][0]["units"] = 0
    vignettes, faults = read(RAW, bad)
    assert [vignette.id for vignette in vignettes] == ["V01"]
    assert len([line for line in faults if "V02.key" in line]) >= 2


def test_ids_are_unique_whatever_their_case() -> None:
    _, faults = read(RAW, changed("id", "v01"))
    assert any("ids are unique" in line for line in faults)


@pytest.mark.parametrize("missing", ["id", "title", "encounter", "note", "facts", "key"])
def test_what_a_vignette_needs_is_told_when_it_is_missing(missing: str) -> None:
    raw = copy.deepcopy(RAW)
    del raw[missing]
    vignettes, faults = read(raw)
    assert vignettes == []
    assert any(line.endswith(f".{missing}: is missing") for line in faults)


def test_unknown_entries_among_the_facts_are_passed_over() -> None:
    assert one(changed("facts.weather", "rain")).id == "V01"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("vignettes: [", "not valid YAML"),
        ("- a\n- b", "expected a mapping"),
        ("", "expected a mapping"),
        ("vignets: []", "misspelt"),
        ("vignettes: []", "is empty"),
        ("vignettes: 3", "expected a list"),
        ("vignettes: [3]", "expected a mapping"),
        ("a: &a [*a]", "is missing"),
        ("when: 2026-13-45", "not valid YAML"),
        ("a: \x00", "not valid YAML"),
        ("[" * 5000, "YAML"),
    ],
)
def test_a_file_that_is_no_vignette_file_is_told_in_one_line(text: str, said: str) -> None:
    vignettes, faults = read_vignettes(text, name="file.yaml", kind="yaml")
    assert vignettes == []
    assert len(faults) == 1
    assert said in faults[0]
    assert "\n" not in faults[0]


def test_broken_toml_is_told_in_one_line() -> None:
    assert len(read_vignettes("vignettes = [", name="file.toml", kind="toml")[1]) == 1


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=5,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    here = [path] if path else []
    if isinstance(value, dict):
        return here + [p for name in value for p in places(value[name], (*path, name))]
    if isinstance(value, list):
        return here + [p for index in range(len(value)) for p in places(value[index], (*path, index))]
    return here


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(places(RAW)), junk)
def test_no_value_anywhere_makes_the_reader_raise(place: tuple[Any, ...], value: Any) -> None:
    raw = copy.deepcopy(RAW)
    spot: Any = raw
    for step in place[:-1]:
        spot = spot[step]
    spot[place[-1]] = value
    vignettes, faults = read(raw)
    assert len(vignettes) + bool(faults) == 1
    assert all("\n" not in line for line in faults)


@given(st.text(max_size=60), st.sampled_from(["yaml", "toml"]))
def test_no_text_makes_the_reader_raise(text: str, kind: Any) -> None:
    vignettes, faults = read_vignettes(text, name="file", kind=kind)
    assert vignettes == []
    assert faults


def test_a_vignette_becomes_a_case_about_coding_alone() -> None:
    case = vignette_case(one())
    assert case.id == "v01"
    assert case.origin == "vignette"
    assert case.truth is None
    assert case.claim == one().key
    assert case.encounter.facts.omt_regions_treated == ("sacral",)
    assert [(s.id, s.section) for s in case.note] == [
        ("s1", "hpi"), ("s2", "exam"), ("s3", "assessment"), ("s4", "plan"),
    ]  # fmt: skip
    assert case.note[0].text == "Seen by Dr. Example for low back ache."


def test_no_word_of_a_note_is_lost() -> None:
    for path in FILES:
        for vignette in read_vignettes(path.read_text(encoding="utf-8"), name="x", kind="yaml")[0]:
            case = vignette_case(vignette)
            assert " ".join(s.text for s in case.note) == " ".join(vignette.note.split())


def test_the_order_of_verbs_is_the_order_of_changes() -> None:
    swapped = apply_diff(
        one().key, {"swap_proc": {"from": "OMT_1_2", "to": "OMT_3_4"}, "set_units": {"OMT_3_4": 2}}
    )
    assert (swapped.procedures[0].code, swapped.procedures[0].units) == ("OMT_3_4", 2)
    with pytest.raises(CaseError, match="set_units"):
        apply_diff(one().key, {"set_units": {"OMT_3_4": 2}, "swap_proc": {"from": "OMT_1_2", "to": "OMT_3_4"}})


@pytest.mark.parametrize(
    ("diff", "diagnoses", "line"),
    [
        ({"add_dx": ["I10"]}, "M99.04 M54.50 I10", "OMT_1_2  1 M99.04 M54.50"),
        ({"drop_dx": "M54.50"}, "M99.04", "OMT_1_2  1 M99.04"),
        ({"swap_dx": {"from": "M54.50", "to": "M54.5"}}, "M99.04 M54.5", "OMT_1_2  1 M99.04 M54.5"),
        ({"first_dx": "M54.50"}, "M54.50 M99.04", "OMT_1_2  1 M99.04 M54.50"),
        ({"set_dx": {"OMT_1_2": ["M54.50"]}}, "M99.04 M54.50", "OMT_1_2  1 M54.50"),
        ({"add_mod": {"OMT_1_2": "59"}}, "M99.04 M54.50", "OMT_1_2 59 1 M99.04 M54.50"),
        (
            {"add_mod": {"OMT_1_2": "59"}, "swap_mod": {"code": "OMT_1_2", "from": "59", "to": "XS"}},
            "M99.04 M54.50",
            "OMT_1_2 XS 1 M99.04 M54.50",
        ),
    ],
)
def test_each_verb_changes_what_it_says(diff: dict[str, Any], diagnoses: str, line: str) -> None:
    claim = apply_diff(one().key, diff)
    first = claim.procedures[0]
    assert " ".join(claim.diagnoses) == diagnoses
    assert f"{first.code} {' '.join(first.modifiers)} {first.units} {' '.join(first.dx)}" == line


def test_modifiers_move_and_lines_come_and_go() -> None:
    key = one().key
    added = {"code": "EM_EST_LOW", "modifiers": ["25"], "units": 1, "dx": ["M54.50"]}
    claim = apply_diff(
        key, {"add_proc": added, "move_mod": {"mod": "25", "from": "EM_EST_LOW", "to": "OMT_1_2"}}
    )
    assert [(line.code, line.modifiers) for line in claim.procedures] == [("OMT_1_2", ("25",)), ("EM_EST_LOW", ())]
    assert apply_diff(key, {"drop_proc": "OMT_1_2"}).procedures == ()


def test_a_wrong_answer_may_hold_codes_that_the_course_does_not_know() -> None:
    raw = changed("mistakes.0.diff", {"add_proc": {"code": "G2211", "modifiers": ["24"], "units": 1, "dx": ["Q99"]}})
    assert apply_diff(one(raw).key, one(raw).mistakes[0].diff).procedures[1].code == "G2211"


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("key.procedures.0.code", "OMT_3_4", "osteopathic treatment"),
        ("key.procedures.0.units", 2, "once a day"),
        ("key.procedures.0.modifiers", ["25"], "25"),
        ("key.procedures.0.modifiers", ["59"], "without a pair"),
        ("facts.omt_regions_documented", ["sacral", "pelvic"], ""),
        ("facts.omt_regions_treated", [], "nothing"),
        ("facts.imaging", {"site": "pelvis", "views": 2, "performed_in_office": True}, "films"),
        ("facts.muscles_injected", ["piriformis"], "injection"),
        ("facts.em_separate", True, ""),
    ],
)
def test_a_key_that_differs_from_its_facts_is_told(path: str, value: Any, said: str) -> None:
    vignette = one(changed(path, value))
    lines = vignette_disagreements(vignette)
    assert bool(lines) == bool(said)
    assert all(line.startswith("V01.key: ") for line in lines)
    assert not said or said in " ".join(lines)
