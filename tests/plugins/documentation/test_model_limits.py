"""The limit that learners are shown is the one that the history tells, in every sentence that it can have.

The golden table beside the labelled set holds every sentence on function with its limit, as a physician has
read them; `none` marks the few sentences on which no item is offered.
"""

import json
import re
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from msgspec import structs

from sacral_edu.domain.cases import Case, Statement
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import Spec
from sacral_edu.generation.wording import stories
from sacral_edu_documentation.case_key import key_of
from sacral_edu_documentation.grading import Judged, grade
from sacral_edu_documentation.keys import NoteKey

TABLE = Path(__file__).parent / "model_limits.json"
MOST_LEFT_OUT = 0.03
_WORDS = {"p": "she", "P": "She", "pos": "her", "Pos": "Her", "obj": "her", "side": "right", "other": "left"}
_NONE = "none"

Keys = dict[str, tuple[str, NoteKey | None]]


def _wordings(template: str) -> list[str]:
    """Every sentence that a template of the stories can give, for a woman with the right side affected."""
    parts = re.split(r"\[\[(.*?)\]\]", template)
    choices = [part.split("|") if place % 2 else [part] for place, part in enumerate(parts)]
    return ["".join(chosen).format_map(_WORDS) for chosen in product(*choices)]


def _of_function(case: Case) -> Statement:
    facts = {fact.id for fact in case.facts if fact.topic == "function"}
    return next(s for s in case.note if s.section == "hpi" and facts & set(s.conveys))


def _told(case: Case, sentence: str) -> Case:
    line = _of_function(case)
    note = tuple(structs.replace(s, text=sentence) if s is line else s for s in case.note)
    return structs.replace(case, note=note)


@pytest.fixture(scope="module")
def keys(some_cases: tuple[Case, ...], bundled_cases: tuple[Case, ...]) -> Keys:
    """Every sentence on function with what it belongs to and the key of a case that has it."""
    found: Keys = {}
    warned = [generate(Spec(seed=4, index=index, challenge="red_flag")) for index in range(60)]
    for name, story in stories().items():
        case = next(c for c in (*some_cases, *warned) if c.archetype == name and key_of(c, "x"))
        for template in story["function"]:
            for sentence in _wordings(template):
                found[sentence] = (name, key_of(_told(case, sentence), "x"))
    for case in bundled_cases:
        key = key_of(case, "x")
        if key is not None:
            found[_of_function(case).text] = (case.id, key)
    return found


def test_every_limit_is_the_one_that_was_read(keys: Keys, request: pytest.FixtureRequest) -> None:
    table: dict[str, dict[str, str]] = {}
    for sentence, (name, key) in keys.items():
        limit = f"{key.function.activity}, {key.function.words}" if key else _NONE
        table.setdefault(name, {})[sentence] = limit
    if request.config.getoption("--update-golden"):
        TABLE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8", newline="\n")
    read = json.loads(TABLE.read_text(encoding="utf-8"))
    assert table == read, "a limit differs; read it, then run pytest --update-golden"


def test_hardly_any_sentence_gives_no_limit(keys: Keys) -> None:
    left_out = [sentence for sentence, (_, key) in keys.items() if key is None]
    assert len(left_out) <= MOST_LEFT_OUT * len(keys), left_out


def test_the_model_of_every_limit_earns_function(keys: Keys) -> None:
    made = [(sentence, key) for sentence, (_, key) in keys.items() if key is not None]
    labels = [
        (sentence, grade(key, text).habits["function"].label)
        for sentence, key in made
        for text in (key.models.function, key.models.whole)
    ]
    assert [sentence for sentence, label in labels if label != "earned"] == []


@pytest.fixture
def judged_on(keys: Keys) -> Callable[[str, str], Judged]:
    """Judge what is written on function where the history has a sentence."""

    def run(sentence: str, text: str) -> Judged:
        key = keys[sentence][1]
        assert key is not None
        return grade(key, text).habits["function"]

    return run


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("She now turns back before the fourth mile where ten used to be easy.", "She can run ten miles."),
        ("Once good for 90 minutes without a break, she stops at 30.", "Running is limited to 90 minutes."),
        (
            "Walks two miles without pain, yet has to leave the dinner table after 25 minutes.",
            "Walking is limited to two miles.",
        ),
        (
            "Walks a mile easily, but standing still for 15 minutes is too much.",
            "She can walk one mile, no more.",
        ),
        ("Without the belt she walks 15 minutes, with it an hour.", "Walking is limited to an hour."),
        ("A two-hour drive now needs two stops.", "Driving is limited to two hours."),
        (
            "Used to stand through a 90-minute ball game and now sits after the first 20 minutes.",
            "Standing is limited to 90 minutes.",
        ),
        ("Sleeps four hours a night instead of seven, awake at each turn.", "She sleeps seven hours."),
        ("Has cut the week from 35 miles to 10.", "Running is limited to 35 miles a week."),
        ("Pace has dropped by a minute a mile.", "She can run one mile."),
        (
            "Putting on socks takes four minutes at seven in the morning and one at noon.",
            "Dressing takes seven minutes.",
        ),
    ],
)
def test_what_is_no_limit_does_not_earn(
    sentence: str, text: str, judged_on: Callable[[str, str], Judged]
) -> None:
    assert judged_on(sentence, text).label != "earned"


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Once good for 90 minutes without a break, she stops at 30.", "Running is limited to 30 minutes."),
        (
            "Walks two miles without pain, yet has to leave the dinner table after 25 minutes.",
            "She walks two miles without pain but sits no longer than 25 minutes.",
        ),
        ("A two-hour drive now needs two stops.", "She has to stop twice when she drives for two hours."),
        (
            "Paperwork once done in a single sitting now takes three short ones.",
            "Paperwork takes 3 sittings.",
        ),
        ("Pace has dropped by a minute a mile.", "Runs each mile a minute slower."),
        ("Getting out of a car takes both hands and three tries.", "Leaving the car takes her three tries."),
    ],
)
def test_the_limit_in_other_words_earns(
    sentence: str, text: str, judged_on: Callable[[str, str], Judged]
) -> None:
    assert judged_on(sentence, text).label == "earned"
