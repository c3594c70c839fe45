"""Every teaching chapter has the same parts: aims, a worked example, exercises, a summary and its sources.

Which chapters teach is read from the table of contents: those of the part `The course`.
"""

import re
from pathlib import Path

import pytest
import yaml

from sacral_edu.domain.items import Response, Score
from sacral_edu.interfaces.casebook import Casebook, Desk
from sacral_edu.plugin_manager import load_scorers

BOOK = Path(__file__).parents[2] / "book"
CONTENTS = yaml.safe_load((BOOK / "_toc.yml").read_text(encoding="utf-8"))
CHAPTERS = [
    entry["file"]
    for part in CONTENTS["parts"]
    if part["caption"] == "The course"
    for entry in part["chapters"]
]

FEWEST_EXERCISES = 4
_EXERCISE = re.compile(r"^```\{sacral-exercise\} \w+$", re.MULTILINE)
_FENCED = re.compile(r"^(`{3,}).*?^\1$", re.MULTILINE | re.DOTALL)


def _text(chapter):
    """The text of a chapter; that of a notebook is what the notebook is made from."""
    place = BOOK / f"{chapter}.md"
    return (place if place.exists() else BOOK / "notebooks" / f"{chapter}.md").read_text(encoding="utf-8")


def _section(text, heading):
    """What stands between a heading of the second level and the next, without fences."""
    found = re.findall(rf"^## {heading}\n(.*?)(?=^## |\Z)", _FENCED.sub("", text), re.MULTILINE | re.DOTALL)
    assert len(found) == 1, f"there are {len(found)} sections {heading!r}"
    return found[0]


def test_the_course_is_a_part_of_the_book() -> None:
    assert {"sacrum", "naming", "coding", "errata"} <= set(CHAPTERS)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_begins_with_what_it_teaches(chapter) -> None:
    before_sections = _text(chapter).split("\n## ")[0]
    _, said, aims = before_sections.partition("**After this chapter you can**\n\n")
    assert said
    listed = re.match(r"(?:- .+\n)+", aims)
    assert listed
    assert listed[0].count("\n") >= 3


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_works_an_example_through(chapter) -> None:
    text = _FENCED.sub("", _text(chapter))
    assert re.search(r"^###? .*worked example", text, re.MULTILINE | re.IGNORECASE)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_has_exercises_enough(chapter) -> None:
    assert len(_EXERCISE.findall(_text(chapter))) >= FEWEST_EXERCISES


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_asks_no_question_twice(chapter) -> None:
    asked = re.findall(r"^```\{sacral-exercise\}.*?^```$", _text(chapter), re.MULTILINE | re.DOTALL)
    assert sorted(set(asked)) == sorted(asked)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_ends_with_a_summary_and_its_sources(chapter) -> None:
    text = _text(chapter)
    assert re.findall(r"^## .*", _FENCED.sub("", text), re.MULTILINE)[-2:] == [
        "## Summary",
        "## Sources of this chapter",
    ]
    assert len(_section(text, "Summary").split()) >= 40
    assert re.findall(r"\]\(#src-[a-z0-9-]+\)", _section(text, "Sources of this chapter"))


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_lists_at_its_end_the_sources_that_it_cites(chapter) -> None:
    text = _text(chapter)
    cited = set(re.findall(r"\]\(#(src-[a-z0-9-]+)\)", text.split("## Sources of this chapter")[0]))
    listed = set(re.findall(r"\]\(#(src-[a-z0-9-]+)\)", _section(text, "Sources of this chapter")))
    assert cited - listed == set()


def test_the_introduction_lists_every_chapter_in_the_order_of_the_book() -> None:
    introduction = _text("intro").partition("(intro-chapters)=")[2].partition("\n(intro-")[0]
    labels = re.findall(r"^\d+\. \[[^\]]+\]\(#([\w-]+)\)", introduction, re.MULTILINE)
    places = {
        label: chapter
        for chapter in CHAPTERS
        for label in re.findall(r"^\(([\w-]+)\)=$", _text(chapter), re.MULTILINE)
    }
    assert [places.get(label, label) for label in labels] == CHAPTERS


def test_the_two_assessments_of_the_chapter_on_writing_earn_what_it_says() -> None:
    weak, good = re.findall(r"^```text\n(.*?)\n```$", _text("documentation"), re.MULTILINE | re.DOTALL)
    item = "g1-64-0-80c5537c3a54/documentation/assessment"
    assert item.split("/", maxsplit=1)[0] in _text("documentation")
    desk = Desk(Casebook(), load_scorers())
    earned = [desk.score(Response(item_id=item, answers={"assessment": text})) for text in (weak, good)]
    assert [score.points for score in earned if isinstance(score, Score)] == [0.0, 1.0]
