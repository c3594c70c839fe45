"""An exercise as HTML: readable as it stands, its data safe inside a script element."""

import json
from html.parser import HTMLParser

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from sacral_edu.domain.items import (
    ChoiceField,
    ChoicesField,
    ClaimField,
    MarkField,
    NoteLine,
    Option,
    Prompt,
    TextField,
)
from sacral_edu.interfaces.casebook import Desk
from sacral_edu.interfaces.site.rendering import exercise_html, script_json

NASTY = '</script><img src=x onerror="alert(1)">&amp;\'<!--\u2028'


class Elements(HTMLParser):
    """The names of all elements, and all text outside and inside of scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.script = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        if self.tags[-1] == "script":
            self.script += data
        else:
            self.text += data


def prompt(words: str) -> Prompt:
    options = (Option(id="a", label=words, letter="A"), Option(id="b", label="B", letter="B"))
    return Prompt(
        item_id=f"case/{words}/x",
        scorer="s",
        case_id="case",
        title=words,
        stem=words,
        note=(NoteLine(id="s1", section="hpi", text=words), NoteLine(id="s2", section="plan", text="two")),
        context=((words, words),),
        fields=(
            MarkField(id="m", label=words, lines=("s1",), options=options),
            MarkField(id="n", label=words, lines=("s1",), options=options[:1], at_most=3),
            ChoiceField(id="c", label=words, options=options),
            ChoicesField(id="d", label=words, options=options),
            ClaimField(id="e", label=words),
            TextField(id="t", label=words),
        ),
    )


def test_every_part_of_a_prompt_can_be_read() -> None:
    text = Elements(exercise_html(prompt("Words"), engine="server", api="/api")).text
    for said in (
        "History",
        "Plan",
        "Words: mark lines of the note as words, b.",
        "Words: mark lines of the note, at most 3.",
        "Words: diagnoses in order; procedure lines with modifiers, units and pointers.",
        "Words: write in your own words, up to 4000 characters.",
    ):
        assert said in text
    assert text.count("Words") >= 12


def test_lines_are_numbered_through_the_whole_note() -> None:
    html = exercise_html(prompt("Words"), engine="server", api="/api")
    assert '<p class="sx-section">History</p><ol start="1">' in html
    assert '<p class="sx-section">Plan</p><ol start="2">' in html


@given(st.one_of(st.just(NASTY), st.text(alphabet="<>/&\"'!-scriptSCRIPT \u2028", max_size=40)))
def test_no_word_of_a_case_becomes_markup(words: str) -> None:
    plain, risky = (
        Elements(exercise_html(prompt(w), engine="server", api="/api", why=w)) for w in ("Words", words)
    )
    assert risky.tags == plain.tags
    assert msgspec.json.decode(risky.script, type=Prompt) == prompt(words)


def test_the_data_holds_no_character_that_could_end_a_script() -> None:
    text = script_json(prompt(NASTY))
    assert not set("<>&") & set(text)
    assert json.loads(text)["title"] == NASTY


def test_the_data_of_real_prompts_can_be_read_back(desk: Desk) -> None:
    for case_id in ("left-on-left", "v01", "g1-7-0"):
        for name in desk.scorers:
            for item in desk.items(desk.casebook.case(case_id), name).items:
                assert msgspec.json.decode(script_json(item.prompt), type=Prompt) == item.prompt


def test_where_nothing_grades_the_element_says_why() -> None:
    html = exercise_html(prompt("Words"), engine="none", api="/api", why="Ask your instructor.")
    assert 'engine="none"' in html
    assert 'data-why="Ask your instructor."' in html
