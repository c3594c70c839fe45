"""What is said of each habit: what was asked, what earned it or is missing, why, and where to read more."""

from sacral_edu.api import Criterion, Highlight, rounded
from sacral_edu_documentation.grading import HABITS, Graded, Judged
from sacral_edu_documentation.keys import NoteKey
from sacral_edu_documentation.remarks import REMARKS

FIELD = "assessment"
_LONGEST_QUOTE = 90
_LABELS = {
    "descriptor": "Precise descriptor",
    "tart": "Two TART letters",
    "site": "Site",
    "function": "Measured function",
    "linkage": "Linked symptom",
}
_WRONG_READ_MORE = {
    "descriptor": "naming#sacrum-names",
    "tart": "tart#tart-threshold",
    "site": "regions#regions-codes",
    "function": "coding#coding-function",
    "linkage": "coding#coding-symptom",
}
_FOREIGN = "Write the note in English: this text was not read as English, so nothing in it was counted."
_RULES: dict[str, tuple[str, ...]] = {"site": ("R-ICD-07",), "linkage": ("R-ICD-04", "R-ICD-11")}
_REFS: dict[str, tuple[str, ...]] = {"tart": ("S06",), "site": ("S01",), "linkage": ("S01",)}
_NOT_ASKED = {
    "tart": "No point to earn here: the sacrum is normal, so it has no TART letter to report.",
    "site": "No point to earn here: without somatic dysfunction there is no region to code.",
    "linkage": "No point to earn here: without a lesion there is nothing to tie the complaint to.",
}


def criteria_of(key: NoteKey, graded: Graded, raw: str) -> tuple[Criterion, ...]:
    """Return one criterion a habit, in the order of the rubric; those not asked for are worth nothing."""
    share = 1 / len(key.earnable)
    return tuple(_criterion(key, habit, graded.habits[habit], raw, share) for habit in HABITS)


def summary_of(key: NoteKey, graded: Graded) -> str:
    """Return the summary: a model assessment of the case, behind a word on a text in another language."""
    model = f"A model assessment of this case: {key.models.whole}"
    if graded.is_foreign:
        return f"{_FOREIGN} {model}"
    return model


def _criterion(key: NoteKey, habit: str, judged: Judged, raw: str, share: float) -> Criterion:
    asked = habit in key.earnable
    earned = share if asked and judged.label == "earned" else 0.0
    return Criterion(
        id=habit,
        label=_LABELS[habit],
        earned=rounded(earned),
        possible=rounded(share) if asked else 0.0,
        feedback=_feedback(key, habit, judged, raw, asked=asked),
        read_more=_WRONG_READ_MORE[habit]
        if judged.label == "wrong"
        else f"documentation#documentation-{habit}",
        lines=tuple(line for line, _ in _grounds(key, habit)),
        rules=_RULES.get(habit, ()),
        refs=_REFS.get(habit, ()),
        highlights=tuple(
            Highlight(field=FIELD, start=m.start, end=m.end, verdict=m.mark) for m in judged.marked
        ),
    )


def _feedback(key: NoteKey, habit: str, judged: Judged, raw: str, *, asked: bool) -> str:
    remark = REMARKS[habit][judged.why]
    quote = _quoted(judged, raw)
    parts = [remark.replace("QUOTE", quote or "Your text")]
    if not asked and judged.label != "wrong":
        parts = [_NOT_ASKED[habit]]
    if asked and judged.label != "earned":
        parts.append(f"In this case, for example: {_sentence(_model(key, habit))}")
    grounds = _grounds(key, habit)
    if asked and grounds:
        parts.append(f"It rests on {_line(grounds[0][1])}.")
    return " ".join(parts)


def _model(key: NoteKey, habit: str) -> str:
    models = key.models
    return {
        "descriptor": models.descriptor,
        "tart": models.tart,
        "site": models.site,
        "function": models.function,
        "linkage": models.linkage,
    }[habit]


def _grounds(key: NoteKey, habit: str) -> tuple[tuple[str, str], ...]:
    grounds = key.grounds
    return {
        "descriptor": grounds.descriptor,
        "tart": grounds.tart,
        "site": grounds.descriptor,
        "function": grounds.function,
        "linkage": grounds.linkage,
    }[habit]


def _quoted(judged: Judged, raw: str) -> str:
    """Return the learner's words that the judgment rests on, in quotation marks; empty for none."""
    if not judged.marked:
        return ""
    wanted = {"earned": "earned", "wrong": "wrong"}.get(judged.label, "not_counted")
    chosen = next((m for m in judged.marked if m.mark == wanted), judged.marked[0])
    words = " ".join(raw[chosen.start : chosen.end].split())
    if len(words) > _LONGEST_QUOTE:
        words = f"{words[:_LONGEST_QUOTE].rstrip()}..."
    return f'"{words}"'


def _line(text: str) -> str:
    return f'"{text.rstrip(".")}"'


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
