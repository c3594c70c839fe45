"""The first question: is treatment right today, with what restriction or step, and which line decides.

The decision never counts alone. Where treatment waits it counts with the line or the step, where it is
restricted with the line or the restriction, and where nothing stands against it with the technique. So
who always refers, or always treats, earns next to nothing.
"""

from sacral_edu.api import (
    Case,
    ChoiceField,
    Criterion,
    Item,
    MarkField,
    NoteLine,
    Option,
    Prompt,
    Response,
    Score,
    choice,
    marks,
    total,
)
from sacral_edu_triage.eligible import flag_of, lesion_line, shown, treatable
from sacral_edu_triage.keys import HALF, WHOLE, Decision, TodayKey, TriageKey
from sacral_edu_triage.limits import LIMITS, care_is_accepted, limit_of, shows
from sacral_edu_triage.situations import limited, warned
from sacral_edu_triage.today_said import said_of
from sacral_edu_triage.treatments import TREATMENTS
from sacral_edu_triage.warnings_read import STEPS, agrees, refs_of

DECISION, DETAIL, TECHNIQUE, LINE = "decision", "detail", "technique", "line"
_FIELDS = (DECISION, DETAIL, LINE, TECHNIQUE)
NONE = "none"
SKILLS = ("triage", "red_flags", "contraindications", "technique")
SHARES: dict[Decision, dict[str, float]] = {
    "refer": {DECISION: 0.4, DETAIL: 0.3, LINE: 0.3, TECHNIQUE: 0.0},
    "restrict": {DECISION: 0.3, DETAIL: 0.3, LINE: 0.2, TECHNIQUE: 0.2},
    "treat": {DECISION: 0.4, DETAIL: 0.1, LINE: 0.1, TECHNIQUE: 0.4},
}
"""Points of each part, by what is right; together 1."""

_TREATED = ("treat", "restrict")

TITLE = "Is treatment right today?"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LABELS = {
    DECISION: "Today",
    DETAIL: "With which restriction, or with which step first",
    TECHNIQUE: "Technique, if you treat",
    LINE: "The line that decides, if one does",
}
_DECISIONS = (
    Option(id="treat", label="Treat, without a special restriction", letter="T"),
    Option(id="restrict", label="Treat, with a restriction", letter="R"),
    Option(id="refer", label="Do not treat: work-up or referral comes first", letter="N"),
)
_DETAILS = {NONE: "Nothing further"} | {n: x.asks for n, x in LIMITS.items()} | STEPS
_TECHNIQUES = {NONE: "No technique today"} | {n: x.does for n, x in TREATMENTS.items()}
_DECIDES = (Option(id="decides", label="Decides", letter="X"),)
_STEM = (
    "You have taken this history and examined the patient. Is hands-on treatment right today? Say so, add "
    "the restriction or the next step, choose the technique for the lesion if you treat, and mark the one "
    "line that decides. Where no line speaks against plain treatment, mark none."
)
_READ_MORE = {
    DECISION: "regions#regions-today",
    DETAIL: "regions#regions-today",
    TECHNIQUE: "regions#regions-technique",
    LINE: "regions#regions-today",
}
_MINUTES = 4.0


def _options(labels: dict[str, str]) -> tuple[Option, ...]:
    return tuple(
        Option(id=name, label=label, letter=letter)
        for (name, label), letter in zip(labels.items(), _LETTERS, strict=False)
    )


_DETAIL_OPTIONS = _options(_DETAILS)
_TECHNIQUE_OPTIONS = _options(_TECHNIQUES)


def today_item(case: Case, scorer: str) -> Item[TriageKey] | None:
    """Return the question, or None where the facts do not settle what is right today."""
    flag, treatment = flag_of(case), treatable(case)
    if not flag and not treatment:
        return None
    lines = shown(case)
    if flag and all(s.id != case.red_flag.statement for s in lines if case.red_flag):
        return None
    prompt = Prompt(
        item_id=f"{case.id}/{scorer}/today",
        scorer=scorer,
        case_id=case.id,
        title=TITLE,
        stem=_STEM,
        note=tuple(NoteLine(id=s.id, section=s.section, text=s.text) for s in lines),
        fields=(
            ChoiceField(id=DECISION, label=_LABELS[DECISION], options=_DECISIONS),
            ChoiceField(id=DETAIL, label=_LABELS[DETAIL], options=_DETAIL_OPTIONS),
            ChoiceField(id=TECHNIQUE, label=_LABELS[TECHNIQUE], options=_TECHNIQUE_OPTIONS),
            MarkField(
                id=LINE,
                label=_LABELS[LINE],
                lines=tuple(s.id for s in lines),
                options=_DECIDES,
                at_most=1,
            ),
        ),
        skills=SKILLS,
        minutes=_MINUTES,
        difficulty="intermediate",
    )
    key = _key(case, flag, treatment, prompt.item_id)
    situation = warned(flag) if flag else limited(limit_of(case))
    feature = tuple(name for name, share in key.lines.items() if share == WHOLE) or (lesion_line(case),)
    return Item(prompt=prompt, key=key, situation=situation, key_feature=feature)


def score_today(key: TodayKey, response: Response, scorer: str) -> Score:
    """Score decision, restriction or step, technique and line, each only with what gives it sense."""
    answer = {field: choice(response, field) for field in (DECISION, DETAIL, TECHNIQUE)}
    answer[LINE] = next(iter(marks(response, LINE)), "")
    earned = _EARNED[key.decision](key, answer)
    graded = key.graded
    criteria = tuple([graded[field][answer[field]][earned[field]] for field in _FIELDS])
    return Score(
        item_id=key.item_id, scorer=scorer, points=total(criteria), criteria=criteria, summary=key.summary
    )


def _where_referred(key: TodayKey, answer: dict[str, str]) -> dict[str, int]:
    waits = answer[DECISION] == "refer"
    line = key.lines.get(answer[LINE], 0) if waits else 0
    step = WHOLE if waits and answer[DETAIL] == key.detail else 0
    return {DECISION: WHOLE if line or step else 0, DETAIL: step, LINE: line, TECHNIQUE: 0}


def _where_restricted(key: TodayKey, answer: dict[str, str]) -> dict[str, int]:
    careful = answer[DECISION] == "restrict"
    line = key.lines.get(answer[LINE], 0) if careful else 0
    limit = WHOLE if careful and answer[DETAIL] == key.detail else 0
    fits = answer[DECISION] in _TREATED and answer[TECHNIQUE] == key.technique
    return {
        DECISION: WHOLE if line or limit else 0,
        DETAIL: limit,
        LINE: line,
        TECHNIQUE: WHOLE if fits else 0,
    }


def _where_treated(key: TodayKey, answer: dict[str, str]) -> dict[str, int]:
    fits = answer[DECISION] in _TREATED and answer[TECHNIQUE] == key.technique
    careful = key.care_accepted and answer[DECISION] == "restrict"
    right = fits and (answer[DECISION] == "treat" or careful)
    return {
        DECISION: WHOLE if right else 0,
        DETAIL: WHOLE if right and (careful or answer[DETAIL] == NONE) else 0,
        LINE: WHOLE if right and (careful or not answer[LINE]) else 0,
        TECHNIQUE: WHOLE if fits else 0,
    }


_EARNED = {"refer": _where_referred, "restrict": _where_restricted, "treat": _where_treated}


def _key(case: Case, flag: str, treatment: str, item_id: str) -> TodayKey:
    limit = None if flag else limit_of(case)
    decision: Decision = "refer" if flag else "restrict" if limit is not None else "treat"
    lines: dict[str, int] = {}
    for statement in shown(case):
        if flag and case.red_flag is not None and statement.id == case.red_flag.statement:
            lines[statement.id] = WHOLE
        elif flag and agrees(case, statement, flag):
            lines[statement.id] = HALF
        elif limit is not None and shows(case, statement, limit):
            lines[statement.id] = WHOLE
    said = said_of(case, flag, treatment, lines, (_DETAILS, _TECHNIQUES))
    return TodayKey(
        item_id=item_id,
        decision=decision,
        detail=flag or (limit.id if limit is not None else NONE),
        technique=treatment,
        lines=lines,
        care_accepted=not flag and care_is_accepted(case),
        graded=_graded(decision, lines, said, refs_of(flag) if flag else ()),
        summary=_summary(flag, limit.asks if limit is not None else "", treatment),
    )


def _graded(
    decision: Decision, lines: dict[str, int], said: dict[str, dict[str, str]], refs: tuple[str, ...]
) -> dict[str, dict[str, tuple[Criterion, ...]]]:
    """Return every criterion that can come up, by field, answer and halves earned."""
    deciding = tuple(name for name, share in lines.items() if share == WHOLE)
    return {
        field: {
            answer: tuple(
                Criterion(
                    id=field,
                    label=_LABELS[field],
                    earned=SHARES[decision][field] * halves / WHOLE,
                    possible=SHARES[decision][field],
                    feedback=words,
                    read_more=_READ_MORE[field],
                    lines=deciding if field == LINE else (),
                    refs=refs if field == DECISION else (),
                )
                for halves in (0, HALF, WHOLE)
            )
            for answer, words in answers.items()
        }
        for field, answers in said.items()
    }


def _summary(flag: str, asks: str, treatment: str) -> str:
    if flag:
        return f"Treatment waits. First: {STEPS[flag]}."
    technique = TREATMENTS[treatment].does
    return f"Treat, with a restriction: {asks}. {technique}." if asks else f"Treat. {technique}."
