"""The second question: which technique fits the lesion that was named and the patient who has it.

Four of the five options are typical mistakes: the technique of the opposite lesion, of another kind of
lesion, of another bone, and one that this patient's limit speaks against or that follows the wrong breath.
Sources: facts, techniques, technique rules (`breath`), contraindications.
"""

from sacral_edu.api import (
    Case,
    ChoiceField,
    Criterion,
    Item,
    NoteLine,
    Option,
    Prompt,
    Response,
    Score,
    choice,
    drawn,
    total,
)
from sacral_edu_triage.eligible import lesion_line, shown, treatable
from sacral_edu_triage.keys import TechniqueKey, TriageKey
from sacral_edu_triage.limits import limit_of, shows
from sacral_edu_triage.mistakes import Choice, fitting, mistakes, refs_of
from sacral_edu_triage.situations import calm
from sacral_edu_triage.treatments import OF_INNOMINATE

FIELD = "technique"
SKILLS = ("technique", "contraindications")
_LETTERS = "ABCDE"
_STEM = "The lesion is named in the assessment. Which technique fits it, and this patient?"
_TITLE = "Which technique fits?"
_MINUTES = 2.0


def technique_item(case: Case, scorer: str) -> Item[TriageKey] | None:
    """Return the question, or None where facts and case leave more than one technique open."""
    treatment = treatable(case)
    limit = limit_of(case)
    if not treatment or (limit is not None and limit.id == "position" and treatment in OF_INNOMINATE):
        return None
    lines = shown(case)
    place = drawn(case.id, "technique", len(_LETTERS))
    wrong = mistakes(case.id, treatment, limit)
    choices = (*wrong[:place], fitting(case, treatment, limit), *wrong[place:])
    named = {letter.lower(): one for letter, one in zip(_LETTERS, choices, strict=True)}
    right = next(name for name, one in named.items() if one.points == 1)
    prompt = Prompt(
        item_id=f"{case.id}/{scorer}/technique",
        scorer=scorer,
        case_id=case.id,
        title=_TITLE,
        stem=_STEM,
        note=tuple(NoteLine(id=s.id, section=s.section, text=s.text) for s in lines),
        fields=(
            ChoiceField(
                id=FIELD,
                label="Technique",
                options=tuple(Option(id=n, label=one.label, letter=n.upper()) for n, one in named.items()),
            ),
        ),
        skills=SKILLS,
        minutes=_MINUTES,
    )
    told = tuple(s.id for s in lines if limit is not None and shows(case, s, limit))
    rests = (lesion_line(case), *told)
    key = TechniqueKey(
        item_id=prompt.item_id,
        right=right,
        graded={a: _criterion(named, a, right, rests, refs_of(treatment)) for a in ("", *named)},
        summary=f"{named[right].label}.",
    )
    return Item(prompt=prompt, key=key, situation=calm(treatment, limit), key_feature=rests)


def score_technique(key: TechniqueKey, response: Response, scorer: str) -> Score:
    """Score the choice: 1 for the technique that fits lesion and patient."""
    criterion = key.graded[choice(response, FIELD)]
    return Score(
        item_id=key.item_id,
        scorer=scorer,
        points=total((criterion,)),
        criteria=(criterion,),
        summary=key.summary,
    )


def _criterion(
    named: dict[str, Choice], answer: str, right: str, rests: tuple[str, ...], refs: tuple[str, ...]
) -> Criterion:
    best = f"{named[right].label}. {named[right].why}"
    if answer == right:
        said = f"Right. {best}"
    elif not answer:
        said = f"Nothing chosen. {best}"
    else:
        said = f"Not: {named[answer].label}. {named[answer].why} Better: {best}"
    return Criterion(
        id=FIELD,
        label="Technique",
        earned=named[answer].points if answer else 0.0,
        possible=1.0,
        feedback=said,
        read_more="regions#regions-technique",
        lines=rests,
        refs=refs,
    )
