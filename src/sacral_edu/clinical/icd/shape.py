"""How a code is written, and what somebody who wrote it wrongly probably meant."""

import re
from difflib import SequenceMatcher

from sacral_edu.clinical.icd.table import (
    children,
    leaves,
    nodes,
    sevenths,
    stem_of,
    tidied,
    with_seventh,
)

_SHAPE = re.compile(r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?")
_LOOK_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", ",": ".", "_": "", "-": "", " ": ""})
_PLACEHOLDER = "X"
_CATEGORY = 3


def is_code_shaped(code: str) -> bool:
    """Say whether a tidied code has the shape of an ICD-10-CM code."""
    return _SHAPE.fullmatch(code) is not None


def probable(code: str) -> tuple[str, ...]:
    """Return the billable codes that were probably meant by a code that does not exist, the likeliest first.

    Tried in turn: letters that look like digits, two characters swapped, a 7th character without its
    placeholders or one that the stem does not take, characters too many, and a last character that no
    sibling has. Empty where none of these leads to a code of the extract.
    """
    for attempt in (_look_alike, _swapped, _seventh, _shortened):
        found = attempt(code)
        if found:
            return found
    return ()


def _is_leaf(code: str) -> bool:
    return stem_of(code) is not None or (code in nodes() and not children(code))


def _look_alike(code: str) -> tuple[str, ...]:
    plain = tidied(code[:1] + code[1:].translate(_LOOK_ALIKE).replace(".", ""))
    return (plain,) if plain != code and _is_leaf(plain) else ()


def _swapped(code: str) -> tuple[str, ...]:
    plain = code.replace(".", "")
    pairs = (plain[:i] + plain[i + 1] + plain[i] + plain[i + 2 :] for i in range(1, len(plain) - 1))
    found = dict.fromkeys(tidied(one) for one in pairs if one != plain)
    return tuple(one for one in found if _is_leaf(one))


def _seventh(code: str) -> tuple[str, ...]:
    """Return what a wrong 7th character, or a right one in a wrong place, was meant to be."""
    if len(code) <= _CATEGORY:
        return ()
    stem, last = code[:-1].rstrip(_PLACEHOLDER + "."), code[-1]
    if last == _PLACEHOLDER:
        node = nodes().get(code.rstrip(_PLACEHOLDER).rstrip("."))
        return leaves(node.code) if node is not None and sevenths(node) else ()
    node = nodes().get(stem)
    if node is None or not sevenths(node):
        return ()
    if last in sevenths(node):
        return (with_seventh(stem, last),)
    return leaves(stem) if last.isalpha() else ()


def _shortened(code: str) -> tuple[str, ...]:
    """Return the codes at the longest beginning of a code that exists, the most similar first."""
    stem = code
    while len(stem) > _CATEGORY:
        stem = stem[:-1].rstrip(".")
        if stem in nodes():
            below = leaves(stem)
            return tuple(sorted(below, key=lambda one: (-SequenceMatcher(None, code, one).ratio(), one)))
    return ()
