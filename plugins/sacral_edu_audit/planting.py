"""Putting one error into a sound note and claim, where the case can carry it.

Every planter returns None where its error could be defended as right. `plant` proves each result: the
faulty note has that fault and no other.
"""

from collections.abc import Callable

from msgspec import structs

from sacral_edu.api import Case, drawn
from sacral_edu_audit.drafts import Draft, Kind, Planted, sound_draft
from sacral_edu_audit.evidence import faults
from sacral_edu_audit.misbilling import excludes1, linkage, regions
from sacral_edu_audit.misdoing import red_flag, site
from sacral_edu_audit.misnaming import mirror, naming_line, region

SOUND_IN = 8
"""One note in so many is left without an error."""


def plant(case: Case) -> Planted | None:
    """Return the case's note with its error, or without one; None where the case is not fit for either.

    Which of the errors that the case can carry is settled by its id.
    """
    sound = sound_draft(case)
    if not _is_fit(case, sound):
        return None
    if drawn(case.id, "sound", SOUND_IN) == 0:
        return Planted(kind="none", draft=sound)
    possible = [found for kind in PLANTERS if (found := planted_as(case, kind)) is not None]
    return possible[drawn(case.id, "kind", len(possible))] if possible else None


def planted_as(case: Case, kind: Kind) -> Planted | None:
    """Return the case's note with an error of that kind, or None where it cannot carry it."""
    found = PLANTERS[kind](case, sound_draft(case))
    return found if found is not None and faults(case, found.draft) == (kind,) else None


def _is_fit(case: Case, sound: Draft) -> bool:
    """Say whether the note is sound: no habit left out, nothing misread, and the lesion named in words."""
    truth = case.truth
    if truth is None or case.claim is None or sound.held or case.challenge == "noisy":
        return False
    if any(habit != "present" for habit in structs.astuple(case.habits)) or faults(case, sound):
        return False
    return truth.region is None or naming_line(case) is not None


PLANTERS: dict[Kind, Callable[[Case, Draft], Planted | None]] = {
    "mirror": mirror,
    "region": region,
    "site": site,
    "regions": regions,
    "linkage": linkage,
    "excludes1": excludes1,
    "red_flag": red_flag,
}
"""How each kind of error is planted, in the order of the options."""
