"""A case from a spec: dysfunction, story, examination, visit, note and claim, accepted only when solved."""

from functools import cache

from sacral_edu.clinical.coding import select_claim
from sacral_edu.clinical.dysfunctions import REGION_CODES, Dysfunction, dysfunctions, in_words
from sacral_edu.clinical.solver import decides_region, solve
from sacral_edu.clinical.tables import core_sacral_rows
from sacral_edu.clinical.tart import is_open
from sacral_edu.domain.cases import Case, Encounter, Fact, Finding, Statement, Truth
from sacral_edu.domain.claims import ClaimKey
from sacral_edu.domain.errors import CaseError
from sacral_edu.generation.chance import Chance
from sacral_edu.generation.demographics import invent_patient
from sacral_edu.generation.examination import examine
from sacral_edu.generation.history import Story, tell
from sacral_edu.generation.observations import Remark, findings_said
from sacral_edu.generation.spec import GENERATOR_VERSION, Spec, spec_of
from sacral_edu.generation.visit import Outline, outline, visit
from sacral_edu.generation.wording import phrase

_REGION_WEIGHTS = {"sacral": 60.0, "pelvic": 25.0, "lumbar": 8.0, "lower_extremity": 7.0}
"""Teaching weights, not epidemiology: most cases are sacral, every neighbor turns up."""

_TRIES = 8


def generate(spec: Spec) -> Case:
    """Return the case that the spec stands for; the same spec always gives the same case.

    A case is accepted only if the solver, given what the note states, finds exactly its truth. Raises
    CaseError where that cannot be had, which no spec is known to bring about.
    """
    for attempt in range(_TRIES):
        case = _draft(spec, attempt)
        if case.truth is not None and solve(case.findings) == frozenset({case.truth.dysfunction}):
            return case
    raise CaseError(
        f"Case {spec.case_id} could not be made unambiguous in {_TRIES} tries; please report its id."
    )


def regenerate(case_id: str) -> Case:
    """Return the generated case of that id; raise CaseError where the id is not one."""
    return generate(spec_of(case_id))


def _draft(spec: Spec, attempt: int) -> Case:
    chance = Chance(
        "case", GENERATOR_VERSION, spec.seed, spec.index, spec.dysfunction, spec.provider, attempt
    )
    dysfunction = dysfunctions()[spec.dysfunction or _any_dysfunction(chance)]
    story = tell(chance, dysfunction)
    plan = outline(chance, story, dysfunction, spec.provider)
    extras = [*story.exam_keys, *plan.extra_keys]
    remarks = examine(
        chance,
        dysfunction,
        chronicity=story.chronicity,
        extras=extras,
        pain_side=story.pain_side,
        without_prone_tests=story.archetype == "pregnancy_pgp",
    )
    note = _Note()
    for topic, text in story.sentences:
        note.state("hpi", text, Fact(id=f"h-{topic}", topic=topic, value=story.archetype))
    for remark in remarks:
        note.observe(remark, phrase(chance, remark.key, remark.side))
    today = visit(chance, story, plan, tuple(note.findings))
    _assess(note, dysfunction, story, plan)
    for number, (topic, text) in enumerate(today.plan, 1):
        note.state("plan", text, Fact(id=f"p{number}", topic=topic, value=topic))
    return Case(
        id=spec.case_id,
        title=story.title,
        origin="generated",
        generator=GENERATOR_VERSION,
        patient=invent_patient(chance, sex=story.sex, age=story.age, on=plan.on, occupation=story.occupation),
        archetype=story.archetype,
        chronicity=story.chronicity,
        findings=tuple(note.findings),
        facts=tuple(note.facts),
        note=tuple(note.statements),
        encounter=today.encounter,
        truth=truth_of(dysfunction, tuple(note.statements), tuple(note.findings)),
        claim=_claim(today.encounter, story, plan),
    )


def truth_of(dysfunction: Dysfunction, note: tuple[Statement, ...], findings: tuple[Finding, ...]) -> Truth:
    """Return the truth of a case with its deciding findings, found by elimination, and its open ones."""
    by_id = {finding.id: finding for finding in findings}
    deciding: list[str] = []
    if dysfunction.region is not None:
        for statement in note:
            said = [by_id[i] for i in statement.conveys if i in by_id]
            if said and decides_region(said, dysfunction.region):
                deciding += [finding.id for finding in said]
    return Truth(
        dysfunction=dysfunction.id,
        name=dysfunction.name,
        region=dysfunction.region,
        code=dysfunction.code,
        deciding=tuple(deciding),
        open=tuple(finding.id for finding in findings if is_open(finding, dysfunction.region)),
    )


class _Note:
    """A note while it is written: numbers its statements and its findings."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self.findings: list[Finding] = []
        self.facts: list[Fact] = []

    def state(self, section: str, text: str, *facts: Fact) -> None:
        self.facts += facts
        self._add(section, text, tuple(fact.id for fact in facts))

    def observe(self, remark: Remark, text: str) -> None:
        said = findings_said(remark, len(self.findings) + 1)
        self.findings += said
        self._add("exam", text, tuple(finding.id for finding in said))

    def _add(self, section: str, text: str, conveys: tuple[str, ...]) -> None:
        self.statements.append(
            Statement(id=f"s{len(self.statements) + 1}", section=section, text=text, conveys=conveys)  # type: ignore[arg-type]
        )


def _assess(note: _Note, dysfunction: Dysfunction, story: Story, plan: Outline) -> None:
    condition = story.condition
    words = f"{condition.words[:1].upper()}{condition.words[1:]}."
    linked = [
        Fact(id=f"c-{code}", topic="condition", value=condition.words, code=code) for code in condition.codes
    ]
    note.state("assessment", words, *linked)
    if dysfunction.region is None:
        note.state(
            "assessment", "No somatic dysfunction found.", Fact(id="d0", topic="dysfunction", value="NORMAL")
        )
        return
    name = f"{dysfunction.name[:1].lower()}{dysfunction.name[1:]}"
    named = Fact(id="d1", topic="dysfunction", value=dysfunction.id, code=dysfunction.code)
    note.state("assessment", f"Somatic dysfunction: {name}, {story.chronicity}.", named)
    for number, region in enumerate(plan.extra_regions, 2):
        code = REGION_CODES[region]
        further = Fact(id=f"d{number}", topic="dysfunction", value=region, code=code)
        note.state("assessment", f"Secondary somatic dysfunction of the {in_words(region)}.", further)


def _claim(encounter: Encounter, story: Story, plan: Outline) -> ClaimKey:
    condition = story.condition
    return select_claim(
        encounter,
        symptoms=condition.codes,
        regions=plan.regions,
        optional=condition.optional,
    )


@cache
def _sacral_weights() -> dict[str, float]:
    return {row.id: float(row.weight) for row in core_sacral_rows().values() if row.weight}


def _any_dysfunction(chance: Chance) -> str:
    region = chance.weighted(_REGION_WEIGHTS)
    if region == "sacral":
        return chance.weighted(_sacral_weights())
    return chance.pick([d.id for d in dysfunctions().values() if d.region == region])
