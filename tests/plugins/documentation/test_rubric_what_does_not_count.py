"""The rubric, rule by rule: copies, lists, hedges, other languages, and padding earn nothing."""

from collections.abc import Callable

import pytest

from sacral_edu.domain.cases import Case
from sacral_edu_documentation.grading import HABITS, Graded, Judged
from sacral_edu_documentation.keys import NoteKey

Grade = Callable[..., Graded]
Judge = Callable[[str, str, str], Judged]

CASE = "linked-sciatica"


def _labels(graded: Graded) -> dict[str, str]:
    return {habit: graded.habits[habit].label for habit in HABITS}


def test_the_prompt_copied_whole_earns_nothing(graded: Grade, bundled_cases: tuple[Case, ...]) -> None:
    for case in bundled_cases:
        shown = " ".join(s.text for s in case.note if s.section in ("hpi", "exam"))
        assert "earned" not in _labels(graded(case.id, shown)).values(), case.id
        for statement in case.note:
            if statement.section in ("hpi", "exam"):
                assert "earned" not in _labels(graded(case.id, statement.text)).values(), statement.text


def test_a_copied_line_within_a_sentence_earns_nothing(judged: Judge) -> None:
    line = "she works at the wheel for 20 minutes at a time instead of two hours, and wakes on turning over"
    copied = f"In summary, {line}."
    assert judged(CASE, "function", copied).label == "missing"


def test_single_phrases_may_be_taken_over(judged: Judge) -> None:
    assert judged(CASE, "tart", "Left sacral sulcus deep, right sulcus sharply tender.").label == "earned"


def test_a_copy_of_the_poor_assessment_earns_nothing(graded: Grade, key_for: Callable[..., NoteKey]) -> None:
    key = key_for(CASE, "improve")
    assert len(key.lines) > len(key_for(CASE, "assessment").lines)
    poor = ". ".join(" ".join(line) for line in key.lines[-4:])
    assert set(_labels(graded(CASE, poor, "improve")).values()) == {"missing"}
    assert _labels(graded(CASE, key.models.whole, "improve")) == dict.fromkeys(HABITS, "earned")


@pytest.mark.parametrize(
    "text",
    [
        "torsion, right-on-left, sulcus, ILA, boggy, tender, sacral, M99.04, sciatica, wheel",
        "sacrum / torsion / right / spring / tender / M99.04 / sciatica / 20 minutes",
        "sacrum. torsion. backward. spring. sciatica. wheel. tissue. tenderness.",
        "TART TART TART. Tissue texture, asymmetry, restriction, tenderness, function, linkage.",
    ],
)
def test_a_bare_list_earns_nothing(text: str, graded: Grade) -> None:
    assert set(_labels(graded(CASE, text)).values()) == {"missing"}


def test_telegraphic_findings_are_no_bare_list(judged: Judge) -> None:
    text = "L sulcus deep, R ILA post, R sulcus boggy + TTP, spring +, seated flexion + R"
    assert judged(CASE, "tart", text).label == "earned"


def test_padding_adds_nothing_to_a_text(graded: Grade) -> None:
    text = "Right-on-left torsion. Right sulcus tender."
    padded = f"{text} TART, tissue, asymmetry, restriction, tenderness, linkage, function, medical necessity."
    assert _labels(graded(CASE, text)) == _labels(graded(CASE, padded))


@pytest.mark.parametrize(
    "text",
    [
        "Disfunción somática de la región sacra (M99.04): torsión derecha sobre eje izquierdo.",
        "Somatische Dysfunktion der Sakralregion und Torsion nach rechts mit Schmerzen, M99.04.",
        "Dysfonction somatique de la région sacrée, liée à la sciatique droite (M54.31).",
        "Крестец: соматическая дисфункция, M99.04.",
    ],
)
def test_another_language_earns_nothing_and_is_said_to_be_one(text: str, graded: Grade) -> None:
    found = graded(CASE, text)
    assert found.is_foreign
    assert set(_labels(found).values()) == {"missing"}


@pytest.mark.parametrize(
    "text", ["", "   \n", "idk", "n/a", "See note above.", "asdf qwer lorem banana", "....", "5"]
)
def test_a_text_without_content_is_missing_everywhere(text: str, graded: Grade) -> None:
    found = graded(CASE, text)
    assert set(_labels(found).values()) == {"missing"}
    assert not found.is_foreign


def test_whatever_is_past_or_somebody_elses_does_not_count(graded: Grade) -> None:
    for text in (
        "Resolved tenderness and bogginess of the right sulcus.",
        "The outside note has no spring and a tender right sulcus.",
        "Per the referring chiropractor, right sulcus boggy and tender.",
    ):
        assert graded(CASE, text).habits["tart"].label == "missing", text
