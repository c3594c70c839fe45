"""Every fault is found and told in a sentence; a sound scorer, and every bundled one, has none."""

import os
import subprocess
import sys
from types import ModuleType
from typing import Any

import msgspec
import pytest

from sacral_edu.domain.cases import Case
from sacral_edu.plugin_manager import installed_scorers
from sacral_edu.testing import STEPS, assert_conforms, conformance, mixed_cases
from sacral_edu.testing.conformance import DEFAULT_CASES

BUNDLED = [name for name, one in installed_scorers().items() if one.distribution == "sacral-edu"]

FAULTS = {
    # Attributes
    "SkillsAsText": "scorer faulty: has 'sides' for its skills; give a sequence of tags, such as a tuple",
    "EmptySkill": "scorer faulty: has the skills ['sides', '']; name at least one skill",
    "NameInCapitals": "scorer Faulty-One: is named 'Faulty-One'; use snake_case",
    "NoTitle": "scorer faulty: has the title ''; give it a title that a learner can read.",
    # Items
    "RaisesInItems": (
        "scorer faulty, case bare: items() raised AttributeError: 'NoneType' object has no attribute "
        "'region'; "
        "return an empty sequence for a case it cannot ask about."
    ),
    "ReturnsNoItems": "scorer faulty, case bare: items() returned NoneType; return a tuple or list of items.",
    "DictOfItems": "items() returned dict; return a tuple or list of items.",
    "ItemsOfOtherType": "item 1: items() gave Prompt instead of an Item; return a sequence of",
    "AsksNothing": "scorer faulty: gave no item that could be tried, on any of the cases; mend",
    "WiderPrompt": "item 1: the prompt is a Wide, which may carry more than a learner should see; use",
    "OneIdTwice": "/faulty/side: two items have this id; give each item on a case a name of its own.",
    "WrongPrefix": "item 1: the item id does not begin with '{case}/faulty/'; build every item id as",
    "StrangeKey": "item 1: the key (object) cannot be written as JSON (TypeError: Encoding objects of",
    "ListOfSkills": "item 1: skills of the prompt changes on its way through JSON; give every part",
    # Prompts
    "OneFieldTwice": "two fields have one id; give each field of a prompt an id of its own.",
    "OneLetterTwice": "field 'side' has the letter 'X' twice; give each option of a field",
    "LongLetter": "field 'side' has an option with the letter 'Left'; use one letter A to Z or digit",
    "OneLabelTwice": "field 'side' has the label 'side' twice; give each option of a field",
    "EmptyLabel": "field 'side' has an option without label or id; give every option an id and a label",
    "EmptyStem": "/faulty/side: the stem is empty; give the stem in words.",
    "StemByColor": "'Choose the red' tells by color alone; name the thing in words",
    "MarksOnStrangeLine": "field 'line' asks about line 's999', which the note does not have; let",
    "NoLineToMark": "field 'line' asks about no line of the note; let a mark field name lines",
    "NoField": "the prompt has no field; give the learner at least one field to answer in.",
    "NoTextField": "field 'told' takes 0 characters; let a text field take at least one character.",
    "UnknownSkill": "trains 'sewing', which is not among the scorer's skills; add it to the scorer's skills.",
    "NoTime": "takes 0.0 minutes; give the minutes an item takes, more than 0 and at most 60.",
    "StrangeKeyFeature": "key_feature names line 's999', which the prompt's note does not have; name ids",
    # Examples
    "ExampleWithOtherPoints": "scored 1.0, expected 0.9; correct the points of the example, or the scoring.",
    "NoMalformedExample": "there is no example of kind malformed; yield one of kind malformed",
    "WrongThatEarnsAll": "of kind wrong earns everything; call it right, or let it lose points.",
    "RightThatEarnsNothing": "of kind right earns nothing; show what the right answer is.",
    "MalformedThatIsScored": "of kind malformed has points 0.0; give a malformed example the points None",
    "RaisesInExamples": "examples() raised LookupError: no more examples; yield examples for every item",
    "ExamplesOfOtherType": "examples() gave something that is no Example with a Response; yield",
    # Answers
    "RaisesInScore": "score() raised KeyError: ",
    "ExitsInScore": "score() raised SystemExit: 3; score every answer that fits the prompt, and raise",
    "ReturnsNothing": "score() returned NoneType instead of a Score; return a Score on every path.",
    "ScoresAnything": "a wrong type in 'side' ({{'side': 7}}) was scored 0 in place of being refused",
    "StumblesOverTypes": "a wrong type in 'side' ({{'side': 7}}): score() raised AttributeError: 'int'",
    "StumblesOverBlank": "score() raised IndexError: index out of range; score every answer",
    "RefusesBlank": "a response with no field answered was refused (Choose a side.); score a blank response",
    "StumblesOverUnicode": "odd text in 'told' ({{'told': '\\u202eeert no dda\\u202c'}}): score() raised",
    # Scores
    "MorePointsThanOne": "the score is 2.0 points; keep points from 0 to 1, as total() does.",
    "NoNumber": "the score does not come back from JSON as it was (ValidationError: Expected `float`",
    "ListOfCriteria": "the score does not come back from JSON as it was (a list in place of a tuple",
    "OtherSum": "the criteria earned 1 but the score says 0.5; let points be total() of the criteria.",
    "TooLittlePossible": "the criteria could earn 0.6 in all; let the possible points of all",
    "OneCriterionTwice": "two criteria of a score have one id; give each criterion of a score an id",
    "EarnsTooMuch": "criterion 'side' earned 0.6 of 0.5; let a criterion earn from 0 to what is possible",
    "NoFeedback": "criterion 'side' lost points and says nothing; say in the feedback what is right and why.",
    "NoReadMore": "read_more of criterion 'side' is ''; point to a section of the book as page#section.",
    "FeedbackOnStrangeLine": "criterion 'side' is about line 's999', which the prompt's note does not have",
    "FeedbackByColor": "the feedback of criterion 'side' tells by color alone ('red line'); name the thing",
    "HighlightBeyondTheAnswer": "criterion 'side' highlights 0 to 500 of field 'told', whose answer has 16",
    "PictureWithoutWords": "a picture has no text alternative or no caption; say in text and caption",
    "PictureWithScript": "a picture is no plain SVG; draw an SVG element without scripts and handlers.",
    # The same again, and nothing changed
    "RemembersItems": "items() gave another prompt or key the second time; take everything from",
    "RemembersAnswers": "score() scored one response differently the second time; take everything from the",
    "ChangesTheCase": "items() changed the case; read what you are handed and never write to it.",
    "ChangesTheKey": "examples() or score() changed the prompt or the key; read what you are handed",
    "ChangesTheResponse": "score() changed the response; read what you are handed and never write to it.",
}
"""What is said, in part, of each class of faulty_scorers on one case, whose id is `{case}`."""

SECRETS = {
    "KeyInTheStem": "the stem ('On which side is it positive? [L]') tells the right answer 'L'; keep",
    "KeyInTheItemId": "faulty/left: the item id ('left') tells the right answer 'Left'; keep the right",
    "SituationInTheTitle": "tells the situation 'turned to the left'; keep the situation out of the title",
    "RightOptionFirst": "the right option of field 'side' stands in place 1 in all of 12 items; let the",
    "StumblesOverRareWords": "answering {'told': 'M99.04'}: score() raised ValueError: a code is no text",
}
"""What shows only on more cases."""

ADVICE = {
    "TruthInTheContext": "the context changes with what is true of the case while the note stays the same",
    "NameInTheKeyAndTheStem": "which stands in the key; see that this part of the key does not answer",
    "NoTags": "has no situation; say in a few words what kind of situation it is",
    "PaysForBlank": "a response with no field answered earns 0.6; let a blank response earn nothing.",
    "Slow": "microseconds, more than 1000; prepare in items() what score() can then look up.",
    "Placeholder": "the feedback of criterion 'side' has '{line}' in it; look whether a value",
}


@pytest.fixture(scope="module")
def asked_cases(faulty: ModuleType) -> tuple[Case, ...]:
    """Twelve cases on which the sound scorer has an item, of both sides."""
    return tuple(case for case in mixed_cases(40) if faulty.Sound().items(case))[:12]


def test_a_sound_scorer_conforms_and_needs_no_advice(
    faulty: ModuleType, asked_cases: tuple[Case, ...]
) -> None:
    report = conformance(faulty.Sound(), asked_cases)
    assert (report.faults, report.advice) == ((), ())
    assert report.conforms
    assert (report.scorer, report.cases, report.items) == ("faulty", 12, 12)
    assert all(check.looked_at and not check.not_run and not check.found for check in report.checks)
    assert_conforms(faulty.Sound(), asked_cases)


@pytest.mark.parametrize("name", BUNDLED)
def test_a_bundled_scorer_conforms(
    name: str, scorers: dict[str, Any], bundled_cases: tuple[Case, ...]
) -> None:
    assert_conforms(scorers[name], [*mixed_cases(14, seed=3), *bundled_cases])


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_in_a_sentence(name: str, faulty: ModuleType, asked_cases: tuple[Case, ...]) -> None:
    report = conformance(getattr(faulty, name)(), asked_cases[:1])
    assert not report.conforms
    told = [str(fault) for fault in report.faults]
    assert any(FAULTS[name].format(case=asked_cases[0].id) in sentence for sentence in told), told
    assert all(sentence.endswith((".", ".)")) and "; " in sentence for sentence in told)


@pytest.mark.parametrize("name", SECRETS)
def test_what_shows_on_many_cases_only_is_told_as_well(
    name: str, faulty: ModuleType, asked_cases: tuple[Case, ...]
) -> None:
    report = conformance(getattr(faulty, name)(), asked_cases)
    assert any(SECRETS[name] in str(fault) for fault in report.faults), str(report)


@pytest.mark.parametrize("name", ADVICE)
def test_what_may_be_meant_is_advice_and_no_fault(
    name: str, faulty: ModuleType, asked_cases: tuple[Case, ...]
) -> None:
    report = conformance(getattr(faulty, name)(), asked_cases[:6])
    assert report.conforms, str(report)
    assert any(ADVICE[name] in str(advice) for advice in report.advice), str(report)


def test_every_faulty_scorer_is_tried(faulty: ModuleType) -> None:
    classes = {
        name for name, one in vars(faulty).items() if isinstance(one, type) and hasattr(one, "examples")
    }
    tried = {*FAULTS, *SECRETS, *ADVICE, "Sound"}
    assert {name for name in classes if not name.startswith("_")} == tried


def test_a_thing_without_the_attributes_of_a_scorer_is_told_what_it_lacks() -> None:
    (fault,) = conformance(object(), []).faults  # type: ignore[arg-type]
    assert str(fault) == (
        "scorer of type object: has no attribute name, title, skills, items, score, examples; give a scorer "
        "all six attributes of the protocol."
    )


def test_an_attribute_that_raises_is_told(faulty: ModuleType) -> None:
    class Raising(faulty.Sound):  # type: ignore[name-defined, misc]
        @property
        def title(self) -> str:
            raise OSError("no such file")

    (fault,) = conformance(Raising(), []).faults
    assert str(fault) == (
        "scorer faulty: an attribute raised OSError: no such file; let name, title and skills be plain "
        "values."
    )


def test_an_assertion_error_holds_every_sentence(faulty: ModuleType, asked_cases: tuple[Case, ...]) -> None:
    with pytest.raises(AssertionError, match="the stem is empty; give the stem in words"):
        assert_conforms(faulty.EmptyStem(), asked_cases[:1])


def test_the_cases_handed_in_stay_as_they_are(faulty: ModuleType, asked_cases: tuple[Case, ...]) -> None:
    before = msgspec.json.encode(asked_cases)
    conformance(faulty.ChangesTheCase(), asked_cases[:2])
    assert msgspec.json.encode(asked_cases) == before


def test_something_that_is_no_case_is_refused(faulty: ModuleType) -> None:
    with pytest.raises(TypeError, match="was given str among the cases; give a sequence of Case"):
        conformance(faulty.Sound(), ["left-on-left"])  # type: ignore[list-item]


def test_cases_of_every_difficulty_are_tried_where_none_are_given(faulty: ModuleType) -> None:
    assert conformance(faulty.AsksNothing()).cases == DEFAULT_CASES
    assert len({case.challenge for case in mixed_cases(7)}) == 6


def test_each_check_is_announced_before_it_runs(faulty: ModuleType, asked_cases: tuple[Case, ...]) -> None:
    steps: list[str] = []
    report = conformance(faulty.Sound(), asked_cases[:1], step=steps.append)
    assert len(steps) == STEPS
    assert steps == [check.name for check in report.checks[1:]]


def test_too_few_items_to_judge_secrecy_are_told(faulty: ModuleType, asked_cases: tuple[Case, ...]) -> None:
    (advice,) = conformance(faulty.Sound(), asked_cases[:3]).advice
    assert str(advice) == (
        "scorer faulty: 3 items are too few to tell whether a prompt gives its answer away; try it on more "
        "cases."
    )


_WITHOUT_HYPOTHESIS = """
import sys
sys.modules["hypothesis"] = None
from sacral_edu.plugin_manager import load_scorers
from sacral_edu.testing import conformance, mixed_cases
report = conformance(load_scorers()["region"], mixed_cases(3))
print([(check.name, check.not_run) for check in report.checks if check.not_run])
"""


def test_without_hypothesis_the_report_says_what_was_not_run_and_how_to_get_it() -> None:
    said = subprocess.run(
        [sys.executable, "-c", _WITHOUT_HYPOTHESIS], capture_output=True, text=True, check=True
    ).stdout
    assert said == (
        """[('random answers', 'not run, hypothesis is missing: pip install "sacral-edu[plugin]"')]\n"""
    )


_FINGERPRINTS = """
from sacral_edu.plugin_manager import load_scorers
from sacral_edu.testing import mixed_cases
from sacral_edu.testing.asking import trial_of
from sacral_edu.testing.repeats import fingerprint
from sacral_edu.testing.report import Ledger
for name, scorer in load_scorers().items():
    print(name, fingerprint(trial_of(scorer, tuple(mixed_cases(14)), Ledger())[0]))
"""


def test_items_and_scores_do_not_hang_on_the_order_of_sets() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", _FINGERPRINTS],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
