"""From words to what they mean: the terms of a lexicon, longest first, with slips of one letter forgiven.

Two lexicons are read over one text: `clinical` for findings, names, sites, codes and what turns a
statement round, `daily` for activities and measures. Both are data: kind of term, value, and the ways in
which it is written. `words` holds words that are no terms: those that tie a sentence together, those of
other languages, the short terms of which a slip is forgiven, and ordinary English words that lie close to
a term and are no slip of the pen. The latter were written down for this purpose, term by term, from what
notes and everyday English have beside it; they come from no other list.
"""

from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

from sacral_edu_documentation.words import Text, is_code, words_of

_DATA = Path(__file__).parent / "data"

Name = Literal["clinical", "daily"]

_SHORTEST_MENDED = 3
_SHORTEST_KNOWN = 5
_NAMES: tuple[Name, ...] = ("clinical", "daily")
_Phrase = tuple[tuple[str, ...], str, str]
_Starting = tuple[dict[str, tuple[_Phrase, ...]], tuple[str, str] | None]


class Term(NamedTuple):
    """A term found in a text: words `first` to `last`, the latter not included."""

    kind: str
    value: str
    first: int
    last: int


class Lexicon(NamedTuple):
    """The terms by their first word: those of more words by the second, longest first, and that of one."""

    terms: dict[str, _Starting]


class Vocabulary(NamedTuple):
    """Words known, terms' words by what is left of them after a slip, and lists of further words."""

    known: frozenset[str]
    terms: frozenset[str]
    short: frozenset[str]
    slips: dict[str, str]
    glue: frozenset[str]
    foreign: frozenset[str]


@cache
def lexicon(name: Name) -> Lexicon:
    """Return a lexicon, read once."""
    terms: dict[str, list[_Phrase]] = {}
    for kind, values in _data(name, dict[str, dict[str, list[str]]]).items():
        for value, phrases in values.items():
            for phrase in phrases:
                words = words_of(phrase)
                terms.setdefault(words[0], []).append((words, kind, value))
    return Lexicon({first: _starting(found) for first, found in terms.items()})


@cache
def vocabulary() -> Vocabulary:
    """Return the words of both lexicons and the lists of further words, read once."""
    lists = {name: " ".join(lines).split() for name, lines in _data("words", dict[str, list[str]]).items()}
    terms: set[str] = set()
    for name in _NAMES:
        for first, (longer, _) in lexicon(name).terms.items():
            terms.add(first)
            terms.update(word for phrases in longer.values() for words, _, _ in phrases for word in words)
    glue, foreign = frozenset(lists["glue"]), frozenset(lists["foreign"])
    known = frozenset(terms | glue | foreign | set(lists["ordinary"]))
    short = frozenset(lists["short"])
    return Vocabulary(known, frozenset(terms), short, _slips(terms, short), glue, foreign)


def mended_words(text: Text) -> list[str]:
    """Return the words of a text, each replaced by the term's word that it misses by one slip, if any."""
    book = vocabulary()
    return [mended(word.text, book) for word in text.words]


def find_terms(text: Text, words: list[str], name: Name) -> list[Term]:
    """Return the terms of a text in order; a word belongs to one term at most.

    `words` are those of the text, mended.
    """
    terms = lexicon(name).terms
    found: list[Term] = []
    past = 0
    for place, word in enumerate(words):
        if place < past:
            continue
        starting = terms.get(word)
        term = _phrase_at(words, place, text, starting) if starting else None
        if term is None and (word[0].isdigit() or word[1:2].isdigit()):
            term = _figure(word, place)
        if term is not None:
            found.append(term)
            past = term.last
    return found


def mended(text: str, book: Vocabulary) -> str:
    """Return a word, or the term's word that it misses by one slip of the pen."""
    if len(text) < _SHORTEST_MENDED or text in book.known:
        return text
    if text[-2:] == "'s" and text[:-2] in book.known:
        return text[:-2]
    if not text.isalpha():
        return text
    mend = book.slips.get(text)
    if mend is not None and mend[0] == text[0]:
        return mend
    for place in range(len(text)):
        left = text[:place] + text[place + 1 :]
        if left in book.terms and (len(left) >= _SHORTEST_KNOWN or left in book.short) and left[0] == text[0]:
            return left
        mend = book.slips.get(left)
        # Both have lost a letter: one was written for another, or two changed places.
        if mend is not None and len(mend) == len(text) and _begins_alike(mend, text):
            return mend
    return text


def _begins_alike(mend: str, text: str) -> bool:
    """Say whether two words have their first letter in common, or their first two in exchanged places."""
    return mend[0] == text[0] or mend[:2] == text[1::-1]


def _data(name: str, kind: Any) -> Any:
    raw = (_DATA / f"{name}.json").read_bytes()
    return msgspec.json.decode(raw, type=kind)


def _starting(found: list[_Phrase]) -> _Starting:
    """Return the terms that start with one word, those of more words by their second."""
    longer: dict[str, list[_Phrase]] = {}
    alone = None
    for words, kind, value in sorted(found, key=_longest):
        if len(words) == 1:
            alone = (kind, value)
        else:
            longer.setdefault(words[1], []).append((words, kind, value))
    return {second: tuple(phrases) for second, phrases in longer.items()}, alone


def _longest(term: _Phrase) -> int:
    return -len(term[0])


def _phrase_at(words: list[str], place: int, text: Text, starting: _Starting) -> Term | None:
    longer, alone = starting
    following = words[place + 1] if place + 1 < len(words) else ""
    for phrase, kind, value in longer.get(following, ()):
        last = place + len(phrase)
        if tuple(words[place:last]) == phrase and text.sentence[place] == text.sentence[last - 1]:
            return Term(kind, value, place, last)
    return Term(alone[0], alone[1], place, place + 1) if alone else None


def _figure(word: str, place: int) -> Term | None:
    """Return the number or the diagnosis code that a word is, if it is one: `20`, `q20`, `x3`, `M99.04`."""
    if not word.isascii():
        return None
    if word[0].isdigit():
        return Term("number", word, place, place + 1) if word[-1].isdigit() else None
    if word[0] in "qx" and word[1:].isdigit():
        return Term("number" if word[0] == "q" else "count", word[1:], place, place + 1)
    return Term("code", word.upper(), place, place + 1) if is_code(word) else None


def _slips(terms: set[str], short: frozenset[str]) -> dict[str, str]:
    """Return, for every word that a letter less leaves of a term's word, that word."""
    found: dict[str, str] = {}
    for word in sorted(terms):
        if (len(word) >= _SHORTEST_KNOWN or word in short) and word.isalpha():
            for place in range(len(word)):
                found.setdefault(word[:place] + word[place + 1 :], word)
    return found
