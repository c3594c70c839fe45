"""Flaws that show over many items: what a learner could go by without reading the note.

Each cue singles out at most one option of a list. It is a flaw where that option is right more often than
chance has it by more than `MARGIN`, and so clearly that luck does not explain it. Options in absolute
words are the other way round: a flaw where they are next to never right.
"""

import math
import re
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from sacral_edu.analysis.linting.ledger import Finding
from sacral_edu.analysis.linting.lists import OptionList, Standing

MARGIN = 0.10
"""How much more often than by chance a cue may be right."""

UNLIKELY = 0.001
"""Chance below which luck does not explain how often a cue is right."""

TOO_LONG = 1.5
"""How many times as long as the others an option is that stands out by its length."""

_FEW = 30
_VISIBLY = 1.1
_LONG_WORD = 5
_SELDOM = 0.25
_WORD = re.compile(r"[^\W\d_]+")
_ABSOLUTE = re.compile(r"\b(?:always|never|only|all|none)\b", re.IGNORECASE)
_NOT_MEANT = re.compile(
    r"^\s*(?:none|nothing)\b|\bat all\b|\ball (?:\d+|two|three|four|five)\b", re.IGNORECASE
)
"""A stated "none" as the whole answer, an idiom, and a count."""

_EMPTY = re.compile(
    r"about|above|after|again|against|among|another|because|before|being|below|between|choose|could|decide|does"
    r"|doing|during|every|findings?|following|found|given|have|having|here|lines?|mark(?:ed)?|notes?|other"
    r"|question|right|should|statements?|stands|still|that|their|them|there|these|they|things?|this|those"
    r"|through|under|until|what|when|where|which|while|whose|with|without|would|wrong|your"
)
"""Words too general to point at an option."""


class Singled(Struct, frozen=True):
    """A list in which a cue singles out an option, and whether that option is right."""

    one: OptionList
    label: str
    right: bool


Cue = Callable[[OptionList], int | None]


def cue_findings(lists: Sequence[OptionList], stands: Standing) -> list[tuple[OptionList, Finding]]:
    """Return what the lists of one field give away, each with a list that shows it."""
    found: list[tuple[OptionList, Finding]] = []
    for rule, cue, what, mend in _CUES:
        singled = [s for s in (_singled(one, cue) for one in lists) if s is not None]
        telling = _telling(rule, what, mend, singled, stands)
        if telling is not None:
            found.append(telling)
    absolute = _absolute(lists)
    if absolute is not None:
        found.append(absolute)
    return found


def longest(one: OptionList) -> int | None:
    """Return the place of the option that is visibly longer than all others, if there is one."""
    by_length = sorted(range(len(one.labels)), key=lambda at: -len(one.labels[at]))
    first, second = by_length[0], by_length[1]
    return first if len(one.labels[first]) >= _VISIBLY * len(one.labels[second]) else None


def standing_out(one: OptionList) -> int | None:
    """Return the place of the one option that is `TOO_LONG` times as long as the others, if there is one."""
    lengths = [len(label) for label in one.labels]
    others = len(lengths) - 1
    found = [at for at, n in enumerate(lengths) if n * others > TOO_LONG * (sum(lengths) - n)]
    return found[0] if len(found) == 1 else None


def echoing(one: OptionList) -> int | None:
    """Return the place of the one option with a word of the stem or the field's label that no other has."""
    asked = _long_words(f"{one.prompt.stem} {one.lead_in}")
    words = [_long_words(label) for label in one.labels]
    echo = [at for at, own in enumerate(words) if (own & asked) - _others(words, at)]
    return echo[0] if len(echo) == 1 else None


def is_absolute(label: str) -> bool:
    """Say whether an option is in absolute words; one that says "none" as its whole answer is not."""
    return bool(_ABSOLUTE.search(_NOT_MEANT.sub("", label)))


_CUES: tuple[tuple[str, Cue, str, str], ...] = (
    (
        "longest is right",
        longest,
        "the visibly longest option is right",
        "make options of like length, or let wrong ones be the longest as often",
    ),
    (
        "long right option",
        standing_out,
        f"the one option that is more than {TOO_LONG} times as long as the others is right",
        "say it in fewer words, or the others in as many",
    ),
    (
        "echo of the stem",
        echoing,
        "the one option that repeats a word of the stem is right",
        "take the word out of the stem, or let wrong options repeat it too",
    ),
)


def at_least(right: int, of: int, chance: float) -> float:
    """Return the probability of at least so many right ones, each right with the same chance (0..1)."""
    if chance >= 1:
        return 1.0
    every = math.lgamma(of + 1)
    return math.fsum(
        math.exp(
            every
            - math.lgamma(n + 1)
            - math.lgamma(of - n + 1)
            + n * math.log(chance)
            + (of - n) * math.log1p(-chance)
        )
        for n in range(right, of + 1)
    )


def _singled(one: OptionList, cue: Cue) -> Singled | None:
    at = cue(one)
    return None if at is None else Singled(one, one.labels[at], one.right[at])


def _telling(
    rule: str, what: str, mend: str, singled: list[Singled], stands: Standing
) -> tuple[OptionList, Finding] | None:
    right = sum(s.right for s in singled)
    if not right:
        return None
    share = right / len(singled)
    chance = math.fsum(s.one.chance for s in singled) / len(singled)
    no_luck = share > chance + MARGIN and at_least(right, len(singled), chance) < UNLIKELY
    # Where the same lists come back, the share hangs on how often the cases have each answer.
    of_the_cases = sum(stands.has(s.one) for s in singled) > len(singled) / 2
    # A list of one case whose right option stands out is worth a look even where others make up for it.
    if not no_luck and (of_the_cases or rule != "long right option"):
        return None
    example = next(s for s in singled if s.right)
    return example.one, Finding(
        rule=rule,
        field=example.one.field,
        what=f"{what} in {share:.0%} of {len(singled)} lists, by chance in {chance:.0%}",
        mend="let the cases have each answer as often" if of_the_cases else mend,
        severity="fault" if no_luck and not of_the_cases else "remark",
        quote=example.label,
    )


def _absolute(lists: Iterable[OptionList]) -> tuple[OptionList, Finding] | None:
    said = [
        Singled(one, label, right)
        for one in lists
        for label, right in zip(one.labels, one.right, strict=True)
        if is_absolute(label)
    ]
    if not said:
        return None
    right = sum(s.right for s in said)
    expected = math.fsum(s.one.chance for s in said)
    marks_wrong = len(said) >= _FEW and right < _SELDOM * expected
    example = next((s for s in said if not s.right), said[0])
    return example.one, Finding(
        rule="absolute words",
        field=example.one.field,
        what=f"options in absolute words are right {right} times of {len(said)}, by chance {expected:.0f}",
        mend="say it without always, never, only, all or none, or let right options have such words too",
        severity="fault" if marks_wrong else "remark",
        quote=example.label,
    )


def _long_words(text: str) -> set[str]:
    return {
        word.removesuffix("s")
        for word in _WORD.findall(text.casefold())
        if len(word) >= _LONG_WORD and not _EMPTY.fullmatch(word)
    }


def _others(words: list[set[str]], at: int) -> set[str]:
    return {word for other, own in enumerate(words) if other != at for word in own}
