"""An exercise as HTML: readable as it stands, and with its prompt as data for the custom element.

Only prompts come in here, and on pages for practice the worked answer, made elsewhere; so no key can go out
by accident.
"""

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

import msgspec

from sacral_edu.domain.items import (
    ChoiceField,
    ChoicesField,
    ClaimField,
    Drawing,
    Field,
    MarkField,
    Prompt,
)
from sacral_edu.scoring import COSTS

_COSTS = msgspec.json.encode(COSTS).decode()
_SECTIONS = {"hpi": "History", "exam": "Examination", "assessment": "Assessment", "plan": "Plan"}


def exercise_html(prompt: Prompt, *, engine: str, api: str, why: str = "", worked: str = "") -> str:
    """Return the element for a prompt.

    `engine` names what scores (`server`, or `none` where nothing can), `api` is the base address of the
    server's interface, `why` the sentence that says where to go when there is no engine, and `worked` the
    worked answer as HTML for readers without JavaScript, on pages for practice.
    """
    return (
        f'<sacral-exercise item="{escape(prompt.item_id)}" engine="{escape(engine)}" '
        f'data-api="{escape(api)}" data-why="{escape(why)}" '
        f'data-costs="{escape(_COSTS)}">'
        f'<div class="sx-static">{_static(prompt)}{worked}</div>'
        f'<script type="application/json" class="sx-prompt">{script_json(prompt)}</script>'
        "</sacral-exercise>"
    )


def script_json(data: object) -> str:
    """Return data as JSON that may stand inside a script element: nothing in it can end the element."""
    text = msgspec.json.encode(data).decode()
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _static(prompt: Prompt) -> str:
    parts = [f'<p class="sx-title"><strong>{escape(prompt.title)}</strong></p>']
    if prompt.context:
        rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in prompt.context)
        parts.append(f'<dl class="sx-context">{rows}</dl>')
    parts.append(_note(prompt))
    parts.append(f'<p class="sx-stem"><strong>{escape(prompt.stem)}</strong></p>')
    parts += [_field(field) for field in prompt.fields]
    return "".join(parts)


def _note(prompt: Prompt) -> str:
    parts: list[str] = []
    section = None
    for number, line in enumerate(prompt.note, 1):
        if line.section != section:
            parts.append("</ol>" if section else "")
            section = line.section
            parts.append(f'<p class="sx-section">{_SECTIONS[section]}</p><ol start="{number}">')
        parts.append(f"<li>{escape(line.text)}</li>")
    return "".join([*parts, "</ol>" if section else ""])


def _field(field: Field) -> str:
    label = f"<p>{escape(field.label)}"
    if isinstance(field, MarkField) and len(field.options) == 1:
        most = f", at most {field.at_most}" if field.at_most else ""
        return f"{label}: mark lines of the note{most}.</p>"
    if isinstance(field, MarkField):
        letters = ", ".join(escape(option.label.lower()) for option in field.options)
        return f"{label}: mark lines of the note as {letters}.</p>"
    if isinstance(field, (ChoiceField, ChoicesField)):
        options = "".join(f"<li>{escape(option.label)}</li>" for option in field.options)
        drawing = field.drawing if isinstance(field, ChoicesField) else None
        return f"{label}:</p>{_drawing(drawing) if drawing else ''}<ul>{options}</ul>"
    if isinstance(field, ClaimField):
        return f"{label}: diagnoses in order; procedure lines with modifiers, units and pointers.</p>"
    return f"{label}: write in your own words, up to {field.max_chars} characters.</p>"


def _drawing(drawing: Drawing) -> str:
    """Return a drawing as an image, so that nothing in it can run or meet the ids of another one."""
    source = f"data:image/svg+xml;charset=utf-8,{quote(drawing.svg)}"
    # The second class is the theme's word for an image that wants no ground behind it in the dark.
    return f'<p><img class="sx-bones dark-light" src="{source}" alt="{escape(drawing.text)}"></p>'


def table_html(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table; `heads` are the heads of its columns and `rows` their cells, all of them as HTML."""
    head = "".join(f'<th scope="col">{words}</th>' for words in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f'<table class="table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
