"""Tell the sacral region from its neighbors, and name the findings that decide.

Six tenths of the points go to the region, by how near the answer lies; four tenths to the deciding
findings. A finding decides if it alone rules out every dysfunction of every other region; findings that
merely agree cost nothing, findings that point elsewhere or nowhere do.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from msgspec import Struct

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
from sacral_edu_region.reasons import CODES, WHY_REGION, named, nearness, why_finding
from sacral_edu_region.situations import situation_of

REGION_SHARE = 0.6
FINDINGS_SHARE = 0.4
MOST_FINDINGS = 3

_OPTIONS: tuple[Option, ...] = (
    Option(id="sacral", label="Sacral region, M99.04", letter="S"),
    Option(id="pelvic", label="Pelvic region, M99.05", letter="P"),
    Option(id="lumbar", label="Lumbar region, M99.03", letter="L"),
    Option(id="lower_extremity", label="Lower extremity, M99.06", letter="E"),
)
_DECIDES = (Option(id="decides", label="Decides", letter="D"),)


class Weighed(Struct, frozen=True, kw_only=True):
    """One line of the examination: what it is worth (1 decides, 0 agrees, -1 misleads), and why."""

    line: str
    text: str
    worth: int
    why: str


class RegionKey(Struct, frozen=True, kw_only=True):
    """The primary region and the worth of each line."""

    item_id: str
    region: str
    name: str
    dysfunction: str
    lines: tuple[Weighed, ...]


class RegionScorer:
    """Puts one question on every case with a primary region and at least one deciding finding."""

    name = "region"
    title = "Tell sacral from pelvic and its neighbors"
    skills = ("region", "sacral_region", "pelvic_region")

    def items(self, case: Case) -> Sequence[Item[RegionKey]]:
        """Return one item where the primary region is one of the four that the question offers."""
        truth = case.truth
        if truth is None or truth.region not in CODES or not truth.deciding:
            return ()
        exam = [s for s in case.note if s.section == "exam"]
        lines = tuple(_weighed(case, s) for s in exam)
        item_id = f"{case.id}/{self.name}/primary"
        prompt = Prompt(
            item_id=item_id,
            scorer=self.name,
            case_id=case.id,
            title=case.title,
            stem=(
                "Which region holds the primary somatic dysfunction? Mark up to three findings that decide "
                "it, that is, findings that could not be had from a lesion of another region."
            ),
            note=note_lines(case, ("hpi", "exam")),
            fields=(
                ChoiceField(id="region", label="Primary region", options=_OPTIONS),
                MarkField(
                    id="findings",
                    label="Deciding findings",
                    lines=tuple(s.id for s in exam),
                    options=_DECIDES,
                    at_most=MOST_FINDINGS,
                ),
            ),
            skills=self.skills,
            minutes=3.0,
        )
        key = RegionKey(
            item_id=item_id,
            region=truth.region,
            name=truth.name,
            dysfunction=truth.dysfunction,
            lines=lines,
        )
        feature = tuple(line.line for line in lines if line.worth > 0)
        return (Item(prompt=prompt, key=key, situation=situation_of(case), key_feature=feature),)

    def score(self, key: RegionKey, response: Response) -> Score:
        """Score the region by nearness and the findings by what they rule out."""
        chosen = choice(response, "region")
        marked = [line for line in key.lines if line.line in marks(response, "findings")]
        criteria = [_region_criterion(key, chosen), *_finding_criteria(key, marked)]
        return Score(
            item_id=key.item_id,
            scorer=self.name,
            points=total(criteria),
            criteria=tuple(criteria),
            summary=f"The findings add up to: {key.name} ({CODES[key.region]}).",
            pictures=(_picture(key.dysfunction),),
        )

    def examples(self, item: Item[RegionKey]) -> Iterable[Example]:
        """Yield right, wrong, blank and malformed answers."""
        key = item.key
        wanted = _wanted(key)
        right = {line.line: "decides" for line in [w for w in key.lines if w.worth > 0][:wanted]}
        misled = {line.line: "decides" for line in [w for w in key.lines if w.worth < 0][:MOST_FINDINGS]}
        far = min(CODES, key=lambda region: nearness(region, key.region))
        near = rounded(REGION_SHARE * nearness(far, key.region))
        yield _example("right", "region and deciding findings", key, key.region, right, 1.0)
        yield _example("wrong", "region alone", key, key.region, {}, REGION_SHARE)
        yield _example("wrong", "farthest region, misleading findings", key, far, misled, near)
        yield _example("blank", "nothing chosen", key, "", {}, 0.0)
        yield _example("malformed", "a region that is not offered", key, "M99.04", {}, None)
        yield _example("malformed", "marks as a list", key, "", ["s1"], None)


@cache
def _picture(dysfunction: str) -> Illustration:
    drawn = draw_dysfunction(dysfunction)
    return Illustration(
        svg=drawn.svg, text=drawn.text, caption=f"Seen from behind: {dysfunctions()[dysfunction].name}"
    )


def _weighed(case: Case, statement: Statement) -> Weighed:
    findings = case.findings_of(statement)
    worth = _worth(case, findings)
    region = case.truth.region if case.truth else None
    return Weighed(
        line=statement.id, text=statement.text, worth=worth, why=why_finding(worth, findings, region)
    )


def _worth(case: Case, findings: Sequence[Finding]) -> int:
    truth = case.truth
    if truth is None:
        return 0
    if any(finding.id in truth.deciding for finding in findings):
        return 1
    agrees = any(f.id in truth.open or (f.region == truth.region and f.tart) for f in findings)
    compares = any(f.test in ("standing_flexion", "seated_flexion") for f in findings)
    return 0 if agrees or compares else -1


def _region_criterion(key: RegionKey, chosen: str) -> Criterion:
    earned = REGION_SHARE * nearness(chosen, key.region) if chosen else 0.0
    if not chosen:
        said = f"No region chosen. The primary lesion is {named(key.region)}. {WHY_REGION[key.region]}"
    elif chosen == key.region:
        said = f"Right: {named(key.region)}. {WHY_REGION[key.region]}"
    else:
        lesion = f"the primary lesion is {named(key.region)}"
        said = f"You chose {named(chosen)}, but {lesion}. {WHY_REGION[key.region]}"
    return Criterion(
        id="region",
        label="Primary region",
        earned=earned,
        possible=REGION_SHARE,
        feedback=said,
        read_more=f"regions#regions-{key.region.replace('_', '-')}",
    )


def _finding_criteria(key: RegionKey, marked: list[Weighed]) -> list[Criterion]:
    wanted = _wanted(key)
    share = FINDINGS_SHARE / wanted
    hits = [line for line in marked if line.worth > 0]
    misses = [line for line in marked if line.worth < 0]
    # Misleading marks take back what deciding ones earned, never more.
    net = max(0.0, min(len(hits), wanted) - len(misses))
    overview = Criterion(
        id="findings",
        label="Deciding findings",
        earned=share * net,
        possible=FINDINGS_SHARE,
        feedback=_overview(key, hits, misses),
        read_more="regions#regions-flexion-tests",
        lines=tuple(line.line for line in key.lines if line.worth > 0),
    )
    return [overview, *(_remark(line) for line in marked)]


def _overview(key: RegionKey, hits: list[Weighed], misses: list[Weighed]) -> str:
    deciding = [line for line in key.lines if line.worth > 0]
    left_out = [line.text for line in deciding if line not in hits]
    said = f"{len(hits)} deciding and {len(misses)} misleading findings marked."
    if left_out and len(hits) < _wanted(key):
        said += f" This would have decided: {left_out[0]}"
    return said


def _remark(line: Weighed) -> Criterion:
    return Criterion(
        id=f"finding-{line.line}",
        label=line.text,
        earned=0.0,
        possible=0.0,
        feedback=line.why,
        read_more="regions#regions-landmarks",
        lines=(line.line,),
    )


def _wanted(key: RegionKey) -> int:
    return min(MOST_FINDINGS, sum(line.worth > 0 for line in key.lines))


def _example(
    kind: ExampleKind, name: str, key: RegionKey, region: str, findings: object, points: float | None
) -> Example:
    response = Response(item_id=key.item_id, answers={"region": region, "findings": findings})
    return Example(kind=kind, name=name, response=response, points=points)
