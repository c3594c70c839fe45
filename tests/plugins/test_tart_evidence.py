import pytest

from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.clinical.tart import CRITERIA
from sacral_edu.domain.cases import Case
from sacral_edu.domain.items import Item, Response, Score
from sacral_edu.generation.chance import Chance
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import Spec
from sacral_edu.scoring import score_response
from sacral_edu_tart.evidence import FIELD, WRONG_LETTER, evidence_item
from sacral_edu_tart.keys import EvidenceKey
from sacral_edu_tart.scorer import TartScorer

TART = TartScorer()


@pytest.fixture(scope="session")
def asked(some_cases: tuple[Case, ...]) -> list[Item[EvidenceKey]]:
    """The items on three hundred cases."""
    items = [item for case in some_cases for item in [evidence_item(case)] if item is not None]
    assert len(items) > 300
    return items[:300]


def _marked(item: Item[EvidenceKey], marks: dict[str, str]) -> Score:
    response = Response(item_id=item.prompt.item_id, answers={FIELD: marks})
    outcome = score_response(TART, item, response)
    assert isinstance(outcome, Score)
    return outcome


def _evidence(item: Item[EvidenceKey]) -> dict[str, str]:
    return {look.line: look.letters[0] for look in item.key.looks if look.letters}


def _look_alikes(item: Item[EvidenceKey]) -> list[str]:
    return [look.line for look in item.key.looks if not look.letters]


def test_every_sacral_lesion_gets_the_question_and_no_other() -> None:
    for name, dysfunction in dysfunctions().items():
        for seed in range(5):
            case = generate(Spec(seed=seed, dysfunction=name))
            assert (evidence_item(case) is not None) == (dysfunction.region == "sacral"), case.id


def test_the_key_holds_the_sacral_findings_of_the_case(some_cases: tuple[Case, ...]) -> None:
    for case in some_cases[:400]:
        item = evidence_item(case)
        if item is not None:
            looks = {look.line: look for look in item.key.looks}
            for statement in case.note:
                said = case.findings_of(statement)
                letters = {c for f in said if f.region == "sacral" for c in f.tart}
                if statement.section not in ("hpi", "exam") or any(f.id in case.truth.open for f in said):  # type: ignore[union-attr]
                    assert statement.id not in looks
                else:
                    assert set(looks[statement.id].letters) == letters


def test_all_evidence_with_its_letters_earns_everything(asked: list[Item[EvidenceKey]]) -> None:
    assert {_marked(item, _evidence(item)).points for item in asked} == {1.0}


def test_each_piece_of_evidence_counts_alike_and_a_wrong_letter_earns_a_quarter(
    asked: list[Item[EvidenceKey]],
) -> None:
    for item in asked[:50]:
        right = _evidence(item)
        line, letter = next(iter(right.items()))
        assert _marked(item, {line: letter}).points == pytest.approx(1 / len(right), abs=1e-6)
        other = next(c for c in CRITERIA if c != letter)
        assert _marked(item, {line: other}).points == pytest.approx(WRONG_LETTER / len(right), abs=1e-6)


def test_each_look_alike_takes_its_share_back(asked: list[Item[EvidenceKey]]) -> None:
    for item in asked[:50]:
        strays = _look_alikes(item)
        marks = _evidence(item) | {strays[0]: "texture"}
        assert _marked(item, marks).points == pytest.approx(1 - 1 / len(strays), abs=1e-6)
        assert _marked(item, {strays[0]: "texture"}).points == 0.0


def test_a_line_that_may_be_read_either_way_neither_earns_nor_costs(asked: list[Item[EvidenceKey]]) -> None:
    seen = 0
    for item in asked:
        scored = {look.line for look in item.key.looks}
        unscored = [line.id for line in item.prompt.note if line.id not in scored]
        for line in unscored:
            seen += 1
            assert _marked(item, _evidence(item) | {line: "asymmetry"}).points == 1.0
            assert _marked(item, {line: "asymmetry"}).points == 0.0
    assert seen > 50


@pytest.mark.parametrize("letter", CRITERIA)
def test_marking_everything_earns_next_to_nothing(letter: str, asked: list[Item[EvidenceKey]]) -> None:
    points = [_marked(item, {line.id: letter for line in item.prompt.note}).points for item in asked]
    assert sum(points) / len(points) < 0.15


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_marking_at_random_earns_next_to_nothing(share: float, asked: list[Item[EvidenceKey]]) -> None:
    chance = Chance("marks", 3)
    points: list[float] = []
    for item in asked:
        marks = {line.id: chance.pick(CRITERIA) for line in item.prompt.note if chance.happens(share)}
        points.append(_marked(item, marks).points)
    assert sum(points) / len(points) < 0.15


def test_a_further_right_mark_never_costs_points(asked: list[Item[EvidenceKey]]) -> None:
    chance = Chance("marks", 5)
    for item in asked[:100]:
        marks = {line: "texture" for line in _look_alikes(item) if chance.happens(0.3)}
        before = _marked(item, marks).points
        for line, letter in _evidence(item).items():
            marks[line] = letter
            after = _marked(item, marks).points
            assert after >= before
            before = after


def test_the_feedback_names_every_piece_of_evidence_and_every_stray_mark(
    asked: list[Item[EvidenceKey]],
) -> None:
    for item in asked[:50]:
        stray = _look_alikes(item)[0]
        score = _marked(item, {stray: "texture"})
        assert [c.lines[0] for c in score.criteria] == [*_evidence(item), stray]
        assert score.criteria[-1].feedback.startswith("Not evidence for the sacrum.")
        assert score.summary.startswith(f"0 of {len(_evidence(item))} pieces of evidence right.")
        assert _marked(item, {}).summary.startswith("Nothing was marked.")
