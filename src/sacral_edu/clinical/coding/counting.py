"""Counting rules as pure functions: regions, visit level, timed units, muscles, views.

Each returns a procedure concept id or units. Behaviour follows the reference in `facts/check_coding.py`.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from itertools import combinations
from typing import Literal

from msgspec import Struct

from sacral_edu.clinical.coding.regions import counted_regions, distinct_regions
from sacral_edu.clinical.coding.tables import Procedure, ProcedureFamily, procedures
from sacral_edu.domain.cases import Encounter, Imaging, PatientStatus, TherapyEvaluation, VisitLevel
from sacral_edu.domain.errors import CodeError

TimeRule = Literal["cms_total", "cpt_midpoint"]

BLOCK = 15
MIDPOINT = 8
RANKS = {
    "none": 1,
    "minimal": 1,
    "straightforward": 1,
    "low": 2,
    "limited": 2,
    "moderate": 3,
    "high": 4,
    "extensive": 4,
}
"""Rank of a word in any of the three columns of decision making (facts: coding `em.mdm`)."""

_PRESENTATIONS = {"stable": 1, "evolving": 2, "unstable": 3}
_NEEDED_PART = frozenset({"A", "R"})
_PART_COUNT = 2


class TimedUnits(Struct, frozen=True, kw_only=True):
    """Units of each timed code that earns any; `ties` are codes of equal claim to a leftover unit."""

    units: dict[str, int]
    ties: frozenset[str] = frozenset()


def omt_concept(documented: Iterable[str], treated: Iterable[str]) -> str | None:
    """Return the osteopathic code for the regions documented and treated (R-OMT-01, R-OMT-03)."""
    return _for_count("omt", len(counted_regions(documented, treated)))


def cmt_concept(regions: Iterable[str]) -> str | None:
    """Return the spinal adjustment code for the regions adjusted (R-CMT-01, R-CMT-02; S10, S15)."""
    return _for_count("cmt", len(distinct_regions(regions)))


def part_demonstrates(letters: Collection[str], *, film: bool = False) -> bool:
    """Say whether Medicare's subluxation is shown: by film, or two of P.A.R.T. with A or R (R-CMT-06)."""
    found = {letter.upper() for letter in letters}
    return film or (len(found) >= _PART_COUNT and bool(found & _NEEDED_PART))


def counted_minutes(level: VisitLevel) -> int:
    """Return the minutes that count for a visit: the total less separately billed work (R-EM-04)."""
    return (level.total_minutes or 0) - level.minutes_of_separately_billed_work


def decision_rank(level: VisitLevel) -> int:
    """Return the rank (1 to 4) that two of problems, data and risk reach (R-EM-02).

    Raises CodeError where one of the three is missing or a word that the table does not know.
    """
    ranks: list[int] = []
    for name, word in (("problems", level.problems), ("data", level.data), ("risk", level.risk)):
        if word is None or word not in RANKS:
            raise CodeError(f"The visit's {name} is {word!r}; use one of {', '.join(RANKS)}.")
        ranks.append(RANKS[word])
    return sorted(ranks)[1]


def visit_rank(status: PatientStatus, level: VisitLevel) -> int:
    """Return the rank (1 to 4) that a visit's time or decision making supports; 0 where none is."""
    if level.basis == "mdm":
        return decision_rank(level)
    minutes = counted_minutes(level)
    reached = [row.level or 0 for row in _visits(status == "new") if minutes >= (row.minutes or 0)]
    return max(reached, default=0)


def visit_concept(status: PatientStatus, *levels: VisitLevel) -> str | None:
    """Return the visit code that the best of the given bases supports (R-EM-02, R-EM-03; S19)."""
    rank = max((visit_rank(status, level) for level in levels), default=0)
    return next((row.concept for row in _visits(status == "new") if row.level == rank), None)


def cms_units(minutes: Mapping[str, int]) -> TimedUnits:
    """Return units by the total-time rule: whole blocks, then largest remainders (R-TIME-01; S20, S21)."""
    earned = (sum(minutes.values()) + BLOCK - MIDPOINT) // BLOCK
    units = {code: spent // BLOCK for code, spent in minutes.items()}
    left = earned - sum(units.values())
    order = sorted(minutes, key=lambda code: -(minutes[code] % BLOCK))
    for code in order[:left]:
        units[code] += 1
    ties: frozenset[str] = frozenset()
    if 0 < left < len(order) and minutes[order[left - 1]] % BLOCK == minutes[order[left]] % BLOCK:
        ties = frozenset(code for code in order if minutes[code] % BLOCK == minutes[order[left]] % BLOCK)
    return TimedUnits(units={code: count for code, count in units.items() if count}, ties=ties)


def tied_units(minutes: Mapping[str, int]) -> tuple[dict[str, int], ...]:
    """Return the other ways in which equal remainders may share the leftover units, none where none tie."""
    first = cms_units(minutes)
    tied = [code for code in minutes if code in first.ties]
    won = {code for code in tied if first.units.get(code, 0) > minutes[code] // BLOCK}
    others: list[dict[str, int]] = []
    for winners in combinations(tied, len(won)):
        if set(winners) != won:
            units = {**first.units, **{code: minutes[code] // BLOCK + (code in winners) for code in tied}}
            others.append({code: count for code, count in units.items() if count})
    return tuple(others)


def midpoint_units(minutes: Mapping[str, int]) -> TimedUnits:
    """Return units by the midpoint rule, each code by itself (R-TIME-02; S21)."""
    units = {code: spent // BLOCK + (spent % BLOCK >= MIDPOINT) for code, spent in minutes.items()}
    return TimedUnits(units={code: count for code, count in units.items() if count})


def timed_units(minutes: Mapping[str, int], rule: TimeRule) -> TimedUnits:
    """Return units by the payer's rule."""
    return cms_units(minutes) if rule == "cms_total" else midpoint_units(minutes)


def time_rule(encounter: Encounter) -> TimeRule:
    """Return how this payer counts minutes: as the facts say, else by payer (facts: payer_profiles)."""
    stated = encounter.facts.time_rule
    if stated is not None:
        return stated
    return "cpt_midpoint" if encounter.payer_profile == "commercial_ncci" else "cms_total"


def injection_concept(muscles: Iterable[str]) -> str:
    """Return the trigger point injection code for the muscles injected (R-INJ-01; S23, S24)."""
    return _for_muscles("injection", muscles)


def needling_concept(muscles: Iterable[str]) -> str:
    """Return the dry needling code for the muscles needled, nothing injected (R-INJ-03)."""
    return _for_muscles("needling", muscles)


def therapy_evaluation_concept(evaluation: TherapyEvaluation) -> str:
    """Return the evaluation code whose grade every part reaches (R-PT-02; S47)."""
    factors = 1 + sum(evaluation.factors >= cut for cut in (1, 3))
    elements = 1 + sum(evaluation.elements >= cut for cut in (3, 4))
    grade = min(factors, elements, _PRESENTATIONS[evaluation.presentation])
    return next(row.concept for row in _family("pt_eval") if row.level == grade)


def imaging_concept(imaging: Imaging) -> str:
    """Return the film code for site and number of projections (R-IMG-01; S22).

    Raises CodeError where no code of the course covers them.
    """
    for row in _family("imaging"):
        fits = (row.min_views or 0) <= imaging.views <= (row.max_views or 0)
        if row.site == imaging.site and fits:
            return row.concept
    raise CodeError(f"No film code of this course covers {imaging.views} projections of {imaging.site!r}.")


@cache
def _family(name: ProcedureFamily) -> tuple[Procedure, ...]:
    return tuple(row for row in procedures().values() if row.family == name)


@cache
def _visits(new: bool) -> tuple[Procedure, ...]:
    return tuple(row for row in _family("em") if row.new is new and row.level is not None)


def _for_count(family: ProcedureFamily, count: int) -> str | None:
    for row in _family(family):
        if row.min_regions is not None and row.min_regions <= count <= (row.max_regions or count):
            return row.concept
    return None


def _for_muscles(family: ProcedureFamily, muscles: Iterable[str]) -> str:
    count = max(1, len(set(muscles)))
    rows = _family(family)
    return next(row.concept for row in rows if (row.min_muscles or 1) <= count <= (row.max_muscles or count))
