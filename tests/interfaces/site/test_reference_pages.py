"""The reference pages of the built course against the code that they are made from."""

import inspect
import re
from collections.abc import Callable
from pathlib import Path

from sacral_edu import api, hookspecs


def straight(words: str) -> str:
    """Words on one line, without the curls that Sphinx gives to quotation marks."""
    curls = {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'}
    return " ".join(words.translate(curls).split())


def test_every_public_name_has_an_anchor_and_what_its_docstring_says(
    bundled_site: Path, words_of: Callable[[Path], str]
) -> None:
    page = bundled_site / "reference-api.html"
    html, words = page.read_text(encoding="utf-8"), straight(words_of(page))
    for name in api.__all__:
        assert f'id="api-{name.lower().replace("_", "-")}"' in html, name
        value = getattr(api, name)
        if inspect.isclass(value) or inspect.isfunction(value):
            first = " ".join((inspect.getdoc(value) or "").split("\n\n")[0].split()).replace("`", "")
            assert first, name
            assert straight(first) in words.replace("`", ""), name
    assert " at 0x" not in words


def test_every_hook_says_when_it_is_called_and_what_to_return(
    bundled_site: Path, words_of: Callable[[Path], str]
) -> None:
    words = straight(words_of(bundled_site / "reference-hooks.html"))
    hooks = [name for name in vars(hookspecs) if name.startswith("sacral_edu_")]
    assert hooks
    for name in hooks:
        said = " ".join((inspect.getdoc(getattr(hookspecs, name)) or "").split())
        assert name in words
        assert "Called" in said
        assert said in words


def test_words_are_in_order_and_each_is_explained_once(checkout: Path) -> None:
    text = (checkout / "book/glossary.md").read_text(encoding="utf-8")
    for part in text.split("\n## ")[1:]:
        terms = re.findall(r"^([^\n:(#].*)\n: ", part, re.MULTILINE)
        assert terms == sorted(terms, key=str.lower)
        assert len(set(terms)) == len(terms) > 5
