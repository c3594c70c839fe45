"""What restricts treatment in a patient who may be treated: pregnancy, fusion, loose joints, root, strain.

Sources: facts, contraindications `prone_work` and `HVLA` (standard). After a birth or a bruise the
contraindications name no limit and schools may still be careful; there a restriction is accepted too.
"""

from msgspec import Struct

from sacral_edu.api import Case, Statement, contraindications


class Limit(Struct, frozen=True, kw_only=True):
    """A restriction: what it asks for, why, and which lines of a note give it away.

    `topics` are topics of history and assessment, `tests` tests of findings; `source` is a row of the
    contraindications and `entry` the words of that row which apply.
    """

    id: str
    asks: str
    condition: str
    source: str
    entry: str
    topics: tuple[str, ...]
    tests: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """Return why the restriction applies, with the entry of the contraindications."""
        row = next(row for row in contraindications() if row.id == self.source)
        degree = "absolute" if self.entry in row.absolute else "relative"
        named = "prone work" if self.source == "prone_work" else "a thrust (HVLA)"
        return f"{self.condition}. Among the contraindications of {named}, {degree}: {self.entry}."


LIMITS: dict[str, Limit] = {
    limit.id: limit
    for limit in (
        Limit(
            id="position",
            asks="No prone work: lying on the side or seated",
            condition="The patient is in late pregnancy",
            source="prone_work",
            entry="middle and late pregnancy: use versions lying on the side or seated",
            topics=("opening", "condition"),
        ),
        Limit(
            id="fused",
            asks="No thrust to the fused segment",
            condition="A lumbar segment is fused",
            source="HVLA",
            entry="fused or ankylosed segment",
            topics=("opening",),
            tests=("films",),
        ),
        Limit(
            id="loose",
            asks="Thrust only with caution: the joints are loose",
            condition="The patient is hypermobile",
            source="HVLA",
            entry="hypermobility or instability of the joint",
            topics=("opening", "condition"),
            tests=("beighton",),
        ),
        Limit(
            id="root",
            asks="Thrust only with caution, and none that worsens the leg pain",
            condition="A disc presses on a root",
            source="HVLA",
            entry="acute disc herniation",
            topics=("condition", "pattern"),
            tests=("mri", "straight_leg_raise", "achilles_reflex", "sensation"),
        ),
        Limit(
            id="strain",
            asks="Thrust only with caution while sprain or strain is acute",
            condition="An acute sprain or strain is diagnosed",
            source="HVLA",
            entry="acute sprain or strain",
            topics=("condition",),
        ),
    )
}
"""By id."""

_NO_LIMIT = frozenset({"desk_worker", "leg_length", "distance_runner", "truck_driver_climber", "piriformis"})
"""History patterns in which no contraindication applies."""

_CARE_ACCEPTED = frozenset({"postpartum", "fall_on_buttock", "lift_twist"})
"""Those in which none applies by name, and care is no mistake."""

_BY_ARCHETYPE = {
    "pregnancy_pgp": "position",
    "post_fusion": "fused",
    "hypermobile": "loose",
    "disc_L5S1": "root",
}
_SPRAIN_OR_STRAIN = frozenset({"S33.6XXA", "S39.012A"})


def limit_of(case: Case) -> Limit | None:
    """Return the restriction that holds in a patient, or None where there is none."""
    named = _BY_ARCHETYPE.get(case.archetype or "")
    if named is None and any(f.topic == "condition" and f.code in _SPRAIN_OR_STRAIN for f in case.facts):
        named = "strain"
    return None if named is None else LIMITS[named]


def is_clear(case: Case) -> bool:
    """Say whether the facts settle what a patient without a warning may be treated with."""
    return limit_of(case) is not None or case.archetype in _NO_LIMIT | _CARE_ACCEPTED


def care_is_accepted(case: Case) -> bool:
    """Say whether a restriction is as right as none, since no contraindication settles it by name."""
    return limit_of(case) is None and case.archetype in _CARE_ACCEPTED


def topics_of(case: Case, statement: Statement) -> frozenset[str]:
    """Return the topics of the facts that a statement conveys."""
    return frozenset(fact.topic for fact in case.facts if fact.id in statement.conveys)


def shows(case: Case, statement: Statement, limit: Limit) -> bool:
    """Say whether a line of the note gives a restriction away."""
    tests = {finding.test for finding in case.findings_of(statement)}
    return bool(tests & set(limit.tests) or topics_of(case, statement) & set(limit.topics))
