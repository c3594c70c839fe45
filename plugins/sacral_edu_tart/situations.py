"""What kind of situation a note puts the learner in, for reports on how varied the questions are."""

from sacral_edu.api import Case

_BY_CHALLENGE = {
    "minimal": "fewest findings that identify the lesion",
    "mixed": "a second lesion beside the sacral one",
    "noisy": "findings of which one or more were misread",
    "red_flag": "a warning in the history",
}


def situation_of(case: Case) -> str:
    """Return the situation of a case whose primary lesion is sacral, in a few words."""
    if case.habits.tart != "present":
        return "texture and tenderness left unwritten"
    if case.challenge in _BY_CHALLENGE:
        return _BY_CHALLENGE[case.challenge]
    sided = any(f.test == "seated_flexion" and f.side in ("L", "R") for f in case.findings)
    if not sided:
        return "a lesion of both sides alike, without asymmetry"
    if any(f.region in ("cervical", "thoracic", "rib_cage") for f in case.findings):
        return "findings in regions far from the sacrum"
    return "look-alikes of the lumbar region or the leg"
