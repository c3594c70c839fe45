"""Sort the statements of an examination by the region that each of them supports.

Every region that occurs in the note counts alike, and within it every statement. A wrong mark takes back a
share so chosen that marking all statements alike, whatever the region, earns exactly nothing.

Sources: facts `regions` and `tart_wrong_region` (standard). Findings that the facts call open (ASIS
compression, crest and leg length, L5-S1, a sulcus beside a moved innominate) are left unscored.
"""

from collections import Counter
from collections.abc import Iterable
from math import fsum

from sacral_edu.api import (
    Case,
    Criterion,
    Example,
    ExampleKind,
    Finding,
    Item,
    MarkField,
    Option,
    Prompt,
    Response,
    Score,
    Statement,
    dysfunctions,
    marks,
    note_lines,
    total,
)
from sacral_edu_tart.evidence import is_open
from sacral_edu_tart.keys import UNMARKED, Site, SitesKey, TartKey
from sacral_edu_tart.reasons import why_site
from sacral_edu_tart.wording import examination, listed, quoted

FIELD = "sites"

_NONE = "none"
_LEAST_SUPPORTING = 2
_OPTIONS: tuple[Option, ...] = (
    Option(id="sacral", label="Sacral region", letter="S"),
    Option(id="pelvic", label="Pelvic region", letter="P"),
    Option(id="lumbar", label="Lumbar region", letter="L"),
    Option(id="lower_extremity", label="Lower extremity", letter="E"),
    Option(id=_NONE, label="Another region, or no TART", letter="N"),
)
_NAMES = {
    "sacral": "the sacral region",
    "pelvic": "the pelvic region",
    "lumbar": "the lumbar region",
    "lower_extremity": "the lower extremity",
    _NONE: "none of the four",
}
_DISPUTED = frozenset({"asis_compression", "crest", "malleolus", "recheck"})
_FOUR = frozenset(_NAMES) - {_NONE}
_STEM = (
    "Sort the examination: mark every statement with the region that it supports as TART. Mark N where it "
    "supports another region, or where it is no TART finding at all."
)


def sites_item(case: Case) -> Item[TartKey] | None:
    """Return the item where statements support at least one region and others do not."""
    exam = examination(case)
    sorted_out = [(s, accepted_sites(case, s)) for s in exam if is_scored(case, s)]
    classes = Counter(accepted[0] for _, accepted in sorted_out)
    supporting = len(sorted_out) - classes[_NONE]
    if len(classes) <= 1 or supporting < _LEAST_SUPPORTING:
        return None
    sites = tuple(_site(case, s, accepted, classes) for s, accepted in sorted_out)
    item_id = f"{case.id}/tart/sites"
    prompt = Prompt(
        item_id=item_id,
        scorer="tart",
        case_id=case.id,
        title=case.title,
        stem=_STEM,
        note=note_lines(case, ("exam",)),
        fields=(
            MarkField(
                id=FIELD,
                label="Region that the statement supports",
                lines=tuple(s.id for s in exam),
                options=_OPTIONS,
            ),
        ),
        skills=("tart", "regions"),
        minutes=4.0,
        difficulty=case.difficulty,
    )
    feature = tuple(site.line for site in sites if site.accepted[0] != _NONE)
    key = SitesKey(item_id=item_id, sites=sites, summary=_summary(classes))
    return Item(prompt=prompt, key=key, situation=_situation(case, classes), key_feature=feature)


def score_sites(key: SitesKey, response: Response) -> Score:
    """Score every mark; wrong ones take back what guessing would earn."""
    marked = marks(response, FIELD)
    criteria = [site.said[marked.get(site.line, UNMARKED)] for site in key.sites]
    wrong = [s for s in key.sites if s.line in marked and marked[s.line] not in s.accepted]
    if wrong:
        criteria.append(_guessing(wrong))
    right = sum(marked.get(site.line) in site.accepted for site in key.sites)
    return Score(
        item_id=key.item_id,
        scorer="tart",
        points=total(criteria),
        criteria=tuple(criteria),
        summary=f"{right} of {len(key.sites)} statements sorted right. {key.summary}",
    )


def sites_examples(item: Item[TartKey], key: SitesKey) -> Iterable[Example]:
    """Yield right, wrong, blank and malformed answers."""
    right = {site.line: site.accepted[0] for site in key.sites}
    alike = dict.fromkeys(right, _NONE)
    yield _example("right", "every statement under its region", key, right, 1.0)
    yield _example("wrong", "every statement marked as no TART", key, alike, 0.0)
    yield _example("blank", "nothing marked", key, {}, 0.0)
    yield _example("malformed", "a list in place of marks", key, [item.prompt.note[0].id], None)
    yield _example("malformed", "a region that is not offered", key, {next(iter(right)): "hip"}, None)


def accepted_sites(case: Case, statement: Statement) -> tuple[str, ...]:
    """Return the regions that may be marked on a statement; one that conveys several accepts each."""
    found = [f for f in case.findings_of(statement) if f.tart]
    regions = [region for finding in found for region in _regions(finding)]
    return tuple(dict.fromkeys(regions)) or (_NONE,)


def is_scored(case: Case, statement: Statement) -> bool:
    """Say whether a statement has findings and none of them may fairly be filed in two ways."""
    findings = case.findings_of(statement)
    if not findings or is_open(case, statement):
        return False
    moved = _second_region(case) == "pelvic"
    return not any(f.test in _DISPUTED or (moved and f.test == "sulcus") for f in findings)


def _regions(finding: Finding) -> tuple[str, ...]:
    if finding.test == "standing_flexion" and finding.region == "pelvic":
        # It gives a side and no more: an innominate or a leg (facts: tart_wrong_region standing_flexion).
        return ("pelvic", "lower_extremity")
    return (finding.region,) if finding.region in _FOUR else (_NONE,)


def _second_region(case: Case) -> str | None:
    second = case.truth.secondary if case.truth else None
    return dysfunctions()[second].region if second is not None else None


def _site(case: Case, statement: Statement, accepted: tuple[str, ...], classes: Counter[str]) -> Site:
    share = 1 / (len(classes) * classes[accepted[0]])
    names = " or ".join(_NAMES[one] for one in accepted)
    why = why_site(case, statement)

    def criterion(earned: float, said: str) -> Criterion:
        return Criterion(
            id=f"site-{statement.id}",
            label=quoted(statement.text),
            earned=earned,
            possible=share,
            feedback=f"{said} {why}",
            read_more="tart#tart-wrong-region" if accepted != (_NONE,) else "tart#tart-look-alikes",
            lines=(statement.id,),
        )

    said = {UNMARKED: criterion(0.0, f"Not marked. It supports {names}.")}
    for option in _OPTIONS:
        if option.id in accepted:
            said[option.id] = criterion(share, f"Right: {_NAMES[option.id]}.")
        else:
            wrong = (
                f"Not {_NAMES[option.id]}: it" if option.id != _NONE else "It is TART of a region here: it"
            )
            said[option.id] = criterion(0.0, f"{wrong} supports {names}.")
    return Site(line=statement.id, accepted=accepted, said=said, cost=share / (len(classes) - 1))


def _guessing(wrong: list[Site]) -> Criterion:
    count = len(wrong)
    return Criterion(
        id="wrong-marks",
        label="Statements under a wrong region",
        earned=-fsum(site.cost for site in wrong),
        possible=0.0,
        feedback=(
            f"{count} {'statement is' if count == 1 else 'statements are'} under a wrong region. Each takes "
            "something back, so that marking all alike earns nothing. Ask which bone the finger was on."
        ),
        read_more="tart#tart-wrong-region",
        lines=tuple(site.line for site in wrong),
    )


def _summary(classes: Counter[str]) -> str:
    counted = [f"{classes[region]} for {_NAMES[region]}" for region in _NAMES if classes[region]]
    return f"Scored statements: {listed(counted)}."


def _situation(case: Case, classes: Counter[str]) -> str:
    named = len(classes) - (classes[_NONE] > 0)
    beside = f"evidence for {named} of the four regions" if named > 1 else "evidence for one region only"
    region = case.truth.region if case.truth else None
    return f"{beside}, {(region or 'no').replace('_', ' ')} lesion"


def _example(kind: ExampleKind, name: str, key: SitesKey, answer: object, points: float | None) -> Example:
    response = Response(item_id=key.item_id, answers={FIELD: answer})
    return Example(kind=kind, name=name, response=response, points=points)
