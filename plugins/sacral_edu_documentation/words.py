"""A written text as words with their places, cut into sentences, clauses and segments.

Places are code points of the text as it was handed in, so that highlights fall on the learner's own
words. A clause ends at a full stop, a semicolon or a turn of thought (`but`, `however`); a segment ends at
a comma or a dash as well.
"""

import re
import unicodedata
from typing import NamedTuple

_TOKEN = re.compile(
    r"[a-z]\d{2}(?:\.[0-9a-z]{1,4})?(?![a-z0-9])"  # a diagnosis code
    r"|\d+(?:\.\d+)?°?"
    r"|[^\W\d_]+(?:'[a-z]{1,2}(?![^\W\d_]))?\d*"
    r"|\n|[^\w\s]"
)
_CODE = re.compile(r"[a-z]\d{2}(?:\.[0-9a-z]{1,4})?")
_ABBREVIATED = frozenset(
    {
        "l",
        "r",
        "lt",
        "rt",
        "ant",
        "post",
        "inf",
        "sup",
        "pos",
        "neg",
        "approx",
        "min",
        "mins",
        "vs",
        "w",
        "assoc",
        "bilat",
        "fwd",
        "bkwd",
        "unilat",
        "ext",
        "flex",
        "rot",
        "pt",
        "hr",
        "hrs",
        "dx",
        "mod",
        "tol",
        "max",
        "fxn",
        "sec",
        "dr",
        "mr",
        "mrs",
        "ms",
        "st",
        "mi",
        "ft",
        "lb",
        "chr",
        "mech",
    }
)
_TITLES = frozenset({"dr", "mr", "mrs", "ms"})
_TURNS = frozenset({"but", "however", "although", "though", "whereas", "while", "yet", "except", "instead"})
_ENDING = frozenset({".", "!", "?", "\n"})
_PAUSING = frozenset({",", "(", ")", "--", "|"})
_PARTING = _ENDING | _PAUSING | {";"}
_QUOTES = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u2212": "-", "\u2011": "-", "\u2010": "-"}
)
_DASHES = frozenset({"-", "\u2013", "\u2014", "\u2022", "*"})


class Word(NamedTuple):
    """One word or sign: as it is compared, and where it stands in the text (end not included)."""

    text: str
    start: int
    end: int


class Text(NamedTuple):
    """A text cut up. The lists run beside `words`: which sentence, clause and segment each belongs to."""

    words: list[Word]
    sentence: list[int]
    clause: list[int]
    segment: list[int]


def cut(raw: str) -> Text:
    """Return a text cut into words, sentences, clauses and segments.

    Hyphens within words part them (`left-on-left` is three words); accents are taken off for comparison.
    """
    words = _words(raw)
    sentence: list[int] = []
    clause: list[int] = []
    segment: list[int] = []
    s = c = g = 0
    for place, (text, _, _) in enumerate(words):
        if text in _TURNS and place and words[place - 1].text not in ("not", "as"):
            c += 1
            g += 1
        sentence.append(s)
        clause.append(c)
        segment.append(g)
        if text not in _PARTING:
            continue
        if text in _ENDING and _ends_sentence(words, place, raw):
            s += 1
            c += 1
        elif text == ";":
            c += 1
        if c != clause[-1] or text in _PAUSING:
            g += 1
    return Text(words, sentence, clause, segment)


def words_of(raw: str) -> tuple[str, ...]:
    """Return the words and signs of a phrase, as they are compared."""
    return tuple(word.text for word in _words(raw))


def plain_words(raw: str) -> tuple[str, ...]:
    """Return the words of a text without punctuation, as they are compared."""
    return tuple(word.text for word in _words(raw) if word.text[0].isalnum())


def is_code(word: str) -> bool:
    """Say whether a word has the shape of a diagnosis code."""
    return _CODE.fullmatch(word) is not None


def _words(raw: str) -> list[Word]:
    lowered = _comparable(raw)
    found: list[Word] = []
    for match in _TOKEN.finditer(lowered):
        text, start, end = match.group(), match.start(), match.end()
        if text in _DASHES:
            if _joins(lowered, start, end):
                continue
            text = "--"
        found.append(Word(text, start, end))
    return found


def _comparable(raw: str) -> str:
    """Return the text in small letters without accents, every character in its old place."""
    folded = raw.translate(_QUOTES)
    if folded.isascii():
        return folded.lower()
    return "".join(_plain(character) for character in folded)


def _plain(character: str) -> str:
    small = character.lower()
    if len(small) != 1:
        small = character
    if small.isascii() or small == "\u00b0":
        return small
    stripped = unicodedata.normalize("NFD", small)[0]
    return stripped if len(stripped) == 1 else small


def _joins(text: str, start: int, end: int) -> bool:
    """Say whether a hyphen stands within a word, so that it separates nothing."""
    return start > 0 and end < len(text) and text[start - 1].isalnum() and text[end].isalnum()


def _ends_sentence(words: list[Word], place: int, raw: str) -> bool:
    text = words[place].text
    before = words[place - 1] if place else None
    if text in ("!", "\n"):
        return True
    if text == "?":
        # A mark in front of a word doubts what follows; one behind a word ends the sentence.
        return before is not None and before.end == words[place].start
    if text != ".":
        return False
    after = words[place + 1] if place + 1 < len(words) else None
    if before is None or before.end != words[place].start or before.text not in _ABBREVIATED:
        return True
    if before.text in _TITLES:
        return False
    # After an abbreviation a capital begins a new sentence, unless it stands for a side.
    begins = after is not None and raw[after.start].isupper() and after.end - after.start > 1
    return after is None or after.text == "\n" or (begins and len(before.text) > 1)
