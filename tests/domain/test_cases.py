import msgspec
import pytest

from sacral_edu.domain.cases import Case, Finding, Statement


@pytest.fixture
def case(bundled_cases: tuple[Case, ...]) -> Case:
    return bundled_cases[0]


def test_a_finding_is_found_by_its_id(case: Case) -> None:
    assert case.finding("f1") is case.findings[0]
    assert case.finding("f999") is None


def test_the_findings_of_a_statement_come_in_the_order_it_lists_them(case: Case) -> None:
    statement = Statement(id="s", section="exam", text="Two things.", conveys=("f2", "h1", "f1", "f404"))
    assert [finding.id for finding in case.findings_of(statement)] == ["f2", "f1"]


def test_a_case_comes_back_from_json_as_it_was(
    some_cases: tuple[Case, ...], bundled_cases: tuple[Case, ...]
) -> None:
    for case in (*some_cases[:200], *bundled_cases):
        assert msgspec.json.decode(msgspec.json.encode(case), type=Case, strict=True) == case


def test_nothing_of_a_case_can_be_changed(case: Case) -> None:
    for thing, field in (
        (case, "id"),
        (case.findings[0], "side"),
        (case.encounter.facts, "care"),
        (case.truth, "region"),
    ):
        with pytest.raises(AttributeError):
            setattr(thing, field, "x")


def test_a_finding_says_nothing_of_a_side_it_does_not_have() -> None:
    spring = Finding(id="f1", test="spring", value="negative", kind="motion", region="sacral")
    assert b"side" not in msgspec.json.encode(spring)
