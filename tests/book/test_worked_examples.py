"""The notes that the chapters quote are the notes that the cases have."""

import re

import pytest

from sacral_edu.interfaces.casebook import Casebook

QUOTED = {
    "clinic": 6,
    "documentation": 5,
    "errata": 6,
    "function": 13,
    "naming": 7,
    "procedures": 10,
    "reliability": 6,
    "warnings": 11,
}
"""How many sentences a chapter quotes from the cases that it names."""

_GENERATED = re.compile(r"`(g\d+-\d+-\d+(?:-[0-9a-f]{12})?)`")
_IN_TICKS = re.compile(r"`([a-z0-9-]+)`")


@pytest.mark.parametrize(("chapter", "count"), QUOTED.items())
def test_a_chapter_quotes_the_notes_of_its_cases_as_they_are(chapter, count, checkout):
    text = (checkout / "book" / f"{chapter}.md").read_text(encoding="utf-8")
    book = Casebook()
    authored = {case.id for case in book.cases()} & set(_IN_TICKS.findall(text))
    cases = [book.case(name) for name in sorted({*_GENERATED.findall(text), *authored})]
    assert cases
    assert sum(statement.text in text for case in cases for statement in case.note) == count
