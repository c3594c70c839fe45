"""Exams: pages without keys, the file with the key, the learners' files, and grading one with the other."""

from sacral_edu.interfaces.exam.grading import AnswerSheet, GradedSheet, grade, read_sheet
from sacral_edu.interfaces.exam.key import (
    ExamKey,
    Question,
    new_key,
    prompt_mark,
    read_key,
    wish_of,
    write_key,
)

__all__ = [
    "AnswerSheet",
    "ExamKey",
    "GradedSheet",
    "Question",
    "grade",
    "new_key",
    "prompt_mark",
    "read_key",
    "read_sheet",
    "wish_of",
    "write_key",
]
