"""Flaws that show in one item alone: in its stem, in its list of options, in how the two fit.

These are the common guidelines for writing choice questions, as teachers of the craft pass them on.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from sacral_edu.analysis.linting.ledger import Finding
from sacral_edu.analysis.linting.lists import OptionList
from sacral_edu.domain.items import ChoiceField, ChoicesField, Prompt

_SENTENCE = re.compile(r"(?<=[.?!:])\s+")
_ASKS = (
    "add|answer|build|call|choose|code|complete|correct|count|decide|describe|enter|fill|find|give|grade|list"
    "|mark|match|mend|name|order|pick|point|put|rank|read|say|select|sort|state|tell|tick|turn|write"
)
_ASKED = re.compile(rf"(?:^|[;,:]\s*(?:and\s+|then\s+)?)(?:then\s+)?(?:{_ASKS})\b", re.IGNORECASE)
_NEGATIVE = re.compile(r"\b(?:not|except|least|never|neither|incorrect|untrue|false|cannot|isn't|doesn't)\b")
_NO_NEGATION = re.compile(r"\bat least\b|\bor\b[^?]*\bnot\b|\bif not\b|\bnot determinable\b")
_OF_THE_ABOVE = re.compile(
    r"\b(?:all|none|both|any|neither) of the (?:above|preceding|following)\b", re.IGNORECASE
)
_ALL_OF_THEM = re.compile(
    r"^\s*(?:all|both) of (?:these|those|them)\b|\bboth [A-J] and [A-J]\b", re.IGNORECASE
)
_BLANK = re.compile(r"\b(a|an)\s*(?:_{2,}|\.{3}|:)?\s*$|\b(a|an)\s+_{2,}", re.IGNORECASE)
_VERB = re.compile(r"\b(is|are|was|were)\s*(?:_{2,}|\.{3}|:)\s*$", re.IGNORECASE)
_PAIR = 2
_RANGE = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)\s*(?:-|\u2013|to)\s*(\d+(?:\.\d+)?)(?![\d.])")


def stem_findings(prompt: Prompt) -> Iterator[Finding]:
    """Yield what is wrong with the stem: nothing asked, or a negation that is easily read over."""
    sentences = _SENTENCE.split(prompt.stem.strip())
    if not any(sentence.endswith("?") or _ASKED.search(sentence) for sentence in sentences):
        yield Finding(
            rule="no question",
            what="the stem neither asks nor says what to do",
            mend="end the stem in a question or in what to do",
            quote=sentences[-1],
        )
    for sentence in sentences:
        negation = _NEGATIVE.search(_NO_NEGATION.sub("", sentence))
        if sentence.endswith("?") and negation:
            yield Finding(
                rule="negative stem",
                what="the question is negative and nothing points that out",
                mend=f"ask positively, or write {negation[0].upper()}",
                quote=sentence,
            )


def option_findings(prompt: Prompt) -> Iterator[Finding]:
    """Yield what is wrong with lists of options whatever is right in them: doubles, overlaps, 'the above'."""
    for field in prompt.fields:
        if not isinstance(field, (ChoiceField, ChoicesField)):
            continue
        labels = [option.label for option in field.options]
        for finding in (*_doubles(labels), *_overlaps(labels), *_misfits(field.label, labels)):
            yield _of(field.id, finding)


def list_findings(one: OptionList, *, stands: bool) -> Iterator[Finding]:
    """Yield what gives the right option of a list away; `stands` says that the list comes back on many cases.

    In a list that comes back the wording is the same whatever is right, so only lists of one case are asked
    for form.
    """
    for label in one.labels:
        if _OF_THE_ABOVE.search(label) or (_ALL_OF_THEM.search(label) and label not in one.right_labels):
            yield Finding(
                rule="all of the above",
                field=one.field,
                what="an option stands for other options",
                mend="say what is meant, or leave the option out",
                quote=label,
            )
    if not stands and one.wrong_labels:
        yield from _odd_form(one)


def _of(field: str, finding: Finding) -> Finding:
    return Finding(
        rule=finding.rule,
        what=finding.what,
        mend=finding.mend,
        quote=finding.quote,
        severity=finding.severity,
        field=field,
    )


def _doubles(labels: list[str]) -> Iterator[Finding]:
    plain = Counter(" ".join(re.findall(r"\w+", label.casefold())) for label in labels)
    for words, count in plain.items():
        if count > 1:
            yield Finding(
                rule="duplicate options",
                what="two options say the same",
                mend="leave one of them out",
                quote=words,
            )


def _overlaps(labels: list[str]) -> Iterator[Finding]:
    spans = [(float(found[1]), float(found[2]), label) for label in labels if (found := _RANGE.search(label))]
    spans = sorted(span for span in spans if span[0] < span[1])
    for (_, high, first), (low, _, second) in pairwise(spans):
        # Ranges of different things, as in "L4 to L5, 15 to 20 minutes", do not exclude each other.
        same = _RANGE.sub("", first) == _RANGE.sub("", second)
        if same and low <= high:
            yield Finding(
                rule="overlapping options",
                what="two ranges share a number",
                mend="let each range begin after the one before ends",
                quote=f"{first} / {second}",
            )


def _misfits(lead_in: str, labels: list[str]) -> Iterator[Finding]:
    article = _BLANK.search(lead_in)
    if article:
        wants_vowel = (article[1] or article[2]).lower() == "an"
        strange = [label for label in labels if (label[:1].lower() in "aeiou") != wants_vowel]
        if strange:
            yield Finding(
                rule="grammatical cue",
                what="an option does not fit the article before it",
                mend="write a(n), or put the article into the options",
                quote=strange[0],
            )
    verb = _VERB.search(lead_in)
    if verb and verb[1].lower() in ("are", "were"):
        strange = [label for label in labels if re.match(r"(?:an?|one)\s", label, re.IGNORECASE)]
        if strange and len(strange) < len(labels):
            yield Finding(
                rule="grammatical cue",
                what="an option in the singular follows a verb in the plural",
                mend="bring stem and options into one number",
                quote=strange[0],
            )


def _odd_form(one: OptionList) -> Iterator[Finding]:
    for name, has in (("a full stop", _ends_in_stop), ("a capital", _begins_high)):
        right = {has(label) for label in one.right_labels}
        wrong = {has(label) for label in one.wrong_labels}
        # Of two options each is the odd one.
        if (
            len(one.labels) > _PAIR
            and len(right) == len(wrong) == 1
            and right != wrong
            and None not in right | wrong
        ):
            yield Finding(
                rule="odd form",
                field=one.field,
                what=f"the right option alone is written with or without {name}",
                mend="write all options in one form",
                quote=one.right_labels[0],
            )


def _begins_high(label: str) -> bool | None:
    """Say whether an option begins with a capital; None where it begins with no letter."""
    return label[:1].isupper() if label[:1].isalpha() else None


def _ends_in_stop(label: str) -> bool:
    return label.endswith(".")
