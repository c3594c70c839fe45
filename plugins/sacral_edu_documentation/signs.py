"""A clause as a row of signs, one letter a term, so that names can be found by their shape."""

from typing import NamedTuple

from sacral_edu_documentation.lexicon import Term
from sacral_edu_documentation.reading import Reading

_SIGNS: dict[tuple[str, str], str] = {
    ("side", "L"): "L",
    ("side", "R"): "R",
    ("side", "B"): "B",
    ("pos", "forward"): "f",
    ("pos", "anterior"): "f",
    ("pos", "backward"): "b",
    ("pos", "posterior"): "b",
    ("pos", "superior"): "s",
    ("pos", "inferior"): "i",
    ("pos", "level"): "v",
    ("clear", "clear"): "v",
    ("les", "torsion"): "T",
    ("les", "flexion"): "F",
    ("les", "extension"): "E",
    ("les", "shear"): "S",
    ("les", "rotation"): "r",
    ("les", "axis"): "x",
    ("les", "unilateral"): "u",
    ("les", "upslip"): "U",
    ("les", "downslip"): "D",
    ("les", "inflare"): "N",
    ("les", "outflare"): "O",
    ("bone", "sacrum"): "c",
    ("bone", "sacral"): "c",
    ("region", "sacral"): "c",
    ("bone", "innominate"): "I",
    ("bone", "pelvis"): "I",
    ("bone", "pubic"): "p",
    ("mark", "pubic"): "p",
    ("bone", "lumbar"): "m",
    ("region", "lumbar"): "m",
    ("bone", "leg"): "g",
    ("region", "lower_extremity"): "g",
    ("mark", "fibula"): "h",
    ("dys", "dysfunction"): "d",
    ("dys", "lesion"): "d",
    ("dys", "somatic"): "d",
    ("restrict", "motion"): "q",
}
_SILENT = frozenset({"neg", "hedge", "agree", "past", "source", "said", "quoted"})
_DROPPED = frozenset(
    {
        "of",
        "the",
        "a",
        "an",
        "to",
        "its",
        "her",
        "his",
        "in",
        "is",
        "was",
        "be",
        "this",
        "that",
        "it",
        "as",
        "which",
        "makes",
        "are",
        "type",
        "at",
        "for",
        "into",
        "by",
        "and",
    }
)
_SIDES = frozenset({"l", "r", "left", "right"})
_ON = frozenset({"on", "upon", "about", "around"})
_SIGNS_OF_PAUSE = frozenset({",", "(", ")", ":", "--", "/", "="})


class Row(NamedTuple):
    """The signs of a clause, and for each sign the words that it stands for."""

    signs: str
    words: list[tuple[int, int]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the words that the signs from `start` up to `end` stand for."""
        return self.words[start][0], self.words[max(start, end - 1)][1]


def rows_of(reading: Reading) -> list[Row]:
    """Return the row of every clause of a text, in order."""
    return [row_of(reading, clause) for clause in reading.clauses]


def row_of(reading: Reading, clause: list[Term]) -> Row:
    """Return the signs of a clause, and the words that each stands for."""
    signs: list[str] = []
    words: list[tuple[int, int]] = []
    by_first = {term.first: term for term in clause}
    place, end = clause[0].first, clause[-1].last
    while place < end:
        term = by_first.get(place)
        sign, last = (_sign(term), term.last) if term else (_sign_of_word(reading, place), place + 1)
        if sign != "_" or not signs or signs[-1] != "_":
            signs.extend(sign)
            words.extend([(place, last)] * len(sign))
        place = last
    return Row("".join(signs), words)


def _sign(term: Term) -> str:
    if term.kind == "short":
        return term.value
    if term.kind in _SILENT:
        return ""
    if term.kind in ("mark", "place"):
        return _SIGNS.get((term.kind, term.value), "k")
    return _SIGNS.get((term.kind, term.value), "_")


def _sign_of_word(reading: Reading, place: int) -> str:
    word = reading.words[place]
    if word in _ON:
        return "o"
    if word == "/":
        beside = {*reading.words[place - 1 : place], *reading.words[place + 1 : place + 2]}
        return "o" if beside and beside <= _SIDES else ","
    if word in _DROPPED:
        return ""
    return "," if word in _SIGNS_OF_PAUSE else "_"
