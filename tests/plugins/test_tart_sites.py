import pytest

from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.domain.cases import Case, Finding, Statement
from sacral_edu.domain.items import Item, Response, Score
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import Spec
from sacral_edu.scoring import score_response
from sacral_edu_tart.keys import SitesKey
from sacral_edu_tart.scorer import TartScorer
from sacral_edu_tart.sites import FIELD, accepted_sites, is_scored, sites_item

FOUR = {"sacral", "pelvic", "lumbar", "lower_extremity"}


@pytest.fixture(scope="module")
def asked(some_cases: tuple[Case, ...]) -> list[tuple[Case, Item[SitesKey]]]:
    return [(case, item) for case in some_cases[:400] if (item := sites_item(case)) is not None]


def _marked(item: Item[SitesKey], marks: dict[str, str]) -> Score:
    response = Response(item_id=item.prompt.item_id, answers={FIELD: marks})
    outcome = score_response(TartScorer(), item, response)
    assert isinstance(outcome, Score)
    return outcome


def _right(item: Item[SitesKey]) -> dict[str, str]:
    return {site.line: site.accepted[0] for site in item.key.sites}


def _case(base: Case, *findings: Finding) -> tuple[Case, Statement]:
    statement = Statement(id="s", section="exam", text="It is.", conveys=tuple(f.id for f in findings))
    case = Case(id="c", title="C", origin="authored", encounter=base.encounter, note=(statement,),
                findings=findings)  # fmt: skip
    return case, statement


def test_lesions_of_every_region_are_asked_about() -> None:
    for name, dysfunction in dysfunctions().items():
        asked = sites_item(generate(Spec(seed=2, dysfunction=name))) is not None
        assert asked == (dysfunction.region is not None), name


def test_a_line_accepts_the_regions_of_its_findings(asked: list[tuple[Case, Item[SitesKey]]]) -> None:
    for case, item in asked:
        statements = {statement.id: statement for statement in case.note}
        for site in item.key.sites:
            regions = {f.region for f in case.findings_of(statements[site.line]) if f.tart}
            assert set(site.accepted) & FOUR >= regions & FOUR
            assert ("none" in site.accepted) == (not regions or bool(regions - FOUR))


def test_a_standing_test_counts_for_pelvis_or_leg(bundled_cases: tuple[Case, ...]) -> None:
    standing = Finding(id="f", test="standing_flexion", value="positive", side="L", kind="motion",
                       region="pelvic", tart=("restriction",))  # fmt: skip
    assert accepted_sites(*_case(bundled_cases[0], standing)) == ("pelvic", "lower_extremity")


def test_a_line_that_conveys_two_regions_accepts_each(bundled_cases: tuple[Case, ...]) -> None:
    ila = Finding(id="a", test="ila_ap", value="posterior", side="L", kind="landmark", region="sacral",
                  tart=("asymmetry",))  # fmt: skip
    l5 = Finding(id="b", test="l5_rotation", value="rotated", side="L", kind="landmark", region="lumbar",
                 tart=("asymmetry",))  # fmt: skip
    assert accepted_sites(*_case(bundled_cases[0], ila, l5)) == ("sacral", "lumbar")


@pytest.mark.parametrize("test", ["asis_compression", "crest", "malleolus"])
def test_disputed_findings_are_not_scored(test: str, bundled_cases: tuple[Case, ...]) -> None:
    finding = Finding(id="f", test=test, value="superior", side="L", kind="landmark", region="pelvic",
                      tart=("asymmetry",))  # fmt: skip
    assert not is_scored(*_case(bundled_cases[0], finding))


def test_beside_a_moved_innominate_no_sulcus_is_scored() -> None:
    seen = 0
    for index in range(40):
        case = generate(Spec(seed=8, index=index, challenge="mixed"))
        assert case.truth is not None
        pelvic = dysfunctions()[case.truth.secondary or ""].region == "pelvic"
        for statement in case.note:
            if any(f.test == "sulcus" for f in case.findings_of(statement)):
                seen += 1
                assert not (pelvic and is_scored(case, statement))
    assert seen > 5


def test_all_regions_right_earn_everything(asked: list[tuple[Case, Item[SitesKey]]]) -> None:
    assert {_marked(item, _right(item)).points for _, item in asked} == {1.0}


@pytest.mark.parametrize("region", [*sorted(FOUR), "none"])
def test_marking_all_alike_earns_nothing(region: str, asked: list[tuple[Case, Item[SitesKey]]]) -> None:
    for _, item in asked[:150]:
        alike = {line.id: region for line in item.prompt.note}
        single = all(len(site.accepted) == 1 for site in item.key.sites)
        assert _marked(item, alike).points == pytest.approx(0.0, abs=1e-6) or not single


def test_a_wrong_mark_costs_its_line_and_its_price(asked: list[tuple[Case, Item[SitesKey]]]) -> None:
    for _, item in asked[:100]:
        site = next(site for site in item.key.sites if len(site.accepted) == 1)
        wrong = "none" if site.accepted != ("none",) else "sacral"
        share = site.said[site.accepted[0]].earned
        expected = pytest.approx(max(0.0, 1 - share - site.cost), abs=1e-6)
        score = _marked(item, _right(item) | {site.line: wrong})
        assert score.points == expected
        assert score.criteria[-1].id == "wrong-marks"


def test_every_region_counts_alike(asked: list[tuple[Case, Item[SitesKey]]]) -> None:
    for _, item in asked[:100]:
        shares: dict[str, float] = {}
        for site in item.key.sites:
            region = site.accepted[0]
            shares[region] = shares.get(region, 0.0) + site.said[region].earned
        assert list(shares.values()) == pytest.approx([1 / len(shares)] * len(shares))
