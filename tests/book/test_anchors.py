"""Links within the book, checked without building it."""

import re
from pathlib import Path

BOOK = Path(__file__).parents[2] / "book"


def test_every_link_to_an_anchor_of_the_book_finds_it() -> None:
    texts = {page.name: page.read_text(encoding="utf-8") for page in BOOK.rglob("*.md")}
    anchors = {name for text in texts.values() for name in re.findall(r"^\(([\w-]+)\)=", text, re.MULTILINE)}
    linked = [(page, name) for page, text in texts.items() for name in re.findall(r"\]\(#([\w-]+)\)", text)]
    assert linked
    assert [(page, name) for page, name in linked if name not in anchors] == []
