"""Vignette files are read whole: good vignettes come back, every fault is one line, nothing raises."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

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
    "note": "Seen by Dr. Example for back ache. Findings: deep sulcus. Assessment: dysfunction. Treated.",
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


@pytest.mark.skipif(not coding.notice(), reason="the codebook was taken out, as it may be")
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
    facts = {omt_regions_documented = ["sacral"], omt_regions_treated = ["sacral"]}
    [vignettes.encounter]
    provider = "DO"
    payer_profile = "commercial_ncci"
    patient_status = "established"
    date_of_service = 2026-11-10
    [vignettes.key]
    claim_action = "submit"
    diagnoses = ["M99.04"]
    acceptable_first_listed = ["M99.04"]
    procedures = [{code = "OMT_1_2", dx = ["M99.04"]}]
    """
    vignettes, faults = read_vignettes(text, name="file.toml", kind="toml")
    assert faults == []
    assert vignettes[0].key.procedures[0].code == "OMT_1_2"


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
    assert case.note[0].text == "Seen by Dr. Example for back ache."


def test_no_word_of_a_note_is_lost_but_the_heading_that_its_section_repeats() -> None:
    for path in FILES:
        for vignette in read_vignettes(path.read_text(encoding="utf-8"), name="x", kind="yaml")[0]:
            case = vignette_case(vignette)
            written = (
                " ".join(vignette.note.split()).replace("Assessment: ", "").replace("Plan: ", "").lower()
            )
            assert " ".join(s.text for s in case.note).lower() == written


def test_the_order_of_verbs_is_the_order_of_changes() -> None:
    swapped = apply_diff(
        one().key, {"swap_proc": {"from": "OMT_1_2", "to": "OMT_3_4"}, "set_units": {"OMT_3_4": 2}}
    )
    assert (swapped.procedures[0].code, swapped.procedures[0].units) == ("OMT_3_4", 2)
    with pytest.raises(CaseError, match="set_units"):
        apply_diff(
            one().key, {"set_units": {"OMT_3_4": 2}, "swap_proc": {"from": "OMT_1_2", "to": "OMT_3_4"}}
        )


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
    assert [(line.code, line.modifiers) for line in claim.procedures] == [
        ("OMT_1_2", ("25",)),
        ("EM_EST_LOW", ()),
    ]
    assert apply_diff(key, {"drop_proc": "OMT_1_2"}).procedures == ()


def test_a_wrong_answer_may_hold_codes_that_the_course_does_not_know() -> None:
    raw = changed(
        "mistakes.0.diff", {"add_proc": {"code": "G2211", "modifiers": ["24"], "units": 1, "dx": ["Q99"]}}
    )
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
