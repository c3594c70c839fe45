"""Say whether an examination satisfies P.A.R.T. for the region adjusted, and which letters it documents.

The note shown is a colleague's shorter one: statements of some letters are left out, so that what it
documents differs from case to case. Asked where a chiropractor adjusts the sacral or the pelvic region.

Sources: facts `documentation.PART` and rule R-CMT-06 (sourced: S11, S12): two of the four, one of them
asymmetry or range of motion.
"""

from collections.abc import Iterable
from itertools import combinations

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
    rounded,
    total,
)
from sacral_edu_tart.examples import example
from sacral_edu_tart.keys import UNMARKED, PartKey, TartKey
from sacral_edu_tart.part_notes import letters_in, shorter_note, verdict_of
from sacral_edu_tart.wording import listed

VERDICT_SHARE = 0.6
LETTERS_SHARE = 0.4
ONE_SLIP = 0.25
"""Share of the points for the letters that is left where one is missing or too many."""

_REGIONS = {"sacral": "sacral region (M99.04)", "pelvic": "pelvic region (M99.05)"}
_LETTERS: tuple[Option, ...] = (
    Option(id="P", label="Pain or tenderness", letter="P"),
    Option(id="A", label="Asymmetry or misalignment", letter="A"),
    Option(id="R", label="Range of motion abnormality", letter="R"),
    Option(id="T", label="Tissue or tone change", letter="T"),
)
_VERDICTS: tuple[Option, ...] = (
    Option(id="satisfied", label="Yes: two or more letters, A or R among them", letter="A"),
    Option(id="any_two", label="Yes: any two letters are enough, A or R or not", letter="B"),
    Option(id="all_regions", label="Yes: letters of the other regions count as well", letter="C"),
    Option(id="too_few", label="No: fewer than two letters for this region", letter="D"),
    Option(id="neither", label="No: two letters, but neither A nor R", letter="E"),
    Option(id="all_four", label="No: four letters are needed", letter="F"),
)
_RULE = "P.A.R.T. asks for two of the four letters in the region treated, and one of the two must be A or R."
_MISTAKES = {
    "satisfied": "The letters documented do not meet the rule.",
    "any_two": "Two letters alone are not enough: P and T together show a sore place, not a subluxation.",
    "all_regions": "Letters are counted within the region treated; those of another region support that one.",
    "too_few": "Count again, in this region: P is tenderness to the hand, A position, R motion, T tissue.",
    "neither": "Look for position and motion of this region again before calling the rule unmet.",
    "all_four": "Four are more than the rule asks for; two are enough if A or R is one of them.",
}


def part_item(case: Case) -> Item[TartKey] | None:
    """Return the item where a chiropractor adjusts the sacral or pelvic region of the primary lesion."""
    region = case.truth.region if case.truth else None
    facts = case.encounter.facts
    treated = facts.cmt_spinal_regions or ()
    if case.encounter.provider != "DC" or region not in _REGIONS or region not in treated:
        return None
    shown, documented = shorter_note(case, region)
    if not documented or facts.xray_demonstrates_subluxation:
        return None
    verdict = verdict_of(documented)
    letters = {"".join(chosen): _letters_criterion(chosen, documented) for chosen in _every_choice()}
    key = PartKey(
        item_id=f"{case.id}/tart/part",
        region=region,
        documented=documented,
        verdict=verdict,
        verdicts={one: _verdict_criterion(one, verdict, documented) for one in (UNMARKED, *_MISTAKES)},
        letters=letters,
        unearned={chosen: _without_points(criterion) for chosen, criterion in letters.items()},
        summary=f"{_summary(verdict)} Documented for the {_REGIONS[region]}: {listed(list(documented))}.",
    )
    feature = tuple(s.id for s in shown if letters_in(region, case.findings_of(s)))
    return Item(
        prompt=_prompt(case, region, shown), key=key, situation=_situation(verdict), key_feature=feature
    )


def score_part(key: PartKey, response: Response) -> Score:
    """Score the verdict, and the letters where the verdict is right."""
    verdict, chosen = choice(response, "verdict"), set(choices(response, "documented"))
    letters = key.letters if verdict == key.verdict else key.unearned
    criteria = (key.verdicts[verdict], letters["".join(letter for letter in "PART" if letter in chosen)])
    return Score(
        item_id=key.item_id, scorer="tart", points=total(criteria), criteria=criteria, summary=key.summary
    )


def part_examples(item: Item[TartKey], key: PartKey) -> Iterable[Example]:
    """Yield right, wrong, blank and malformed answers."""
    right = {"verdict": key.verdict, "documented": key.documented}
    wrong = {"verdict": "any_two", "documented": key.documented}
    yield example("right", "verdict and letters", key, right, 1.0)
    yield example("wrong", "verdict alone", key, {"verdict": key.verdict}, VERDICT_SHARE)
    yield example("wrong", "any two letters are thought enough", key, wrong, 0.0)
    yield example("blank", "nothing chosen", key, {}, 0.0)
    yield example("malformed", "a letter that is not offered", key, {"documented": ["X"]}, None)
    yield example("malformed", "letters as one text", key, {"documented": "PA"}, None)


def _prompt(case: Case, region: str, shown: list[Statement]) -> Prompt:
    pays = (
        "Medicare is to pay for an adjustment"
        if case.encounter.payer_profile == "medicare_ffs"
        else "Suppose that Medicare were to pay for an adjustment"
    )
    stem = (
        f"{pays} of the {_REGIONS[region]}, and this is all that the examination records; no film shows a "
        "subluxation. "
        "Does it satisfy P.A.R.T. for that region, and which letters does it document there?"
    )
    return Prompt(
        item_id=f"{case.id}/tart/part",
        scorer="tart",
        case_id=case.id,
        title=case.title,
        stem=stem,
        note=tuple(NoteLine(id=s.id, section=s.section, text=s.text) for s in shown),
        fields=(
            ChoiceField(id="verdict", label="P.A.R.T. satisfied", options=_VERDICTS),
            ChoicesField(id="documented", label="Letters documented for that region", options=_LETTERS),
        ),
        skills=("tart", "part"),
        minutes=2.5,
        difficulty="intermediate",
    )


def _verdict_criterion(chosen: str, verdict: str, documented: tuple[str, ...]) -> Criterion:
    labels = {option.id: option.label for option in _VERDICTS}
    found = f"Documented here: {listed(list(documented))}."
    if chosen == verdict:
        said = f"Right. {_RULE} {found}"
    elif not chosen:
        said = f"No verdict chosen. {_RULE} {found} So: {labels[verdict]}."
    else:
        said = f"{_MISTAKES[chosen]} {_RULE} {found} So: {labels[verdict]}."
    return Criterion(
        id="verdict",
        label="P.A.R.T. satisfied",
        earned=VERDICT_SHARE if chosen == verdict else 0.0,
        possible=VERDICT_SHARE,
        feedback=said,
        read_more="tart#tart-threshold",
        rules=("R-CMT-06",),
        refs=("S11", "S12"),
    )


def _letters_criterion(chosen: tuple[str, ...], documented: tuple[str, ...]) -> Criterion:
    missed = [letter for letter in documented if letter not in chosen]
    extra = [letter for letter in chosen if letter not in documented]
    slips = len(missed) + len(extra)
    # Two of the four come right by chance, and more than one slip earns nothing.
    share = {0: 1.0, 1: ONE_SLIP}.get(slips, 0.0) if chosen else 0.0
    said = [f"The note documents {listed(list(documented))} for this region."]
    if missed:
        said.append(f"Left out: {listed(missed)}.")
    if extra:
        said.append(f"Not documented in this region: {listed(extra)}.")
    said.append("A normal result documents no letter, and a letter of another region does not count here.")
    return Criterion(
        id="documented",
        label="Letters documented for that region",
        earned=rounded(LETTERS_SHARE * share),
        possible=LETTERS_SHARE,
        feedback=" ".join(said),
        read_more="tart#tart-threshold",
        rules=("R-CMT-06",),
    )


def _without_points(criterion: Criterion) -> Criterion:
    said = f"Letters earn only beside the right verdict. {criterion.feedback}"
    return structs.replace(criterion, earned=0.0, feedback=said)


def _every_choice() -> list[tuple[str, ...]]:
    return [chosen for size in range(5) for chosen in combinations("PART", size)]


def _summary(verdict: str) -> str:
    if verdict == "satisfied":
        return "P.A.R.T. is satisfied."
    return (
        "P.A.R.T. is not satisfied; the findings have to be examined for and written down, or no claim made."
    )


def _situation(verdict: str) -> str:
    return {
        "satisfied": "P.A.R.T. satisfied",
        "too_few": "P.A.R.T. with one letter",
        "neither": "P.A.R.T. with tenderness and tissue only",
    }[verdict]
