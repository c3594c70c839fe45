from itertools import combinations

import pytest

from sacral_edu.clinical.dysfunctions import REGION_CODES, dysfunctions
from sacral_edu.clinical.solver import decides_region
from sacral_edu.domain.cases import Case
from sacral_edu.domain.errors import ResponseError
from sacral_edu.domain.items import Item, Response, Score
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import Spec
from sacral_edu.scoring import score_response
from sacral_edu_region.keys import PrimaryKey
from sacral_edu_region.primary import FINDINGS_SHARE, MOST_FINDINGS, REGION_SHARE, UNFOUNDED, primary_item
from sacral_edu_region.reasons import CODES, nearness
from sacral_edu_region.scorer import RegionScorer

REGION = RegionScorer()


@pytest.fixture(scope="session")
def asked(some_cases: tuple[Case, ...]) -> list[Item[PrimaryKey]]:
    return [item for case in some_cases[:300] if (item := primary_item(case)) is not None]


def _answered(item: Item[PrimaryKey], region: str, lines: list[str]) -> Score:
    answers = {"region": region, "findings": dict.fromkeys(lines, "decides")}
    outcome = score_response(REGION, item, Response(item_id=item.prompt.item_id, answers=answers))
    assert isinstance(outcome, Score)
    return outcome


def _lines(item: Item[PrimaryKey], worth: int) -> list[str]:
    return [line.line for line in item.key.lines if line.worth == worth]


def test_every_lesion_gets_the_question_and_a_normal_sacrum_does_not() -> None:
    for name, dysfunction in dysfunctions().items():
        for seed in range(3):
            item = primary_item(generate(Spec(seed=seed, dysfunction=name)))
            assert (item and item.key.region) == dysfunction.region


def test_a_line_decides_only_if_no_lesion_elsewhere_gives_it(some_cases: tuple[Case, ...]) -> None:
    for case in some_cases[:300]:
        item = primary_item(case)
        if item is not None:
            worth = {line.line: line.worth for line in item.key.lines}
            for statement in case.note:
                said = case.findings_of(statement)
                if statement.section == "exam" and said:
                    decides = decides_region(said, item.key.region)
                    assert (worth[statement.id] == 1) == decides, statement.text


def test_region_and_deciding_findings_earn_everything(asked: list[Item[PrimaryKey]]) -> None:
    for item in asked:
        deciding = _lines(item, 1)[:MOST_FINDINGS]
        assert _answered(item, item.key.region, deciding).points == 1.0
        assert _answered(item, item.key.region, []).points == REGION_SHARE * UNFOUNDED
        assert _answered(item, "", deciding).points == FINDINGS_SHARE
        assert _answered(item, "", []).points == 0.0


def test_any_three_of_the_deciding_findings_will_do(asked: list[Item[PrimaryKey]]) -> None:
    for item in asked[:40]:
        for chosen in combinations(_lines(item, 1), min(MOST_FINDINGS, len(_lines(item, 1)))):
            assert _answered(item, item.key.region, list(chosen)).points == 1.0


def test_a_direct_neighbor_earns_a_quarter_of_the_regions_points(asked: list[Item[PrimaryKey]]) -> None:
    for item in asked:
        for region in CODES:
            expected = REGION_SHARE * UNFOUNDED * nearness(region, item.key.region)
            assert _answered(item, region, []).points == pytest.approx(expected)


@pytest.mark.parametrize(
    ("answer", "truth", "share"),
    [
        ("sacral", "sacral", 1.0),
        ("pelvic", "sacral", 0.25),
        ("lumbar", "sacral", 0.25),
        ("lower_extremity", "sacral", 0.0),
        ("lower_extremity", "pelvic", 0.25),
        ("lumbar", "pelvic", 0.0),
        ("lower_extremity", "lumbar", 0.0),
        ("pelvic", "lower_extremity", 0.25),
    ],
)
def test_nearness_goes_from_spine_to_leg(answer: str, truth: str, share: float) -> None:
    assert nearness(answer, truth) == nearness(truth, answer) == share


def test_the_codes_are_those_of_the_regions() -> None:
    assert all(REGION_CODES[region] == code for region, code in CODES.items())  # type: ignore[index]


def test_a_misleading_mark_takes_back_what_a_deciding_one_earned_and_no_more(
    asked: list[Item[PrimaryKey]],
) -> None:
    seen = 0
    for item in asked:
        deciding, misleading = _lines(item, 1), _lines(item, -1)
        if len(deciding) < 2 or not misleading:
            continue
        seen += 1
        share = FINDINGS_SHARE / min(MOST_FINDINGS, len(deciding))
        mixed = _answered(item, item.key.region, [*deciding[:2], misleading[0]])
        assert mixed.points == pytest.approx(REGION_SHARE + share, abs=1e-6)
        assert _answered(item, item.key.region, misleading[:MOST_FINDINGS]).points == REGION_SHARE * UNFOUNDED
    assert seen > 100


def test_a_finding_that_merely_agrees_costs_nothing(asked: list[Item[PrimaryKey]]) -> None:
    for item in asked:
        agreeing = _lines(item, 0)[:1]
        deciding = _lines(item, 1)[: MOST_FINDINGS - len(agreeing)]
        without, having = (
            _answered(item, item.key.region, lines) for lines in (deciding, deciding + agreeing)
        )
        assert without.points == having.points


def test_more_marks_than_asked_for_are_refused(asked: list[Item[PrimaryKey]]) -> None:
    item = asked[0]
    lines = [line.line for line in item.key.lines][: MOST_FINDINGS + 1]
    with pytest.raises(ResponseError, match="at most 3 allowed"):
        _answered(item, item.key.region, lines)


def test_the_overview_counts_marks_and_names_a_finding_left_out(asked: list[Item[PrimaryKey]]) -> None:
    for item in asked[:50]:
        overview = next(c for c in _answered(item, item.key.region, []).criteria if c.id == "findings")
        assert overview.feedback.startswith("0 deciding and 0 misleading findings marked.")
        first = next(line for line in item.key.lines if line.worth > 0)
        assert first.text in overview.feedback
