"""The page "Write a case": followed literally, and its tables compared with the code."""

import subprocess
import sys
import tomllib

import msgspec
import pytest

from sacral_edu.clinical.coding import procedures
from sacral_edu.clinical.coding.counting import RANKS
from sacral_edu.clinical.coding.regions import REGION_CODES
from sacral_edu.domain.cases import Encounter, Patient, VisitFacts, VisitLevel
from sacral_edu.domain.claims import ClaimKey
from sacral_edu.generation import authored, authored_format
from sacral_edu.generation.authored import read_case
from sacral_edu.generation.observations import SAYS
from sacral_edu.generation.vignette_diffs import VERBS
from sacral_edu.generation.vignettes import Mistake, Vignette, read_vignettes
from sacral_edu.interfaces.casebook import check_paths
from sacral_edu.scoring import make_items

CASE = "my-cases/gate-latch.toml"
VIGNETTES = "my-cases/week.yaml"
SIDES = {"S": "`L`, `R`", "both": "`both`", "none": "`none`", "": "left out"}


@pytest.fixture(scope="module")
def text(page):
    return page("write-a-case")


@pytest.fixture
def folder(text, write_files, tmp_path):
    """What a reader has who made every file of the page."""
    write_files(tmp_path, text.files())
    return tmp_path


@pytest.fixture(scope="module")
def toml(text):
    return text.files()[CASE]


def with_error(text, toml):
    (error,) = text.section("case-error").fences("toml")
    return toml + "\n" + error


def fields(kind):
    return {field.name for field in msgspec.structs.fields(kind)}


def keys(rows, in_ticks):
    return {name for row in rows for name in in_ticks(row[0])}


def test_the_example_case_is_read_without_a_fault(toml):
    case, faults = read_case(toml, name="gate-latch.toml")
    assert faults == []
    assert case is not None


def test_the_example_vignettes_are_read_without_a_fault(text):
    vignettes, faults = read_vignettes(text.files()[VIGNETTES], name="week.yaml", kind="yaml")
    assert faults == []
    assert [vignette.id for vignette in vignettes] == ["W01"]


def test_the_check_proves_both_examples(folder, scorers):
    report = check_paths([folder / "my-cases"], scorers)
    assert report.faults == ()
    assert (report.cases, report.vignettes, report.mistakes) == (1, 1, 2)


def test_the_counts_shown_are_those_of_the_check(folder, text):
    (folder / VIGNETTES).unlink()
    command = [sys.executable, "-m", "sacral_edu", "cases", "check", "my-cases"]
    ran = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    assert [ran.stdout] == text.section("case-start").fences("text")


def test_three_scorers_ask_about_the_example(toml, scorers):
    case, _ = read_case(toml, name="gate-latch.toml")
    assert case is not None
    asked = {item.prompt.scorer for item in make_items(scorers, case).items}
    assert {"tart", "region", "coding"} <= asked


def test_the_planted_error_makes_a_question_for_audit(text, toml, scorers):
    case, faults = read_case(with_error(text, toml), name="gate-latch.toml")
    assert faults == []
    assert case is not None
    assert case.note[11].section == "assessment"
    assert len(make_items(scorers, case, only="audit").items) == 1


def test_the_small_site_builds(folder):
    build = ["build", "-o", "site", "--book", "my-book", "--cases", "my-cases", "--engine", "none"]
    ran = subprocess.run(
        [sys.executable, "-m", "sacral_edu", *build], check=False, cwd=folder, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    assert "gate-latch/tart/evidence" in (folder / "site" / "index.html").read_text(encoding="utf-8")


def vocabulary():
    """Test, values, sides, regions and criteria as the table has them; values alike share a row."""
    tests: dict[str, dict[str, tuple[list[str], list[str], tuple[str, ...]]]] = {}
    for rows in SAYS.values():
        for test, value, side, _, region, tart in rows:
            sides, regions, _ = tests.setdefault(test, {}).setdefault(value, ([], [], tart))
            if SIDES[side] not in sides:
                sides.append(SIDES[side])
            if region not in regions:
                regions.append(region)
    for test, values in tests.items():
        alike: list[tuple[list[str], tuple[list[str], list[str], tuple[str, ...]]]] = []
        for value, rest in values.items():
            if alike and alike[-1][1] == rest:
                alike[-1][0].append(value)
            else:
                alike.append(([value], rest))
        for shared, (sides, regions, tart) in alike:
            words = ", ".join(f"`{value}`" for value in shared)
            where = ", ".join(f"`{region}`" for region in regions)
            yield [f"`{test}`", words, ", ".join(sides), where, ", ".join(tart) or "none"]


def test_the_table_of_tests_is_that_of_the_code(text):
    shown = {f"| {' | '.join(row)} |" for row in text.section("case-tests").tables("Test", "Value")}
    right = {f"| {' | '.join(row)} |" for row in vocabulary()}
    assert not right - shown, "add to book/write-a-case.md:\n" + "\n".join(sorted(right - shown))
    assert not shown - right, "take out of book/write-a-case.md:\n" + "\n".join(sorted(shown - right))


def test_look_alikes_stand_in_the_table_of_look_alikes_only(text):
    head, last = text.section("case-tests").text.split("**Look-alikes: never TART evidence**")
    assert "| none |" in last
    assert not any(criterion in last.split("Notes on the tables")[0] for criterion in authored_criteria())
    assert head


def authored_criteria():
    return {f"| {name} |" for name in ("texture", "asymmetry", "restriction", "tenderness")}


@pytest.mark.parametrize(
    ("heading", "kind", "apart"),
    [
        ("### At the top", authored_format.File, {"patient", "encounter", "claim", "note", "error"}),
        ("### `[patient]`", Patient, set()),
        ("### `[encounter]`", Encounter, set()),
        ("### `[claim]`", authored_format.ClaimBasis, set()),
        ("### `[[note]]`", authored_format.Line, set()),
        ("### `[error]`", authored_format.Error, set()),
    ],
)
def test_every_key_of_an_authored_case_is_described(text, in_ticks, heading, kind, apart):
    section = text.section("case-keys")
    start = section.text.index(heading)
    end = section.text.find("\n### ", start)
    part = type(section)(section.text[start : end if end > 0 else None])
    rows = part.tables("Key", "Type")
    described = keys([row for row in rows if row[0] not in finding_keys()], in_ticks)
    assert described == fields(kind) - apart


def finding_keys():
    return {f"`{name}`" for name in fields(authored_format.SaidFinding)}


def test_every_key_of_a_finding_is_described(text, in_ticks):
    rows = text.section("case-keys").tables("Key", "Type")
    assert fields(authored_format.SaidFinding) <= keys(rows, in_ticks)


def test_every_topic_is_described(text, in_ticks):
    rows = text.section("case-keys").tables("Topic")
    assert [in_ticks(row[0])[0] for row in rows] == list(authored_format.TOPICS)


def test_every_fact_is_described(text, in_ticks):
    rows = text.section("case-facts").tables("Fact", "Type")
    assert keys(rows, in_ticks) == fields(VisitFacts)


def test_every_key_of_a_visits_level_is_described(text, in_ticks):
    rows = text.section("case-facts").tables("Key", "Type")
    assert keys(rows, in_ticks) == fields(VisitLevel)


def test_every_region_site_and_word_of_a_level_is_named(text, in_ticks):
    named = set(in_ticks(text.section("case-facts").text))
    assert set(REGION_CODES) <= named
    assert {row.site for row in procedures().values() if row.site} <= named
    assert set(RANKS) <= named


def test_every_key_of_a_vignette_is_described(text, in_ticks):
    section = text.section("case-vignette")
    rows = keys(section.tables("Key", "Type"), in_ticks)
    wanted = fields(Vignette) | fields(ClaimKey) | fields(Mistake) | {"facts"}
    assert rows == wanted


def test_every_verb_is_described_in_order(text, in_ticks):
    rows = text.section("case-vignette").tables("Verb", "Example")
    assert [in_ticks(row[0])[0] for row in rows] == list(VERBS)


def test_every_example_of_a_verb_has_the_shape_that_the_verb_takes(text, in_ticks):
    vignette = text.files()[VIGNETTES]
    for row in text.section("case-vignette").tables("Verb", "Example"):
        diff = in_ticks(row[1])[0]
        changed = vignette.replace("swap_proc: {from: OMT_1_2, to: OMT_3_4}", diff)
        _, faults = read_vignettes(changed, name="v", kind="yaml")
        mild = ("does not carry", "there is no line", "is not among the diagnoses", "leaves the claim")
        assert all(any(words in fault for words in mild) for fault in faults), (diff, faults)


@pytest.mark.parametrize(
    ("dysfunction", "findings"),
    [
        ("L_ON_L", [("sulcus", "deep", "R"), ("ila_si", "inferior", "L"), ("sphinx", "decreases", None)]),
        (
            "R_UNI_EXT",
            [("sulcus", "shallow", "R"), ("ila_ap", "posterior", "L"), ("spring", "positive", None)],
        ),
        ("BI_FLEX", [("sulcus", "deep", "both")]),
        ("BI_EXT", [("sulcus", "level", "none"), ("spring", "positive", None)]),
        (
            "R_ANT_ROT",
            [("asis", "inferior", "R"), ("psis", "superior", "R"), ("standing_flexion", "positive", "R")],
        ),
        (
            "L_SUP_SHEAR",
            [("asis", "superior", "L"), ("psis", "superior", "L"), ("standing_flexion", "positive", "L")],
        ),
        ("L_INFLARE", [("asis_ml", "medial", "L"), ("standing_flexion", "positive", "L")]),
        (
            "R_PUBIC_SUP",
            [("pubic", "superior", "R"), ("asis", "level", "none"), ("standing_flexion", "positive", "R")],
        ),
        ("LUMBAR_R", [("lumbar_segment", "positive", "R")]),
        ("LEG_L", [("fibular_head", "positive", "L")]),
    ],
)
def test_the_findings_that_the_page_says_suffice_do_suffice(toml, dysfunction, findings):
    raw = tomllib.loads(toml)
    said = [{"test": t, "value": v} | ({"side": s} if s else {}) for t, v, s in findings]
    lines = [{"section": "exam", "text": "Found.", "findings": [finding]} for finding in said]
    file = msgspec.convert(raw | {"dysfunction": dysfunction, "note": lines}, authored_format.File)
    _, faults = authored._built(file, "f")
    assert faults == []
