"""What kind of situation a case puts the learner in, for reports on how varied the questions are."""

from sacral_edu.api import Case, dysfunctions

_FAMILIES = {
    "forward_torsion": "forward torsion",
    "backward_torsion": "backward torsion",
    "unilateral_flexion": "unilateral flexion",
    "unilateral_extension": "unilateral extension, deep sulcus opposite the lesion",
    "bilateral": "bilateral lesion without asymmetry",
    "normal": "normal sacrum",
}
_BY_CHALLENGE = {
    "minimal": "fewest findings",
    "noisy": "one reading against the rest",
    "mixed": "a second lesion beside it",
    "red_flag": "a warning in the history",
}


def situation_of(case: Case, row: str) -> str:
    """Return the situation in which a sacral row has to be named, in a few words."""
    kind = _FAMILIES[dysfunctions()[row].family]
    added = _BY_CHALLENGE.get(case.challenge)
    return f"{kind}, {added}" if added else kind
