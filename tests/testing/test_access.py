"""Words that tell by color alone are found, and words of medicine are let be."""

import pytest

from sacral_edu.testing.access import by_color


@pytest.mark.parametrize(
    "text",
    [
        "Click the red line.",
        "Choose the green one.",
        "The blue button sends it.",
        "Look at the lines marked red.",
        "What is shown in yellow is wrong.",
        "Mark the orange",
        "See the purple dot",
        "The grey options do not count.",
        "SELECT THE RED BOX",
    ],
)
def test_a_thing_told_by_its_color_is_found(text: str) -> None:
    assert by_color(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Mark every red flag in the note.",
        "Choose the red flag that asks for action today.",
        "Which red-flag statement needs an answer?",
        "The skin over the sacrum is red and warm.",
        "Mrs. Green marks the place with one finger.",
        "Marked restriction on the left.",
        "Which of these lines is evidence?",
        "",
    ],
)
def test_what_only_sounds_like_it_is_let_be(text: str) -> None:
    assert by_color(text) is None
