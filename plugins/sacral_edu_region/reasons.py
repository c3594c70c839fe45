"""Why a region, why a finding: the learner's words, beside the rule.

Sources: facts `region_discrimination` (standard teaching), `sulcus_is_mixed_landmark` (DICKEY_2003).
"""

from collections.abc import Sequence

from sacral_edu.api import Finding

CODES: dict[str, str] = {
    "sacral": "M99.04",
    "pelvic": "M99.05",
    "lumbar": "M99.03",
    "lower_extremity": "M99.06",
}

_NAMES = {
    "sacral": "the sacral region",
    "pelvic": "the pelvic region",
    "lumbar": "the lumbar region",
    "lower_extremity": "the lower extremity",
}

WHY_REGION: dict[str, str] = {
    "sacral": (
        "The seated flexion test, which takes the legs out of play, and the pure sacral landmarks speak "
        "for the sacrum, while ASIS and PSIS are level."
    ),
    "pelvic": (
        "Standing flexion is more positive than seated, innominate landmarks are uneven, and the ILAs "
        "are level: an innominate has moved, not the sacrum."
    ),
    "lumbar": (
        "A lumbar segment is rotated and restricted, with changes above the sacral base, while sacral "
        "and innominate landmarks are level."
    ),
    "lower_extremity": (
        "The standing test turns negative in sitting and once the hamstrings are stretched, and the "
        "restriction is found at the limb itself."
    ),
}

_CHAIN = ("lumbar", "sacral", "pelvic", "lower_extremity")
_NEAR = 0.25
"""Share of the region's points for a direct neighbor; anything farther earns none."""


def named(region: str) -> str:
    """Return a region in words with its code."""
    return f"{_NAMES[region]} ({CODES[region]})"


def region_words(regions: Sequence[str], between: str = "or") -> str:
    """Return regions as a list in a sentence, for example `the sacral region or the lumbar region`."""
    names = [_NAMES[region] for region in regions]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {between} {names[-1]}"


def nearness(answer: str, truth: str) -> float:
    """Return 1 for the right region, a quarter for a direct neighbor from spine to leg, else 0."""
    distance = abs(_CHAIN.index(answer) - _CHAIN.index(truth))
    return {0: 1.0, 1: _NEAR}.get(distance, 0.0)


def why_finding(worth: int, findings: Sequence[Finding], region: str | None) -> str:
    """Return what a marked finding is worth for the question, and why."""
    if worth > 0:
        return "Decides: no lesion of another region alone would give this finding."
    tests = {finding.test for finding in findings}
    if "sulcus" in tests:
        return (
            "Does not decide: sulcus depth is a mixed landmark. A turned sacrum changes it, and so does "
            "an innominate whose PSIS has moved. Read the ILAs."
        )
    if "standing_flexion" in tests:
        return "Does not decide alone: sacrum, innominate and leg can each make the standing test positive."
    if worth == 0:
        return "Agrees, but does not decide: another lesion could go with it."
    if any(finding.tart and finding.region != region for finding in findings):
        return "Points elsewhere: it belongs to another region and is secondary here."
    if any(finding.kind == "landmark" for finding in findings):
        return "Level landmarks narrow things down, but show no lesion; look for what has moved or is held."
    return "Does not tell the regions apart: it is no palpatory finding of one region."
