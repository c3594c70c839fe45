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
from sacral_edu.generation.turns import Turn
from sacral_edu.generation.wording import capitalized, close

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


def visit(chance: Chance, turn: Turn, story: Story, plan: Outline, findings: tuple[Finding, ...]) -> Visit:
    """Return the encounter with its countable facts and what the plan of the note says about them."""
    if not plan.treats:
        return _deferred(chance, turn, story, plan)
    if plan.provider == "PT":
        return _therapy(chance, turn, story, plan)
    if plan.provider == "DC" and plan.regions:
        return _chiropractic(chance, turn, story, plan, findings)
    return _osteopathic(chance, turn, story, plan)


def listing(regions: tuple[Region, ...]) -> str:
    """Return regions as a list in words, for example `sacral region, thoracic region and rib cage`."""
    names = [in_words(region) for region in regions]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _deferred(chance: Chance, turn: Turn, story: Story, plan: Outline) -> Visit:
    """Return a visit on which nothing is treated, since a warning has to be cleared up first."""
    therapist = plan.provider == "PT"
    minutes = chance.between(20, 38)
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
    said = close(turn, "therapy/warned" if therapist else "visit/deferred", minutes=minutes)
    return Visit(encounter=encounter, plan=(("visit", said),))


def _osteopathic(chance: Chance, turn: Turn, story: Story, plan: Outline) -> Visit:
    regions = plan.regions
    technique = "balanced ligamentous tension" if story.archetype in _GENTLE else "muscle energy"
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
    level, words = _level(chance, turn, kind, story)
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
        done = close(
            turn,
            "treatment/osteopathic",
            technique=technique,
            Technique=capitalized(technique),
            regions=listing(regions),
        )
        words = (*words, ("treatment", done))
    return Visit(encounter=encounter, plan=words)


_Said = tuple[tuple[str, str], ...]


def _level(chance: Chance, turn: Turn, kind: str, story: Story) -> tuple[VisitLevel | None, _Said]:
    """Return what the visit's level rests on, and how the plan says so."""
    no_data = ("data", close(turn, "data/none"))
    if kind == "planned":
        return None, (("visit", close(turn, "visit/planned")),)
    if kind in ("new", "problem"):
        problem = (
            "an acute, uncomplicated problem" if story.chronicity == "acute" else "one stable chronic problem"
        )
        words = ("visit", close(turn, f"visit/{kind}", problem=problem))
        return _mdm("low", "low"), (words, ("medicine", close(turn, "medicine/over_the_counter")), no_data)
    if kind == "time":
        treating, net = chance.between(8, 14), chance.between(20, 38)
        total = treating + net
        level = VisitLevel(basis="time", total_minutes=total, minutes_of_separately_billed_work=treating)
        return level, (("visit", close(turn, "visit/time", total=total, treating=treating)),)
    drug = ("medicine", close(turn, "medicine/prescription"))
    return _mdm("moderate", "moderate"), (("visit", close(turn, "visit/moderate")), drug, no_data)


def _mdm(problems: str, risk: str) -> VisitLevel:
    return VisitLevel(basis="mdm", problems=problems, data="minimal", risk=risk)


def _chiropractic(
    chance: Chance, turn: Turn, story: Story, plan: Outline, findings: tuple[Finding, ...]
) -> Visit:
    medicare = plan.payer == "medicare_ffs"
    maintenance = medicare and story.chronicity == "chronic" and chance.happens(0.4)
    letters = frozenset(letter for region in plan.regions for letter in criteria_in(findings, region))
    regions = listing(plan.regions)
    words = [("treatment", close(turn, "treatment/chiropractic", regions=regions))]
    if maintenance:
        words += [
            ("care", close(turn, "care/maintenance")),
            ("notice", close(turn, "notice/signed")),
        ]
    else:
        words.append(("care", close(turn, "care/active")))
    # A radiculopathy or a pregnancy is no uncomplicated problem to be evaluated without any data.
    new = not medicare and story.archetype not in _INVOLVED and chance.happens(0.3)
    visit_words = close(turn, "visit/dc_new" if new else "visit/dc_scheduled")
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


def _therapy(chance: Chance, turn: Turn, story: Story, plan: Outline) -> Visit:
    manual, exercise = _minutes(chance)
    new = chance.happens(0.4)
    rule = "cpt_midpoint" if plan.payer == "commercial_ncci" else "cms_total"
    counted = "therapy/rule_midpoint" if rule == "cpt_midpoint" else "therapy/rule_total"
    words = [
        ("treatment", close(turn, "therapy/manual", manual=manual)),
        ("treatment", close(turn, "therapy/exercise", exercise=exercise)),
        ("time", close(turn, counted)),
    ]
    if new:
        words.insert(0, ("evaluation", close(turn, "therapy/evaluation")))
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


def _minutes(chance: Chance) -> tuple[int, int]:
    """Minutes of manual work and of exercise whose units no rule leaves to choice."""
    while True:
        manual, exercise = chance.between(*_MANUAL_MINUTES), chance.between(*_EXERCISE_MINUTES)
        if manual % 15 != exercise % 15:
            return manual, exercise
