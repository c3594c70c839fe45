"""What an answer earns, what guessing earns, and what a prompt keeps to itself."""

from collections import Counter
from collections.abc import Mapping
from itertools import product

import msgspec
import pytest

from sacral_edu.analysis.gaming import BAR
from sacral_edu.clinical.biomechanics import bits_of
from sacral_edu.domain.cases import Case
from sacral_edu.domain.items import ChoiceField, ChoicesField, Item, Response, Score
from sacral_edu.scoring import make_items, score_response
from sacral_edu.testing import check_examples, generated_cases
from sacral_edu_dysfunction.evidence import lesion
from sacral_edu_dysfunction.keys import AxisKey, ChoiceKey, DrawingKey, DysfunctionKey, SidesKey
from sacral_edu_dysfunction.rows import ROWS, name_of
from sacral_edu_dysfunction.scorer import DysfunctionScorer

DYSFUNCTION = DysfunctionScorer()
KINDS = ("name", "bits", "axis", "next_finding", "drawing")
CHALLENGES = ("textbook", "minimal", "mixed", "noisy", "red_flag", "normal")
Asked = dict[str, list[Item[DysfunctionKey]]]


@pytest.fixture(scope="session")
def cases() -> tuple[Case, ...]:
    """Fifty cases of every challenge."""
    return tuple(c for kind in CHALLENGES for c in generated_cases(50, seed=6, challenge=kind))


@pytest.fixture(scope="session")
def usual_cases() -> tuple[Case, ...]:
    """Six hundred cases as the weights have them."""
    return tuple(generated_cases(600, seed=9))


@pytest.fixture(scope="session")
def asked(cases: tuple[Case, ...]) -> Asked:
    return _by_kind(cases)


def _by_kind(cases: tuple[Case, ...]) -> Asked:
    found: Asked = {kind: [] for kind in KINDS}
    for case in cases:
        made = make_items({DYSFUNCTION.name: DYSFUNCTION}, case)
        assert made.failures == ()
        for item in made.items:
            found[item.prompt.item_id.rsplit("/", 1)[1]].append(item)
    return found


def _answered(item: Item[DysfunctionKey], **answers: object) -> Score:
    outcome = score_response(DYSFUNCTION, item, Response(item_id=item.prompt.item_id, answers=answers))
    assert isinstance(outcome, Score)
    return outcome


def test_its_own_examples_hold(cases: tuple[Case, ...], bundled_cases: tuple[Case, ...]) -> None:
    assert check_examples(DYSFUNCTION, (*cases, *bundled_cases)) == []


def test_the_plain_name_comes_first_and_is_asked_of_every_settled_sacral_case(
    cases: tuple[Case, ...], bundled_cases: tuple[Case, ...]
) -> None:
    seen = set[str]()
    for case in (*cases, *bundled_cases):
        items = DYSFUNCTION.items(case)
        assert case.truth is not None
        sacral = case.truth.region in ("sacral", None)
        assert bool(items) == sacral, case.id
        if items:
            assert items[0].prompt.item_id.endswith("/name")
            assert items[0].key.right == case.truth.dysfunction == lesion(case)  # type: ignore[union-attr]
            seen.add(case.challenge)
    assert seen == set(CHALLENGES)


def test_a_name_earns_by_the_sides_it_shares(asked: Asked) -> None:
    for item in asked["name"][::4]:
        key = item.key
        assert isinstance(key, ChoiceKey)
        for row in ROWS:
            points = _answered(item, name=row).points
            first, second = bits_of(key.right), bits_of(row)
            if row == key.right:
                assert points == 1.0
            elif first is not None and second is not None:
                fields = ("restricted_side", "deep_side", "post_ila_side")
                same = sum(getattr(first, field) == getattr(second, field) for field in fields)
                assert points == {2: 0.1, 1: 0.0, 0: 0.0}[same]
            elif (first is None) != (second is None):
                assert points == 0.0


def test_three_right_sides_earn_everything_and_two_a_tenth(asked: Asked) -> None:
    for item in asked["bits"][:60]:
        key = item.key
        assert isinstance(key, SidesKey)
        score = _answered(item, **key.right)
        assert score.points == 1.0
        assert name_of(key.drawn) in score.summary
        other = {"L": "R", "R": "neither", "neither": "L"}
        for field, side in key.right.items():
            assert _answered(item, **(key.right | {field: other[side]})).points == 0.1


def _marks(sides: Mapping[str, str]) -> list[str]:
    return [f"{which}_{side}" for which, side in sides.items()]


def test_the_marks_on_the_drawing_earn_only_together(asked: Asked) -> None:
    for item in asked["drawing"][:60]:
        key = item.key
        assert isinstance(key, DrawingKey)
        right = key.sides.right
        assert set(right.values()) <= {"L", "R"}
        whole = _answered(item, marks=_marks(right))
        assert whole.points == 1.0
        assert name_of(key.sides.drawn) in whole.summary
        assert [picture.caption for picture in whole.pictures] == [
            f"What the findings add up to: {name_of(key.sides.drawn)}"
        ]
        for which, side in right.items():
            other = {"L": "R", "R": "L"}[side]
            rest = {name: one for name, one in right.items() if name != which}
            for marks in (_marks(right | {which: other}), _marks(rest), [*_marks(rest), f"{which}_{other}"]):
                less = _answered(item, marks=marks)
                assert less.points == 0.0
                assert sum("count only together" in line.feedback for line in less.criteria) == 2


def test_a_side_marked_on_both_is_said_to_be_no_answer(asked: Asked) -> None:
    item = asked["drawing"][0]
    score = _answered(item, marks=["deep_L", "deep_R"])
    said = {line.id: line.feedback for line in score.criteria}
    assert score.points == 0.0
    assert said["deep"].startswith("You marked both sides. ")
    assert said["back"].startswith("Nothing chosen. ")


def test_every_place_lies_on_the_drawing_under_the_side_that_it_is_named_for(asked: Asked) -> None:
    (field,) = asked["drawing"][0].prompt.fields
    assert isinstance(field, ChoicesField)
    assert field.drawing is not None
    places = {spot.option: (spot.x, spot.y) for spot in field.drawing.spots}
    assert set(places) == {option.id for option in field.options}
    for option in field.options:
        assert option.label.startswith("Left " if places[option.id][0] < 0.5 else "Right ")
    heights = [places[f"{which}_L"][1] for which in ("deep", "restricted", "back")]
    assert heights == sorted(heights)


def test_the_line_counts_in_full_only_beside_the_whole_torsion(asked: Asked) -> None:
    for item in asked["axis"][:40]:
        key = item.key
        assert isinstance(key, AxisKey)
        mark = {"line": {key.fixes: "fixes"}}
        other = {"L": "R", "R": "L"}[key.right["axis"]]
        assert _answered(item, **key.right, **mark).points == 1.0
        assert _answered(item, **mark).points == 0.0
        assert _answered(item, axis=key.right["axis"], **mark).points == 0.1
        assert _answered(item, axis=other, **mark).points == 0.0


def test_the_whole_torsion_earns_little_without_its_line_and_a_part_of_it_nothing(asked: Asked) -> None:
    for item in asked["axis"][:40]:
        key = item.key
        assert isinstance(key, AxisKey)
        assert _answered(item, **key.right).points == 0.15
        for part in key.right:
            rest = {name: answer for name, answer in key.right.items() if name != part}
            assert _answered(item, **rest).points == 0.0


def _expected(items: list[Item[DysfunctionKey]]) -> dict[tuple[str, ...], float]:
    """The points that each constant answer earns on average; what is not offered is left blank."""
    if all(isinstance(item.key, DrawingKey) for item in items):
        return {
            sides: sum(
                _answered(
                    item, marks=_marks(dict(zip(("deep", "restricted", "back"), sides, strict=True)))
                ).points
                for item in items
            )
            / len(items)
            for sides in product("LR", repeat=3)
        }
    fields = {f.id: {} for item in items for f in item.prompt.fields if isinstance(f, ChoiceField)}
    for item in items:
        for field in item.prompt.fields:
            if isinstance(field, ChoiceField):
                fields[field.id] |= dict.fromkeys(option.id for option in field.options)
    found: dict[tuple[str, ...], float] = {}
    for answer in product(*fields.values()):
        points = 0.0
        for item in items:
            offered = {
                f.id: {o.id for o in f.options} for f in item.prompt.fields if isinstance(f, ChoiceField)
            }
            answers = {
                name: one if one in offered[name] else "" for name, one in zip(fields, answer, strict=True)
            }
            points += DYSFUNCTION.score(
                item.key, Response(item_id=item.prompt.item_id, answers=answers)
            ).points
        found[answer] = points / len(items)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_no_constant_answer_and_no_guess_comes_near_the_bar(
    kind: str, asked: Asked, usual_cases: tuple[Case, ...]
) -> None:
    for items in (asked[kind], _by_kind(usual_cases)[kind]):
        assert len(items) > 50
        expected = _expected(items)
        # One torsion is three in ten of all one-sided lesions.
        bar = BAR - 0.03 if kind == "drawing" else 0.3
        assert max(expected.values()) < bar, max(expected, key=expected.__getitem__)
        assert sum(expected.values()) / len(expected) < 0.2


def test_no_place_among_the_tests_is_favored(usual_cases: tuple[Case, ...]) -> None:
    places = Counter[int]()
    for item in _by_kind(usual_cases)["next_finding"]:
        (field,) = item.prompt.fields
        assert isinstance(field, ChoiceField)
        assert isinstance(item.key, ChoiceKey)
        places[[option.id for option in field.options].index(item.key.right)] += 1
    assert set(places) == set(range(5))
    assert max(places.values()) < 0.32 * places.total()


def test_a_prompt_shows_history_and_examination_and_nothing_of_the_key(asked: Asked) -> None:
    for kind, items in asked.items():
        for item in items:
            assert {line.section for line in item.prompt.note} <= {"hpi", "exam"}
            assert item.prompt.context == ()
            assert set(item.key_feature) <= {line.id for line in item.prompt.note}
            assert item.key_feature
            assert item.situation
            assert item.prompt.skills
            shown = msgspec.json.encode(item.prompt).decode()
            key = item.key.sides if isinstance(item.key, DrawingKey) else item.key
            assert key.summary not in shown
            row = key.drawn
            if kind in ("bits", "axis", "drawing"):
                assert name_of(row).lower() not in shown.lower()
                assert f'"{row}"' not in shown


def test_the_fields_of_name_bits_and_axis_are_the_same_for_every_case(asked: Asked) -> None:
    for kind in ("name", "bits", "axis"):
        shapes = {
            (item.prompt.stem, *(f for f in item.prompt.fields if isinstance(f, ChoiceField)))
            for item in asked[kind]
        }
        assert len(shapes) == 1


def test_a_misread_finding_is_named_and_weighed(asked: Asked, cases: tuple[Case, ...]) -> None:
    by_id = {case.id: case for case in cases}
    seen = 0
    for item in (*asked["name"], *asked["bits"]):
        case = by_id[item.prompt.case_id]
        remarks = [c for c in DYSFUNCTION.score(item.key, _blank(item)).criteria if c.id == "misread"]
        assert bool(remarks) == (case.challenge == "noisy")
        if remarks:
            assert case.proof is not None
            wrong = [s.text for s in case.note if set(case.proof.misread) & set(s.conveys)]
            assert all(f'"{text}"' in remarks[0].feedback for text in wrong)
            assert "percent" in remarks[0].feedback
            seen += 1
    assert seen > 50


def _blank(item: Item[DysfunctionKey]) -> Response:
    return Response(item_id=item.prompt.item_id, answers={})


def test_the_answer_is_drawn_beside_what_was_found(asked: Asked) -> None:
    for item in asked["name"][:20]:
        assert isinstance(item.key, ChoiceKey)
        wrong = next(row for row in ROWS if row != item.key.right)
        captions = [picture.caption for picture in _answered(item, name=wrong).pictures]
        assert captions == [
            f"What you named: {name_of(wrong)}",
            f"What the findings add up to: {name_of(item.key.right)}",
        ]
        assert len(_answered(item, name=item.key.right).pictures) == 1


def test_each_question_is_asked_in_at_least_six_situations(asked: Asked) -> None:
    for kind in KINDS:
        assert len({item.situation for item in asked[kind]}) >= 6, kind
