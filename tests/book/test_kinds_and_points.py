"""The page "Running the course": the kinds of question that it lists, and the points of the short ones."""

import pytest
from msgspec.structs import replace

from sacral_edu.testing import generated_cases
from sacral_edu_dysfunction import axis
from sacral_edu_dysfunction.rows import SHARES as NAMES
from sacral_edu_triage.mistakes import NOT_FOR_THIS_PATIENT
from sacral_edu_triage.today import DECISION, DETAIL, LINE, SHARES, TECHNIQUE

BUNDLED = ("tart", "region", "coding", "audit", "documentation", "dysfunction", "triage")


@pytest.fixture(scope="module")
def text(page):
    return page("instructors")


@pytest.fixture(scope="module")
def asked(scorers):
    """An item of each kind that the bundled scorers ask, by scorer and kind."""
    found = {name: {} for name in BUNDLED}
    for case in (*generated_cases(60, seed=3), *generated_cases(8, seed=3, challenge="mixed")):
        for name in BUNDLED:
            for item in scorers[name].items(case):
                found[name].setdefault(kind_of(item), item)
    return found


def kind_of(item):
    return item.prompt.item_id.rsplit("/", 1)[1]


def possible(scorers, scorer, item):
    right = next(example for example in scorers[scorer].examples(item) if example.kind == "right")
    return [part.possible for part in scorers[scorer].score(item.key, right.response).criteria]


def test_every_kind_of_question_is_named(text, in_ticks, asked) -> None:
    rows = text.section("instructors-own").tables("Scorer", "Kinds of question, the first one first")
    listed = {in_ticks(scorer)[0]: in_ticks(kinds) for scorer, kinds in rows}
    assert {name: sorted(kinds) for name, kinds in listed.items()} == {
        name: sorted(kinds) for name, kinds in asked.items()
    }


def test_the_first_kind_of_a_scorer_is_named_first(text, in_ticks, scorers) -> None:
    rows = text.section("instructors-own").tables("Scorer", "Kinds of question, the first one first")
    cases = generated_cases(12, seed=3, dysfunction="L_ON_L", archetype="distance_runner")
    for scorer, kinds in rows:
        items = next(found for case in cases if (found := scorers[in_ticks(scorer)[0]].items(case)))
        assert kind_of(items[0]) == in_ticks(kinds)[0]


@pytest.mark.parametrize("kind", ["first", "level", "units", "query"])
def test_the_points_of_a_question_with_a_reason_are_those_of_the_code(
    text, in_ticks, scorers, asked, kind
) -> None:
    rows = text.section("instructors-points").tables("Kind", "Part", "Points")
    listed = [float(points) for name, _, points in rows if in_ticks(name) == [kind]]
    assert listed == possible(scorers, "coding", asked["coding"][kind])


def test_the_points_of_services_are_those_of_the_code(text, in_ticks, scorers, asked) -> None:
    rows = text.section("instructors-points").tables("Kind", "Part", "Points")
    each, whole = (float(points) for name, _, points in rows if in_ticks(name) == ["services"])
    counted = possible(scorers, "coding", asked["coding"]["services"])
    assert (sum(counted[:-1]), counted[-1]) == pytest.approx((each, whole))


def test_the_points_of_names_and_sides_are_those_of_the_code(text, in_ticks) -> None:
    rows = text.section("instructors-points").tables("Kind", "Part", "Points")
    for kind in ("name", "bits"):
        assert [float(points) for name, _, points in rows if in_ticks(name) == [kind]] == [NAMES[3], NAMES[2]]
    named, line = [points for name, _, points in rows if in_ticks(name) == ["axis"]]
    parts = {axis.SHARES[part] for part in (axis.AXIS, axis.TURN, axis.KIND)}
    assert parts == {float(named.removesuffix(" each"))}
    assert axis.SHARES[axis.LINE] == float(line)
    assert axis.SHARE_WITHOUT_LINE == axis.SHARE_OF_LINE == 0.25


def test_a_drawing_earns_all_or_nothing_as_the_page_says(text, in_ticks, scorers, asked) -> None:
    rows = text.section("instructors-points").tables("Kind", "Part", "Points")
    assert [float(points) for name, _, points in rows if in_ticks(name) == ["drawing"]] == [1]
    scorer, item = scorers["dysfunction"], asked["dysfunction"]["drawing"]
    right = next(one for one in scorer.examples(item) if one.kind == "right").response
    (field, marked), *_ = right.answers.items()
    assert scorer.score(item.key, right).points == 1
    for place in range(len(marked)):
        two = [*marked[:place], *marked[place + 1 :]]
        assert scorer.score(item.key, replace(right, answers={field: two})).points == 0


def test_the_deciding_test_earns_the_point_of_its_question(text, in_ticks, scorers, asked) -> None:
    rows = text.section("instructors-points").tables("Kind", "Part", "Points")
    listed = [float(points) for name, _, points in rows if in_ticks(name) == ["next_finding"]]
    assert listed == possible(scorers, "dysfunction", asked["dysfunction"]["next_finding"])


def test_the_points_of_triage_are_those_of_the_code(text) -> None:
    section = text.section("instructors-points")
    rows = section.tables("What is right", "Decision")
    listed = [[float(cell) for cell in row[1:]] for row in rows]
    assert listed == [
        [SHARES[right][part] for part in (DECISION, DETAIL, LINE, TECHNIQUE)]
        for right in ("refer", "restrict", "treat")
    ]
    assert f"and {NOT_FOR_THIS_PATIENT} for the technique of that lesion" in section.text
