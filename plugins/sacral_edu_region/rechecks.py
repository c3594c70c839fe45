"""What a look again after treatment tells about two lesions, and the sentences in which a note may tell it.

A finding that goes once another bone has been treated was secondary to it (facts: `regions`, against a
lumbar lesion; `coexisting` same_side, GOLDMAN_2009: treat, and examine again).
"""

from typing import Literal, NamedTuple

from sacral_edu.api import Case, NoteLine, drawn, dysfunctions

Relation = Literal["sacral", "other", "untold"]

_LOTS: tuple[Relation, ...] = ("sacral", "other", "sacral", "other", "untold")
_PLACES = 1 << 20
_TREATED = {"pelvic": "pelvis", "lumbar": "lumbar segment", "lower_extremity": "leg"}
_OTHER_FIRST = (
    "Once the {bone} had been treated, the sacrum moved freely and its landmarks were level.",
    "Recheck after treatment of the {bone}: sacral landmarks even, sacral motion free.",
    "With the {bone} treated first, the examiner found nothing abnormal at the sacrum any more.",
    "On repeat testing after treatment of the {bone}, the sacrum was level and no longer restricted.",
)


class Told(NamedTuple):
    """How two lesions are related by a note, the region of the second, the note, and the line that tells."""

    relation: Relation
    other: str
    note: tuple[NoteLine, ...]
    line: str
    text: str


def told(case: Case) -> Told | None:
    """Return the note as this question gives it: as it stands, turned round, or without the look again."""
    second = case.truth.secondary if case.truth else None
    other = dysfunctions()[second].region if second is not None else None
    checks = [s for s in case.note if any(f.test == "recheck" for f in case.findings_of(s))]
    if other not in _TREATED or len(checks) != 1 or case.truth is None or case.truth.region != "sacral":
        return None
    relation = _LOTS[drawn(case.id, "lesions", len(_LOTS))]
    check = checks[0]
    text = check.text
    if relation == "other":
        words = _OTHER_FIRST[drawn(case.id, "recheck", len(_OTHER_FIRST))]
        text = words.format(bone=_TREATED[other])
    untold = relation == "untold"
    shown = [s for s in case.note if s.section == "exam" and not (untold and s.id == check.id)]
    # A look again stands last as a rule, so that its place alone would tell which line it is.
    shown.sort(key=lambda statement: drawn(case.id, f"place {statement.id}", _PLACES))
    shown = [*(s for s in case.note if s.section == "hpi"), *shown]
    note = tuple(
        NoteLine(id=f"s{number}", section=s.section, text=text if s.id == check.id else s.text)
        for number, s in enumerate(shown, 1)
    )
    line = "" if untold else next(line.id for line, s in zip(note, shown, strict=True) if s.id == check.id)
    return Told(relation, other, note, line, "" if untold else text)
