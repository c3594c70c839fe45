"""Free text in a notebook: a cell to write it in, and feedback that shows it with its words marked."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from sacral_edu.interfaces.casebook import Casebook
from sacral_edu.interfaces.exports import grade, grading, notebook
from sacral_edu.plugin_manager import load_scorers
from sacral_edu.scoring import make_items

ITEM = "left-on-left/wordy/assessment"
WRITTEN = """\
\N{GRINNING FACE} Consistent with left-on-left torsion of the sacrum.
- <b>possible right-on-right torsion</b> & *bold* [link](x)
1. sits 20 minutes"""


@pytest.fixture(autouse=True)
def wordy_is_installed(wordy_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(wordy_folder)
    grading._desk.cache_clear()
    yield
    grading._desk.cache_clear()


class Words(HTMLParser):
    """The text of a piece of HTML, its marked words, and its elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.marked: list[str] = []
        self.text = ""
        self._in_mark = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.add(tag)
        self._in_mark = tag == "mark"
        if self._in_mark:
            self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        self._in_mark = False

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._in_mark:
            self.marked[-1] += data


def test_the_answer_cell_has_room_for_several_lines_and_the_question_says_where() -> None:
    case = Casebook().case("left-on-left")
    prompts = [item.prompt for item in make_items(load_scorers(), case, only="wordy").items]
    made: Any = notebook(case, prompts)
    _, question, answer, _, line, in_one_line, _ = made["cells"]
    assert (
        "your own words, up to 600 characters, written between the triple quotes below" in question["source"]
    )
    assert answer["source"] == 'answers_1 = {\n    "assessment": r"""\n\n""",\n}'
    assert "your own words, up to 70 characters." in line["source"]
    assert in_one_line["source"] == 'answers_2 = {\n    "assessment": "",  # your text\n}'
    names: dict[str, Any] = {}
    exec(answer["source"].replace('"""\n\n"""', f'"""\n{WRITTEN}\n"""'), names)  # noqa: S102 our own cell
    assert grade(ITEM, names["answers_1"]).points == grade(ITEM, {"assessment": WRITTEN}).points == 0.75


def test_a_cell_left_blank_is_a_blank_answer() -> None:
    graded = grade(ITEM, {"assessment": "\n\n"})
    assert graded.points == 0
    assert "your words" not in str(graded)


def test_print_shows_the_text_with_words_in_brackets_in_80_columns() -> None:
    said = str(grade(ITEM, {"assessment": WRITTEN}))
    assert "[1+: left-on-left] [1+ 2+: torsion] [2+: of the sacrum]." in " ".join(said.split())
    assert "[4o: possible] [1x 4o: right-on-right torsion]" in said
    assert "x 1. Name the lesion" in said
    assert "+ 2. Name the site" in said
    assert max(map(len, said.splitlines())) <= 80


def test_html_marks_the_words_in_brackets_and_obeys_nothing_in_the_text() -> None:
    shown = Words(grade(ITEM, {"assessment": WRITTEN})._repr_html_())
    assert shown.tags <= {"div", "p", "strong", "blockquote", "mark", "ul", "li", "br", "small"}
    assert "[1x 4o: right-on-right torsion]</b> & *bold* [link](x)\n1. sits" in shown.text
    assert shown.marked == [
        "[4+: Consistent with]",
        "[1+: left-on-left] ",
        "[1+ 2+: torsion]",
        " [2+: of the sacrum]",
        "[4o: possible] ",
        "[1x 4o: right-on-right torsion]",
        "[3+: 20 minutes]",
    ]


def test_markdown_shows_the_text_and_obeys_nothing_in_it() -> None:
    markdown = grade(ITEM, {"assessment": WRITTEN})._repr_markdown_()
    quoted = [line for line in markdown.split("\n") if line.startswith("> ")]
    assert quoted[1] == (
        r"> \- \<b\>\[4o: possible\] \[1x 4o: right-on-right torsion\]\</b\> \& \*bold\* \[link\](x)  "
    )
    assert quoted[2] == r"> 1\. sits \[3+: 20 minutes\]  "


def test_an_answer_that_is_no_text_is_said_to_be_so() -> None:
    graded = grade(ITEM, {"assessment": ["a", "list"]})
    assert graded.points is None
    assert "expected a text" in str(graded)
