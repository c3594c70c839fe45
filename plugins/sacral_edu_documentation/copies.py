"""What of a text is not the learner's own statement: copies of the prompt, bare lists, other languages."""

from functools import lru_cache
from itertools import pairwise

from sacral_edu_documentation.lexicon import Term, vocabulary
from sacral_edu_documentation.scopes import COPIED, FOREIGN, LISTED
from sacral_edu_documentation.words import Text

_UNIT = 5
"""Fewest words of a sentence that can be a copy; shorter ones say what anybody would say."""

_OWN = 0.9
_LINE = 0.6
_LINE_ALL = 0.85
_RUN = 9
_ITEMS = 5
_BARE_SHARE = 0.6
_BARE_WORDS = 4
_SHORT = 2
_FOREIGN_WORDS = 2
_SEPARATORS = frozenset({",", "/", ";", "--", "|", "\n", "."})
_Runs = dict[tuple[str, str, str], tuple[tuple[int, int], ...]]


def mark_copies(
    text: Text, sentences: list[list[int]], lines: tuple[tuple[str, ...], ...], state: list[int]
) -> None:
    """Mark the sentences that repeat a line of the prompt almost word for word.

    A sentence or clause counts as copied where nine tenths of its runs of three words stand in one line
    and make up most of that line, or nine words of it in a row; so does a whole line within a longer
    sentence. Single phrases may be taken over.
    """
    runs = _runs(lines)
    clauses = units_of(text, text.clause)
    for unit in sentences:
        _mark_unit(text, unit, lines, runs, state)
    if len(clauses) > len(sentences):
        for unit in clauses:
            _mark_unit(text, unit, lines, runs, state)


def mark_lists(text: Text, sentences: list[list[int]], terms: list[Term], state: list[int]) -> None:
    """Mark the items of bare lists: terms set side by side that no word ties into a statement."""
    glue = vocabulary().glue
    kinds_at = {term.first: term.kind for term in terms}
    found: list[tuple[list[int], bool]] = []
    for unit in sentences:
        items = _items(text, unit)
        if len(items) >= _ITEMS:
            bare = [item for item in items if _is_bare(text, item, kinds_at, glue)]
            if len(bare) >= _BARE_SHARE * len(items):
                for item in bare:
                    _set(item, LISTED, state)
        short = len(unit) <= _SHORT and len(items) == 1 and _is_bare(text, unit, kinds_at, glue)
        found.append((unit, short))
    _mark_short_sentences(found, state)


def mark_foreign(raw: str, text: Text, state: list[int]) -> bool:
    """Mark everything where a text is not English; return whether it is not."""
    book = vocabulary()
    words = [word.text for word in text.words if word.text[0].isalpha()]
    foreign = sum(word in book.foreign for word in words)
    # Words with accents are no English either, nor are other scripts.
    if not raw.isascii():
        foreign += sum(any(c.isalpha() and not c.isascii() for c in word) for word in raw.split())
    if foreign < _FOREIGN_WORDS or foreign <= sum(word in book.glue for word in words):
        return False
    _set(range(len(state)), FOREIGN, state)
    return True


def _mark_unit(
    text: Text, unit: list[int], lines: tuple[tuple[str, ...], ...], runs: _Runs, state: list[int]
) -> None:
    words = [text.words[place].text for place in unit]
    if len(words) < _UNIT:
        return
    hits: dict[int, list[int]] = {}
    for start in range(len(words) - 2):
        for line, _ in runs.get((words[start], words[start + 1], words[start + 2]), ()):
            hits.setdefault(line, []).append(start)
    for line, starts in hits.items():
        whole = len(lines[line])
        covered = {start + step for start in starts for step in range(3)}
        if len(starts) >= _OWN * (len(words) - 2):
            if len(covered) >= _LINE * whole or _longest_run(starts) + 2 >= _RUN:
                _set(unit, COPIED, state)
        elif whole > _UNIT and len(starts) >= _LINE_ALL * (whole - 2):
            _set([unit[place] for place in covered], COPIED, state)


def _longest_run(starts: list[int]) -> int:
    longest = run = 1
    for before, after in pairwise(starts):
        run = run + 1 if after == before + 1 else 1
        longest = max(longest, run)
    return longest


@lru_cache(maxsize=64)
def _runs(lines: tuple[tuple[str, ...], ...]) -> _Runs:
    """Return, for every run of three words of the prompt, the lines and places where it stands."""
    found: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    for number, line in enumerate(lines):
        for start in range(len(line) - 2):
            found.setdefault((line[start], line[start + 1], line[start + 2]), []).append((number, start))
    return {run: tuple(places) for run, places in found.items()}


def units_of(text: Text, cut: list[int]) -> list[list[int]]:
    """Return the words of each sentence or clause, without punctuation."""
    found: dict[int, list[int]] = {}
    for place, number in enumerate(cut):
        if text.words[place].text[0].isalnum():
            found.setdefault(number, []).append(place)
    return list(found.values())


def _items(text: Text, unit: list[int]) -> list[list[int]]:
    """Return the items of a sentence, parted by commas, slashes between spaces and the like."""
    items: list[list[int]] = [[]]
    for before, place in zip([unit[0], *unit], unit, strict=False):
        between = text.words[before + 1 : place]
        if (
            any(sign.text in _SEPARATORS and _stands_free(text, before, place) for sign in between)
            and items[-1]
        ):
            items.append([])
        items[-1].append(place)
    return items


def _stands_free(text: Text, before: int, after: int) -> bool:
    """Say whether a separator is followed by a space, as in a list and not as in `L/L`."""
    sign = text.words[after - 1]
    return sign.end < text.words[after].start or text.words[before].end < sign.start


def _is_bare(text: Text, item: list[int], kinds_at: dict[int, str], glue: frozenset[str]) -> bool:
    if len(item) > _BARE_WORDS:
        return False
    behind = text.words[item[-1] + 1 : item[-1] + 2]
    # The plus sign of "spring +" is its result, though no word.
    end = item[-1] + (behind[0].text == "+" if behind else 0)
    kinds = {kinds_at[place] for place in range(item[0], end + 1) if place in kinds_at}
    if {"mark", "pos"} <= kinds or {"test", "res"} <= kinds or "found" in kinds:
        return False
    if "feel" in kinds and kinds & {"mark", "place", "side"}:
        return False
    named = "short" in kinds or "les" in kinds or "side" in kinds
    tied = sum(text.words[place].text in glue for place in item)
    # The "on" of "left-on-left" ties nothing.
    return tied == 0 or (named and tied == 1 and any(text.words[p].text == "on" for p in item))


def _mark_short_sentences(found: list[tuple[list[int], bool]], state: list[int]) -> None:
    run: list[list[int]] = []
    for unit, short in [*found, ([], False)]:
        if short:
            run.append(unit)
            continue
        if len(run) >= _ITEMS:
            for one in run:
                _set(one, LISTED, state)
        run = []


def _set(places: "list[int] | range", value: int, state: list[int]) -> None:
    for place in places:
        state[place] = value
