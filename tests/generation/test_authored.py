import msgspec
import pytest

from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.clinical.solver import solve
from sacral_edu.domain.cases import Case
from sacral_edu.generation.authored import is_authored, read_case


@pytest.fixture
def good(bundled_texts: dict[str, str]) -> str:
    return bundled_texts["left-on-left.toml"]


def _read(text: str) -> Case:
    case, faults = read_case(text, name="mine.toml")
    assert faults == []
    assert case is not None
    return case


def test_the_bundled_cases_are_without_fault(bundled_texts: dict[str, str]) -> None:
    assert len(bundled_texts) >= 5
    for name, words in bundled_texts.items():
        case, faults = read_case(words, name=name)
        assert faults == []
        assert case is not None
        assert name == f"{case.id}.toml"


def test_a_bundled_case_is_solved_by_what_its_note_states(bundled_cases: tuple[Case, ...]) -> None:
    for case in bundled_cases:
        stated = [finding for statement in case.note for finding in case.findings_of(statement)]
        assert case.truth is not None
        assert solve(stated) == {case.truth.dysfunction}
        assert stated == list(case.findings)


def test_the_mirror_image_error_is_kept_as_an_exercise(good: str) -> None:
    case = _read(good)
    assert case.planted_error is not None
    assert case.planted_error.right == "R_ON_R"
    wrong = next(statement for statement in case.note if statement.id == case.planted_error.statement)
    assert "left-on-left" in wrong.text
    assert set(case.planted_error.options) <= set(dysfunctions())


def test_a_reading_may_be_given_from_either_side(good: str) -> None:
    other = good.replace(
        '{ test = "sulcus", value = "deep", side = "L" }',
        '{ test = "sulcus", value = "shallow", side = "R" }',
    )
    assert other != good
    one, two = _read(good), _read(other)
    assert solve(one.findings) == solve(two.findings)
    assert one.truth is not None
    assert two.truth is not None
    assert one.truth.deciding == two.truth.deciding
    kinds = [[(f.test, f.kind, f.region, f.tart) for f in case.findings] for case in (one, two)]
    assert kinds[0] == kinds[1]


def test_kind_and_criterion_of_a_finding_follow_from_its_test(good: str) -> None:
    by_test = {finding.test: finding for finding in _read(good).findings}
    assert by_test["texture"].tart == ("texture",)
    assert by_test["seated_flexion"].tart == ("restriction",)
    assert by_test["spring"].tart == ()
    assert by_test["sulcus"].region == "sacral"


def test_the_claim_follows_from_the_encounter(good: str) -> None:
    claim = _read(good).claim
    assert claim is not None
    assert claim.diagnoses == ("M99.04", "M54.59")
    assert [line.code for line in claim.procedures] == ["OMT_1_2"]


def test_statements_are_numbered_as_the_lines_of_the_note(good: str) -> None:
    case = _read(good)
    assert [statement.id for statement in case.note] == [
        f"s{n}" for n in range(1, good.count("[[note]]") + 1)
    ]


def test_line_endings_and_blanks_make_no_difference(good: str) -> None:
    assert _read(good.replace("\n", "\r\n")) == _read(good)
    assert _read(good.replace('text = "', 'text = "  ')) == _read(good)


@pytest.mark.parametrize(
    ("raw", "authored"),
    [({"note": []}, True), ({"format": 1}, True), ({"dysfunction": "x"}, True), ({"vignettes": []}, False)],
)
def test_an_authored_case_is_told_from_a_file_of_vignettes(raw: dict[str, object], authored: bool) -> None:
    assert is_authored(raw) is authored


def test_an_authored_case_comes_back_from_json_as_it_was(bundled_cases: tuple[Case, ...]) -> None:
    for case in bundled_cases:
        assert case.origin == "authored"
        assert case.generator is None
        assert msgspec.json.decode(msgspec.json.encode(case), type=Case) == case
