"""Finding a code by words of its title or of the terms that are included in it."""

import re
from functools import cache

from sacral_edu.clinical.icd.rows import lookup
from sacral_edu.clinical.icd.table import CodeRow, nodes

_MOST = 20


def search(words: str, most: int = _MOST) -> list[CodeRow]:
    """Return rows whose title or included terms hold every word, the closest first.

    A word also finds longer words that it begins. Codes with a 7th character appear once, as the stem
    that the character is added to; `billable` tells such rows and headers from complete codes.
    """
    wanted = re.findall(r"[a-z0-9]+", words.lower())
    if not wanted:
        return []
    hits = [(_distance(wanted, code), code) for code, text in _texts().items() if _holds(text, wanted)]
    rows = (lookup(code) for _, code in sorted(hits)[:most])
    return [row for row in rows if row is not None]


@cache
def _texts() -> dict[str, str]:
    return {
        code: " " + " ".join(re.findall(r"[a-z0-9]+", " ".join((node.title, *node.more.includes)).lower()))
        for code, node in nodes().items()
    }


def _holds(text: str, wanted: list[str]) -> bool:
    return all(f" {word}" in text for word in wanted)


def _distance(wanted: list[str], code: str) -> tuple[int, int, int]:
    """Return how far a title is from the words: whole words missing, then headers, then its length."""
    title = set(re.findall(r"[a-z0-9]+", nodes()[code].title.lower()))
    row = lookup(code)
    header = 0 if row is not None and (row.billable or row.seventh) else 1
    return sum(word not in title for word in wanted), header, len(title)
