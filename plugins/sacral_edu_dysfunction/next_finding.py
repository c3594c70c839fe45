"""The fourth question: one group of findings is left out, and the next test has to be chosen.

The candidates are those that the solver leaves standing on the lines that are shown; a test decides if
its readings in all of them differ. Only what every candidate settles is offered as a right answer.
"""

import zlib
from collections.abc import Sequence
from typing import TypeVar

from sacral_edu.api import (
    Case,
    ChoiceField,
    Criterion,
    Item,
    NoteLine,
    Option,
    Prompt,
    Statement,
    bits_of,
    is_torsion,
)
from sacral_edu_dysfunction.evidence import BEARING, Stated, stated
from sacral_edu_dysfunction.further_tests import FURTHER, TESTS, why_not
from sacral_edu_dysfunction.gaps import SITUATIONS, Gap, decides, gaps_of
from sacral_edu_dysfunction.keys import ChoiceKey, DysfunctionKey
from sacral_edu_dysfunction.rows import lowered
from sacral_edu_dysfunction.signs import would_show

T = TypeVar("T")

FIELD = "test"
SKILLS = ("next_test", "sacral_region")

_STEM = (
    "The examination is not finished. Of the eleven sacral pictures, what was found so far leaves {named}. "
    "Which test comes next, so that its result decides?"
)
_ALIKE_ASKED = {"NORMAL": 8, "BI_FLEX": 2, "BI_EXT": 2}
"""Of the sacra without a side one in so many is asked about, since one and the same test decides there."""

_GAPS = {"ila": 5, "seated": 6, "sulcus": 6, "sides": 3, "alike": 1, "silent": 1}
_DECIDING = {"seated_flexion": 3, "sulcus": 3}
"""How often a situation is chosen, and a test that decides in it (once where not stated).

So each test that can be right is right about as seldom where it is offered as any other.
"""

_SCATTER, _WHOLE = 2654435761, 1 << 32
_OPTIONS_SHOWN = 5
_LETTERS = "ABCDE"
_MINUTES = 2.5


def next_item(case: Case, row: str, scorer: str) -> Item[DysfunctionKey] | None:
    """Return the question for the next test on a lesion that exact findings settle; None if none fits."""
    if case.truth is None or case.truth.secondary is not None or case.challenge == "noisy":
        return None
    lot = zlib.crc32(case.id.encode())
    if lot % _ALIKE_ASKED.get(row, 1):
        return None
    gaps = gaps_of(case, row)
    if not gaps:
        return None
    gap = _drawn([gap for gap in gaps for _ in range(_GAPS[gap.kind])], case.id, "gap")
    right = _drawn([test for test in gap.deciding for _ in range(_DECIDING.get(test, 1))], case.id, "right")
    options = _options(gap, right, lot)
    prompt = _prompt(case, gap, options, scorer)
    known = tuple(s.id for s in gap.kept if _bears(case, s))
    key = ChoiceKey(
        item_id=prompt.item_id,
        field=FIELD,
        right=right,
        graded=_graded(gap, right, options, known, _result(right, gap, row, stated(case, row))),
        summary=f"{TESTS[right]} decides between the {len(gap.candidates)} that were left.",
        drawn=row,
    )
    return Item(prompt=prompt, key=key, situation=SITUATIONS[gap.kind], key_feature=known)


def _prompt(case: Case, gap: Gap, options: tuple[str, ...], scorer: str) -> Prompt:
    named = " or ".join(lowered(name) for name in gap.candidates)
    return Prompt(
        item_id=f"{case.id}/{scorer}/next_finding",
        scorer=scorer,
        case_id=case.id,
        title=case.title,
        stem=_STEM.format(named=named),
        note=tuple(NoteLine(id=s.id, section=s.section, text=s.text) for s in gap.kept),
        fields=(
            ChoiceField(
                id=FIELD,
                label="The next test",
                options=tuple(
                    Option(id=name, label=TESTS[name], letter=letter)
                    for name, letter in zip(options, _LETTERS, strict=True)
                ),
            ),
        ),
        skills=SKILLS,
        minutes=_MINUTES,
        difficulty=case.difficulty,
    )


def _bears(case: Case, statement: Statement) -> bool:
    return any(finding.test in BEARING for finding in case.findings_of(statement))


def _drawn(things: Sequence[T], case_id: str, what: str) -> T:
    """Return one of the things, always the same for a case."""
    # A checksum alone differs alike between case ids that are alike; multiplied, it scatters.
    lot = zlib.crc32(f"{case_id}/{what}".encode()) * _SCATTER % _WHOLE
    return things[lot * len(things) // _WHOLE]


def _options(gap: Gap, right: str, lot: int) -> tuple[str, ...]:
    """Return the tests to choose from: the right one and typical wrong ones, in an order of the case's.

    Wrong ones are tests that decide in other situations, and only where these are too few such as never do.
    """
    signs = [t for t in TESTS if t not in FURTHER and not decides(t, gap.candidates)]
    further = [FURTHER[(lot + place) % len(FURTHER)] for place in range(len(FURTHER))]
    start = lot // 11 % max(1, len(signs))
    wrong = [*signs[start:], *signs[:start], *further][: _OPTIONS_SHOWN - 1]
    place = lot // 13 % _OPTIONS_SHOWN
    return (*wrong[:place], right, *wrong[place:])


def _graded(
    gap: Gap, right: str, options: tuple[str, ...], known: tuple[str, ...], result: str
) -> dict[str, tuple[Criterion, ...]]:
    return {
        answer: (
            Criterion(
                id="test",
                label="The next test",
                earned=1.0 if answer == right else 0.0,
                possible=1.0,
                feedback=f"{_verdict(answer, right, gap)} {result}",
                read_more=_read_more(gap),
                lines=known,
                refs=("OSMOSIS_SACRUM", "BRAINSCAPE_SACRAL_SD"),
            ),
        )
        for answer in ("", *options)
    }


def _verdict(answer: str, right: str, gap: Gap) -> str:
    if answer == right:
        return f"Right: {TESTS[right]}."
    if not answer:
        return f"Nothing chosen. What decides: {TESTS[right]}."
    return f"{TESTS[answer]} does not decide. {why_not(answer, gap.candidates)} Better: {TESTS[right]}."


def _result(right: str, gap: Gap, row: str, signs: dict[str, Stated]) -> str:
    """Return what the test would read in each candidate, and what it did read in this patient."""
    each = "; ".join(f"{lowered(name)}, {would_show(name, right)}" for name in gap.candidates)
    sign = signs.get(right)
    ended = f"In this patient: {sign.quoted} So it is" if sign is not None else "In this patient it is"
    return f"It reads differently in each: {each}. {ended} {lowered(row)}."


def _read_more(gap: Gap) -> str:
    families = {is_torsion(bits) for name in gap.candidates if (bits := bits_of(name)) is not None}
    if not families:
        return "naming#sacrum-names"
    return "motion#sacrum-three-bits" if len(families) > 1 else "motion#sacrum-tests"
