"""The rules read what others wrote: the generator's own sentences, in all their wordings."""

from collections.abc import Iterator

import pytest
from msgspec import structs

from sacral_edu.domain.cases import Case, Statement
from sacral_edu_documentation.findings import seen_findings
from sacral_edu_documentation.grading import grade
from sacral_edu_documentation.keys import NoteKey
from sacral_edu_documentation.lesions import named_lesions
from sacral_edu_documentation.reading import read
from sacral_edu_documentation.scopes import STATED
from sacral_edu_documentation.scorer import DocumentationScorer
from sacral_edu_documentation.signs import rows_of

UNDERSTOOD = 0.85
MISTAKEN = 0.02


@pytest.fixture(scope="module")
def asked(some_cases: tuple[Case, ...]) -> list[tuple[Case, NoteKey]]:
    """Cases with their keys, as if the note had not been shown, so that its sentences are no copies."""
    made = [(case, item.key) for case in some_cases[:500] for item in DocumentationScorer().items(case)[:1]]
    return [(case, structs.replace(key, lines=())) for case, key in made]


def _letter_lines(case: Case) -> Iterator[tuple[Statement, set[str]]]:
    for statement in case.note:
        letters = {t for f in case.findings_of(statement) if f.region == "sacral" for t in f.tart}
        if statement.section == "exam" and letters:
            yield statement, {str(letter) for letter in letters}


def test_a_note_that_names_the_lesion_earns_the_descriptor(asked: list[tuple[Case, NoteKey]]) -> None:
    told = [(c, k, " ".join(s.text for s in c.note if s.section == "assessment")) for c, k in asked]
    judged = [(text, grade(key, text).habits["descriptor"].label) for _, key, text in told]
    assert [text for text, label in judged if label != "earned"] == []


def test_most_findings_of_an_examination_are_understood_and_hardly_any_is_mistaken(
    asked: list[tuple[Case, NoteKey]],
) -> None:
    understood: list[bool] = []
    mistaken: list[bool] = []
    for case, key in asked:
        if key.region != "sacral":
            continue
        for statement, letters in _letter_lines(case):
            reading = read(statement.text, ())
            lesions = named_lesions(reading, rows_of(reading))
            seen = seen_findings(reading, key.palpation, lesions, sacral=True)
            stated = [s for s in seen if s.state == STATED]
            understood.append(any(s.verdict == "supported" and s.letter in letters for s in stated))
            mistaken.append(any(s.verdict in ("side", "value", "denied") for s in stated))
    assert len(understood) > 500
    assert sum(understood) >= UNDERSTOOD * len(understood)
    assert sum(mistaken) <= MISTAKEN * len(mistaken)


def test_a_name_of_another_lesion_is_never_taken_for_the_right_one(asked: list[tuple[Case, NoteKey]]) -> None:
    models = {key.dysfunction: key.models.descriptor for _, key in asked if key.region}
    for _, key in asked[:60]:
        for dysfunction, name in models.items():
            label = grade(key, name.partition(";")[0]).habits["descriptor"].label
            assert (label == "earned") == (dysfunction in (key.dysfunction,)), (key.dysfunction, name)
