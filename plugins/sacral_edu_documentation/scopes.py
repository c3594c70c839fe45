"""How far a denial, a doubt or another person's word reaches.

In the manner of NegEx: a trigger has a scope that runs forward or backward until something ends it: the
end of the clause, a turn (`but`), or a comma or `and` after which a statement of its own begins.
"""

from sacral_edu_documentation.lexicon import Term
from sacral_edu_documentation.words import Text

STATED, DENIED, DOUBTED, ELSEWHERE, COPIED, LISTED, FOREIGN = range(7)
"""What holds of a word: stated, denied, doubted, somebody else's or past, copied, listed, not English."""

_QUALIFIERS = frozenset(
    {
        "previous",
        "prior",
        "referring",
        "outside",
        "other",
        "another",
        "earlier",
        "former",
        "last",
        "her",
        "his",
        "first",
        "ed",
        "family",
        "old",
        "initial",
        "covering",
        "treating",
        "original",
        "surgeon's",
        "primary",
    }
)
_PARTS = frozenset({",", "and", "--", "or"})
_ENDERS = frozenset({"because", "since", "so", "therefore", "with", "due"})
_STATES = frozenset(
    {"is", "are", "was", "were", "has", "shows", "remains", "feels", "does", "moves", "springs"}
)
_COMPARING = frozenset({"vs", "versus"})
_CAUSAL = tuple([word] for word in ("due", "from", "secondary", "because", "related", "caused", "linked"))
_TELLING = frozenset(
    {
        "res",
        "pos",
        "found",
        "feel",
        "code",
        "dys",
        "les",
        "tie",
        "cond",
        "change",
        "restrict",
        "side",
        "region",
    }
)
_HEADED = frozenset({"dys", "les", "region"})
_HEADINGS = frozenset({"tart", "limit", "limits", "limitation", "findings", "evidence", "impact"})
"""Words and kinds of term that make what stands before a colon a heading."""

_NEAR = 4
_DENIED_REACH = 3
_REJECTING = frozenset(
    {"overrule", "overruled", "reject", "rejected", "disagree", "differ"}
    | {"dismiss", "discard", "contradict"}
    | {"contradicts", "otherwise", "mistaken", "incorrect", "disputed", "dispute", "correcting"}
)
_ACCEPTING = frozenset(
    {"confirm", "agree", "share", "find", "adopt", "adopted", "follow"}
    | {"support", "accept", "fit", "concur"}
    | {
        "endorse",
        "hold",
        "take",
        "reproduce",
        "see",
        "match",
        "bear",
        "keep",
        "use",
        "copy",
        "carry",
        "repeat",
    }
    | {"supported", "confirmed", "accepted", "reproduced", "borne"}
)
_DENIALS = frozenset({"not", "don't", "cannot", "can't", "never", "no", "hardly", "unable"})


def states(text: Text, words: list[str], terms: list[Term]) -> list[int]:
    """Return what holds of each word of a text, by the triggers among its clinical terms."""
    state = [STATED] * len(words)
    scopes = _Scopes(text, words, terms, state)
    for place, term in enumerate(terms):
        if term.kind in ("neg", "hedge", "quoted", "source", "past"):
            scopes.open(place, term)
    return state


class _Scopes:
    """Spreads triggers over the words of one text."""

    def __init__(self, text: Text, words: list[str], terms: list[Term], state: list[int]) -> None:
        self._text, self._words, self._terms, self._state = text, words, terms, state
        self._at = {p: term for term in terms for p in range(term.first, term.last)}

    def open(self, place: int, term: Term) -> None:
        """Mark the words in the scope of a trigger."""
        if term.kind == "neg":
            if term.value == "pre":
                heading = self._heading(term, _HEADED)
                self._mark(term.last, heading or self._ahead(term.last, enders=True), DENIED)
            elif term.value == "post":
                self._mark(self._behind(term.first), term.first, DENIED)
        elif term.kind == "hedge":
            self._doubt(term)
        elif term.kind == "past":
            self._mark(term.last, self._ahead(term.last), ELSEWHERE)
        elif term.kind == "quoted":
            # Behind the colon of "I do not follow that:" the writer speaks again.
            end = self._ahead(term.last) if term.value == "disagree" else self._clause_end(term.last)
            self._mark(term.first, end, ELSEWHERE)
        else:
            self._attribute(place, term)

    def _mark(self, first: int, last: int, state: int) -> None:
        for place in range(first, last):
            self._state[place] = max(self._state[place], state)

    def _heading(self, term: Term, kinds: frozenset[str]) -> int:
        """Return where the clause ends if a trigger opens its heading ("No TART: ..."), else 0.

        What stands behind the colon belongs to the heading, so it is denied or doubted with it.
        """
        end = self._clause_end(term.last)
        colons = [place for place in range(term.last, end) if self._words[place] == ":"]
        if not colons or self._tells(self._clause_start(term.first), term.first):
            return 0
        headed = (self._at.get(place) for place in range(term.last, colons[0]))
        named = any(one is not None and one.kind in kinds for one in headed)
        return end if named or _HEADINGS & set(self._words[term.last : colons[0]]) else 0

    def _doubt(self, term: Term) -> None:
        first, last = term.last, self._heading(term, _TELLING) or self._ahead(term.last)
        if term.value == "around" or (self._words[term.first] in _COMPARING and self._names(term)):
            first = self._behind(term.first)
        elif not self._tells(first, last):
            # "Torsion possible": nothing follows that could be doubted, so what stands before is.
            if self._words[term.first] in _COMPARING or self._words[term.last : term.last + 1] in _CAUSAL:
                return
            first = self._behind(term.first)
        self._mark(first, last, DOUBTED)

    def _names(self, term: Term) -> bool:
        """Say whether lesions are named on both sides of a term, so that it leaves open which one it is."""
        clause = self._text.clause[term.first]
        named = [
            t for t in self._terms if t.kind in ("les", "short") and self._text.clause[t.first] == clause
        ]
        return any(t.last <= term.first for t in named) and any(t.first >= term.last for t in named)

    def _attribute(self, place: int, term: Term) -> None:
        clause = self._text.clause[term.first]
        near = [t for t in self._terms[max(0, place - _NEAR) : place + _NEAR + 1] if t.kind == "said"]
        near = [t for t in near if self._text.clause[t.first] == clause]
        if self._agrees(term.first):
            return
        if self._is_rejected(term):
            self._mark(self._clause_start(term.first), self._clause_end(term.last), ELSEWHERE)
            return
        qualified = term.value == "note" or self._qualified(term.first)
        verbs = [t for t in near if t.value == "wrote" or qualified]
        after = [t for t in verbs if 0 <= t.first - term.last <= _NEAR]
        if after or (qualified and ":" in self._words[term.last : term.last + 2]):
            self._mark(term.first, self._clause_end(term.last), ELSEWHERE)
            return
        by = {"by", "per", "from"} & set(self._words[max(0, term.first - 3) : term.first])
        if by and (any(t.last <= term.first for t in verbs) or "per" in by):
            self._mark(self._clause_start(term.first), self._clause_end(term.last), ELSEWHERE)

    def _qualified(self, first: int) -> bool:
        return bool(_QUALIFIERS & set(self._words[max(0, first - 2) : first]))

    def _agrees(self, place: int) -> bool:
        """Say whether the writer agrees, in the same sentence or the one behind it."""
        sentence = self._text.sentence[place]
        return any(
            t.kind == "agree" and self._text.sentence[t.first] - sentence in (0, 1) and not self._is_denied(t)
            for t in self._terms
        )

    def _is_rejected(self, term: Term) -> bool:
        """Say whether the writer rejects what a source has, in the same sentence or the one behind it."""
        number = self._text.sentence[term.first]
        place = term.last
        while place < len(self._words) and self._text.sentence[place] - number in (0, 1):
            word = self._words[place]
            if word in _REJECTING:
                return True
            if word in _ACCEPTING and _DENIALS & set(self._words[max(0, place - _DENIED_REACH) : place]):
                return True
            place += 1
        return False

    def _is_denied(self, term: Term) -> bool:
        before = self._words[max(0, term.first - 2) : term.first]
        return any(word in _DENIALS for word in before)

    def _clause_end(self, place: int) -> int:
        clauses = self._text.clause
        if place >= len(clauses):
            return len(clauses)
        clause = clauses[place - 1] if place else clauses[place]
        while place < len(clauses) and clauses[place] == clause:
            place += 1
        return place

    def _clause_start(self, place: int) -> int:
        clause = self._text.clause[place]
        while place and self._text.clause[place - 1] == clause:
            place -= 1
        return place

    def _ahead(self, first: int, *, enders: bool = False) -> int:
        """Return where a scope that opens at a place ends."""
        end = self._clause_end(first)
        for place in range(first, end):
            word = self._words[place]
            if place > first and (word == ":" or (enders and word in _ENDERS)):
                return place
            if word == "(" and not self._tells(first, place):
                return place
            if word in _PARTS and word != "or" and place > first and self._begins_anew(place + 1, end):
                return place
        return end

    def _behind(self, last: int) -> int:
        """Return where a scope that reaches back from a place begins."""
        start = self._clause_start(last)
        for place in range(last - 1, start, -1):
            if self._words[place] in (",", "--", "(", "and", ":") and self._tells(place + 1, last):
                return place + 1
        return start

    def _tells(self, first: int, last: int) -> bool:
        return any(
            (term := self._at.get(place)) is not None and term.kind in _TELLING
            for place in range(first, last)
        )

    def _begins_anew(self, first: int, end: int) -> bool:
        """Say whether a statement of its own begins here: it has a verb, a result or a place with a value."""
        kinds: set[str] = set()
        for place in range(first, end):
            word = self._words[place]
            if word in _PARTS and place > first:
                break
            term = self._at.get(place)
            if term is not None:
                kinds.add(term.kind)
            if word in _STATES or (term is not None and term.kind in ("neg", "hedge", "code")):
                return True
        return bool(
            kinds & {"res", "found", "test", "short"} or {"mark", "pos"} <= kinds or {"side", "les"} <= kinds
        )
