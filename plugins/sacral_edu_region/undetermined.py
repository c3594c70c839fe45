"""Say whether a few findings decide the region, and which regions they leave possible.

A few statements of the examination are shown; the solver says which regions they leave, on the assumption
that there is one lesion. About half of the notes decide. Which statements are shown is settled by the
case's id, and sacral cases are left open more often than others, so that no answer is right too often.
"""

from collections.abc import Iterable
from functools import cache
from itertools import combinations
from typing import NamedTuple

from msgspec import structs

from sacral_edu.api import (
    Case,
    ChoiceField,
    ChoicesField,
    Criterion,
    Example,
    Item,
    NoteLine,
    Option,
    Prompt,
    Response,
    Score,
    Statement,
    choice,
    choices,
    drawn,
    dysfunctions,
    reading,
    rounded,
    solve,
    total,
)
from sacral_edu_region.examples import example
from sacral_edu_region.keys import UNCHOSEN, RegionKey, UndeterminedKey
from sacral_edu_region.reasons import CODES, region_words

VERDICT_SHARE = 0.5
SET_SHARE = 0.5
ONE_SLIP = 0.25
"""Share of the points for the possible regions that is left where one is missing or too many."""

_OPEN = "open"
_SIZES = (2, 3, 4)
_DECIDED_IN = {"sacral": (2, 5), "pelvic": (4, 5), "lumbar": (4, 5), "lower_extremity": (4, 5)}
"""How often, by the region of the lesion, statements are shown that decide."""

_LEFT_OUT = frozenset({"seated_flexion", "lordosis"})
"""A test with a question of its own, and a curve that any lumbar lesion may go with."""

_POSSIBLE: tuple[Option, ...] = (
    Option(id="sacral", label="Sacral region, M99.04", letter="S"),
    Option(id="pelvic", label="Pelvic region, M99.05", letter="P"),
    Option(id="lumbar", label="Lumbar region, M99.03", letter="L"),
    Option(id="lower_extremity", label="Lower extremity, M99.06", letter="E"),
)
_VERDICTS = (*_POSSIBLE, Option(id=_OPEN, label="Not determinable", letter="N"))
_STEM = (
    "These are all the findings that you are given, and the patient has one lesion. Which region holds it, "
    "or can that not be told? Mark every region that the findings leave possible."
)


class _Shown(NamedTuple):
    """The statements shown and the regions that they leave possible."""

    statements: tuple[Statement, ...]
    possible: tuple[str, ...]


def undetermined_item(case: Case) -> Item[RegionKey] | None:
    """Return the item where some statements of an exact case decide the region or leave it open."""
    shown = _shown(case)
    if shown is None:
        return None
    verdict = shown.possible[0] if len(shown.possible) == 1 else _OPEN
    why = _why(case, shown)
    lines = tuple(s.id for s in shown.statements)
    item_id = f"{case.id}/region/undetermined"
    sets = {" ".join(chosen): _set_criterion(chosen, shown.possible, lines) for chosen in _every_set()}
    key = UndeterminedKey(
        item_id=item_id,
        possible=shown.possible,
        verdict=verdict,
        verdicts={one: _verdict_criterion(one, verdict, why, lines) for one in (UNCHOSEN, *CODES, _OPEN)},
        sets=sets,
        unearned={chosen: _without_points(criterion) for chosen, criterion in sets.items()},
        summary=_summary(shown.possible),
    )
    return Item(
        prompt=_prompt(case, item_id, shown),
        key=key,
        situation=_situation(shown.possible),
        key_feature=lines,
    )


def score_undetermined(key: UndeterminedKey, response: Response) -> Score:
    """Score the verdict, and the regions left possible where the verdict is right."""
    verdict, chosen = choice(response, "verdict"), set(choices(response, "possible"))
    sets = key.sets if verdict == key.verdict else key.unearned
    criteria = (key.verdicts[verdict], sets[" ".join(region for region in CODES if region in chosen)])
    return Score(
        item_id=key.item_id, scorer="region", points=total(criteria), criteria=criteria, summary=key.summary
    )


def undetermined_examples(key: UndeterminedKey) -> Iterable[Example]:
    """Yield right, wrong, blank and malformed answers."""
    right = {"verdict": key.verdict, "possible": list(key.possible)}
    other = "lumbar" if key.verdict != "lumbar" else "sacral"
    wrong = {"verdict": other, "possible": list(key.possible)}
    yield example("right", "verdict and regions", key, right, 1.0)
    yield example("wrong", "verdict alone", key, {"verdict": key.verdict}, VERDICT_SHARE)
    yield example("wrong", "the right regions beside a wrong verdict", key, wrong, 0.0)
    yield example("blank", "nothing chosen", key, {}, 0.0)
    yield example("malformed", "a verdict that is not offered", key, {"verdict": "hip"}, None)
    yield example("malformed", "regions as one text", key, {"possible": "sacral"}, None)


def _shown(case: Case) -> _Shown | None:
    truth = case.truth
    if truth is None or truth.region not in CODES or truth.secondary or case.challenge == "noisy":
        return None
    told = [s for s in case.note if s.section == "exam" and _is_read(case, s)]
    left = {s.id: solve(case.findings_of(s)) for s in told}
    decided: list[tuple[Statement, ...]] = []
    undecided: dict[tuple[str, ...], list[tuple[Statement, ...]]] = {}
    for statements in (chosen for size in _SIZES for chosen in combinations(told, size)):
        names = frozenset[str].intersection(*(left[s.id] for s in statements))
        regions = _regions(names)
        if len(regions) > 1:
            undecided.setdefault(regions, []).append(statements)
        elif "NORMAL" not in names:
            decided.append(statements)
    often, of = _DECIDED_IN[truth.region]
    # First which regions are left, then by which statements, so that no set of regions is right too often.
    sets = sorted(undecided)
    open_group = undecided[sets[drawn(case.id, "left", len(sets))]] if sets else []
    decides = drawn(case.id, "decided", of) < often
    group = (decided or open_group) if decides else (open_group or decided)
    if not group:
        return None
    statements = group[drawn(case.id, "shown", len(group))]
    names = frozenset[str].intersection(*(left[s.id] for s in statements))
    return _Shown(statements, _regions(names))


def _is_read(case: Case, statement: Statement) -> bool:
    """Say whether the tables speak of everything that a statement conveys.

    With a pelvic lesion or a leg the statement on the standing test tells of the seated one as well.
    """
    findings = case.findings_of(statement)
    region = case.truth.region if case.truth else None
    left_out = _LEFT_OUT if region in ("sacral", "lumbar") else {*_LEFT_OUT, "standing_flexion"}
    return bool(findings) and all(reading(f) is not None and f.test not in left_out for f in findings)


@cache
def _regions(names: frozenset[str]) -> tuple[str, ...]:
    found = {dysfunctions()[name].region for name in names}
    return tuple(region for region in CODES if region in found)


def _prompt(case: Case, item_id: str, shown: _Shown) -> Prompt:
    return Prompt(
        item_id=item_id,
        scorer="region",
        case_id=case.id,
        title=case.title,
        stem=_STEM,
        note=tuple(NoteLine(id=s.id, section=s.section, text=s.text) for s in shown.statements),
        fields=(
            ChoiceField(id="verdict", label="Region of the lesion", options=_VERDICTS),
            ChoicesField(id="possible", label="Regions left possible", options=_POSSIBLE),
        ),
        skills=("region", "undetermined"),
        minutes=2.0,
        difficulty="advanced",
    )


def _why(case: Case, shown: _Shown) -> str:
    said: list[str] = []
    for statement in shown.statements:
        left = _regions(solve(case.findings_of(statement)))
        leaves = (
            f"leaves {region_words(left)}" if len(left) < len(CODES) else "rules out none of the four regions"
        )
        said.append(f'"{statement.text}" {leaves}.')
    return f"{' '.join(said)} Together they leave {region_words(shown.possible)}."


def _verdict_criterion(chosen: str, verdict: str, why: str, lines: tuple[str, ...]) -> Criterion:
    if chosen == verdict:
        opening = "Right."
    elif not chosen:
        opening = "No verdict chosen."
    elif chosen == _OPEN:
        opening = "It can be told."
    elif verdict == _OPEN:
        opening = "More than one region gives these findings."
    else:
        opening = "No lesion of that region gives all of these findings."
    return Criterion(
        id="verdict",
        label="Region of the lesion",
        earned=VERDICT_SHARE if chosen == verdict else 0.0,
        possible=VERDICT_SHARE,
        feedback=f"{opening} {why}",
        read_more="regions#regions-undecided",
        lines=lines,
    )


def _set_criterion(chosen: tuple[str, ...], possible: tuple[str, ...], lines: tuple[str, ...]) -> Criterion:
    missed = tuple(region for region in possible if region not in chosen)
    extra = tuple(region for region in chosen if region not in possible)
    said = [f"Left possible: {region_words(possible)}."]
    if missed:
        said.append(f"Not marked: {region_words(missed)}.")
    if extra:
        said.append(f"Ruled out, but marked: {region_words(extra)}.")
    said.append(
        "Ask of each finding which bones could have made it: an ILA only the sacrum, ASIS, PSIS and pubic "
        "tubercle only an innominate, a sulcus either. Level says no more than that both sides are alike."
    )
    slips = len(missed) + len(extra)
    share = {0: 1.0, 1: ONE_SLIP}.get(slips, 0.0) if chosen else 0.0
    return Criterion(
        id="possible",
        label="Regions left possible",
        earned=rounded(SET_SHARE * share),
        possible=SET_SHARE,
        feedback=" ".join(said),
        read_more="regions#regions-landmarks",
        lines=lines,
        refs=("DICKEY_2003",),
    )


def _without_points(criterion: Criterion) -> Criterion:
    said = f"Regions earn only beside the right verdict. {criterion.feedback}"
    return structs.replace(criterion, earned=0.0, feedback=said)


@cache
def _every_set() -> tuple[tuple[str, ...], ...]:
    return tuple(chosen for size in range(len(CODES) + 1) for chosen in combinations(CODES, size))


def _summary(possible: tuple[str, ...]) -> str:
    if len(possible) == 1:
        return f"These findings decide: {region_words(possible)}."
    return f"These findings do not decide between {region_words(possible, 'and')}. Another test is needed."


def _situation(possible: tuple[str, ...]) -> str:
    words = " or ".join(region.replace("_", " ") for region in possible)
    return f"decided: {words}" if len(possible) == 1 else f"left open: {words}"
