"""Say what the seated and the standing flexion test tell together, and on which side.

Only the statements on the two tests are shown. Half of the points go to the conclusion, a tenth to the
side, and four tenths to the reason, which earns only beside the right conclusion.

Sources: facts `tests` (seated and standing flexion; OSMOSIS_SACRUM, BRAINSCAPE_SACRAL_SD), `coexisting`
(same and opposite sides; GOLDMAN_2009) and `regions` (standard).
"""

from collections.abc import Iterable

from msgspec import structs

from sacral_edu.api import (
    Case,
    ChoiceField,
    Criterion,
    Example,
    Finding,
    Item,
    NoteLine,
    Option,
    Prompt,
    Response,
    Score,
    Statement,
    choice,
    drawn,
    reading,
    total,
)
from sacral_edu_region.examples import example
from sacral_edu_region.keys import UNCHOSEN, FlexionKey, RegionKey

CONCLUSION_SHARE = 0.5
SIDE_SHARE = 0.1
WHY_SHARE = 0.4

_ASKED = {"sacrum": (1, 2), "sacrum_first": (2, 3)}
"""Of how many cases how many are asked about; the two commonest conclusions would be right too often."""

_OTHER = {"L": "R", "R": "L"}
_CONCLUSIONS: tuple[Option, ...] = (
    Option(id="sacrum", label="The sacrum is restricted", letter="S"),
    Option(id="sacrum_first", label="The sacrum, perhaps alone: treat it and look again", letter="A"),
    Option(id="innominate_or_leg", label="An innominate, or a leg", letter="I"),
    Option(id="leg", label="The leg", letter="G"),
    Option(id="two", label="Two lesions: treat the pelvis, then the sacrum", letter="T"),
    Option(id="neither", label="No restriction of one side is shown", letter="N"),
)
_SIDES: tuple[Option, ...] = (
    Option(id="L", label="Left", letter="L"),
    Option(id="R", label="Right", letter="R"),
    Option(id="each", label="One on each side", letter="E"),
    Option(id="none", label="Neither side is singled out", letter="N"),
)
_WHYS: tuple[Option, ...] = (
    Option(id="leg", label="Tight hamstrings hold their own side down, so the other PSIS leads", letter="H"),
    Option(id="two", label="A lead on each side, one in each position, is more than one lesion", letter="O"),
    Option(id="neither", label="Both tests compare side with side; both sides alike do not show", letter="C"),
    Option(id="innominate_or_leg", label="Sitting takes the lead away with the legs", letter="W"),
    Option(
        id="sacrum_first", label="A restricted sacrum can make both tests positive on its side", letter="B"
    ),
    Option(
        id="sacrum", label="The legs take no part in sitting, and it is there that a side leads", letter="P"
    ),
)
_NEEDS: dict[str, str] = {
    "sacrum": "a seated test that is positive while the standing one is negative",
    "sacrum_first": "both tests positive on one side",
    "innominate_or_leg": "a standing test that is positive while the seated one is negative",
    "leg": "a standing test that a hamstring stretch turns negative",
    "two": "the two tests positive on opposite sides",
    "neither": "neither test positive",
}
_WHY: dict[str, str] = {
    "sacrum": (
        "The seated test takes the legs out of play, so a PSIS that leads there speaks for the sacrum on "
        "that ilium."
    ),
    "sacrum_first": (
        "Positive on the same side in both positions: the sacrum may be the primary and only lesion, so it "
        "is treated and both tests are done again."
    ),
    "innominate_or_leg": (
        "A PSIS that leads in standing and hardly in sitting is moved by what takes part in standing alone: "
        "the innominate or the leg."
    ),
    "leg": (
        "Tight hamstrings hold their own innominate down, so the other PSIS leads. The lead goes once they "
        "are stretched, and the restriction is on the side that did not lead."
    ),
    "two": "Positive on opposite sides: two lesions. The pelvis is treated first, then the sacrum.",
    "neither": (
        "Neither test is positive. They compare one side with the other, so a sacral lesion of both sides "
        "alike, a lumbar lesion or none at all may stand behind it."
    ),
}
_REFS: dict[str, tuple[str, ...]] = {"sacrum_first": ("GOLDMAN_2009",), "two": ("GOLDMAN_2009",)}
_SIDE_NAMES = {"L": "the left", "R": "the right", "each": "one on each side", "none": "neither side"}
_SITUATIONS = {
    "sacrum": "seated test alone positive",
    "sacrum_first": "both tests positive on one side",
    "innominate_or_leg": "standing test alone positive",
    "leg": "standing test that fades with a stretch",
    "two": "tests positive on opposite sides",
    "neither": "both tests negative",
}


def flexion_item(case: Case) -> Item[RegionKey] | None:
    """Return the item where the examination gives one result of each test."""
    told = [s for s in case.note if s.section == "exam" and _about(case, s)]
    standing, seated = (_result(case, told, test) for test in ("standing_flexion", "seated_flexion"))
    if case.truth is None or standing is None or seated is None:
        return None
    conclusion, side = concluded(standing, seated)
    asked, of = _ASKED.get(conclusion, (1, 1))
    if drawn(case.id, "flexion", of) >= asked:
        return None
    item_id = f"{case.id}/region/flexion"
    shown = " ".join(f'"{s.text}"' for s in told)
    lines = tuple(s.id for s in told)
    whys = {one: _why_criterion(one, conclusion, lines) for one in (UNCHOSEN, *_WHY)}
    key = FlexionKey(
        item_id=item_id,
        conclusion=conclusion,
        side=side,
        conclusions={one: _conclusion(one, conclusion, shown, lines) for one in (UNCHOSEN, *_WHY)},
        sides={one: _side_criterion(one, side, conclusion, lines) for one in (UNCHOSEN, *_SIDE_NAMES)},
        whys=whys,
        unearned={one: _without_points(criterion) for one, criterion in whys.items()},
        summary=_WHY[conclusion],
    )
    return Item(
        prompt=_prompt(case, item_id, told), key=key, situation=_SITUATIONS[conclusion], key_feature=lines
    )


def score_flexion(key: FlexionKey, response: Response) -> Score:
    """Score conclusion and side, and the reason where the conclusion is right."""
    conclusion = choice(response, "conclusion")
    whys = key.whys if conclusion == key.conclusion else key.unearned
    criteria = (
        key.conclusions[conclusion],
        key.sides[choice(response, "side")],
        whys[choice(response, "reason")],
    )
    return Score(
        item_id=key.item_id, scorer="region", points=total(criteria), criteria=criteria, summary=key.summary
    )


def flexion_examples(key: FlexionKey) -> Iterable[Example]:
    """Yield right, wrong, blank and malformed answers."""
    right = {"conclusion": key.conclusion, "side": key.side, "reason": key.conclusion}
    wrong = "sacrum" if key.conclusion != "sacrum" else "two"
    other = "L" if key.side != "L" else "R"
    reason = {"conclusion": wrong, "side": other, "reason": key.conclusion}
    yield example("right", "conclusion, side and reason", key, right, 1.0)
    yield example("wrong", "conclusion alone", key, {"conclusion": key.conclusion}, CONCLUSION_SHARE)
    yield example("wrong", "the right reason for a wrong conclusion", key, reason, 0.0)
    yield example("blank", "nothing chosen", key, {}, 0.0)
    yield example("malformed", "a conclusion that is not offered", key, {"conclusion": "hip"}, None)
    yield example("malformed", "a side as a list", key, {"side": ["L"]}, None)


def concluded(standing: Finding, seated: Finding) -> tuple[str, str]:
    """Return what the two results tell, and the side (`L`, `R`, `each`, `none`) to look on."""
    stands, sits = reading(standing) or "none", reading(seated) or "none"
    if stands == "none":
        return ("neither", "none") if sits == "none" else ("sacrum", sits)
    if sits == "none":
        # The leg's own side is held down, so that the other one leads (facts: tests, false positives).
        faded = standing.region == "lower_extremity"
        return ("leg", _OTHER[stands]) if faded else ("innominate_or_leg", stands)
    return ("sacrum_first", sits) if stands == sits else ("two", "each")


def _about(case: Case, statement: Statement) -> bool:
    findings = case.findings_of(statement)
    return bool(findings) and all(f.test in ("standing_flexion", "seated_flexion") for f in findings)


def _result(case: Case, told: list[Statement], test: str) -> Finding | None:
    found = [f for s in told for f in case.findings_of(s) if f.test == test]
    return found[0] if len(found) == 1 else None


def _prompt(case: Case, item_id: str, told: list[Statement]) -> Prompt:
    return Prompt(
        item_id=item_id,
        scorer="region",
        case_id=case.id,
        title=case.title,
        stem=(
            "Of this examination you have the two flexion tests and nothing else. What do they tell, on "
            "which side is the restriction to be looked for, and why?"
        ),
        note=tuple(NoteLine(id=s.id, section=s.section, text=s.text) for s in told),
        fields=(
            ChoiceField(id="conclusion", label="What the two tests tell", options=_CONCLUSIONS),
            ChoiceField(id="side", label="Side of the restriction", options=_SIDES),
            ChoiceField(id="reason", label="Reason", options=_WHYS),
        ),
        skills=("region", "flexion_tests"),
        minutes=1.5,
        difficulty="basic",
    )


def _conclusion(chosen: str, right: str, shown: str, lines: tuple[str, ...]) -> Criterion:
    labels = {option.id: option.label for option in _CONCLUSIONS}
    if chosen == right:
        opening = "Right."
    elif not chosen:
        opening = f"No conclusion chosen. It is: {labels[right]}."
    else:
        opening = f"That would need {_NEEDS[chosen]}. It is: {labels[right]}."
    return Criterion(
        id="conclusion",
        label="What the two tests tell",
        earned=CONCLUSION_SHARE if chosen == right else 0.0,
        possible=CONCLUSION_SHARE,
        feedback=f"{opening} {shown} {_WHY[right]}",
        read_more="regions#regions-flexion-tests",
        lines=lines,
        refs=_REFS.get(right, ("OSMOSIS_SACRUM", "BRAINSCAPE_SACRAL_SD")),
    )


def _side_criterion(chosen: str, right: str, conclusion: str, lines: tuple[str, ...]) -> Criterion:
    said = f"Right: {_SIDE_NAMES[right]}." if chosen == right else f"It is {_SIDE_NAMES[right]}."
    if conclusion == "leg":
        said += " The leg that is tight is the one whose PSIS did not lead."
    elif right in _OTHER:
        said += " The side whose PSIS leads is the restricted one."
    return Criterion(
        id="side",
        label="Side of the restriction",
        earned=SIDE_SHARE if chosen == right else 0.0,
        possible=SIDE_SHARE,
        feedback=f"{said} Left and right are the patient's own.",
        read_more="regions#regions-flexion-tests",
        lines=lines,
    )


def _why_criterion(chosen: str, right: str, lines: tuple[str, ...]) -> Criterion:
    if chosen == right:
        opening = "Right."
    elif not chosen:
        opening = "No reason chosen."
    else:
        opening = f"That reason goes with {_NEEDS[chosen]}."
    return Criterion(
        id="reason",
        label="Reason",
        earned=WHY_SHARE if chosen == right else 0.0,
        possible=WHY_SHARE,
        feedback=f"{opening} {_WHY[right]}",
        read_more="regions#regions-flexion-tests",
        lines=lines,
    )


def _without_points(criterion: Criterion) -> Criterion:
    said = f"A reason earns only beside the right conclusion. {criterion.feedback.removeprefix('Right. ')}"
    return structs.replace(criterion, earned=0.0, feedback=said)
