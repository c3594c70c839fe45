"""What holds of every text, whatever is written."""

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sacral_edu_documentation.grading import HABITS, grade
from sacral_edu_documentation.keys import NoteKey
from sacral_edu_documentation.words import cut

CASES = ("linked-sciatica", "left-on-left", "tart-examination", "superior-shear", "functional-impact")

_NAMES = [
    "right-on-left",
    "left-on-left",
    "torsion",
    "sacral",
    "of the sacrum",
    "unilateral",
    "flexion",
    "extension",
]
_CODES = [
    "somatic dysfunction",
    "M99.04",
    "M99.05",
    "M54.31",
    "M54.32",
    "sciatica",
    "linked to",
    "nothing to do with",
]
_FINDINGS = [
    "right",
    "left",
    "sulcus",
    "ILA",
    "deep",
    "posterior",
    "boggy",
    "tender",
    "no spring",
    "seated flexion",
]
_TURNS = ["positive", "negative", "not", "no", "but", "possible", "the therapist charted", "and"]
_HARDER = ["lol", "vs", "Dr. Hall", "I overrule that", "3/6 classes", "neither base moves", "fixed", "achy"]
_DAILY = ["sits", "walks", "20 minutes", "two hours", "instead of"]
_SIGNS = [",", ";", ".", ":", "(", ")", "?", "/", "\n", "+", "-"]
_PHRASES = st.sampled_from([*_NAMES, *_HARDER, *_CODES, *_FINDINGS, *_TURNS, *_DAILY, *_SIGNS])
_WRITTEN = st.lists(_PHRASES, max_size=25).map(" ".join)
_ANY = st.one_of(st.text(max_size=200), _WRITTEN)

_DENIED = (
    " There is no tenderness at the right sulcus.",
    " There is no left-on-left torsion.",
    " There is no right-on-left torsion.",
    " The sacral region has no somatic dysfunction.",
    " The sciatica is not related to the sacrum.",
    " She has no difficulty with sitting.",
)

_few = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_few
@given(case=st.sampled_from(CASES), text=_ANY)
def test_any_text_is_graded_within_bounds(key_for: Callable[..., NoteKey], case: str, text: str) -> None:
    graded = grade(key_for(case), text)
    assert set(graded.habits) == set(HABITS)
    assert {judged.label for judged in graded.habits.values()} <= {"earned", "missing", "wrong"}


@_few
@given(case=st.sampled_from(CASES), text=_ANY)
def test_marked_words_lie_within_the_text(key_for: Callable[..., NoteKey], case: str, text: str) -> None:
    for judged in grade(key_for(case), text).habits.values():
        for marked in judged.marked:
            assert 0 <= marked.start < marked.end <= len(text)
            assert judged.label == "earned" or marked.mark != "earned"


@_few
@given(case=st.sampled_from(CASES), text=_ANY, denied=st.sampled_from(_DENIED))
def test_a_denial_more_never_raises_the_score(
    key_for: Callable[..., NoteKey], case: str, text: str, denied: str
) -> None:
    key = key_for(case)
    before, after = grade(key, text), grade(key, f"{text}.{denied}")
    earned = {habit for habit in HABITS if after.habits[habit].label == "earned"}
    assert earned <= {habit for habit in HABITS if before.habits[habit].label == "earned"}


@_few
@given(text=_ANY)
def test_a_text_is_graded_the_same_every_time(key_for: Callable[..., NoteKey], text: str) -> None:
    assert grade(key_for(CASES[0]), text) == grade(key_for(CASES[0]), text)


@_few
@given(text=st.text(max_size=120))
def test_every_word_stands_where_it_is_said_to_stand(text: str) -> None:
    found = cut(text)
    places = [(word.start, word.end) for word in found.words]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert len(found.sentence) == len(found.clause) == len(found.segment) == len(found.words)
