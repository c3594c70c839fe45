import pytest

from sacral_edu.domain.cases import Case, Finding, Statement
from sacral_edu_region.primary import primary_item
from sacral_edu_region.reasons import CODES, WHY_REGION, named, why_finding


@pytest.fixture(scope="session")
def whys(some_cases: tuple[Case, ...]) -> dict[tuple[str, int], set[str]]:
    """Why a line is worth what it is worth, by the test of its first finding."""
    found: dict[tuple[str, int], set[str]] = {}
    for case in some_cases:
        lines: dict[str, Statement] = {statement.id: statement for statement in case.note}
        item = primary_item(case)
        if item is not None:
            for line in item.key.lines:
                for finding in case.findings_of(lines[line.line])[:1]:
                    found.setdefault((finding.test, line.worth), set()).add(line.why)
    return found


@pytest.mark.parametrize(
    ("test", "worth", "words"),
    [
        ("seated_flexion", 1, "Decides:"),
        ("asis", 1, "Decides:"),
        ("lumbar_segment", 1, "Decides:"),
        ("fibular_head", 1, "Decides:"),
        ("sulcus", 0, "Does not decide: sulcus depth is a mixed landmark."),
        ("standing_flexion", 0, "Does not decide alone: sacrum, innominate and leg"),
        ("faber", -1, "Does not tell the regions apart"),
        ("straight_leg_raise", -1, "Does not tell the regions apart"),
        ("fortin", -1, "Does not tell the regions apart"),
        ("thoracic_segment", -1, "Points elsewhere"),
        ("l5_rotation", -1, "Points elsewhere"),
        ("pubic", -1, "Level landmarks narrow things down"),
    ],
)
def test_a_line_gets_the_reason_of_its_kind(
    test: str, worth: int, words: str, whys: dict[tuple[str, int], set[str]]
) -> None:
    assert all(why.startswith(words) for why in whys[test, worth])


def test_a_finding_that_agrees_is_said_to_agree() -> None:
    tender = Finding(id="f", test="tenderness", value="acute", side="L", kind="palpation", region="sacral",
                     tart=("tenderness",))  # fmt: skip
    assert why_finding(0, [tender], "sacral").startswith("Agrees, but does not decide")


def test_every_region_that_can_be_chosen_has_its_reason() -> None:
    assert set(WHY_REGION) == set(CODES)
    assert named("sacral") == "the sacral region (M99.04)"
