from collections import Counter
from itertools import combinations

import pytest

from sacral_edu.clinical.solver import reading, solve
from sacral_edu.domain.cases import Case, Finding
from sacral_edu.domain.items import Item, Response, Score
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import Spec
from sacral_edu.scoring import score_response
from sacral_edu_tart.contradiction import PAIR_SHARE, VERDICT_SHARE, contradiction_item
from sacral_edu_tart.keys import ContradictionKey
from sacral_edu_tart.planting import contradict, planted_examination
from sacral_edu_tart.restated import RESTATED, restated
from sacral_edu_tart.scorer import TartScorer


@pytest.fixture(scope="module")
def asked(some_cases: tuple[Case, ...]) -> list[tuple[Case, Item[ContradictionKey]]]:
    return [(case, item) for case in some_cases[:900] if (item := contradiction_item(case)) is not None]


def _scored(item: Item[ContradictionKey], verdict: str, lines: tuple[str, ...] = ()) -> Score:
    answers = {"verdict": verdict, "pair": dict.fromkeys(lines, "contradicts")}
    outcome = score_response(TartScorer(), item, Response(item_id=item.prompt.item_id, answers=answers))
    assert isinstance(outcome, Score)
    return outcome


def _finding(test: str, value: str, side: str | None = None, region: str = "sacral") -> Finding:
    return Finding(id="f", test=test, value=value, side=side, kind="landmark", region=region)  # type: ignore[arg-type]


def test_one_examination_in_four_is_sound(asked: list[tuple[Case, Item[ContradictionKey]]]) -> None:
    sound = sum(not item.key.pair for _, item in asked) / len(asked)
    assert 0.2 < sound < 0.3


def test_the_planted_line_cannot_be_true_beside_the_other(
    asked: list[tuple[Case, Item[ContradictionKey]]],
) -> None:
    tests: Counter[str] = Counter()
    for case, item in asked:
        planted, against = item.key.planted, item.key.against
        if planted is None or against is None:
            continue
        tests[planted.test] += 1
        assert against in case.findings
        assert planted.test == against.test
        assert planted.region == against.region
        if reading(planted) is None:
            assert (planted.value, planted.side) != (against.value, against.side)
        else:
            assert reading(planted) != reading(against)
            # No single dysfunction gives both.
            assert solve([planted]).isdisjoint(solve([against])) or planted.test in (
                "lordosis",
                "standing_flexion",
            )
    assert len(tests) > 10
    assert max(tests.values()) < sum(tests.values()) / 4


def test_no_other_two_lines_contradict_each_other(
    asked: list[tuple[Case, Item[ContradictionKey]]],
) -> None:
    for case, _ in asked[:300]:
        shown = planted_examination(case)
        assert shown is not None
        told = {(f.id, place): f for place, entry in enumerate(shown.entries) for f in entry.findings}
        pairs = {
            frozenset((one[1], other[1]))
            for one, other in combinations(told, 2)
            if contradict(told[one], told[other])
        }
        assert pairs == ({frozenset((shown.planted, shown.against))} if shown.planted is not None else set())


def test_texture_and_tenderness_contradict_at_the_same_site_only(
    asked: list[tuple[Case, Item[ContradictionKey]]],
) -> None:
    seen = 0
    for _, item in asked:
        if item.key.planted is not None and item.key.planted.test in ("texture", "tenderness"):
            seen += 1
            texts = [line.text for line in item.prompt.note if line.id in item.key.pair]
            sites = [s for s in ("left sacral sulcus", "right sacral sulcus", "both sacral sulci")
                     if all(s in text for text in texts)]  # fmt: skip
            assert len(sites) == 1, texts
    assert seen > 20


def test_neither_place_nor_wording_betrays_the_planted_line(
    asked: list[tuple[Case, Item[ContradictionKey]]],
) -> None:
    places: list[float] = []
    reworded = 0
    for case, item in asked:
        written = {statement.text for statement in case.note}
        own = [line.id for line in item.prompt.note if line.text not in written]
        reworded += len(own) > 1 or not item.key.pair
        if item.key.planted is not None:
            places += [int(line[1:]) / len(item.prompt.note) for line in item.key.pair]
        assert [line.id for line in item.prompt.note] == [
            f"s{n}" for n in range(1, len(item.prompt.note) + 1)
        ]
    assert 0.45 < sum(places) / len(places) < 0.6
    assert reworded > 0.9 * len(asked)


def test_misread_and_mixed_cases_are_left_alone() -> None:
    for challenge in ("noisy", "mixed"):
        for index in range(15):
            assert contradiction_item(generate(Spec(seed=3, index=index, challenge=challenge))) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (_finding("sulcus", "deep", "R"), _finding("sulcus", "deep", "L"), True),
        (_finding("sulcus", "deep", "R"), _finding("sulcus", "shallow", "L"), False),
        (_finding("sulcus", "deep", "both"), _finding("sulcus", "level", "none"), False),
        (_finding("sulcus", "deep", "both"), _finding("sulcus", "deep", "R"), True),
        (_finding("sulcus", "deep", "R"), _finding("ila_ap", "posterior", "L"), False),
        (_finding("spring", "positive"), _finding("spring", "negative"), True),
        (_finding("texture", "acute", "R"), _finding("texture", "chronic", "R"), True),
        (_finding("texture", "acute", "R"), _finding("texture", "chronic", "L"), False),
        (_finding("texture", "present", "R", "lumbar"), _finding("texture", "acute", "R"), False),
        (_finding("l5_rotation", "rotated", "R"), _finding("l5_rotation", "rotated", "L"), True),
    ],
)  # fmt: skip
def test_what_contradicts(first: Finding, second: Finding, expected: bool) -> None:
    assert contradict(first, second) is contradict(second, first) is expected


def test_every_wording_names_its_side_if_it_has_one() -> None:
    for (test, value), wordings in RESTATED.items():
        sided = {"{side}" in words.lower() for words in wordings}
        assert len(sided) == 1, (test, value)
        said = restated(_finding(test, value, "R"), "c")
        assert said is not None
        assert ("right" in said) == (sided == {True}) or "left and right" in said


def test_the_pair_earns_everything_and_one_of_it_half_of_the_pair(
    asked: list[tuple[Case, Item[ContradictionKey]]],
) -> None:
    for _, item in asked[:200]:
        pair = item.key.pair
        if not pair:
            assert _scored(item, "none").points == 1.0
            assert _scored(item, "none", ("s1",)).points == VERDICT_SHARE
            assert _scored(item, "pair", ("s1",)).points == 0.0
            assert _scored(item, "").points == 0.0
            continue
        stray = next(line.id for line in item.prompt.note if line.id not in pair)
        assert _scored(item, "pair", pair).points == 1.0
        assert _scored(item, "pair", pair[:1]).points == pytest.approx(VERDICT_SHARE + PAIR_SHARE / 2)
        assert _scored(item, "pair", (pair[0], stray)).points == VERDICT_SHARE
        assert _scored(item, "none").points == 0.0


def test_feedback_quotes_both_lines(asked: list[tuple[Case, Item[ContradictionKey]]]) -> None:
    for _, item in asked[:100]:
        score = _scored(item, "none")
        texts = [line.text for line in item.prompt.note if line.id in item.key.pair]
        assert all(f'"{text}"' in score.criteria[0].feedback for text in texts)
