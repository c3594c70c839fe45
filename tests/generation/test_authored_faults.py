"""Every kind of fault gives a line that names the file and the key, and says how to mend it."""

import pytest

from sacral_edu.generation.authored import read_case

_ILA = """  { test = "ila_ap", value = "posterior", side = "R" },
  { test = "ila_si", value = "inferior", side = "R" },
"""

_FAULTS: list[tuple[str, str, str, str]] = [
    ("format = 1", "format = 2", "format", "must be 1, got 2"),
    ("format = 1\n", "", "format", "must be 1, got None"),
    ("format = 1", 'format = "1"', "format", "must be 1, got '1'"),
    ('title = "', 'titel = "', "titel", "did you mean 'title'?"),
    ("[patient]\nname", "[patient]\nnaem", "patient.naem", "did you mean 'name'?"),
    ('section = "plan"', 'sektion = "plan"', "note[15].sektion", "did you mean 'section'?"),
    ('{ test = "spring"', '{ tset = "spring"', "note[9].findings[1].tset", "did you mean 'test'?"),
    ("em_separate", "em_seperate", "encounter.facts.em_seperate", "did you mean 'em_separate'?"),
    ('id = "left-on-left"', 'id = "Left on left"', "id", "small letters, digits and hyphens"),
    ('id = "left-on-left"', 'id = ""', "id", "small letters, digits and hyphens"),
    ('dysfunction = "R_ON_R"', 'dysfunction = "R_ON_RR"', "dysfunction", "did you mean 'R_ON_R'?"),
    ('dysfunction = "R_ON_R"', 'dysfunction = "L_UNI_FLEX"', "dysfunction", "fit R_ON_R, not L_UNI_FLEX"),
    ('test = "spring"', 'test = "sprung"', "note[9].findings", "did you mean 'spring'?"),
    ('value = "deep"', 'value = "high"', "note[7].findings", "test sulcus has no value 'high'; it has deep"),
    ('value = "positive", side = "L"', 'value = "positive"', "note[5].findings", "on side None"),
    ('"spring", value = "negative"', '"spring", value = "positive"', "note", "contradict each other"),
    (_ILA, "", "note", "the findings also fit L_UNI_FLEX; add a finding that tells it from R_ON_R"),
    ("line = 14", "line = 0", "error.line", "there is no line 0; the note has 16 lines"),
    ("line = 14", "line = 99", "error.line", "there is no line 99; the note has 16 lines"),
    ("R_ON_L = ", "R_ON_LL = ", "error.options", "did you mean 'R_ON_L'?"),
    ("R_ON_R = ", "R_UNI_EXT = ", "error.options", "the right answer R_ON_R must be among them"),
    ('["M54.59"]', '["M54.5"]', "claim", "M54.5 is a header and not billable"),
    ('["M54.59"]', '["M99.99.9"]', "claim", "M99.99.9"),
    ('topic = "opening"', 'topic = "openin"', "note[1].topic", "did you mean 'opening'?"),
    ('text = "ASIS and PSIS level from side to side."', 'text = " "', "note[6].text", "is empty"),
    ('sex = "F"', 'sex = "W"', "patient.sex", "invalid enum value 'W'"),
    ("age = 46", 'age = "46"', "patient.age", "expected `int`, got `str`"),
    ("age = 46", "age = 1979-05-27", "patient.age", "expected `int`"),
    ('birth_date = "1980-03-14"', "birth_date = 1980-03-14", "patient.birth_date", "expected `str`"),
    ('conditions = ["M54.59"]', 'conditions = "M54.59"', "claim.conditions", "expected `array`"),
]


@pytest.fixture
def good(bundled_texts: dict[str, str]) -> str:
    return bundled_texts["left-on-left.toml"]


def _faults(text: str) -> list[str]:
    case, faults = read_case(text, name="mine.toml")
    assert (case is None) == bool(faults)
    for fault in faults:
        assert fault.startswith("mine.toml: ")
        assert "\n" not in fault
    return faults


@pytest.mark.parametrize(("right", "wrong", "key", "words"), _FAULTS)
def test_a_fault_is_named_with_its_key(right: str, wrong: str, key: str, words: str, good: str) -> None:
    assert right in good
    faults = _faults(good.replace(right, wrong, 1))
    assert [fault for fault in faults if fault.startswith(f"mine.toml: {key}: ") and words in fault], faults
    assert len(faults) <= 2


def test_an_unknown_region_is_named(good: str) -> None:
    faults = _faults(good.replace('_documented = ["sacral"]', '_documented = ["spleen"]', 1))
    assert len(faults) == 1
    assert "'spleen' is no " in faults[0]


def test_a_wrong_side_is_named_with_its_line_and_the_words_for_sides(good: str) -> None:
    faults = _faults(good.replace('value = "deep", side = "L"', 'value = "deep", side = "left"', 1))
    assert len(faults) == 1
    # Lines of the note are counted from 1, as for every other fault.
    assert faults[0].startswith("mine.toml: note[7].findings[1].side: ")
    assert "'left'" in faults[0]


@pytest.mark.parametrize(
    "text", ["[[[", "a = ", "format = 1\nformat = 1", "\x00", 'x = "\\ud800"', "a = 1979-99-99"]
)
def test_what_is_no_toml_is_said_to_be_none(text: str) -> None:
    assert "not valid TOML" in _faults(text)[0]


def test_every_fault_of_a_file_is_named_at_once(good: str) -> None:
    wrong = good.replace('test = "spring"', 'test = "sprung"', 1).replace("line = 14", "line = 99")
    assert len(_faults(wrong.replace('value = "deep"', 'value = "high"', 1))) == 3


@pytest.mark.parametrize("text", ["x = " + "[" * 5000 + "]" * 5000, "x = " + "{a=" * 5000 + "1" + "}" * 5000])
def test_deep_nesting_is_a_fault_and_no_crash(text: str) -> None:
    assert _faults(text)


@pytest.mark.parametrize("key", ["format", "x", "patient.age", "encounter.facts.timed_minutes"])
def test_a_deep_key_is_a_fault_and_no_crash(key: str) -> None:
    assert _faults(f"{key}{'.a' * 5000} = 1")


@pytest.mark.parametrize("number", ["9" * 5000, "0x" + "f" * 5000, "1e99999", "nan", "-inf"])
@pytest.mark.parametrize("key", ["format", "patient.age"])
def test_a_huge_number_is_a_fault_and_no_crash(key: str, number: str) -> None:
    assert _faults(f"{key} = {number}")


def test_an_error_that_no_one_can_mark_is_a_fault(good: str) -> None:
    # The question about a planted error shows history, examination and assessment, never the plan.
    assert "error.line" in " ".join(_faults(good.replace("line = 14", "line = 15")))


def test_an_error_with_nothing_to_choose_from_is_a_fault(good: str) -> None:
    lines = good.splitlines()
    only = [line for line in lines if not line.startswith(("R_ON_L = ", "L_ON_R = ", "L_UNI_FLEX = "))]
    assert "error.options" in " ".join(_faults("\n".join(only)))


def test_an_id_that_stands_for_a_generated_case_is_a_fault(good: str) -> None:
    assert "mine.toml: id: " in " ".join(_faults(good.replace('id = "left-on-left"', 'id = "g1-7-0"')))
