"""What kind of situation a case puts the learner in, for reports on how varied the questions are."""

from sacral_edu.api import Case, dysfunctions

_FAMILIES = {
    "forward_torsion": "forward sacral torsion",
    "backward_torsion": "backward sacral torsion",
    "unilateral_flexion": "sacral flexion of one side",
    "unilateral_extension": "sacral extension of one side",
    "bilateral": "sacral lesion of both sides, flexion tests silent",
    "innominate": "innominate lesion",
    "lumbar": "lumbar segment above a level sacrum",
    "lower_extremity": "leg that moves the standing test",
}
_BY_CHALLENGE = {
    "minimal": "fewest findings",
    "noisy": "misread findings",
    "red_flag": "a warning in the history",
}


def situation_of(case: Case) -> str:
    """Return the situation of a case, in a few words."""
    if case.truth is None:
        return ""
    lesion = dysfunctions()[case.truth.dysfunction]
    if case.truth.secondary is not None:
        second = dysfunctions()[case.truth.secondary].family
        return f"two lesions, sacrum primary, second one {second.replace('_', ' ')}"
    kind = _FAMILIES.get(lesion.family, lesion.family)
    if lesion.family == "innominate" and "PUBIC" in lesion.row:
        kind = "pubic lesion"
    added = _BY_CHALLENGE.get(case.challenge)
    return f"{kind}, {added}" if added else kind
