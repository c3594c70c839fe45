"""What a warning in the history asks for, and which lines carry it.

Sources: facts, red flags (features sourced to AHCPR and DOWNIE_2013, MAGREY_2020, SCHINDLER_2007 and
others), contraindications `all_direct_force` and technique rule `pregnancy_stop` (standard).
"""

from sacral_edu.api import Case, Statement, contraindications, red_flags, technique_rules
from sacral_edu_triage.limits import topics_of

STEPS: dict[str, str] = {
    "CES": "Emergency MRI and surgical referral",
    "PROGRESSIVE_DEFICIT": "Urgent MRI",
    "VASCULAR_VISCERAL": "Urgent medical work-up",
    "INFECTION": "MRI, CRP and ESR, cultures",
    "FRACTURE": "CT or MRI, as plain films are often normal",
    "STRESS_FRACTURE": "MRI, and running stops",
    "INFLAMMATORY": "HLA-B27, CRP, images of the sacroiliac joints, rheumatology",
}
"""The next step by warning, in the words of the facts."""

_AGREES: dict[str, tuple[str, ...]] = {
    "FRACTURE": ("opening", "pattern"),
    "STRESS_FRACTURE": ("opening",),
    "INFLAMMATORY": ("opening", "pattern"),
}
"""Topics of the history that belong to the picture of a warning without settling it."""

_RULED_OUT = {"CES": 0, "PROGRESSIVE_DEFICIT": 0, "FRACTURE": 1, "STRESS_FRACTURE": 1, "INFECTION": 3}
"""Which entry of what rules out every direct force goes with a warning."""


def agrees(case: Case, statement: Statement, flag: str) -> bool:
    """Say whether a line belongs to the picture of a warning, short of settling it."""
    return bool(topics_of(case, statement) & set(_AGREES.get(flag, ())))


def why_not_today(flag: str) -> str:
    """Return what a warning points to, what it asks for, and why treatment waits."""
    row = red_flags()[flag]
    return f"It points to: {_lowered(row.name)}. Then: {row.action}. {_rule(flag)}"


def features_of(flag: str) -> str:
    """Return what gives a warning away, as a list in words."""
    return ", ".join(red_flags()[flag].features)


def refs_of(flag: str) -> tuple[str, ...]:
    """Return the sources of a warning."""
    return red_flags()[flag].refs


def _rule(flag: str) -> str:
    if flag in _RULED_OUT:
        row = next(row for row in contraindications() if row.id == "all_direct_force")
        return f"Every technique with direct force is ruled out by: {row.absolute[_RULED_OUT[flag]]}."
    if flag == "VASCULAR_VISCERAL":
        return technique_rules()["pregnancy_stop"].says
    return "Work-up and referral come first; repeated manipulation is no answer to it."


def _lowered(name: str) -> str:
    return f"{name[:1].lower()}{name[1:]}"
