"""What is told about each answer to the question of today: what is right, why, and how to avoid the slip."""

from collections.abc import Mapping

from sacral_edu.api import Case, Statement
from sacral_edu_triage.eligible import lesion_line, shown
from sacral_edu_triage.keys import WHOLE
from sacral_edu_triage.limits import LIMITS, Limit, care_is_accepted, limit_of, topics_of
from sacral_edu_triage.treatments import TREATMENTS
from sacral_edu_triage.warnings_read import STEPS, features_of, why_not_today

_Said = dict[str, dict[str, str]]
_Labels = tuple[dict[str, str], dict[str, str]]

_NOTHING_MARKED = "Nothing marked."
_FIRST = "Read the history for warnings before the hands move."
_CARE = "The contraindications name no limit for this situation; care is accepted all the same."


def said_of(case: Case, flag: str, treatment: str, lines: Mapping[str, int], labels: _Labels) -> _Said:
    """Return what is told by field and answer, the empty answer among them.

    `flag` is the warning, or empty; `treatment` the technique, or empty; `lines` the halves that each line
    carrying the decision earns; `labels` the options of detail and technique.
    """
    limit = None if flag else limit_of(case)
    details, techniques = labels
    return {
        "decision": {answer: _decision(case, flag, limit, answer) for answer in _DECISIONS},
        "detail": {answer: _detail(case, flag, limit, answer, details) for answer in ("", *details)},
        "technique": {
            answer: _technique(case, flag, treatment, answer, techniques) for answer in ("", *techniques)
        },
        "line": {"": _no_line(case, flag, limit)}
        | {s.id: _line(case, s, flag, limit, lines.get(s.id, 0)) for s in shown(case)},
    }


_DECISIONS = ("", "treat", "restrict", "refer")


def _decision(case: Case, flag: str, limit: Limit | None, answer: str) -> str:
    right = "refer" if flag else "restrict" if limit is not None else "treat"
    opening = "Nothing chosen." if not answer else "Right." if answer == right else "Not so."
    if flag:
        counts = " It counts together with the line or the step." if answer == right else f" {_FIRST}"
        return f"{opening} {_quoted(case, _warning(case))} {why_not_today(flag)}{counts}"
    if limit is not None:
        waits = " That limits the technique and is no reason to withhold treatment." * (answer == "refer")
        return f"{opening} Treat with a restriction. {limit.why}{waits}"
    if answer == "restrict" and care_is_accepted(case):
        return f"Accepted. {_CARE}"
    screen = next((s for s in shown(case) if "screen" in topics_of(case, s)), None)
    asked = f' The screening is clean: "{screen.text}"' if screen is not None else ""
    needs = " A warning or a limit has to stand in the note to call treatment off or restrict it."
    counts = " It counts together with the technique." if answer == right else needs
    return f"{opening} Nothing stands against treatment today.{asked}{counts}"


def _detail(case: Case, flag: str, limit: Limit | None, answer: str, labels: Mapping[str, str]) -> str:
    right = flag or (limit.id if limit is not None else "none")
    wanted = f"Wanted: {labels[right]}."
    if answer == right:
        return f"Right: {labels[right]}. {_why_detail(flag, limit)}"
    if not answer:
        return f"Nothing chosen. {wanted} {_why_detail(flag, limit)}"
    if not flag and limit is None and care_is_accepted(case) and answer in LIMITS:
        return f"{_CARE} It was not needed."
    return f"{_why_not_detail(answer)} {wanted} {_why_detail(flag, limit)}"


def _why_detail(flag: str, limit: Limit | None) -> str:
    if flag:
        return f"What gives it away: {features_of(flag)}."
    return limit.why if limit is not None else "No contraindication of the list applies."


def _why_not_detail(answer: str) -> str:
    if answer in STEPS:
        return f"{STEPS[answer]} goes with other signs: {features_of(answer)}."
    if answer in LIMITS:
        return f"{LIMITS[answer].asks} is for another patient: {LIMITS[answer].entry}."
    return "Something further is needed."


def _technique(case: Case, flag: str, treatment: str, answer: str, labels: Mapping[str, str]) -> str:
    if flag:
        chosen = "No technique is right." if answer in ("", "none") else "Nothing of the kind today."
        return f"{chosen} While the warning stands, no technique is scored."
    right = TREATMENTS[treatment]
    because = f"{_quoted(case, lesion_line(case))} That is {right.lesion}. For it: {right.does}."
    if answer == treatment:
        return f"Right. {because}"
    if answer in TREATMENTS:
        return f"{labels[answer]}: that treats {TREATMENTS[answer].lesion}. {because}"
    return f"No technique chosen. {because}"


def _no_line(case: Case, flag: str, limit: Limit | None) -> str:
    if flag:
        return f"{_NOTHING_MARKED} This line decides: {_quoted(case, _warning(case))}"
    if limit is not None:
        return f"{_NOTHING_MARKED} A line gives the restriction away. {limit.why}"
    return "Nothing marked, and nothing in the note decides against treatment."


def _line(case: Case, statement: Statement, flag: str, limit: Limit | None, halves: int) -> str:
    own = f'"{statement.text}"'
    if halves == WHOLE:
        why = "carries the warning" if flag else "gives the restriction away"
        return f"{own} This line decides: it {why}."
    if flag:
        settles = _quoted(case, _warning(case))
        fits = "belongs to the picture, but does not settle it" if halves else "does not decide"
        return f"{own} It {fits}. What decides: {settles}"
    if limit is not None:
        return f"{own} It does not decide. {limit.why}"
    return f"{own} It is no reason against treatment; no line of this note is."


def _warning(case: Case) -> str:
    return case.red_flag.statement if case.red_flag is not None else ""


def _quoted(case: Case, line: str) -> str:
    return next((f'"{s.text}"' for s in case.note if s.id == line), "")
