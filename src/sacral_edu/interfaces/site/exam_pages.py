"""Pages of an exam: questions without anything from which their answers follow.

What names an item or a seed on a page of the course is replaced, and what helps or grades is left out. The
list of questions goes beside the scripts as `exam.json`, and with the items behind them into the file that
the build is told to keep.
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec
from sphinx.application import Sphinx

from sacral_edu.domain.errors import SacralEduError
from sacral_edu.domain.items import Prompt
from sacral_edu.interfaces.casebook import Casebook
from sacral_edu.interfaces.exam import ExamKey, Question, prompt_mark, read_key, wish_of, write_key
from sacral_edu.interfaces.site import exercise_list
from sacral_edu.interfaces.site.listening import listen

FILE = "_static/sacral-edu/exam.json"


class ListedQuestion(msgspec.Struct, frozen=True):
    """A question as the pages know it."""

    id: str
    page: str


class ListedExam(msgspec.Struct, frozen=True):
    """What a page has to know of the whole exam."""

    exam: str
    title: str
    questions: tuple[ListedQuestion, ...]


def exam_key(app: Sphinx) -> ExamKey | None:
    """Return the key of the exam that is being built, or None where a course is."""
    if not app.config.sacral_edu_exam:
        return None
    key: ExamKey | None = getattr(app, "sacral_edu_exam_key", None)
    if key is None:
        key = read_key(Path(app.config.sacral_edu_exam))
        app.sacral_edu_exam_key = key  # type: ignore[attr-defined]
    return key


def seed_for(key: ExamKey, scorer: str, options: Mapping[str, object]) -> int:
    """Return the seed of a generated patient: one that only the key gives."""
    return key.seed(wish_of(scorer, options))


def refuse_public(case_id: str) -> None:
    """Raise SacralEduError for a case that comes with the course, since anybody can look its answers up."""
    if any(one.id == case_id for one in Casebook().cases()):
        raise SacralEduError(
            f"case {case_id} comes with the course, so anybody can look its answers up; take a case of your "
            "own for an exam, or leave `:case:` out."
        )


def hidden(prompt: Prompt, key: ExamKey) -> Prompt:
    """Return the prompt under the name that the pages know it by."""
    return msgspec.structs.replace(
        prompt, item_id=key.question_id(prompt.item_id), scorer="", case_id="", skills=()
    )


def note_question(app: Sphinx, prompt: Prompt) -> None:
    """Remember the item behind a question; raise SacralEduError for one that stands there already."""
    noted = _noted(app)
    if prompt.item_id in noted:
        raise SacralEduError("this question stands in the exam already; give it another `:seed:`.")
    noted[prompt.item_id] = prompt_mark(prompt)


def setup(app: Sphinx) -> None:
    """Register the setting that makes an exam, and write its lists at the end."""
    app.add_config_value("sacral_edu_exam", "", "env", [str])
    listen(app, "build-finished", _write)


def _noted(app: Sphinx) -> dict[str, str]:
    noted: dict[str, str] | None = getattr(app, "sacral_edu_questions", None)
    if noted is None:
        noted = {}
        app.sacral_edu_questions = noted  # type: ignore[attr-defined]
    return noted


def _write(app: Sphinx, error: Exception | None) -> None:
    key = exam_key(app) if error is None and app.builder.format == "html" else None
    if key is None:
        return
    marks = _noted(app)
    questions = tuple(
        Question(id=key.question_id(one.item), page=page.page, item=one.item, prompt=marks[one.item])
        for page in exercise_list.listed(app.env)
        for one in page.exercises
    )
    exam = ListedExam(
        key.exam, str(app.config.project), tuple(ListedQuestion(one.id, one.page) for one in questions)
    )
    file = Path(app.outdir) / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(msgspec.json.encode(exam))
    write_key(Path(app.config.sacral_edu_exam), msgspec.structs.replace(key, questions=questions))


def fails_in_exam(app: Sphinx, name: str) -> str:
    """Return why a directive cannot stand in an exam, or nothing where no exam is built."""
    return f"{name} has no place in an exam; leave it out of this book." if exam_key(app) else ""


__all__ = [
    "FILE",
    "exam_key",
    "fails_in_exam",
    "hidden",
    "note_question",
    "refuse_public",
    "seed_for",
    "setup",
]
