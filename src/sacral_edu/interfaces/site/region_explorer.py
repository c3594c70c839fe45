"""The explorer `region`: two flexion tests and two landmarks to set, and the regions that they leave open.

The solver answers each state here when the book is built, for one lesion and for a sacral lesion beside
another; the page only looks the answers up. Without JavaScript the two tests stand in the page as a table.
"""

from functools import cache
from itertools import product
from typing import cast

import msgspec

from sacral_edu.clinical.dysfunctions import REGION_CODES, dysfunctions, in_words
from sacral_edu.clinical.pairs import Pair, solve_pairs
from sacral_edu.clinical.pictures import Picture, draw_findings
from sacral_edu.clinical.solver import expected_reading
from sacral_edu.domain.cases import Finding, Region
from sacral_edu.interfaces.site.explorer_element import explorer_element

FOLDER = "_static/sacral-edu/landmarks"
"""Where the drawings lie in a built site, one for each reading of the two landmarks."""

_SIDED = (("-", "Not done"), ("0", "Negative"), ("L", "Positive left"), ("R", "Positive right"))
_BACK = (("-", "Not felt"), ("0", "Level"), ("L", "Left posterior"), ("R", "Right posterior"))
_HIGH = (("-", "Not felt"), ("0", "Level"), ("L", "Left superior"), ("R", "Right superior"))

ASKED: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    ("standing_flexion", "Standing flexion test", _SIDED),
    ("seated_flexion", "Seated flexion test", _SIDED),
    ("ila_ap", "ILAs", _BACK),
    ("asis", "ASISs", _HIGH),
)
"""The tests, what they are called, and their values: a letter, and words."""

_NEXT = {
    "seated_flexion": "the seated flexion test",
    "standing_flexion": "the standing flexion test",
    "ila_ap": "the ILAs",
    "asis": "the ASISs",
    "psis": "the PSISs",
    "spring": "the spring test",
    "pubic": "the pubic tubercles",
    "asis_ml": "the distance of each ASIS from the midline",
    "lumbar_segment": "the lumbar segments",
    "fibular_head": "the leg",
}
_ORDER = cast("tuple[Region | None, ...]", ("sacral", "pelvic", "lumbar", "lower_extremity", None))
_VALUES = {
    "standing_flexion": "positive",
    "seated_flexion": "positive",
    "ila_ap": "posterior",
    "asis": "superior",
}
_REGION_OF: dict[str, Region] = {"standing_flexion": "pelvic", "asis": "pelvic"}


class Outcome(msgspec.Struct, frozen=True):
    """What is left: a verdict, reasons, the lesions by region, and what would part the regions."""

    verdict: str
    why: tuple[str, ...]
    left: tuple[tuple[str, tuple[str, ...]], ...]


def findings_of(state: str) -> list[Finding]:
    """Return the findings of a state, one letter for each of ASKED; a test that was not done says nothing."""
    told = zip(ASKED, state, strict=True)
    return [_finding(test, letter) for (test, _, _), letter in told if letter != "-"]


def states() -> tuple[str, ...]:
    """Return all states in the order of their letters."""
    letters = [[letter for letter, _ in values] for _, _, values in ASKED]
    return tuple("".join(state) for state in product(*letters))


@cache
def outcome(state: str) -> Outcome:
    """Return what the solver leaves of a state (facts: `regions`, `coexisting`, the decision tables)."""
    found = solve_pairs(findings_of(state))
    singles = [name for name in dysfunctions() if (name, None) in found]
    left = tuple((_named(region), tuple(_names(singles, region))) for region in _regions(singles))
    return Outcome(_verdict(state, singles, found), _why(state, singles, found), left)


def explorer_html() -> str:
    """Return the element with its table and its data."""
    outcomes = {state: outcome(state) for state in states()}
    distinct = sorted(set(outcomes.values()), key=msgspec.json.encode)
    places = {one: place for place, one in enumerate(distinct)}
    data = {
        "asked": [[words, values] for _, words, values in ASKED],
        "outcomes": distinct,
        "states": {state: places[one] for state, one in outcomes.items()},
        "pictures": {marks: drawing(marks).text for marks in landmarks()},
    }
    tests = product("0LR", repeat=2)
    rows = [(_words(a), _words(b), outcome(f"{a}{b}--").verdict) for a, b in tests]
    return explorer_element("sacral-regions", ("Standing", "Seated", "What is left"), rows, data)


def landmarks() -> tuple[str, ...]:
    """Return the readings of the two landmarks, ILAs first, that have a drawing."""
    return tuple(sorted({state[2:] for state in states()}))


@cache
def drawing(marks: str) -> Picture:
    """Return the picture of one reading of the two landmarks."""
    return draw_findings(findings_of(f"--{marks}"), uid="r")


def _finding(test: str, letter: str) -> Finding:
    region = _REGION_OF.get(test, "sacral")
    if letter == "0":
        negative = "negative" if test.endswith("flexion") else "level"
        return Finding(id=test, test=test, value=negative, kind="motion", region=region)
    side = "L" if letter == "L" else "R"
    return Finding(id=test, test=test, value=_VALUES[test], kind="motion", region=region, side=side)


def _names(ids: list[str], region: Region | None) -> list[str]:
    return [dysfunctions()[one].name for one in ids if dysfunctions()[one].region == region]


def _regions(ids: list[str]) -> list[Region | None]:
    found = {dysfunctions()[one].region for one in ids}
    return [region for region in _ORDER if region in found]


def _named(region: Region | None) -> str:
    return "No lesion" if region is None else f"{in_words(region).capitalize()} ({REGION_CODES[region]})"


def _verdict(state: str, singles: list[str], found: frozenset[Pair]) -> str:
    if set(state) == {"-"}:
        return "Nothing has been examined: every region is open."
    if not found:
        return "No lesion of the model, alone or beside a sacral one, gives these findings: examine again."
    regions = _regions(singles)
    if not regions:
        others = _regions([second or one for one, second in found])
        names = " or ".join(in_words(r) for r in others if r)
        return f"No single lesion explains this. Two do: one of the sacral region, and one of the {names}."
    named = [_named(one) for one in regions]
    if len(named) == 1:
        return f"One region is left: {named[0]}." if regions[0] else "No lesion is left."
    return f"Open: {', '.join(named[:-1])} or {named[-1][0].lower()}{named[-1][1:]}."


def _why(state: str, singles: list[str], found: frozenset[Pair]) -> tuple[str, ...]:
    told = [_both_tests(state[0], state[1])]
    if state[2] == "0":
        told.append("Level ILAs speak against a sacral lesion of one side.")
    elif state[2] in "LR":
        told.append("The ILA belongs to the sacrum alone: uneven ILAs need a sacral lesion.")
    if state[3] == "0":
        told.append(
            "Level ASISs rule out rotations and shears of an innominate, not flares and pubic shears."
        )
    elif state[3] in "LR":
        told.append("The ASIS belongs to the innominate alone: uneven ASISs need a pelvic lesion.")
    if singles and any(second for _, second in found) and set(state) != {"-"}:
        told.append("A second lesion beside a sacral one is not ruled out by these findings.")
    best = _next(state, singles)
    if best:
        told.append(f"Most would be learned from {best}.")
    return tuple(one for one in told if one)


def _both_tests(standing: str, seated: str) -> str:
    if "-" in (standing, seated):
        return ""
    if standing == seated == "0":
        both_alike = "a lesion of both sides alike is not excluded"
        return f"Neither test is positive: no restriction of one side is shown, and {both_alike}."
    if seated == "0":
        return (
            "Positive standing, negative seated: what takes part in standing alone, an innominate or a leg."
        )
    if standing == "0":
        return "Positive seated, negative standing: sitting leaves the legs out, so the sacrum on that side."
    if standing == seated:
        return "Positive on one side in both: the sacrum may be the only lesion; treat it and examine again."
    return "Positive on opposite sides: two lesions. The pelvis is treated first, then the sacrum."


def _next(state: str, singles: list[str]) -> str:
    """Return the examination whose results leave the fewest regions on average, if it parts any."""
    done = {test for (test, _, _), letter in zip(ASKED, state, strict=True) if letter != "-"}
    if not singles:
        return ""
    best, fewest = "", float(len(_regions(singles)))
    for test, words in _NEXT.items():
        if test in done:
            continue
        readings = {value for one in singles for value in expected_reading(one, test)}
        left = [
            len(_regions([one for one in singles if value in expected_reading(one, test)]))
            for value in readings
        ]
        mean = sum(left) / len(left)
        if mean < fewest:
            best, fewest = words, mean
    return best


def _words(letter: str) -> str:
    return dict(_SIDED)[letter].lower()
