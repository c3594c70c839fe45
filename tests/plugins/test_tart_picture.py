import re

import pytest

from sacral_edu.domain.cases import Case
from sacral_edu.domain.items import Item, Response, Score
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import Spec
from sacral_edu.generation.wording import stories
from sacral_edu.scoring import score_response
from sacral_edu_tart.keys import PictureKey
from sacral_edu_tart.picture import HISTORY_SHARE, PICTURE_SHARE, picture_item
from sacral_edu_tart.scorer import TartScorer

# Words of facts tart_acute_chronic and tart_phrases; each stands for one age alone.
ACUTE = (
    r"boggy|bogginess|warm|moist|edema|swollen|spasm|hypertonic|redness|sharp|severe|exquisite|acutely|guard"
    r"|pulls away"
)
CHRONIC = (
    r"ropy|fibro|cool|dry|thick|contract|stringy|doughy|blanch|little drag|dull|ach[ey]|burning|sore|[34]/10"
)


@pytest.fixture(scope="module")
def asked(some_cases: tuple[Case, ...]) -> list[tuple[Case, Item[PictureKey]]]:
    return [(case, item) for case in some_cases[:700] if (item := picture_item(case)) is not None]


def _scored(item: Item[PictureKey], **answers: object) -> Score:
    response = Response(item_id=item.prompt.item_id, answers=answers)
    outcome = score_response(TartScorer(), item, response)
    assert isinstance(outcome, Score)
    return outcome


def test_all_sacral_cases_with_texture_and_tenderness_are_asked(some_cases: tuple[Case, ...]) -> None:
    for case in some_cases[:200]:
        told = {f.test for f in case.findings if f.region == "sacral" and f.value in ("acute", "chronic")}
        assert (picture_item(case) is not None) == (told == {"texture", "tenderness"})


def test_where_the_habit_was_not_kept_nothing_is_asked() -> None:
    from sacral_edu.domain.proofs import Habits

    spec = Spec(seed=1, dysfunction="L_ON_L", habits=Habits(tart="absent"))
    assert picture_item(generate(spec)) is None


def test_the_words_of_each_telling_line_speak_for_its_age(
    asked: list[tuple[Case, Item[PictureKey]]],
) -> None:
    for _, item in asked:
        texts = {line.id: line.text.lower() for line in item.prompt.note}
        for line, age in item.key.qualities.items():
            own, other = (ACUTE, CHRONIC) if age == "acute" else (CHRONIC, ACUTE)
            # "Burning rather than a stab" and the like name the other quality only to deny it.
            assert re.search(own, texts[line]), texts[line]
            if age == "acute":
                assert not re.search(other, texts[line]), texts[line]


def test_the_picture_is_what_the_telling_lines_say(asked: list[tuple[Case, Item[PictureKey]]]) -> None:
    pictures = [item.key.picture for _, item in asked]
    assert {pictures.count(one) > len(pictures) / 5 for one in ("acute", "chronic", "mixed")} == {True}
    for _, item in asked:
        ages = set(item.key.qualities.values())
        assert item.key.picture == ("mixed" if len(ages) > 1 else ages.pop())


def test_lines_that_tell_no_age_stand_as_the_case_has_them(
    asked: list[tuple[Case, Item[PictureKey]]],
) -> None:
    for case, item in asked:
        written = {statement.id: statement.text for statement in case.note}
        for line in item.prompt.note:
            assert line.id in item.key.qualities or line.text == written[line.id]


def test_the_history_is_asked_for_only_where_its_opening_tells_the_time(
    asked: list[tuple[Case, Item[PictureKey]]],
) -> None:
    agreeing = disagreeing = 0
    for case, item in asked:
        fields = {field.id for field in item.prompt.fields}
        assert ("history" in fields) == bool(item.key.history)
        if item.key.history:
            assert re.search(r"\b(days?|weeks?|months?|years?)\b", item.prompt.note[0].text)
            assert item.key.told == case.chronicity
            agreeing += item.key.told == item.key.picture
            disagreeing += item.key.told != item.key.picture
    assert agreeing > 50
    assert disagreeing > 50


def test_no_story_lies_between_the_two_time_courses() -> None:
    for story in stories().values():
        times = re.findall(r"\[\[([^\]]+)\]\] (days|weeks|months|years)", " ".join(story["opening"]))
        assert {unit in ("days", "weeks") for _, unit in times} <= {story["chronicity"] == "acute"}


def test_right_answers_earn_everything_and_each_part_its_share(
    asked: list[tuple[Case, Item[PictureKey]]],
) -> None:
    for _, item in asked[:100]:
        key = item.key
        history = {"history": key.told} if key.told else {}
        assert _scored(item, picture=key.picture, shows=key.qualities, **history).points == 1.0
        assert _scored(item, picture=key.picture).points == PICTURE_SHARE
        assert _scored(item, shows=key.qualities).points == pytest.approx(key.lines_share)
        if key.told:
            assert _scored(item, **history).points == HISTORY_SHARE


def test_a_telling_line_with_the_wrong_age_earns_nothing_and_a_stray_takes_one_back(
    asked: list[tuple[Case, Item[PictureKey]]],
) -> None:
    for _, item in asked[:100]:
        key = item.key
        swapped = {line: {"acute": "chronic", "chronic": "acute"}[age] for line, age in key.qualities.items()}
        assert _scored(item, shows=swapped).points == 0.0
        stray = next(line for line in key.remarks if line not in key.qualities)
        half = pytest.approx(key.lines_share * (1 - 1 / len(key.qualities)))
        assert _scored(item, shows={**key.qualities, stray: "acute"}).points == half


def test_feedback_quotes_the_lines_and_names_the_disagreement(
    asked: list[tuple[Case, Item[PictureKey]]],
) -> None:
    for _, item in asked[:100]:
        score = _scored(item)
        texts = {line.id: line.text for line in item.prompt.note}
        assert all(f'"{texts[line]}"' in score.criteria[0].feedback for line in item.key.qualities)
        if item.key.told and item.key.picture not in ("mixed", item.key.told):
            assert "does not agree" in score.summary
