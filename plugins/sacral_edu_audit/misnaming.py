"""Errors of naming: the mirror image, the wrong axis, the wrong region."""

from msgspec import structs

from sacral_edu.api import Case, coding, drawn, dysfunctions
from sacral_edu_audit.drafts import CLAIM, Draft, Planted, line_of
from sacral_edu_audit.evidence import against
from sacral_edu_audit.wording import lowered

_OPPOSITE = {"L": "R", "R": "L"}


def naming_line(case: Case) -> str | None:
    """Return the id of the assessment's line that names the lesion, or None."""
    name = case.truth.name.lower() if case.truth else ""
    named = (s.id for s in case.note if s.section == "assessment" and name in s.text.lower())
    return next(named, None)


def _renamed(case: Case, draft: Draft, line: str, wrong: str) -> Draft:
    right, name = case.truth.name if case.truth else "", dysfunctions()[wrong].name
    text = draft.text(line).replace(right, name)
    text = text.replace(lowered(right), lowered(name))
    return structs.replace(draft.rewritten(line, text), asserted=wrong)


def mirrored(dysfunction: str) -> str | None:
    """Return the mirror image of a torsion or of a unilateral lesion; None for other dysfunctions."""
    turn, _, rest = dysfunction.partition("_")
    if rest[:3] == "ON_":
        return f"{_OPPOSITE[turn]}_ON_{_OPPOSITE[rest[3:]]}"
    return f"{_OPPOSITE[turn]}_{rest}" if rest[:4] == "UNI_" else None


def _other_axis(dysfunction: str) -> str:
    turn, _, rest = dysfunction.partition("_")
    return f"{turn}_ON_{_OPPOSITE[rest[3:]]}" if rest[:3] == "ON_" else f"{_OPPOSITE[turn]}_{rest}"


def mirror(case: Case, draft: Draft) -> Planted | None:
    """Name a torsion or unilateral lesion as its mirror image, or for the other axis."""
    line, truth = naming_line(case), case.truth
    image = mirrored(truth.dysfunction) if truth is not None and truth.region == "sacral" else None
    if line is None or truth is None or image is None:
        return None
    wrong = (image, image, _other_axis(truth.dysfunction))[drawn(case.id, "mirror", 3)]
    shown = tuple(dict.fromkeys(line_of(case, finding) for finding in against(case, wrong)))
    faulty = _renamed(case, draft, line, wrong)
    return Planted(kind="mirror", draft=faulty, lines=(line,), evidence=shown, wrong=wrong)


def region(case: Case, draft: Draft) -> Planted | None:
    """Call a sacral lesion pelvic or a pelvic one sacral, in the assessment and on the claim."""
    line, truth = naming_line(case), case.truth
    if line is None or truth is None or truth.region not in ("sacral", "pelvic") or truth.secondary:
        return None
    other = "pelvic" if truth.region == "sacral" else "sacral"
    code, own = coding.REGION_CODES[other], coding.REGION_CODES[truth.region]
    if code in draft.diagnoses:
        return None
    # The nearest of the other region is the likeliest mistake; two lines at least speak against it.
    ranked = [
        (len(shown), place, name, shown)
        for place, (name, row) in enumerate(dysfunctions().items())
        if row.region == other and len(shown := {line_of(case, f): None for f in against(case, name)}) > 1
    ]
    if not ranked:
        return None
    _, _, wrong, shown = min(ranked, key=lambda row: row[:2])
    diagnoses = tuple(code if one == own else one for one in draft.diagnoses)
    faulty = structs.replace(_renamed(case, draft, line, wrong), diagnoses=diagnoses)
    lines = (line, CLAIM) if own in draft.diagnoses else (line,)
    return Planted(kind="region", draft=faulty, lines=lines, evidence=tuple(shown), wrong=wrong)
