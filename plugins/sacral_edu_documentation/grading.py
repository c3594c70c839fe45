"""Five habits, each earned, missing or wrong: the rubric applied to a text that has been read."""

from typing import Literal, NamedTuple

from sacral_edu_documentation.daily import activities_of, compared_function, counts
from sacral_edu_documentation.findings import Seen, seen_findings
from sacral_edu_documentation.keys import NoteKey
from sacral_edu_documentation.lesions import Named, compared, named_lesions, region_of
from sacral_edu_documentation.lexicon import Term
from sacral_edu_documentation.links import linked_conditions
from sacral_edu_documentation.reading import Reading, read
from sacral_edu_documentation.regions import Sited, named_regions
from sacral_edu_documentation.scopes import DENIED, STATED
from sacral_edu_documentation.signs import Row, rows_of

Label = Literal["earned", "missing", "wrong"]
Mark = Literal["earned", "wrong", "not_counted"]

HABITS = ("descriptor", "tart", "site", "function", "linkage")
LETTERS_NEEDED = 2
_FURTHER = frozenset({"other", "further", "additional", "elsewhere", "else", "second", "another"})


class Marked(NamedTuple):
    """Words of the text, by code points, and what they were worth."""

    start: int
    end: int
    mark: Mark


class Judged(NamedTuple):
    """How one habit was kept; `why` says which case of the rubric it is, `letters` the TART letters met."""

    label: Label
    why: str
    marked: tuple[Marked, ...]
    letters: tuple[str, ...] = ()


class Graded(NamedTuple):
    """All five habits of one text, and whether it was not English."""

    habits: dict[str, Judged]
    is_foreign: bool


def grade(key: NoteKey, raw: str) -> Graded:
    """Return how a text keeps the five habits in a case."""
    reading = read(raw, key.lines)
    rows = rows_of(reading)
    lesions = named_lesions(reading, rows)
    habits = {
        "descriptor": _descriptor(key, reading, rows, lesions),
        "tart": _tart(key, reading, lesions),
        "site": _site(key, reading, rows),
        "function": _function(key, reading),
        "linkage": _linkage(key, reading),
    }
    return Graded(habits, reading.is_foreign)


class _Tally:
    """Collects what speaks for and against a habit."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.met: dict[str, int] = {}
        self._marked: list[Marked] = []

    def add(self, what: str, mark: Mark | None, first: int, last: int) -> None:
        """Note one thing that was met in the text, with the words that it is."""
        self.met[what] = self.met.get(what, 0) + 1
        if mark is not None:
            words = self._reading.text.words
            self._marked.append(Marked(words[first].start, words[last - 1].end, mark))

    def judged(self, label: Label, why: str, letters: tuple[str, ...] = ()) -> Judged:
        """Return the judgment with the words that it rests on."""
        kept = [m for m in self._marked if m.mark != "earned" or label == "earned"]
        if label == "missing":
            kept = [m for m in self._marked if m.mark != "wrong"]
            kept = [m._replace(mark="not_counted") for m in kept]
        return Judged(label, why, tuple(dict.fromkeys(sorted(kept))), letters)


def _descriptor(key: NoteKey, reading: Reading, rows: list[Row], lesions: list[Named]) -> Judged:
    tally = _Tally(reading)
    for named in lesions:
        what, mark = _named(key, named)
        if what:
            tally.add(what, mark, named.first, named.last)
    _denied_dysfunction(key, reading, rows, tally)
    met = tally.met
    if "contradicted" in met:
        return tally.judged("wrong", "contradicted")
    if "right" in met:
        return tally.judged("earned", "right")
    for why in ("denied", "stray"):
        if why in met:
            return tally.judged("wrong", why)
    return tally.judged("missing", next((why for why in ("uncounted", "partial") if why in met), "nothing"))


def _named(key: NoteKey, named: Named) -> tuple[str, Mark | None]:
    """Return what a named lesion is worth: a word for it, and how its words are marked."""
    verdict = compared(named, key.dysfunction)
    if verdict in ("wrong", "other") and any(compared(named, i) in ("right", "partial") for i in key.also):
        return "", None
    if named.state == DENIED:
        if key.region != "sacral" and region_of(named.kind) == "sacral" and named.side is None:
            return "right", "earned"
        told = verdict == "right" or (verdict == "partial" and named.kind != "clear")
        return ("denied", "wrong") if told else ("", None)
    if named.state != STATED:
        return ("uncounted", "not_counted") if verdict != "other" else ("", None)
    if verdict == "right":
        return "right", "earned"
    if verdict == "wrong":
        return "contradicted", "wrong"
    if verdict == "other":
        return ("stray", "wrong") if region_of(named.kind) in ("pelvic", "lower_extremity") else ("", None)
    return "partial", "not_counted"


def _denied_dysfunction(key: NoteKey, reading: Reading, rows: list[Row], tally: _Tally) -> None:
    """Note where a text denies dysfunction of the sacrum, or any at all."""
    for clause, row in zip(reading.clauses, rows, strict=True):
        for term in clause:
            if term.kind != "dys" or reading.state_of(term) != DENIED or _is_further(reading, term):
                continue
            signs = set(row.signs)
            if "c" not in signs and signs & set("ImgphkTFESr"):
                continue
            if key.region == "sacral":
                tally.add("contradicted", "wrong", term.first, term.last)
            elif "c" in signs or not key.region:
                tally.add("right", "earned", term.first, term.last)
            else:
                tally.add("contradicted", "wrong", term.first, term.last)


def _is_further(reading: Reading, term: Term) -> bool:
    near = reading.words[max(0, term.first - 3) : term.last + 3]
    return bool(_FURTHER & set(near))


def _tart(key: NoteKey, reading: Reading, lesions: list[Named]) -> Judged:
    tally = _Tally(reading)
    letters: set[str] = set()
    sacral = key.region == "sacral"
    for seen in seen_findings(reading, key.palpation, lesions, sacral=sacral):
        what, mark = _seen(seen, sacral=sacral)
        tally.add(what, mark, seen.first, seen.last)
        if what == "letter":
            letters.add(seen.letter)
    met, found = tally.met, tuple(sorted(letters))
    if not sacral:
        if "side" in met or "value" in met:
            return tally.judged("wrong", "invented")
        return tally.judged("missing", "normal")
    if "side" in met:
        return tally.judged("wrong", "side", found)
    if len(letters) >= LETTERS_NEEDED:
        return tally.judged("earned", "letters", found)
    for why in ("value", "denied"):
        if why in met:
            return tally.judged("wrong", why, found)
    return tally.judged(
        "missing", "one" if letters else "uncounted" if "uncounted" in met else "nothing", found
    )


def _seen(seen: Seen, *, sacral: bool) -> tuple[str, Mark | None]:
    if seen.state != STATED:
        return "uncounted", "not_counted"
    if seen.verdict == "supported":
        return ("letter", "earned") if seen.letter and sacral else ("true", None)
    if seen.verdict == "unknown":
        return "unknown", "not_counted"
    return seen.verdict, "wrong"


def _site(key: NoteKey, reading: Reading, rows: list[Row]) -> Judged:
    tally = _Tally(reading)
    for sited in named_regions(reading, rows):
        what, mark = _sited(key, sited)
        if what:
            tally.add(what, mark, sited.first, sited.last)
    met = tally.met
    if "stray" in met:
        return tally.judged("wrong", "stray")
    if "right" in met:
        return tally.judged("earned", "right")
    if "denied" in met:
        return tally.judged("wrong", "denied")
    if not key.region:
        return tally.judged("missing", "normal")
    return tally.judged("missing", "uncounted" if "uncounted" in met else "nothing")


def _sited(key: NoteKey, sited: Sited) -> tuple[str, Mark | None]:
    right = sited.region == key.region
    if sited.state == DENIED:
        return ("denied", "wrong") if right else ("", None)
    if sited.state != STATED:
        return "uncounted", "not_counted"
    if right:
        return "right", "earned"
    return ("stray", "wrong") if sited.sure and sited.region not in key.regions else ("", None)


def _function(key: NoteKey, reading: Reading) -> Judged:
    tally = _Tally(reading)
    for told in activities_of(reading):
        label = compared_function(told, key.function)
        if not counts(told):
            tally.add("uncounted", "not_counted", told.first, told.last)
        elif label == "earned":
            tally.add("earned", "earned", told.first, told.last)
        elif label == "wrong":
            why = "unhindered" if not told.measures else "contradicted"
            tally.add(why, "wrong", told.first, told.last)
        else:
            tally.add("unmeasured", "not_counted", told.first, told.last)
    met = tally.met
    if "earned" in met:
        return tally.judged("earned", "measured")
    for why in ("contradicted", "unhindered"):
        if why in met:
            return tally.judged("wrong", why)
    return tally.judged("missing", next((w for w in ("uncounted", "unmeasured") if w in met), "nothing"))


def _linkage(key: NoteKey, reading: Reading) -> Judged:
    tally = _Tally(reading)
    for linked in linked_conditions(reading, key.condition):
        if linked.state != STATED:
            tally.add("uncounted", "not_counted", linked.first, linked.last)
        elif linked.verdict == "tied":
            tally.add("tied", "earned", linked.first, linked.last)
        elif linked.verdict == "wrong":
            tally.add("contradicted", "wrong", linked.first, linked.last)
        elif linked.verdict == "named":
            tally.add("named", "not_counted", linked.first, linked.last)
    met = tally.met
    if "contradicted" in met:
        return tally.judged("wrong", "contradicted")
    if "tied" in met:
        return tally.judged("earned", "tied")
    return tally.judged("missing", next((w for w in ("named", "uncounted") if w in met), "nothing"))
