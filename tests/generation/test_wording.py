"""What every generated sentence must and must not say."""

import re

import pytest

from sacral_edu.clinical.coding import diagnoses
from sacral_edu.domain.cases import Case, Statement
from sacral_edu.generation.chance import Chance
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import Spec
from sacral_edu.generation.turns import Turn
from sacral_edu.generation.wording import PRONOUNS, fill, phrase, phrases, sides
from sacral_edu.interfaces.casebook.variety import measure

WORDS = {"L": "left", "R": "right"}
_COMPARISON = re.compile(
    r"(compared with|than|than on|ahead of|posterior to) the (left|right)( ones?)?\b"
    r"|; the (left|right) one .*"
)
_OF_ACUTE = re.compile(r"\b(boggy|edematous|warm|moist|swollen|redness|sharp|sharply|acutely|exquisitely)\b")
_OF_CHRONIC = re.compile(r"\b(ropy|fibrotic|cool|dry|doughy|stringy|contracted|dull|achy|aches)\b")
_OF_PRONE_WORK = re.compile(r"\b(prone|propped|sphinx|spring|sprung|thrust is)\b")


@pytest.fixture(scope="session")
def every_case(some_cases: tuple[Case, ...], varied_cases: tuple[Case, ...]) -> tuple[Case, ...]:
    return (*some_cases, *varied_cases)


@pytest.fixture(scope="session")
def exam_lines(every_case: tuple[Case, ...]) -> list[tuple[Case, Statement]]:
    return [(c, statement) for c in every_case for statement in c.note if statement.section == "exam"]


@pytest.fixture(scope="session")
def pregnant() -> list[Case]:
    every = (
        generate(Spec(seed=6, index=index, dysfunction=name))
        for name in ("L_ON_L", "L_ON_R", "R_UNI_EXT")
        for index in range(300)
    )
    return [case for case in every if case.archetype == "pregnancy_pgp"]


def _has(word: str, text: str) -> bool:
    return re.search(rf"\b{word}\b", text, re.IGNORECASE) is not None


def test_a_one_sided_finding_is_stated_with_its_side(exam_lines: list[tuple[Case, Statement]]) -> None:
    silent = {
        statement.text
        for case, statement in exam_lines
        for finding in case.findings_of(statement)
        if finding.side in WORDS and not _has(WORDS[finding.side], statement.text)
    }
    assert silent == set()


def test_the_other_side_is_named_for_comparison_only(exam_lines: list[tuple[Case, Statement]]) -> None:
    for case, statement in exam_lines:
        bare = _COMPARISON.sub("", statement.text)
        for finding in case.findings_of(statement):
            if finding.side in WORDS:
                other = WORDS["R" if finding.side == "L" else "L"]
                assert not _has(other, bare), statement.text


def test_what_is_alike_on_both_sides_is_never_put_on_one(exam_lines: list[tuple[Case, Statement]]) -> None:
    for case, statement in exam_lines:
        if any(finding.side in ("both", "none") for finding in case.findings_of(statement)):
            assert _has("left", statement.text) == _has("right", statement.text), statement.text


def test_no_sentence_has_a_place_left_to_fill(every_case: tuple[Case, ...]) -> None:
    for case in every_case:
        for text in (case.title, *(statement.text for statement in case.note)):
            assert not re.search(r"[{}|\[\]]|None|  ", text), text
    for case in every_case:
        for statement in case.note:
            assert re.fullmatch(r"[0-9A-Z].*[.]", statement.text), statement.text


def test_pronouns_and_age_are_the_patients(every_case: tuple[Case, ...]) -> None:
    strangers = {"F": r"\b(he|him|his|himself|man)\b", "M": r"\b(she|her|hers|herself|woman)\b"}
    for case in every_case:
        assert case.patient is not None
        text = " ".join(statement.text for statement in case.note)
        assert not re.search(strangers[case.patient.sex], text, re.IGNORECASE), text
        opening = case.note[0].text
        assert str(case.patient.age) in opening, opening
        assert case.patient.occupation is not None
        assert case.patient.occupation in opening


def test_acute_and_chronic_changes_are_never_mixed(exam_lines: list[tuple[Case, Statement]]) -> None:
    for case, statement in exam_lines:
        values = {finding.value for finding in case.findings_of(statement)} & {"acute", "chronic"}
        assert values <= {case.chronicity}
    strange = {"acute": _OF_CHRONIC, "chronic": _OF_ACUTE}
    mixed = {
        f"{case.chronicity}: {statement.text}"
        for case, statement in exam_lines
        if strange[case.chronicity or "acute"].search(statement.text.lower())
    }
    assert mixed == set()


def test_a_pregnant_patient_has_no_findings_of_spring_or_sphinx_test(pregnant: list[Case]) -> None:
    assert len(pregnant) > 20
    for case in pregnant:
        assert not {finding.test for finding in case.findings} & {"spring", "sphinx", "sacral_thrust"}


def test_nothing_is_said_of_lying_prone_in_pregnancy(pregnant: list[Case]) -> None:
    texts = {statement.text for case in pregnant for statement in case.note if statement.section == "exam"}
    assert {text for text in texts if _OF_PRONE_WORK.search(text.lower())} == set()


def test_who_cannot_stand_is_not_examined_standing() -> None:
    every = (generate(Spec(seed=8, index=index, challenge="red_flag")) for index in range(400))
    warned = [case for case in every if case.red_flag is not None and case.red_flag.id == "FRACTURE"]
    assert {case.archetype for case in warned} >= {"insufficiency_fracture", "fall_on_buttock", "post_fusion"}
    for case in warned:
        assert "standing_flexion" not in {finding.test for finding in case.findings}
        exam = " ".join(statement.text for statement in case.note if statement.section == "exam")
        assert not re.search(r"(?i)\b(gait|walks|standing|hop)\b", exam), exam


def test_a_sided_diagnosis_is_on_the_side_of_the_history(every_case: tuple[Case, ...]) -> None:
    seen = 0
    for case in every_case:
        for code in case.claim.diagnoses if case.claim else ():
            side = diagnoses()[code].laterality
            if side in ("left", "right"):
                seen += 1
                text = " ".join(s.text for s in case.note if s.section == "hpi" or code in _codes(case, s))
                assert _has(side, text)
                assert not _has({"left": "right", "right": "left"}[side], text), text
    assert seen > 10


def _codes(case: Case, statement: Statement) -> set[str | None]:
    return {fact.code for fact in case.facts if fact.id in statement.conveys}


def test_a_template_is_filled_with_words_and_one_of_each_choice() -> None:
    made = {fill(Chance(n), "{Side} [[a|b]], not {other}.", sides("L")) for n in range(50)}
    assert made == {"Left a, not right.", "Left b, not right."}


def test_every_pronoun_of_a_template_is_there_for_both_sexes() -> None:
    assert PRONOUNS["F"].keys() == PRONOUNS["M"].keys()


def test_a_phrase_is_one_of_its_wordings() -> None:
    said = {phrase(Chance(n), Turn(1, n), "pubic/level", "L") for n in range(90)}
    assert said == set(phrases()["pubic/level"])


def test_ten_cases_in_a_row_show_no_template(some_cases: tuple[Case, ...]) -> None:
    report = measure(some_cases)
    assert all(report.repeats_within_ten[section] < 0.01 for section in ("exam", "assessment", "plan"))
    assert report.repeats_within_ten["hpi"] < 0.02
