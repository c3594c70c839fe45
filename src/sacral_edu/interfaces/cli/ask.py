"""Asking for one field's answer on a terminal, with the keyboard alone."""

import re
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from sacral_edu.clinical.coding import concept_of
from sacral_edu.domain.errors import CodeError
from sacral_edu.domain.items import (
    ChoiceField,
    ChoicesField,
    ClaimField,
    Field,
    MarkField,
    Option,
    Prompt,
    TextField,
)
from sacral_edu.interfaces.cli.notes import WIDTH, wrapped

_MARK = re.compile(r"(\d+)\s*([A-Za-z]?)")
_LINE = re.compile(
    r"(?P<code>[A-Za-z0-9_]+)(?P<modifiers>(?:-[A-Za-z0-9]{2})*)"
    r"(?:\s+x(?P<units>\d{1,6}))?(?:\s*(?:->|:)\s*(?P<at>[\w. ,]*))?"
)


Heard = Callable[[str], bool]
"""Is given a typed line that may ask for help instead of answering; True where it did and was seen to."""

_YES_NO = {"": False, "n": False, "no": False, "y": True, "yes": True}


def ask(field: Field, prompt: Prompt, heard: Heard) -> Any:
    """Ask for the answer to a field and return it in the shape that responses have.

    Each line goes to `heard` first; after one that asked for help the same question is put again.
    """
    if isinstance(field, MarkField):
        return _ask_marks(field, prompt, heard)
    if isinstance(field, ChoiceField):
        return _ask_choice(field, heard)
    if isinstance(field, ChoicesField):
        return _ask_choices(field, heard)
    if isinstance(field, ClaimField):
        return _ask_claim(field, heard)
    return _ask_text(field, heard)


def ask_line(words: str, heard: Heard) -> str:
    """Return one typed line without the space around it, after seeing to those that ask for help.

    Raises click.Abort where the input ends or is interrupted.
    """
    while True:
        typed: str = click.prompt(words, default="", show_default=False)
        if not heard(typed):
            return typed.strip()


def ask_yes(words: str, heard: Heard) -> bool:
    """Return whether a line says yes, with no as the answer of Enter; raise click.Abort as `ask_line`."""
    while True:
        typed = ask_line(f"{words} [y/N]", heard).lower()
        if typed in _YES_NO:
            return _YES_NO[typed]
        _refuse(f"{typed!r} is neither y nor n.")


def _head(field: Field) -> None:
    click.echo()
    click.secho(wrapped(field.label), bold=True)


def _refuse(fault: str) -> None:
    click.secho(wrapped(fault), fg="yellow")


def _ask_marks(field: MarkField, prompt: Prompt, heard: Heard) -> dict[str, str]:
    numbers = {str(n): line.id for n, line in enumerate(prompt.note, 1) if line.id in field.lines}
    _head(field)
    if len(field.options) > 1:
        click.echo(wrapped("   ".join(f"{one.letter} = {one.label.lower()}" for one in field.options)))
        how = "Numbers with letters, for example 5R 7A; Enter for none"
    else:
        how = (
            f"Numbers{f', at most {field.at_most}' if field.at_most else ''}, for example 5 7; Enter for none"
        )
    while True:
        typed = ask_line(how, heard)
        marks, fault = _read_marks(typed, field, numbers)
        if fault is None:
            return marks
        _refuse(fault)


def _read_marks(typed: str, field: MarkField, numbers: dict[str, str]) -> tuple[dict[str, str], str | None]:
    letters = {option.letter.upper(): option.id for option in field.options}
    only = field.options[0].id if len(field.options) == 1 else None
    marks: dict[str, str] = {}
    for word in typed.replace(",", " ").split():
        found = _MARK.fullmatch(word)
        if found is None or found[1] not in numbers:
            return {}, f"{word!r} is no line that can be marked. Type it as 5{field.options[0].letter}."
        letter = found[2].upper()
        option = letters.get(letter) if letter else only
        if option is None:
            return {}, f"{word!r}: say which letter, one of {', '.join(letters)}."
        marks[numbers[found[1]]] = option
    if field.at_most is not None and len(marks) > field.at_most:
        return {}, f"{len(marks)} lines marked; at most {field.at_most} are allowed."
    return marks, None


def _ask_choice(field: ChoiceField, heard: Heard) -> str:
    _head(field)
    _show_options(field.options)
    letters = {option.letter.upper(): option.id for option in field.options}
    while True:
        typed = ask_line("Letter; Enter for none", heard).upper()
        if not typed or typed in letters:
            return letters.get(typed, "")
        _refuse(f"{typed!r} is not offered; type one of {', '.join(letters)}.")


def _ask_choices(field: ChoicesField, heard: Heard) -> list[str]:
    _head(field)
    if field.drawing is not None:
        click.echo(wrapped(f"Imagine the drawing. {field.drawing.text}", "", ""))
    _show_options(field.options)
    letters = {option.letter.upper(): option.id for option in field.options}
    while True:
        typed = ask_line("Letters, for example A C; Enter for none", heard)
        words = list(dict.fromkeys(typed.replace(",", " ").upper().split()))
        strange = [word for word in words if word not in letters]
        if strange:
            _refuse(f"{strange[0]!r} is not offered; type letters of {', '.join(letters)}.")
        elif field.at_most is not None and len(words) > field.at_most:
            _refuse(f"{len(words)} chosen; at most {field.at_most} are allowed.")
        else:
            return [letters[word] for word in words]


def _show_options(options: tuple[Option, ...]) -> None:
    for option in options:
        click.echo(wrapped(option.label, f"  {option.letter}  ", "     "))


def _ask_claim(field: ClaimField, heard: Heard) -> dict[str, Any]:
    _head(field)
    hold = ask_yes("Hold the claim and query the clinician?", heard)
    typed = ask_line("Diagnosis codes in order, for example M99.04 M54.50", heard)
    codes = [code.upper() for code in typed.replace(",", " ").split()]
    for letter, code in zip("ABCDEFGHIJKL", codes, strict=False):
        click.echo(f"  {letter}  {code}")
    click.echo("Procedure lines: number or concept, modifiers, units, pointers by letter or")
    click.echo("code, for example OMT_1_2 : A B or TX_MANUAL-GP x2 : A. An empty line ends it.")
    lines: list[dict[str, Any]] = []
    while True:
        typed = ask_line(f"Line {len(lines) + 1}", heard)
        if not typed:
            break
        line, fault = _read_line(typed, codes)
        if fault:
            _refuse(fault)
        else:
            lines.append(line)
    action = "hold_query" if hold else "submit"
    return {"claim_action": action, "diagnoses": codes, "procedures": lines}


def _read_line(typed: str, codes: list[str]) -> tuple[dict[str, Any], str | None]:
    found = _LINE.fullmatch(typed)
    if found is None:
        return {}, "That line cannot be read. Type it as OMT_1_2-25 x1 : A B."
    try:
        concept = concept_of(found["code"])
    except CodeError as error:
        return {}, str(error)
    pointers: list[str] = []
    for word in (found["at"] or "").replace(",", " ").upper().split():
        at = ord(word) - ord("A") if len(word) == 1 else -1
        pointers.append(codes[at] if 0 <= at < len(codes) else word)
    modifiers = [modifier.upper() for modifier in found["modifiers"].split("-") if modifier]
    return {
        "code": concept,
        "modifiers": modifiers,
        "units": int(found["units"] or 1),
        "dx": pointers,
    }, None


def _ask_text(field: TextField, heard: Heard) -> str:
    """Ask for lines until an empty one, or for a single line where no more than one has room.

    The end of the input ends a text too, so that one can come through a pipe; before the first line it
    means that nobody is there to answer, and EOFError says so. A line too long for the room that is left
    is refused by itself, and what was typed before it stays.
    """
    _head(field)
    single = field.max_chars <= WIDTH
    end = "Enter alone for none" if single else "an empty line ends it"
    click.echo(wrapped(f"In your own words, up to {field.max_chars} characters; {end}."))
    lines: list[str] = []
    while True:
        try:
            typed = _typed_line()
        except EOFError:
            if not lines:
                raise
            break
        # A word of help may also be a word of a text that was begun; a question mark alone is none.
        if (not lines or typed.strip() == "?") and heard(typed):
            continue
        if not typed.strip():
            break
        over = len("\n".join([*lines, typed])) - field.max_chars
        if over > 0:
            rest = ", or an empty line to hand in what you have" if lines else ""
            _refuse(f"That line is {over} characters too long for the room left. Type it shorter{rest}.")
            continue
        lines.append(typed)
        if single:
            break
    return "\n".join(lines)


def _typed_line() -> str:
    """Read one line; raise EOFError where there is none.

    The prompt of click would make the end of the input and Ctrl-C one and the same.
    """
    if not sys.stdin.isatty():
        return _decodable(input())
    with suppress(ImportError):
        # Without it a terminal drops what goes beyond 4,095 bytes of a line, and does so silently.
        import_module("readline")  # It edits lines once it is there; Windows has none.
    return _decodable(input("> "))


def _decodable(typed: str) -> str:
    """Return a line with a question mark for each byte that was no text; a score could not be shown."""
    return typed.rstrip("\r").encode("utf-8", "replace").decode()
