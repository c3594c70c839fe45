"""Tell the sacral region from its neighbors, and name the findings that decide.

Four tenths of the points go to the region, by how near the answer lies, and six tenths to the deciding
findings, since naming the commonest region everywhere is no skill; without findings that decide
it the region earns half. A finding decides if it alone rules out
every dysfunction of every other region; findings that merely agree cost nothing, findings that point
elsewhere or nowhere do.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from sacral_edu.api import (
    Case,
    ChoiceField,
    Criterion,
    Example,
    ExampleKind,
    Finding,
    Illustration,
    Item,
    MarkField,
    Option,
    Prompt,
    Response,
    Score,
    Statement,
    choice,
    draw_dysfunction,
    dysfunctions,
    marks,
    note_lines,
    rounded,
    total,
)
from sacral_edu_region.keys import UNCHOSEN, PrimaryKey, RegionKey, Weighed
from sacral_edu_region.reasons import CODES, WHY_REGION, named, nearness, why_finding
from sacral_edu_region.situations import situation_of

REGION_SHARE = 0.4
FINDINGS_SHARE = 0.6
MOST_FINDINGS = 3
UNFOUNDED = 0.5
"""Share of the region's points that is left where no more deciding than misleading findings are marked."""

_CHOICES = (UNCHOSEN, *CODES)

REGIONS: tuple[Option, ...] = (
    Option(id="sacral", label="Sacral region, M99.04", letter="S"),
    Option(id="pelvic", label="Pelvic region, M99.05", letter="P"),
    Option(id="lumbar", label="Lumbar region, M99.03", letter="L"),
    Option(id="lower_extremity", label="Lower extremity, M99.06", letter="E"),
)
_NO_GROUNDS = " Without findings that decide it, a region is a guess and earns half."
_DECIDES = (Option(id="decides", label="Decides", letter="D"),)
_STEM = (
    "Which region holds the primary somatic dysfunction? Mark up to three findings that decide it, that is, "
    "findings that could not be had from a lesion of another region."
)


def primary_item(case: Case) -> Item[RegionKey] | None:
    """Return the item where the primary region is one of the four that the question offers."""
    truth = case.truth
    if truth is None or truth.region not in CODES or not truth.deciding:
        return None
    exam = [s for s in case.note if s.section == "exam"]
    region = truth.region
    key = PrimaryKey(
        item_id=f"{case.id}/region/primary",
        region=region,
        name=truth.name,
        dysfunction=truth.dysfunction,
        lines=tuple(_weighed(case, s) for s in exam),
        regions={one: _region_criterion(one, region, founded=True) for one in _CHOICES},
        unfounded={one: _region_criterion(one, region, founded=False) for one in _CHOICES},
    )
    return Item(
        prompt=_prompt(case, key.item_id, exam),
        key=key,
        situation=situation_of(case),
        key_feature=key.deciding,
    )


def score_primary(key: PrimaryKey, response: Response) -> Score:
    """Score the region by nearness and the findings by what they rule out."""
    chosen, found = choice(response, "region"), marks(response, "findings")
    marked = [line for line in key.lines if line.line in found]
    regions = key.regions if sum(line.worth for line in marked) > 0 else key.unfounded
    criteria = (regions[chosen], _overview(key, marked), *(line.remark for line in marked))
    return Score(
        item_id=key.item_id,
        scorer="region",
        points=total(criteria),
        criteria=criteria,
        summary=f"The findings add up to: {key.name} ({CODES[key.region]}).",
        pictures=(_picture(key.dysfunction),),
    )


def primary_examples(key: PrimaryKey) -> Iterable[Example]:
    """Yield right, wrong, blank and malformed answers."""
    wanted = _wanted(key)
    right = dict.fromkeys(key.deciding[:wanted], "decides")
    misleading = [line.line for line in key.lines if line.worth < 0]
    misled = dict.fromkeys(misleading[:MOST_FINDINGS], "decides")
    far = min(CODES, key=lambda region: nearness(region, key.region))
    near = rounded(REGION_SHARE * UNFOUNDED * nearness(far, key.region))
    yield _example("right", "region and deciding findings", key, key.region, right, 1.0)
    yield _example("wrong", "region alone", key, key.region, {}, REGION_SHARE * UNFOUNDED)
    yield _example("wrong", "farthest region, misleading findings", key, far, misled, near)
    yield _example("blank", "nothing chosen", key, "", {}, 0.0)
    yield _example("malformed", "a region that is not offered", key, "M99.04", {}, None)
    yield _example("malformed", "marks as a list", key, "", ["s1"], None)


def _prompt(case: Case, item_id: str, exam: list[Statement]) -> Prompt:
    return Prompt(
        item_id=item_id,
        scorer="region",
        case_id=case.id,
        title=case.title,
        stem=_STEM,
        note=note_lines(case, ("hpi", "exam")),
        fields=(
            ChoiceField(id="region", label="Primary region", options=REGIONS),
            MarkField(
                id="findings",
                label="Deciding findings",
                lines=tuple(s.id for s in exam),
                options=_DECIDES,
                at_most=MOST_FINDINGS,
            ),
        ),
        skills=("region", "sacral_region", "pelvic_region"),
        minutes=3.0,
        difficulty=case.difficulty,
    )


@cache
def _picture(dysfunction: str) -> Illustration:
    drawn = draw_dysfunction(dysfunction)
    return Illustration(
        svg=drawn.svg, text=drawn.text, caption=f"Seen from behind: {dysfunctions()[dysfunction].name}"
    )


def _weighed(case: Case, statement: Statement) -> Weighed:
    findings = case.findings_of(statement)
    worth = _worth(case, findings)
    why = why_finding(worth, findings, case.truth.region if case.truth else None)
    remark = Criterion(
        id=f"finding-{statement.id}",
        label=statement.text,
        earned=0.0,
        possible=0.0,
        feedback=why,
        read_more="regions#regions-landmarks",
        lines=(statement.id,),
    )
    return Weighed(line=statement.id, text=statement.text, worth=worth, why=why, remark=remark)


def _worth(case: Case, findings: Sequence[Finding]) -> int:
    truth = case.truth
    if truth is None:
        return 0
    if any(finding.id in truth.deciding for finding in findings):
        return 1
    agrees = any(f.id in truth.open or (f.region == truth.region and f.tart) for f in findings)
    compares = any(f.test in ("standing_flexion", "seated_flexion") for f in findings)
    return 0 if agrees or compares else -1


def _region_criterion(chosen: str, region: str, *, founded: bool) -> Criterion:
    share = REGION_SHARE if founded else REGION_SHARE * UNFOUNDED
    if not chosen:
        said = f"No region chosen. The primary lesion is {named(region)}."
    elif chosen == region:
        said = f"Right: {named(region)}."
    else:
        said = f"You chose {named(chosen)}, but the primary lesion is {named(region)}."
    return Criterion(
        id="region",
        label="Primary region",
        earned=share * nearness(chosen, region) if chosen else 0.0,
        possible=REGION_SHARE,
        feedback=f"{said} {WHY_REGION[region]}{'' if founded or not chosen else _NO_GROUNDS}",
        read_more=f"regions#regions-{region.replace('_', '-')}",
    )


def _overview(key: PrimaryKey, marked: list[Weighed]) -> Criterion:
    wanted = _wanted(key)
    hits = sum(line.worth > 0 for line in marked)
    misses = sum(line.worth < 0 for line in marked)
    said = f"{hits} deciding and {misses} misleading findings marked."
    if hits < wanted:
        left_out = next(line.text for line in key.lines if line.worth > 0 and line not in marked)
        said += f" This would have decided: {left_out}"
    # Misleading marks take back what deciding ones earned, never more.
    return Criterion(
        id="findings",
        label="Deciding findings",
        earned=FINDINGS_SHARE / wanted * max(0, min(hits, wanted) - misses),
        possible=FINDINGS_SHARE,
        feedback=said,
        read_more="regions#regions-flexion-tests",
        lines=key.deciding,
    )


def _wanted(key: PrimaryKey) -> int:
    return min(MOST_FINDINGS, len(key.deciding))


def _example(
    kind: ExampleKind, name: str, key: PrimaryKey, region: str, findings: object, points: float | None
) -> Example:
    response = Response(item_id=key.item_id, answers={"region": region, "findings": findings})
    return Example(kind=kind, name=name, response=response, points=points)
