"""A learner's text cut at its highlights: by code points, overlaps and all, whatever a scorer hands in."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sacral_edu.domain.items import ChoiceField, Criterion, Highlight, NotGraded, Prompt, Score, TextField
from sacral_edu.interfaces.casebook import OwnText, own_texts

PROMPT = Prompt(
    item_id="c/s/i",
    scorer="s",
    case_id="c",
    title="T",
    stem="?",
    note=(),
    fields=(
        TextField(id="text", label="Assessment"),
        TextField(id="more", label="Plan"),
        ChoiceField(id="choice", label="Choice", options=()),
    ),
)


def scored(*spans: tuple[tuple[Any, ...], ...]) -> Score:
    """A score with a criterion for each group of highlights (start, end, verdict, and the field)."""
    criteria = tuple(
        Criterion(
            id=f"c{n}",
            label=f"Criterion {n}",
            earned=0.0,
            possible=0.5,
            feedback="Why.",
            read_more="intro#intro-start",
            highlights=tuple(
                Highlight(field=field[0] if field else "text", start=start, end=end, verdict=verdict)
                for start, end, verdict, *field in group
            ),
        )
        for n, group in enumerate(spans, 1)
    )
    return Score(item_id="c/s/i", scorer="s", points=0.0, criteria=criteria)


def bracketed(written: str, *spans: tuple[tuple[Any, ...], ...]) -> str:
    (own,) = own_texts(scored(*spans), PROMPT, {"text": written})
    return "".join(piece.bracketed for piece in own.pieces)


def test_words_stand_in_brackets_with_the_number_and_the_sign_of_each_criterion() -> None:
    assert bracketed("a bc de", ((2, 4, "earned"),), ((5, 7, "wrong"),)) == "a [1+: bc] [2x: de]"
    assert bracketed("perhaps so", ((0, 7, "not_counted"),)) == "[1o: perhaps] so"


def test_an_emoji_before_the_words_does_not_shift_them() -> None:
    # One woman with red hair on the screen, three code points, five units of UTF-16.
    written = "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{EMOJI COMPONENT RED HAIR} left torsion"
    assert bracketed(written, ((4, 8, "earned"),)) == written.replace("left", "[1+: left]")


def test_highlights_that_cross_are_shown_on_the_words_that_they_share() -> None:
    assert bracketed("one two three", ((0, 7, "earned"),), ((4, 13, "wrong"),)) == (
        "[1+: one] [1+ 2x: two] [2x: three]"
    )


def test_highlights_of_one_criterion_that_touch_or_repeat_are_one() -> None:
    assert bracketed("one two", ((0, 4, "earned"), (4, 7, "earned"), (0, 7, "earned"))) == "[1+: one two]"


def test_what_lies_outside_the_text_is_cut_off_and_what_marks_nothing_is_left_out() -> None:
    assert bracketed("one two", ((4, 99, "earned"), (-5, 3, "wrong"))) == "[1x: one] [1+: two]"
    nothing = scored(((3, 3, "earned"), (5, 2, "earned"), (90, 99, "earned"), (0, 3, "odd")))
    assert own_texts(nothing, PROMPT, {"text": "one two"}) == ()
    assert own_texts(scored(((0, 1, "earned", "choice"),)), PROMPT, {"choice": "yes"}) == ()
    assert own_texts(scored(((0, 1, "earned"),)), PROMPT, {}) == ()


def test_each_text_that_has_highlights_is_shown_under_its_own_label() -> None:
    score = scored(((0, 3, "earned", "more"),))
    (own,) = own_texts(score, PROMPT, {"text": "one", "more": "two"})
    assert own.label == "Plan"
    both = scored(((0, 3, "earned", "more"),), ((0, 3, "wrong"),))
    assert [own.label for own in own_texts(both, PROMPT, {"text": "one", "more": "two"})] == [
        "Assessment",
        "Plan",
    ]


def test_the_legend_explains_the_signs_that_are_there_and_no_others() -> None:
    (own,) = own_texts(scored(((0, 3, "earned"), (4, 7, "wrong"))), PROMPT, {"text": "one two"})
    assert own.legend == (
        "Assessment, your words with the number of the criterion they bear on (+ earned, x wrong):"
    )


def test_what_was_not_graded_has_no_marks() -> None:
    failed = NotGraded(item_id="c/s/i", scorer="s", reason="it broke", answers={"text": "one"})
    assert own_texts(failed, PROMPT, {"text": "one"}) == ()


@given(
    st.text(max_size=30),
    st.lists(
        st.lists(
            st.tuples(
                st.integers(-3, 40), st.integers(-3, 40), st.sampled_from(("earned", "wrong", "not_counted"))
            ),
            max_size=4,
        ).map(tuple),
        max_size=4,
    ),
)
def test_the_pieces_add_up_to_the_text_and_each_bears_the_marks_that_cover_it(
    written: str, spans: list[tuple[tuple[int, int, str], ...]]
) -> None:
    found = own_texts(scored(*spans), PROMPT, {"text": written})
    for own in found:
        assert "".join(piece.text for piece in own.pieces) == written
        assert all(piece.text for piece in own.pieces)
        assert [piece.marks for piece in own.pieces] == expected(own, spans)
    covered = any(max(a, 0) < min(b, len(written)) for group in spans for a, b, _ in group)
    assert bool(found) == covered


def expected(own: OwnText, spans: list[tuple[tuple[int, int, str], ...]]) -> list[Any]:
    """The marks of each piece, found from the highlights that cover its first character."""
    at = 0
    marks: list[Any] = []
    for piece in own.pieces:
        over = [(n, v) for n, group in enumerate(spans, 1) for a, b, v in group if a <= at < b]
        assert {(mark.number, mark.verdict) for mark in piece.marks} == set(over)
        assert len(piece.marks) == len(set(over))
        marks.append(piece.marks)
        at += len(piece.text)
    return marks
