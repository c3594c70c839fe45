"""A learner's text, read: words, terms, and what holds of each word."""

from typing import NamedTuple

from sacral_edu_documentation.copies import mark_copies, mark_foreign, mark_lists, units_of
from sacral_edu_documentation.lexicon import Term, find_terms, mended_words
from sacral_edu_documentation.scopes import STATED, states
from sacral_edu_documentation.words import Text, cut


class Reading(NamedTuple):
    """A text with its terms.

    `state` runs beside the words (see `scopes`); `clauses` and `sentences` hold the clinical terms clause
    by clause and sentence by sentence, `daily` the terms of daily life.
    """

    text: Text
    words: list[str]
    terms: list[Term]
    daily: list[Term]
    state: list[int]
    clauses: list[list[Term]]
    sentences: list[list[Term]]
    is_foreign: bool

    def state_of(self, term: Term) -> int:
        """Return what holds of a term: the strongest of what holds of its words."""
        return max(self.state[term.first : term.last], default=STATED)


def read(raw: str, lines: tuple[tuple[str, ...], ...]) -> Reading:
    """Return a text as it is read beside the lines of its prompt."""
    text = cut(raw)
    words = mended_words(text)
    terms = find_terms(text, words, "clinical")
    state = states(text, words, terms)
    sentences = units_of(text, text.sentence)
    mark_lists(text, sentences, terms, state)
    mark_copies(text, sentences, lines, state)
    is_foreign = mark_foreign(raw, text, state)
    return Reading(
        text=text,
        words=words,
        terms=terms,
        daily=find_terms(text, words, "daily"),
        state=state,
        clauses=_grouped(terms, text.clause),
        sentences=_grouped(terms, text.sentence),
        is_foreign=is_foreign,
    )


def _grouped(terms: list[Term], cut_at: list[int]) -> list[list[Term]]:
    found: dict[int, list[Term]] = {}
    for term in terms:
        found.setdefault(cut_at[term.first], []).append(term)
    return list(found.values())
