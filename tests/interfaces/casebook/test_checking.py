"""Checking case files: the bundled ones are sound, and of a broken one every fault is told with its place."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sacral_edu.clinical import coding
from sacral_edu.interfaces.casebook import MAX_BYTES, CheckReport, bundled, check_paths
from sacral_edu.plugin_manager import load_scorers

SPRING = 'findings = [{ test = "spring", value = "negative" }]'
SPHINX = 'findings = [{ test = "sphinx", value = "decreases" }]'
ANGLES = """findings = [
  { test = "ila_ap", value = "posterior", side = "R" },
  { test = "ila_si", value = "inferior", side = "R" },
]"""


def check(*paths: Path) -> CheckReport:
    return check_paths(paths, load_scorers())


def only_fault(path: Path) -> str:
    (fault,) = check(path).faults
    assert fault.startswith(f"{path}: ")
    return fault.removeprefix(f"{path}: ")


def test_the_bundled_cases_are_sound() -> None:
    report = check(bundled("cases"))
    assert report.faults == ()
    assert (report.vignettes, report.mistakes) == (34, 107)
    assert report.cases >= 5
    assert report.files == report.cases + 6


def test_a_file_is_checked_once_however_often_it_is_named(authored: Callable[..., Path]) -> None:
    path = authored()
    report = check(path, path.parent, path.parent / ".." / path.parent.name / path.name)
    assert (report.files, report.cases, report.faults) == (1, 1, ())


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.toml", b"\xff\xfe\x00a", "is not UTF-8 text (byte 0); save it as UTF-8."),
        ("a.yaml", b"x: \xff", "is not UTF-8 text (byte 3); save it as UTF-8."),
        (
            "a.toml",
            b"#" * 5_000_000,
            "has 5,000,000 bytes, more than the 4,000,000 that a case file may have",
        ),
        (
            "a.yaml",
            b"#" * 5_000_000,
            "has 5,000,000 bytes, more than the 4,000,000 that a case file may have",
        ),
        ("a.toml", b"a = [", "this is not valid TOML: "),
        ("a.toml", b"vignettes = [", "is not valid TOML: "),
        ("a.yaml", b"a: [", "is not valid YAML: "),
        ("a.toml", b"a = " + b"[" * 5000, "this is not valid TOML: "),
        ("a.yaml", b"a: " + b"[" * 5000, "is nested too deeply"),
        ("a.toml", b"", "format: must be 1, got None."),
        ("a.yaml", b"", "expected a mapping with a list 'vignettes', got None"),
        ("a.yml", b"- 1", "expected a mapping with a list 'vignettes', got [1]"),
        ("a.yaml", b"vignettes: []", "vignettes: is empty; there is nothing to read"),
        ("a.yaml", b"vignettes: 3", "vignettes: expected a list, got 3"),
        ("a.yaml", b"vignette: []", "vignettes: is missing; is 'vignette' misspelt?"),
        ("a.json", b"{}", "case files end in .toml, .yaml, .yml; this one ends in .json."),
        ("notes", b"", "case files end in .toml, .yaml, .yml; this one ends in nothing."),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_reason(
    name: str, content: bytes, fault: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert only_fault(path).startswith(fault)


def test_a_byte_order_mark_is_no_fault(authored: Callable[..., Path]) -> None:
    path = authored()
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert check(path).faults == ()


def test_a_file_of_the_largest_size_is_still_read(authored: Callable[..., Path]) -> None:
    path = authored()
    path.write_bytes(path.read_bytes().ljust(MAX_BYTES, b"\n"))
    assert check(path).faults == ()


@pytest.mark.parametrize("name", ["nope.toml", "nope.yaml", "nope"])
def test_a_missing_file_is_said_to_be_missing(name: str, tmp_path: Path) -> None:
    assert only_fault(tmp_path / name) == "there is no such file."


def test_a_folder_without_cases_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "readme.md").write_text("nothing here")
    assert only_fault(tmp_path) == "there is no case file (.toml, .yaml, .yml) in this folder."


@pytest.mark.parametrize(
    ("replaced", "fault"),
    [
        ([(SPRING, ""), (SPHINX, ""), (ANGLES, "")], "note: the findings also fit L_UNI_FLEX; add a finding"),
        ([('"deep", side = "L"', '"deep", side = "R"')], "note: the findings contradict each other"),
        ([('dysfunction = "R_ON_R"', 'dysfunction = "R_ON_L"')], "dysfunction: the findings fit R_ON_R, not"),
        (
            [("\nchronicity", "\nchronicty")],
            "chronicty: 'chronicty' is not known; did you mean 'chronicity'?",
        ),
        ([('value = "decreases"', 'value = "decreased"')], "note[10].findings: test sphinx has no value"),
        ([('id = "left-on-left"', 'id = "Left On"')], "id: 'Left On' must be of small letters, digits"),
        ([("line = 14", "line = 99")], "error.line: there is no line 99; the note has 16 lines."),
        ([('conditions = ["M54.59"]', 'conditions = ["M54.5X"]')], "claim: "),
        ([("format = 1", "format = 2")], "format: must be 1, got 2."),
    ],
)
def test_a_fault_of_an_authored_case_is_named_with_its_key(
    replaced: list[tuple[str, str]], fault: str, authored: Callable[..., Path]
) -> None:
    assert only_fault(authored(*replaced)).startswith(fault)


def first_mistake(**entries: Any) -> Callable[[dict[str, Any]], None]:
    return lambda vignette: vignette["mistakes"][0].update(entries)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            first_mistake(diff={"first_dx": "M99.03"}),
            "V09.mistakes[0]: 'Puts M54.50 in first place' earns full marks; it should earn less.",
        ),
        (first_mistake(diff={"first_dx": "M99.04"}), "V09.mistakes[0].diff: leaves the claim as it was"),
        (
            first_mistake(rules=["R-PT-01"]),
            "V09.mistakes[0]: 'Puts M54.50 in first place': feedback names R-CMT-04, not R-PT-01.",
        ),
        (first_mistake(rules=["R-CMT-4"]), "V09.mistakes[0].rules[0]: 'R-CMT-4' is not allowed"),
        (first_mistake(diff={"turn": 1}), "V09.mistakes[0].diff: there is no verb 'turn'"),
        (
            lambda v: (v["key"]["procedures"][0].update(modifiers=[]), v.update(mistakes=[])),
            f"V09.key: {coding.number_of('CMT_SPINAL_1_2')} needs AT (R-CMT-05",
        ),
        (lambda v: v.pop("key"), "V09.key: is missing"),
        (lambda v: v.update(nte="x"), "V09: there is no entry 'nte'; did you mean 'note'?"),
    ],
    ids=[
        "no-loss",
        "no-change",
        "rule-not-named",
        "no-rule",
        "no-verb",
        "key-against-facts",
        "no-key",
        "typo",
    ],
)
def test_a_fault_of_a_vignette_is_named_with_its_key(
    change: Callable[[dict[str, Any]], object], fault: str, vignette: Callable[..., Path]
) -> None:
    faults = [line for line in check(vignette(change)).faults if fault in line]
    assert len(faults) == 1
    assert faults[0].startswith(f"{vignette(change)}: {fault}")


def test_vignettes_may_be_written_in_toml(tmp_path: Path) -> None:
    path = tmp_path / "v.toml"
    path.write_text(TOML, encoding="utf-8")
    report = check(path)
    assert (report.faults, report.vignettes, report.mistakes) == ((), 1, 1)
    path.write_text(TOML.replace('drop_mod = { CMT_SPINAL_1_2 = "AT" }', "drop_mod = 7"), encoding="utf-8")
    assert "V77.mistakes[0].diff.drop_mod" in only_fault(path)


def test_two_files_with_one_id_are_both_named(vignette: Callable[..., Path]) -> None:
    first, second = vignette(name="a.yaml"), vignette(name="b.yaml")
    assert check(first, second).faults == (f"{second}: id: 'v09' also stands in {first}; rename one.",)


def test_every_fault_of_every_file_is_told_at_once(
    vignette: Callable[..., Path], authored: Callable[..., Path], tmp_path: Path
) -> None:
    vignette(lambda v: (v.pop("note"), v.pop("facts")))
    authored(("format = 1", "format = 2"), ("\nchronicity", "\nchronicty"))
    report = check(tmp_path, tmp_path / "nope.toml")
    assert report.files == 3
    assert len(report.faults) == 5


def test_a_key_cannot_be_proven_without_the_coding_scorer(vignette: Callable[..., Path]) -> None:
    others = {name: scorer for name, scorer in load_scorers().items() if name != "coding"}
    (fault,) = check_paths([vignette()], others).faults
    assert fault.endswith("V09: scorer 'coding' is not installed, so the key cannot be proven.")


TOML = """
[[vignettes]]
id = "V77"
title = "An adjustment"
note = "Sacrum and L4 adjusted in the second week of a corrective plan. Assessment: sacral dysfunction."

[vignettes.encounter]
provider = "DC"
payer_profile = "medicare_ffs"
patient_status = "established"
date_of_service = "2026-11-16"

[vignettes.facts]
cmt_spinal_regions = ["sacral", "lumbar"]
part = ["P", "A", "R", "T"]
care = "active"

[vignettes.key]
claim_action = "submit"
diagnoses = ["M99.04", "M99.03", "M54.50"]
acceptable_first_listed = ["M99.04", "M99.03"]
procedures = [{ code = "CMT_SPINAL_1_2", modifiers = ["AT"], units = 1, dx = ["M99.04", "M54.50", "M99.03"] }]

[[vignettes.mistakes]]
answer = "Sends the adjustment without AT"
why = "Medicare reads it as maintenance."
rules = ["R-CMT-05"]
diff = { drop_mod = { CMT_SPINAL_1_2 = "AT" } }
"""
