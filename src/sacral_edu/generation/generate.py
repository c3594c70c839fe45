"""A case from a spec: dysfunction, story, examination, visit, note and claim, accepted only when proven."""

from functools import cache

from msgspec import Struct

from sacral_edu.clinical.coding import select_claim
from sacral_edu.clinical.dysfunctions import Dysfunction, dysfunctions
from sacral_edu.clinical.pairs import seconds
from sacral_edu.clinical.solver import consistent_with, is_within
from sacral_edu.clinical.tables import core_sacral_rows
from sacral_edu.clinical.tart import is_open
from sacral_edu.domain.cases import Case, Encounter, Fact, Finding, Region, Statement, Truth
from sacral_edu.domain.claims import ClaimKey
from sacral_edu.domain.errors import CaseError
from sacral_edu.domain.proofs import Challenge, RedFlag
from sacral_edu.generation.assessing import assess, tell_function
from sacral_edu.generation.chance import Chance
from sacral_edu.generation.demographics import invent_patient
from sacral_edu.generation.examination import Order, examine
from sacral_edu.generation.fitting import candidates
from sacral_edu.generation.history import Story, tell
from sacral_edu.generation.noting import Note
from sacral_edu.generation.observations import Remark, findings_said
from sacral_edu.generation.outline import Outline, outline
from sacral_edu.generation.proof import prove
from sacral_edu.generation.signs import Signs, exact, misread, smallest_telling
from sacral_edu.generation.spec import GENERATOR_VERSION, Spec, spec_of
from sacral_edu.generation.turns import Turn
from sacral_edu.generation.visit import Visit, visit
from sacral_edu.generation.wording import close, phrase

_REGION_WEIGHTS = {"sacral": 60.0, "pelvic": 25.0, "lumbar": 8.0, "lower_extremity": 7.0}
"""Teaching weights, not epidemiology: most cases are sacral, every neighbor turns up."""

_TRIES = 200
_SORE = 0.7
_DIFFICULTY = {
    "minimal": "intermediate",
    "mixed": "intermediate",
    "noisy": "advanced",
    "red_flag": "advanced",
}


class _Plan(Struct, frozen=True, kw_only=True):
    """Everything that is settled before the note is written."""

    dysfunction: Dysfunction
    challenge: Challenge
    story: Story
    outline: Outline
    signs: Signs
    second: Dysfunction | None
    turn: Turn


def generate(spec: Spec) -> Case:
    """Return the case that the spec stands for; the same spec always gives the same case.

    A case is accepted only with a proof: for exact ones the solver, given what the note states, finds
    exactly its truth; for noisy ones the truth's posterior reaches the threshold. Raises CaseError where
    that cannot be had, which no spec is known to bring about.
    """
    name = spec.case_id
    for attempt in range(_TRIES):
        case = _draft(spec, name, attempt)
        if case is not None:
            return case
    raise CaseError(f"Case {name} could not be made unambiguous in {_TRIES} tries; please report its id.")


def regenerate(case_id: str) -> Case:
    """Return the generated case of that id; raise CaseError where the id is not one."""
    return generate(spec_of(case_id))


def _draft(spec: Spec, name: str, attempt: int) -> Case | None:
    chance = Chance("case", GENERATOR_VERSION, name, attempt)
    plan = _plan(chance, spec)
    note = Note()
    warned = _tell_history(note, spec, plan)
    _tell_examination(chance, note, spec, plan)
    findings = tuple(note.findings)
    proof = prove(findings, plan.dysfunction.id, plan.challenge, plan.signs, second=_id(plan.second))
    if proof is None:
        return None
    today = visit(chance, plan.turn, plan.story, plan.outline, findings)
    assess(plan.turn, note, plan.story, plan.dysfunction, plan.outline.further, spec.habits)
    _tell_plan(note, plan, today)
    story = plan.story
    return Case(
        id=name,
        title=story.title,
        origin="generated",
        generator=GENERATOR_VERSION,
        patient=invent_patient(
            chance, sex=story.sex, age=story.age, on=plan.outline.on, occupation=story.occupation
        ),
        archetype=story.archetype,
        chronicity=story.chronicity,
        findings=findings,
        facts=tuple(note.facts),
        note=tuple(note.statements),
        encounter=today.encounter,
        truth=truth_of(
            plan.dysfunction, tuple(note.statements), findings, second=plan.second, misread=proof.misread
        ),
        claim=_claim(today.encounter, plan, spec),
        difficulty=_DIFFICULTY.get(plan.challenge, "basic"),  # type: ignore[arg-type]
        challenge=plan.challenge,
        habits=spec.habits,
        proof=proof,
        red_flag=_red_flag(story, warned),
    )


def _plan(chance: Chance, spec: Spec) -> _Plan:
    dysfunction = dysfunctions()[_dysfunction(chance, spec)]
    challenge: Challenge = spec.challenge or ("normal" if dysfunction.id == "NORMAL" else "textbook")
    turn = Turn(spec.seed, spec.index)
    story = tell(chance, turn, dysfunction, archetype=spec.archetype, red_flag=challenge == "red_flag")
    second = dysfunctions()[chance.pick(seconds())] if challenge == "mixed" else None
    plain = challenge in ("red_flag", "normal") or second is not None
    return _Plan(
        dysfunction=dysfunction,
        challenge=challenge,
        story=story,
        outline=outline(chance, story, dysfunction, spec.provider, second=second, plain=plain),
        signs=misread(chance, dysfunction.id) if challenge == "noisy" else exact(dysfunction.id),
        second=second,
        turn=turn,
    )


def _tell_history(note: Note, spec: Spec, plan: _Plan) -> str:
    """Write the history; return the id of the statement that gives the warning, if there is one."""
    story = plan.story
    for topic, text in story.sentences:
        said = tell_function(plan.turn, spec.habits, text) if topic == "function" else text
        if said is not None:
            note.state("hpi", said, Fact(id=f"h-{topic}", topic=topic, value=story.archetype))
    if story.warning is None:
        return ""
    return note.state(
        "hpi", story.warning.statement, Fact(id="h-flag", topic="red_flag", value=story.warning.id)
    )


def _tell_examination(chance: Chance, note: Note, spec: Spec, plan: _Plan) -> None:
    story = plan.story
    order = Order(
        dysfunction=plan.dysfunction,
        chronicity=story.chronicity,
        pain_side=story.pain_side,
        signs=plan.signs,
        extras=(*story.exam_keys, *plan.outline.extra_keys),
        second=plan.second,
        without_prone_tests=story.archetype == "pregnancy_pgp" or not _may_press(story),
        without_standing_tests=story.warning is not None and story.warning.id == "FRACTURE",
    )
    remarks = examine(chance, order)
    if plan.challenge == "minimal":
        remarks = _fewest(chance, remarks, plan.dysfunction.id)
    for remark in _as_documented(remarks, spec):
        note.observe(remark, phrase(chance, plan.turn, remark.key, remark.side))
    if spec.habits.tart == "poor" and plan.dysfunction.region is not None:
        vague = Fact(id="e-vague", topic="vague_tart", value="vague")
        note.state("exam", close(plan.turn, "tart/vague"), vague)


def _may_press(story: Story) -> bool:
    return story.warning is None or story.warning.prone_tests


def _fewest(chance: Chance, remarks: list[Remark], dysfunction: str) -> list[Remark]:
    """Leave only remarks that are needed, and those that tell nothing about position or motion."""
    groups = [findings_said(remark, 1) for remark in remarks]
    telling = [place for place, group in enumerate(groups) if any(_positional(f) for f in group)]
    kept = smallest_telling(chance, [groups[place] for place in telling], dysfunction)
    needed = {telling[place] for place in kept}
    return [r for place, r in enumerate(remarks) if place in needed or place not in telling]


def _positional(finding: Finding) -> bool:
    # A further region stays documented: it is treated and claimed.
    if finding.region in ("cervical", "thoracic", "rib_cage"):
        return False
    return finding.kind in ("landmark", "motion") or finding.test == "lordosis"


def _as_documented(remarks: list[Remark], spec: Spec) -> list[Remark]:
    """Leave out tissue texture and tenderness where the habit of TART was not kept."""
    if spec.habits.tart == "present":
        return remarks
    return [remark for remark in remarks if not remark.key.startswith(("texture/", "tenderness/"))]


def _tell_plan(note: Note, plan: _Plan, today: Visit) -> None:
    lines = list(today.plan)
    if plan.story.warning is not None:
        lines.append(("red_flag", plan.story.warning.action))
    for number, (topic, text) in enumerate(lines, 1):
        note.state("plan", text, Fact(id=f"p{number}", topic=topic, value=topic))


def _red_flag(story: Story, statement: str) -> RedFlag | None:
    if story.warning is None:
        return None
    return RedFlag(id=story.warning.id, statement=statement, action=story.warning.action)


def truth_of(
    dysfunction: Dysfunction,
    note: tuple[Statement, ...],
    findings: tuple[Finding, ...],
    *,
    second: Dysfunction | None = None,
    misread: tuple[str, ...] = (),
) -> Truth:
    """Return the truth of a case with its deciding findings, found by elimination, and its open ones.

    Findings that the examiner misread are open: they are evidence of something that is not there.
    """
    masks = {finding.id: consistent_with(finding) for finding in findings}
    deciding: list[str] = []
    if dysfunction.region is not None:
        for statement in note:
            left, said = -1, [name for name in statement.conveys if name in masks]
            for name in said:
                left &= masks[name]
            if said and is_within(left, dysfunction.region):
                deciding += said
    deciding += [finding.id for finding in findings if finding.test == "recheck"]
    return Truth(
        dysfunction=dysfunction.id,
        name=dysfunction.name,
        region=dysfunction.region,
        code=dysfunction.code,
        deciding=tuple(deciding),
        open=tuple(f.id for f in findings if is_open(f, dysfunction.region) or f.id in misread),
        secondary=_id(second),
    )


def _id(dysfunction: Dysfunction | None) -> str | None:
    return None if dysfunction is None else dysfunction.id


def _claim(encounter: Encounter, plan: _Plan, spec: Spec) -> ClaimKey | None:
    """Derive the claim; a note that hides the bone or the condition on purpose supports none."""
    if spec.habits.site != "present" or spec.habits.linkage != "present":
        return None
    condition = plan.story.condition
    return select_claim(
        encounter, symptoms=condition.codes, regions=plan.outline.regions, optional=condition.optional
    )


@cache
def _sacral_weights() -> dict[str, float]:
    return {row.id: float(row.weight) for row in core_sacral_rows().values() if row.weight}


@cache
def _weights(challenge: Challenge | None, archetype: str | None) -> dict[str, float]:
    """Return the dysfunctions that satisfy the wishes, so weighted that each region has its share."""
    names = candidates(None, challenge, archetype)
    by_region: dict[Region | None, dict[str, float]] = {}
    for name in names:
        region = dysfunctions()[name].region
        weight = _sacral_weights().get(name, 1.0) if region == "sacral" else 1.0
        by_region.setdefault(region, {})[name] = weight
    weights: dict[str, float] = {}
    for region, group in by_region.items():
        share = _REGION_WEIGHTS.get(region or "", 5.0) / sum(group.values())
        weights |= {name: weight * share for name, weight in group.items()}
    return weights


def _dysfunction(chance: Chance, spec: Spec) -> str:
    if spec.dysfunction is not None:
        return spec.dysfunction
    return chance.weighted(_weights(spec.challenge, spec.archetype))
