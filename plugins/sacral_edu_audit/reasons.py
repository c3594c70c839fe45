"""Why an entry is wrong, and why it is that kind of error and no other: the learner's words.

Sources: facts `seed_claims` SEED_1 and `region_discrimination`; Excludes1 notes S01; warnings HENSCHKE_2009;
the coding rules named with each kind.
"""

from collections.abc import Iterable

from msgspec import Struct

from sacral_edu.api import Case, coding, dysfunctions
from sacral_edu_audit.drafts import Kind, Planted, condition_codes, lines_on, manipulation, sound_draft
from sacral_edu_audit.mend_pairs import why_not_named
from sacral_edu_audit.wording import code_words, quoted, region_words, service_words, signature

FAULTS: dict[Kind, str] = {
    "mirror": "The lesion is misnamed within its region: side, axis or kind",
    "region": "The lesion is put into the wrong region",
    "site": "A finding is recorded without its site",
    "regions": "More regions are billed than were found and treated",
    "linkage": "The condition is missing beside the dysfunction",
    "excludes1": "Two diagnoses exclude each other",
    "red_flag": "Treatment goes on in spite of a warning sign",
    "none": "Nothing is wrong",
}
"""The kinds of error in plain words, in the order in which they are offered."""

TEACHES: dict[Kind, str] = {
    "mirror": (
        "A name must go with every finding. For a torsion, rotation is named away from the deep sulcus, and "
        "the axis away from the positive seated flexion test; a unilateral lesion is named for the side of "
        "that test."
    ),
    "region": (
        "The bone whose own landmarks and motion are disturbed gives the name and the code; sulcus depth and "
        "standing flexion test alone do not tell."
    ),
    "site": "TART evidence counts for the region in which it was felt; without a site it counts for none.",
    "regions": "A region counts only where a dysfunction is documented and treated on that day.",
    "linkage": "The note ties the dysfunction to the condition that brought the patient in.",
    "excludes1": "Where an Excludes1 note stands between two codes, the claim lists one of them.",
    "red_flag": "A warning sign is cleared up before hands are laid on.",
    "none": "A sound note is left as it is: who mends what is right puts an error in.",
}

_NOT: dict[str, str] = {
    "mirror": "The lesion bears the name that the findings give it.",
    "region": "The lesion stands in the region that the findings decide for.",
    "site": "Every finding of the examination says where it was felt.",
    "regions": "The claim counts no more regions than were documented and treated.",
    "linkage": "The condition stands in the assessment and on the claim.",
    "excludes1": "No two diagnoses of this claim exclude each other.",
    "red_flag": "No warning sign is passed over by the plan.",
    "none": "One entry contradicts the rest.",
}
_NOT_HERE: dict[tuple[Kind, str], str] = {
    ("region", "mirror"): "The name is wrong by its bone already, not by side, axis or kind.",
    ("mirror", "region"): "Region and code are right; the name within the region is not.",
    ("linkage", "excludes1"): "No two diagnoses exclude each other; one is missing.",
}
_PAGES: dict[Kind, tuple[str, str]] = {
    "mirror": ("naming#sacrum-mirror-error", "naming#sacrum-names"),
    "region": ("regions#regions-landmarks", "regions#regions-codes"),
    "site": ("tart#tart-wrong-region", "coding#coding-habits"),
    "regions": ("coding#coding-regions", "coding#coding-osteopathic"),
    "linkage": ("coding#coding-habits", "coding#coding-symptom"),
    "excludes1": ("coding#coding-excludes", "coding#coding-diagnoses"),
    "red_flag": ("warnings#warnings-list", "warnings#warnings-writing"),
    "none": ("coding#coding-habits", "coding#coding-habits"),
}
_REFS: dict[Kind, tuple[str, ...]] = {
    "mirror": ("BONEWIZ", "250PLUS_SACRUM", "PHYSIOHUNT"),
    "region": ("DICKEY_2003", "KNOWT_SFT"),
    "red_flag": ("HENSCHKE_2009",),
}


class Grounds(Struct, frozen=True, kw_only=True):
    """Where to read more about a kind of error (entry, correction), with rules and sources."""

    pages: tuple[str, str]
    rules: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()


def grounds(case: Case, kind: Kind) -> Grounds:
    """Return what a kind of error rests on in this case."""
    rules = _rules(case, kind)
    refs = (*_REFS.get(kind, ()), *(ref for rule in rules for ref in coding.rules()[rule].refs))
    pages = _PAGES[kind]
    if kind == "regions" and case.encounter.provider == "DC":
        pages = (pages[0], "coding#coding-chiropractic")
    return Grounds(pages=pages, rules=rules, refs=tuple(dict.fromkeys(refs)))


def _rules(case: Case, kind: Kind) -> tuple[str, ...]:
    chiropractic = case.encounter.provider == "DC"
    if kind == "regions":
        return ("R-CMT-01", "R-CMT-02") if chiropractic else ("R-OMT-03", "R-OMT-01")
    if kind == "linkage" and chiropractic and case.encounter.payer_profile == "medicare_ffs":
        return ("R-ICD-05", "R-CMT-04")
    by_kind: dict[Kind, tuple[str, ...]] = {
        "region": ("R-ICD-05",),
        "site": ("R-DOC-01", "R-DOC-02", "R-DOC-03"),
        "linkage": ("R-ICD-05", "R-CLM-02"),
        "excludes1": ("R-ICD-03",),
    }
    return by_kind.get(kind, ())


def why(case: Case, planted: Planted) -> str:
    """Return why the planted entry is wrong, with the lines that show it; or why the note is sound."""
    return _WHYS[planted.kind](case, planted)


def why_not_kind(truth: Kind, chosen: str) -> str:
    """Return why a kind of error is not the one that was planted; empty where there is no such kind."""
    return _NOT_HERE.get((truth, chosen)) or _NOT.get(chosen, "")


def _told(planted: Planted, lines: Iterable[str], most: int = 3) -> str:
    texts = [quoted(text) for line in list(lines)[:most] if (text := planted.draft.text(line))]
    return " and ".join(texts)


def _misnamed(case: Case, planted: Planted) -> str:
    truth = case.truth.dysfunction if case.truth else planted.wrong
    entry = quoted(planted.draft.text(planted.lines[0]))
    return (
        f"{entry} does not go with these lines: {_told(planted, planted.evidence)} "
        f"{why_not_named(case, planted.wrong)} {signature(planted.wrong)} {signature(truth)}"
    )


def _misplaced(case: Case, planted: Planted) -> str:
    wrong = dysfunctions()[planted.wrong]
    own = case.truth.region if case.truth and case.truth.region else "sacral"
    entry = quoted(planted.draft.text(planted.lines[0]))
    follows = f" The claim follows it with {wrong.code}." if len(planted.lines) > 1 else ""
    return (
        f"{entry} puts the lesion into the {region_words(wrong.region or '')}, but the examination decides "
        f"for the {region_words(own)}.{follows} {why_not_named(case, planted.wrong)} "
        f"See also: {_told(planted, planted.evidence)}"
    )


def _siteless(_case: Case, planted: Planted) -> str:
    entry = quoted(planted.draft.text(planted.lines[0]))
    return (
        f"{entry} says neither which bone nor which side. It could have been felt anywhere, so "
        "it is evidence for no region. All other findings name their place."
    )


def _overcounted(case: Case, planted: Planted) -> str:
    sound = sound_draft(case)
    count = sound.treated
    billed = manipulation(sound)
    regions = f"{count or 'no'} {'regions are' if count > 1 else 'region is'} documented and treated"
    right = f", which is {service_words(billed[0])}" if billed else ""
    said = _told(planted, planted.evidence)
    shown = f" The note has: {said}" if said else ""
    return f"The claim bills {service_words(planted.wrong)}, but {regions}{right}.{shown}"


def _unlinked(case: Case, planted: Planted) -> str:
    codes = ", ".join(code_words(code) for code in condition_codes(case))
    shown = _told(planted, planted.evidence)
    if planted.wrong == "claim":
        return f"The claim lacks {codes}. The assessment has it: {shown}"
    return (
        f"{quoted('Pain.')} says neither where nor what, and the claim lacks {codes}. "
        f"The history gives what the patient came for: {shown}"
    )


def _excluding(case: Case, planted: Planted) -> str:
    other = next(c for c in planted.draft.diagnoses if coding.exclusion(c, planted.wrong) == "hard")
    shown = _told(planted, planted.evidence)
    assessed = f" The assessment diagnoses the first alone: {shown}" if shown else ""
    return (
        f"The claim lists {code_words(other)} together with {code_words(planted.wrong)}, and an "
        f"Excludes1 note of ICD-10-CM sets these two apart.{assessed}"
    )


def _undaunted(case: Case, planted: Planted) -> str:
    asked = lines_on(case, "red_flag")
    action = f" The plan should read: {quoted(asked[0].text)}" if asked else ""
    entry = quoted(planted.draft.text(planted.lines[0]))
    warning = _told(planted, planted.evidence)
    return f"{entry} treats today, but the history has a warning sign: {warning}{action}"


def _sound(case: Case, _planted: Planted) -> str:
    truth = case.truth
    if truth is None or truth.region is None:
        return "No finding shows a dysfunction, the assessment says so, and the claim goes with the visit."
    lines = dict.fromkeys(s.text for s in case.note if set(s.conveys) & set(truth.deciding))
    shown = next(iter(lines), "")
    decides = f" This decides for the {region_words(truth.region)}: {quoted(shown)}" if shown else ""
    return f"The name goes with every finding, and the claim with assessment and plan.{decides}"


_WHYS = {
    "mirror": _misnamed,
    "region": _misplaced,
    "site": _siteless,
    "regions": _overcounted,
    "linkage": _unlinked,
    "excludes1": _excluding,
    "red_flag": _undaunted,
    "none": _sound,
}
