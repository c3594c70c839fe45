"""The faults that the page "Write a case" lists: each is brought about and gets the message shown."""

import pytest

from sacral_edu.generation.authored import read_case
from sacral_edu.interfaces.casebook import check_paths

CASE = "my-cases/gate-latch.toml"
VIGNETTES = "my-cases/week.yaml"


@pytest.fixture(scope="module")
def text(page):
    return page("write-a-case")


@pytest.fixture(scope="module")
def toml(text):
    return text.files()[CASE]


@pytest.fixture(scope="module")
def with_error(text, toml):
    """The example case with its planted error."""
    (error,) = text.section("case-error").fences("toml")
    return f"{toml}\n{error}"


CHANGES = {
    "this is not valid TOML": ("format = 1", "format = "),
    "format: must be 1": ("format = 1", "format = 2"),
    "'titel' is not known; did you mean 'title'?": ("title = ", "titel = "),
    "bject missing required field `title`": ('title = "Thrown against a gate"\n', ""),
    "expected `int`, got `str`": ("age = 38", 'age = "38"'),
    "invalid enum value 'history'": ('section = "hpi"', 'section = "history"'),
    "must be of small letters, digits and hyphens": ('"gate-latch"', '"Gate latch"'),
    "note[11].text: is empty": ('"Low back pain."', '""'),
    "test seated_flexion has no value 'positiv'": (
        'value = "positive", side = "L"',
        'value = "positiv", side = "L"',
    ),
    "'positive' on side None is no reading of this test": (
        'value = "positive", side = "L"',
        'value = "positive"',
    ),
    "'deep' on side None is no reading of this landmark": ('value = "deep", side = "R"', 'value = "deep"'),
    "the findings contradict each other": ('value = "deep", side = "R"', 'value = "deep", side = "L"'),
    "the findings fit L_UNI_EXT, not R_UNI_EXT": ('"L_UNI_EXT"', '"R_UNI_EXT"'),
    "the findings also fit": (
        'findings = [\n  { test = "ila_ap", value = "posterior", side = "R" },\n'
        '  { test = "ila_si", value = "inferior", side = "R" },\n]',
        "",
    ),
    "'sacrall' is no OMT region": ('documented = ["sacral"]', 'documented = ["sacrall"]'),
    "is a header and not billable": ('["M54.50"]', '["M54.5"]'),
    "exclude each other (R-ICD-03)": ('["M54.50"]', '["M54.50", "M54.41"]'),
    "is not in this course's list": ('["M54.50"]', '["X99"]'),
    "The visit's problems is None": ("em_separate = false", 'em_separate = true\nem = { basis = "mdm" }'),
    "the right answer L_UNI_EXT must be among them": ("L_UNI_EXT = ", "L_UNI_FLEX = "),
    "there is no line 40": ("line = 12", "line = 40"),
}
VIGNETTE_CHANGES = {
    "the key has nothing, the facts call for": (
        "em_separate: false",
        "em_separate: true\n      em: {basis: mdm, problems: low, data: minimal, risk: low}",
    ),
    "is not on the claim": ("dx: [M99.04, M99.05, M54.50]", "dx: [M99.04, M99.03]"),
    "there is no verb": ("swap_proc:", "swap_procs:"),
    "leaves the claim as it was": (
        "add_dx: [M99.03]\n          swap_proc: {from: OMT_1_2, to: OMT_3_4}",
        "set_units: {OMT_1_2: 1}",
    ),
    "earns full marks; it should earn less": (
        "add_dx: [M99.03]\n          swap_proc: {from: OMT_1_2, to: OMT_3_4}",
        "first_dx: M54.50",
    ),
    "there is no line OMT_5_6": ("{from: OMT_1_2, to: OMT_3_4}", "{from: OMT_5_6, to: OMT_3_4}"),
}
ELSEWHERE = {"feedback names", "also stands in"}


@pytest.mark.parametrize("message", CHANGES)
def test_an_authored_case_with_this_fault_gets_this_message(toml, with_error, message):
    old, new = CHANGES[message]
    whole = toml if old in toml else with_error
    assert old in whole
    _, faults = read_case(whole.replace(old, new, 1), name="f")
    assert any(message in fault for fault in faults), faults


@pytest.mark.parametrize("message", VIGNETTE_CHANGES)
def test_a_vignette_with_this_fault_gets_this_message(text, scorers, tmp_path, message):
    old, new = VIGNETTE_CHANGES[message]
    whole = text.files()[VIGNETTES]
    assert old in whole
    path = tmp_path / "v.yaml"
    path.write_text(whole.replace(old, new, 1), encoding="utf-8")
    faults = check_paths([path], scorers).faults
    assert any(message in fault for fault in faults), faults


def test_a_mistake_with_another_rule_and_a_repeated_id_get_these_messages(
    text, scorers, write_files, tmp_path
):
    other = text.files()[VIGNETTES].replace("rules: [R-OMT-03]", "rules: [R-PT-01]")
    write_files(tmp_path, {**text.files(), "my-cases/again.yaml": other})
    faults = " ".join(check_paths([tmp_path / "my-cases"], scorers).faults)
    assert all(words in faults for words in ELSEWHERE)


def test_the_table_of_faults_lists_these_messages_and_no_others(text):
    listed = [row[0] for row in text.section("case-faults").tables("The message says")]
    known = [*CHANGES, *VIGNETTE_CHANGES, *ELSEWHERE]
    assert [row for row in listed if not any(words in row for words in known)] == []
    assert [words for words in known if not any(words in row for row in listed)] == []
