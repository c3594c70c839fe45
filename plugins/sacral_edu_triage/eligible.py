"""Which cases can be asked about, and which lines a question shows.

The plan of the note gives the answer and is never shown, nor is the title. The diagnosis beside the lesion
is left out where its wording betrays that a work-up was begun, and in half of the notes in which it
decides nothing, so that its absence says nothing either.
"""

from sacral_edu.api import Case, Statement, drawn
from sacral_edu_triage.limits import is_clear, limit_of, topics_of
from sacral_edu_triage.treatments import TREATMENTS, treatment_of
from sacral_edu_triage.warnings_read import STEPS

_SECTIONS = ("hpi", "exam", "assessment")
_BETRAYING = ("axspa_mimic", "insufficiency_fracture")
_UNEXPLAINED = "M54.50"


def flag_of(case: Case) -> str:
    """Return the id of the warning in the note, if it is one that the questions know; else empty."""
    flag = case.red_flag
    return flag.id if flag is not None and flag.id in STEPS else ""


def treatable(case: Case) -> str:
    """Return the id of the technique for a case without a warning, or an empty string.

    Empty where the assessment does not name one lesion rightly, where the facts have no technique for it,
    or where they do not settle what restricts this patient.
    """
    truth = case.truth
    if truth is None or truth.secondary is not None or case.red_flag is not None:
        return ""
    if case.planted_error is not None or not _named(case) or not is_clear(case):
        return ""
    treatment = treatment_of(truth.dysfunction)
    # A pull along the leg is a thrust itself; with a limit of thrusts the facts leave no clear choice.
    if treatment and TREATMENTS[treatment].thrust and limit_of(case) is not None:
        return ""
    return treatment


def shown(case: Case) -> tuple[Statement, ...]:
    """Return the statements that a question shows: history, examination and assessment."""
    kept = [s for s in case.note if s.section in _SECTIONS]
    if not _without_condition(case):
        return tuple(kept)
    return tuple(s for s in kept if "condition" not in topics_of(case, s))


def lesion_line(case: Case) -> str:
    """Return the id of the line that names the lesion; empty where none does."""
    truth = case.truth
    ids = {f.id for f in case.facts if f.topic == "dysfunction" and truth and f.value == truth.dysfunction}
    return next((s.id for s in case.note if s.section == "assessment" and ids & set(s.conveys)), "")


def _named(case: Case) -> bool:
    habits = case.habits
    return habits.descriptor == habits.site == "present" and lesion_line(case) != ""


def _without_condition(case: Case) -> bool:
    if case.red_flag is not None:
        unexplained = any(f.topic == "condition" and f.code == _UNEXPLAINED for f in case.facts)
        return unexplained or case.archetype in _BETRAYING
    return limit_of(case) is None and drawn(case.id, "condition", 2) == 0
