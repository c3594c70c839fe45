"""From the history of a case to what it says of daily life: the limit, and every measure that it gives."""

from collections import Counter

from msgspec import structs

from sacral_edu.api import Case, Statement
from sacral_edu_documentation.daily import Told, told_of_daily_life
from sacral_edu_documentation.keys import Function, Measure
from sacral_edu_documentation.lexicon import find_terms, mended_words
from sacral_edu_documentation.limits import is_limit, limit_of, whole_of
from sacral_edu_documentation.words import Text, cut


def function_of(case: Case) -> Function | None:
    """Return what a case says of daily life, or None where its history gives no measured limit."""
    measures: list[Measure] = []
    found: Function | None = None
    for statement in _history(case):
        about = _is_about_function(case, statement)
        text = cut(statement.text)
        words = mended_words(text)
        sentences = _told(text, words, "")
        if about and not any(is_limit(told) for told in sentences):
            sentences = _told(text, words, _context(case))
        for told in sentences:
            whole = None
            if about and found is None and is_limit(told):
                activity, said = limit_of(told, words)
                whole = whole_of(told, words)
                found = Function(activity=activity, words=said, line=statement.text, measures=())
            for measure in told.measures:
                eased = measure.eased or measure == whole
                measures.append(structs.replace(measure, limiting=about, eased=eased))
    if found is None:
        return None
    return structs.replace(found, measures=tuple(dict.fromkeys([*measures, *_parts(measures)])))


def _parts(measures: list[Measure]) -> list[Measure]:
    """Return what shares of a whole come to: half of six classes are three."""
    wholes = [m for m in measures if m.former and m.limiting and m.kind != "share"]
    shares = [m for m in measures if m.limiting and m.kind == "share"]
    return [structs.replace(w, value=w.value * s.value, former=False) for w in wholes for s in shares]


def _context(case: Case) -> str:
    """Return the activity that the history names most, for a sentence that names none; empty for none."""
    named: Counter[str] = Counter()
    for statement in _history(case):
        text = cut(statement.text)
        terms = find_terms(text, mended_words(text), "daily")
        named.update(term.value for term in terms if term.kind == "act")
    return named.most_common(1)[0][0] if named else ""


def _history(case: Case) -> list[Statement]:
    return [statement for statement in case.note if statement.section == "hpi"]


def _is_about_function(case: Case, statement: Statement) -> bool:
    return any(fact.topic == "function" and fact.id in statement.conveys for fact in case.facts)


def _told(text: Text, words: list[str], about: str) -> list[Told]:
    return told_of_daily_life(text, words, find_terms(text, words, "daily"), [0] * len(words), about)
