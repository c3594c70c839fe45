"""The visit: who treats, for which payer, what is done, how long it takes, and how the note says so."""

from msgspec import Struct

from sacral_edu.clinical.dysfunctions import in_words
from sacral_edu.clinical.tart import PART_LETTERS, criteria_in
from sacral_edu.domain.cases import (
    Encounter,
    Finding,
    Region,
    TherapyEvaluation,
    VisitFacts,
    VisitLevel,
)
from sacral_edu.generation.chance import Chance
from sacral_edu.generation.history import Story
from sacral_edu.generation.outline import Outline

_GENTLE = frozenset(
    {"pregnancy_pgp", "postpartum", "post_fusion", "disc_L5S1", "hypermobile", "fall_on_buttock"}
)
_INVOLVED = frozenset({"disc_L5S1", "pregnancy_pgp", "postpartum", "post_fusion", "hypermobile"})
_OUTSIDE_SPINE = {"lower_extremity": "lower_extremities"}
_EXERCISE_MINUTES = (10, 25)
_MANUAL_MINUTES = (10, 25)


class Visit(Struct, frozen=True, kw_only=True):
    """The encounter and the sentences of the plan, as pairs of (topic, text)."""

    encounter: Encounter
    plan: tuple[tuple[str, str], ...]


def visit(chance: Chance, story: Story, plan: Outline, findings: tuple[Finding, ...]) -> Visit:
    """Return the encounter with its countable facts and what the plan of the note says about them."""
    if not plan.treats:
        return _deferred(chance, story, plan)
    if plan.provider == "PT":
        return _therapy(chance, story, plan)
    if plan.provider == "DC" and plan.regions:
        return _chiropractic(chance, story, plan, findings)
    return _osteopathic(chance, story, plan)


def listing(regions: tuple[Region, ...]) -> str:
    """Return regions as a list in words, for example `sacral region, thoracic region and rib cage`."""
    names = [in_words(region) for region in regions]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _deferred(chance: Chance, story: Story, plan: Outline) -> Visit:
    """Return a visit on which nothing is treated, since a warning has to be cleared up first."""
    therapist = plan.provider == "PT"
    minutes = chance.between(20, 38)
    words = (
        f"Evaluated only; the visit is leveled by time: {minutes} minutes in all on this date for history, "
        "examination, calls and referral."
    )
    facts = VisitFacts(
        omt_regions_documented=plan.regions or None,
        em_separate=None if therapist else True,
        em=None if therapist else VisitLevel(basis="time", total_minutes=minutes),
        pt_eval=_WARNED if therapist else None,
        pt_plan_of_care=therapist,
        current_injury=story.condition.injury,
    )
    encounter = Encounter(
        provider=plan.provider,
        payer_profile=plan.payer,
        patient_status="new" if therapist else "established",
        date_of_service=plan.on.isoformat(),
        facts=facts,
    )
    said = _WARNED_EVALUATION if therapist else f"Established patient. {words}"
    return Visit(encounter=encounter, plan=(("visit", said),))


def _osteopathic(chance: Chance, story: Story, plan: Outline) -> Visit:
    regions = plan.regions
    technique = "Balanced ligamentous tension" if story.archetype in _GENTLE else "Muscle energy"
    kinds = {"planned": 3.0, "new": 2.0, "problem": 2.0, "time": 1.5, "moderate": 1.5}
    if not regions or story.chronicity == "acute":
        kinds.pop("moderate")
    if story.condition.injury:
        kinds.pop("planned")
    if story.archetype in _INVOLVED:
        # A radiculopathy or a pregnancy is no uncomplicated problem; the level is left to minutes.
        kinds = {"planned": 1.0, "time": 1.0}
    if not regions:
        kinds = {"new": 1.0, "problem": 1.0}
    kind = chance.weighted(kinds)
    level, words = _level(chance, kind, story)
    facts = VisitFacts(
        omt_regions_documented=regions or None,
        omt_regions_treated=regions or None,
        em_separate=level is not None,
        em=level,
        current_injury=story.condition.injury,
    )
    encounter = Encounter(
        provider=plan.provider,
        payer_profile=plan.payer,
        patient_status="new" if kind == "new" else "established",
        date_of_service=plan.on.isoformat(),
        facts=facts,
    )
    if regions:
        done = f"{technique} to the {listing(regions)}, well tolerated, with better motion afterward."
        words = (*words, ("treatment", done))
    return Visit(encounter=encounter, plan=words)


def _level(chance: Chance, kind: str, story: Story) -> tuple[VisitLevel | None, tuple[tuple[str, str], ...]]:
    if kind == "planned":
        words = (
            "Planned treatment visit: nothing new since last time, same plan, no change of medicine, no "
            "other work done."
        )
        return None, (("visit", words),)
    problem = (
        "an acute, uncomplicated problem" if story.chronicity == "acute" else "one stable chronic problem"
    )
    if kind == "new":
        words = f"First visit to this group; worked up as {problem}."
        return _mdm("low", "low"), (("visit", words), _OVER_THE_COUNTER, _NOTHING_REVIEWED)
    if kind == "problem":
        words = f"Established patient with a problem not evaluated here before; worked up as {problem}."
        return _mdm("low", "low"), (("visit", words), _OVER_THE_COUNTER, _NOTHING_REVIEWED)
    if kind == "time":
        treating, net = chance.between(8, 14), chance.between(20, 38)
        total = treating + net
        words = (
            f"Established patient; the visit is leveled by time: {total} minutes on this date, of which "
            f"{treating} minutes were the hands-on treatment, the rest history, examination and counseling "
            "on work and sleep."
        )
        level = VisitLevel(basis="time", total_minutes=total, minutes_of_separately_billed_work=treating)
        return level, (("visit", words),)
    words = (
        "Established patient whose chronic problem has been clearly worse for a month; the flare was "
        "evaluated today."
    )
    drug = ("medicine", "Prescription anti-inflammatory started after its risks were weighed.")
    return _mdm("moderate", "moderate"), (("visit", words), drug, _NOTHING_REVIEWED)


_OVER_THE_COUNTER = ("medicine", "Over-the-counter pain reliever as needed and a home exercise.")
_NOTHING_REVIEWED = ("data", "No outside records or tests reviewed or ordered; time not recorded.")


def _mdm(problems: str, risk: str) -> VisitLevel:
    return VisitLevel(basis="mdm", problems=problems, data="minimal", risk=risk)


def _chiropractic(chance: Chance, story: Story, plan: Outline, findings: tuple[Finding, ...]) -> Visit:
    medicare = plan.payer == "medicare_ffs"
    maintenance = medicare and story.chronicity == "chronic" and chance.happens(0.4)
    letters = frozenset(letter for region in plan.regions for letter in criteria_in(findings, region))
    regions = listing(plan.regions)
    words = [("treatment", f"Adjusted the {regions}.")]
    if maintenance:
        care = "No further gain is expected; the adjustment keeps the patient comfortable (maintenance care)."
        words += [
            ("care", care),
            ("notice", "A signed advance beneficiary notice for today's adjustment is on file."),
        ]
    else:
        words.append(("care", "Active, corrective care; improvement is expected over four weeks."))
    new = not medicare and chance.happens(0.3)
    visit_words = (
        "First visit to this office: full history and examination apart from the adjustment, one "
        "uncomplicated problem, nothing reviewed, home advice and an over-the-counter pain reliever."
        if new
        else "Scheduled visit; only the customary check before the adjustment."
    )
    facts = VisitFacts(
        cmt_spinal_regions=tuple(region for region in plan.regions if region not in _OUTSIDE_SPINE),
        cmt_extraspinal_regions=tuple(_OUTSIDE_SPINE[r] for r in plan.regions if r in _OUTSIDE_SPINE) or None,
        part=tuple(
            PART_LETTERS[c] for c in ("tenderness", "asymmetry", "restriction", "texture") if c in letters
        ),
        care="maintenance" if maintenance else "active",
        abn="mandatory_signed" if maintenance else None,
        em_separate=new,
        em=_mdm("low", "low") if new else None,
        current_injury=story.condition.injury,
    )
    encounter = Encounter(
        provider="DC",
        payer_profile=plan.payer,
        patient_status="new" if new else "established",
        date_of_service=plan.on.isoformat(),
        facts=facts,
    )
    return Visit(encounter=encounter, plan=(("visit", visit_words), *words))


def _therapy(chance: Chance, story: Story, plan: Outline) -> Visit:
    manual, exercise = _minutes(chance)
    new = chance.happens(0.4)
    rule = "cpt_midpoint" if plan.payer == "commercial_ncci" else "cms_total"
    rule_words = (
        "The plan counts each timed service by itself, by the midpoint."
        if rule == "cpt_midpoint"
        else "The payer counts the total of timed minutes."
    )
    words = [
        ("treatment", f"One to one: joint and soft-tissue mobilization {manual} minutes."),
        ("treatment", f"Then progressive strengthening of the trunk and hips {exercise} minutes."),
        ("time", rule_words),
    ]
    if new:
        words.insert(0, ("evaluation", _EVALUATION))
    facts = VisitFacts(
        timed_minutes={"TX_MANUAL": manual, "TX_EXERCISE": exercise},
        time_rule=rule,
        pt_plan_of_care=True,
        pt_eval=_EVALUATED if new else None,
        current_injury=story.condition.injury,
    )
    encounter = Encounter(
        provider="PT",
        payer_profile=plan.payer,
        patient_status="new" if new else "established",
        date_of_service=plan.on.isoformat(),
        facts=facts,
    )
    return Visit(encounter=encounter, plan=tuple(words))


_EVALUATED = TherapyEvaluation(factors=0, elements=2, presentation="stable")
_WARNED = TherapyEvaluation(factors=0, elements=2, presentation="unstable")
_WARNED_EVALUATION = (
    "First assessment: no personal factors or other conditions affect the plan, two elements examined, "
    "unstable presentation. Plan of care signed, on hold until the warning is cleared up."
)
_EVALUATION = (
    "First assessment, plan of care signed: no personal factors or other conditions affect the plan, two "
    "elements examined, stable presentation."
)


def _minutes(chance: Chance) -> tuple[int, int]:
    """Minutes of manual work and of exercise whose units no rule leaves to choice."""
    while True:
        manual, exercise = chance.between(*_MANUAL_MINUTES), chance.between(*_EXERCISE_MINUTES)
        if manual % 15 != exercise % 15:
            return manual, exercise
