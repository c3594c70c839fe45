"""What kind of situation a case puts the writer in, for reports on how varied the questions are."""

from sacral_edu.api import Case, dysfunctions

_FAMILIES = {
    "forward_torsion": "forward torsion",
    "backward_torsion": "backward torsion",
    "unilateral_flexion": "sacral flexion of one side",
    "unilateral_extension": "sacral extension of one side",
    "bilateral": "sacral lesion of both sides",
    "innominate": "innominate lesion, sacrum normal",
    "lumbar": "lumbar lesion, sacrum normal",
    "lower_extremity": "leg lesion, sacrum normal",
    "normal": "nothing to find",
}
_CHALLENGES = {
    "minimal": "fewest findings",
    "noisy": "misread findings",
    "red_flag": "a warning in the history",
}


def situation_of(case: Case, *, rewriting: bool) -> str:
    """Return the situation of a case, in a few words."""
    if case.truth is None:
        return ""
    if case.truth.secondary is not None:
        told = "two lesions, sacrum first"
    else:
        family = dysfunctions()[case.truth.dysfunction].family
        told = _FAMILIES.get(family, family.replace("_", " "))
        added = _CHALLENGES.get(case.challenge)
        told = f"{told}, {added}" if added else told
    return f"rewriting, {told}" if rewriting else told
