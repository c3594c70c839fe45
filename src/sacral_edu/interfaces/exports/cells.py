"""The cells of a notebook as text: the case, each question, and the code to answer it in.

Only cases' notes and prompts come in here, so no key can go out.
"""

import json
import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from sacral_edu.domain.cases import Case, PayerProfile, Section
from sacral_edu.domain.items import (
    ChoiceField,
    ChoicesField,
    ClaimField,
    Field,
    MarkField,
    NoteLine,
    Option,
    Prompt,
)
from sacral_edu.scoring import note_lines

SECTIONS: dict[Section, str] = {
    "hpi": "History",
    "exam": "Examination",
    "assessment": "Assessment",
    "plan": "Plan",
}
_PAYERS: dict[PayerProfile, str] = {
    "commercial_ncci": "commercial plan",
    "medicare_ffs": "Medicare",
    "commercial_cms_time": "commercial plan that counts total minutes",
}
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$&])")
_CLAIM = """{
        "claim_action": "submit",  # or "hold_query"
        "diagnoses": [],  # in order, written like ["M54.50", "M99.03"]
        "procedures": [
            # one line each, written like
            # {"code": "CONCEPT_ID", "modifiers": ["XX"], "units": 1, "dx": ["M54.50"]},
        ],
    }"""
_ONE_LINE = 80
"""The longest text, in characters, that is written between plain quotes."""
_TEXT = '''r"""

"""'''
_CLAIM_HOW = (
    "diagnoses in order; procedure lines with modifiers, units and the diagnoses that they point at. "
    "`from sacral_edu.api import coding; list(coding.procedures())` shows the procedures."
)


def plain(text: str) -> str:
    """Return text with every character escaped that Markdown or its mathematics would act on."""
    return _SPECIAL.sub(r"\\\1", text)


def shared_lines(case: Case, prompts: Sequence[Prompt]) -> tuple[NoteLine, ...]:
    """Return the lines with which the note of every prompt begins; the whole note without prompts.

    A question about the examination must not be answered by the assessment printed above it.
    """
    if not prompts:
        return note_lines(case, SECTIONS)
    together = zip(*(prompt.note for prompt in prompts), strict=False)
    return tuple(lines[0] for lines in takewhile(lambda lines: len(set(lines)) == 1, together))


def case_text(case: Case, lines: Sequence[NoteLine]) -> str:
    """Return the Markdown of a case: title, patient, visit and the numbered lines of its note."""
    parts = [f"# {plain(case.title)}"]
    if case.patient is not None:
        who = case.patient
        parts.append(
            f"{plain(who.name)}, {who.sex}, born {who.birth_date} ({who.age})  \n"
            f"{plain(who.address)}; {plain(who.phone)}"
        )
    visit = case.encounter
    payer = _PAYERS[visit.payer_profile]
    seen = f"Seen {visit.date_of_service} by {visit.provider}; {visit.patient_status} patient; {payer}"
    parts += [seen, f"*Case {plain(case.id)}, a synthetic patient.*", *_note(lines, 1)]
    return "\n\n".join(parts)


def question_text(prompt: Prompt, number: int, shown: Sequence[NoteLine], case_title: str) -> str:
    """Return the Markdown of a question: what its note has besides, the stem and the fields.

    `shown` is the note as it stands above the question. Where the question's own note goes on from there,
    its further lines are printed; where it is another one, such as an excerpt, all of it is.
    """
    title = "" if prompt.title == case_title else f": {plain(prompt.title)}"
    parts = [f"## Question {number}{title}"]
    parts += [f"**{plain(label)}**: {plain(value)}" for label, value in prompt.context]
    parts += _further(prompt.note, tuple(shown))
    parts.append(f"**{plain(prompt.stem)}**")
    parts.append("\n".join(f"- {_field_text(field)}" for field in prompt.fields))
    return "\n\n".join(parts)


def answer_code(prompt: Prompt, number: int) -> str:
    """Return the code cell that a learner fills in: `answers_1 = {...}`, blank, in the right shape."""
    lines = [f"answers_{number} = {{"]
    for field in prompt.fields:
        blank, how = _blank(field, prompt)
        lines.append(f"    {json.dumps(field.id)}: {blank},{f'  # {how}' if how else ''}")
    return "\n".join([*lines, "}"])


def grading_code(prompt: Prompt, number: int) -> str:
    """Return the code cell that grades the answers."""
    graded = f"grade({json.dumps(prompt.item_id)}, answers_{number})"
    return f"from sacral_edu.interfaces.exports import grade\n\n{graded}"


def _further(note: tuple[NoteLine, ...], shown: tuple[NoteLine, ...]) -> list[str]:
    if note[: len(shown)] != shown:
        return ["The note for this question:", *_note(note, 1)] if note else []
    further = note[len(shown) :]
    if not further:
        return []
    return ["The note goes on:" if shown else "The note:", *_note(further, len(shown) + 1)]


def _note(lines: Iterable[NoteLine], first: int) -> list[str]:
    parts: list[str] = []
    section = None
    for number, line in enumerate(lines, first):
        if line.section != section:
            section = line.section
            parts.append(f"### {SECTIONS[section]}")
            parts.append(f"{number}. {plain(line.text)}")
        else:
            parts[-1] += f"\n{number}. {plain(line.text)}"
    return parts


def _field_text(field: Field) -> str:
    label = f"**{plain(field.label)}** (`{field.id}`): "
    if isinstance(field, MarkField):
        most = f", at most {field.at_most}" if field.at_most else ""
        if len(field.options) == 1:
            return f"{label}a list of line numbers of the note{most}."
        return f"{label}line numbers of the note{most}, with a letter each. {_options(field.options)}"
    if isinstance(field, ChoiceField):
        return f"{label}one letter. {_options(field.options)}"
    if isinstance(field, ChoicesField):
        most = f", at most {field.at_most}" if field.at_most else ""
        return f"{label}a list of letters{most}. {_options(field.options)}"
    if isinstance(field, ClaimField):
        return label + _CLAIM_HOW
    where = "" if field.max_chars <= _ONE_LINE else ", written between the triple quotes below"
    return f"{label}your own words, up to {field.max_chars} characters{where}."


def _options(options: Iterable[Option]) -> str:
    return "; ".join(f"`{one.letter}` {plain(one.label.removesuffix('.'))}" for one in options) + "."


def _blank(field: Field, prompt: Prompt) -> tuple[str, str]:
    if isinstance(field, MarkField):
        at = next((n for n, line in enumerate(prompt.note, 1) if line.id in field.lines), 1)
        if len(field.options) == 1:
            return "[]", f"lines, written like [{at}]"
        return "{}", f'line: letter, written like {{{at}: "{field.options[0].letter}"}}'
    if isinstance(field, ChoiceField):
        return '""', f"one of {', '.join(option.letter for option in field.options)}"
    if isinstance(field, ChoicesField):
        return "[]", f"any of {', '.join(option.letter for option in field.options)}"
    if isinstance(field, ClaimField):
        return _CLAIM, ""
    return ('""', "your text") if field.max_chars <= _ONE_LINE else (_TEXT, "")
