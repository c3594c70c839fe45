"""Small readers that turn untyped values of a file into typed ones and note every fault on the way.

A reader never raises: it notes one line per fault and returns a harmless value, so that one reading
finds all the faults of a file.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, cast

from sacral_edu.clinical.coding import (
    concept_of,
    diagnosis_status,
    find_concept,
    modifiers,
    tidy_code,
)
from sacral_edu.domain.errors import CodeError

_SHOWN = 40
_NUMBER_LENGTH = 5
_MODIFIER_LENGTH = 2


class Faults:
    """Fault lines of one file, each `file: where: what is wrong`."""

    def __init__(self, name: str) -> None:
        """Start without faults; `name` is what the lines call the file."""
        self.name = name
        self.lines: list[str] = []

    def note(self, where: str, what: str) -> None:
        """Add one fault at a place such as `V07.key.procedures[0].code`."""
        self.lines.append(f"{self.name}: {where}: {what}" if where else f"{self.name}: {what}")


def short(value: object) -> str:
    """Return a value as written, cut to a readable length."""
    try:
        written = repr(value)
    except (ValueError, RecursionError):
        written = type(value).__name__
    return written if len(written) <= _SHOWN else f"{written[:_SHOWN]}..."


def resembling(word: str, known: Collection[str]) -> str | None:
    """Return the known word that this one most resembles, or None."""
    from difflib import get_close_matches  # noqa: PLC0415 needed for a mistyped word only

    return next(iter(get_close_matches(word, sorted(known), n=1)), None)


def near(word: str, known: Collection[str]) -> str:
    """Return `; did you mean x?` where a known word resembles this one, else what is known."""
    found = resembling(word, known)
    return f"; did you mean {found!r}?" if found else f"; known are {', '.join(sorted(known))}"


def mapping(
    faults: Faults, value: object, where: str, *, required: Iterable[str], allowed: Collection[str]
) -> dict[str, Any] | None:
    """Return a mapping with text keys; unknown and missing keys are noted. None where it is no mapping."""
    if not isinstance(value, dict):
        faults.note(where, f"expected a mapping of names to values, got {short(value)}")
        return None
    given = {str(name): inner for name, inner in cast("dict[object, Any]", value).items()}
    for name in given:
        if name not in allowed:
            faults.note(where, f"there is no entry {name!r}{near(name, allowed)}")
    for name in required:
        if name not in given:
            faults.note(f"{where}.{name}", "is missing")
    return given


def sequence(faults: Faults, value: object, where: str) -> list[Any]:
    """Return a list; nothing given counts as an empty one."""
    if value is None:
        return []
    if isinstance(value, (list, tuple)):
        return list(cast("list[Any]", value))
    faults.note(where, f"expected a list, got {short(value)}")
    return []


def text(faults: Faults, value: object, where: str, *, default: str = "") -> str:
    """Return a text that is not blank."""
    if isinstance(value, str) and value.strip():
        return value.strip()
    faults.note(where, f"expected a text, got {short(value)}")
    return default


def one_of(faults: Faults, value: object, where: str, known: Collection[str]) -> str:
    """Return one of the known words.

    It is the known one itself and not an equal one: msgspec leaves a default out of JSON where it is the
    same object, and a case must give the same bytes wherever it was read.
    """
    found = next((word for word in known if word == value), None)
    if found is not None:
        return found
    hint = near(value, known) if isinstance(value, str) else f"; use one of {', '.join(known)}"
    faults.note(where, f"{short(value)} is not allowed{hint}")
    return next(iter(known))


def whole(faults: Faults, value: object, where: str, *, least: int = 1) -> int:
    """Return a whole number of at least `least`."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= least:
        return value
    faults.note(where, f"expected a whole number of at least {least}, got {short(value)}")
    return least


def share(faults: Faults, value: object, where: str) -> float:
    """Return a number from 0 to 1."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1:
        return float(value)
    faults.note(where, f"expected a number from 0 to 1, got {short(value)}")
    return 0.0


def iso_date(faults: Faults, value: object, where: str) -> str:
    """Return an ISO 8601 date; dates that the file format reads by itself are taken too."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        faults.note(where, f"expected a date such as '2026-11-10', got {short(value)}")
        return "2026-01-01"


def _word(value: object) -> str | None:
    """Return a code as text; a number that a file format read without quotes is taken too."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else None


def procedure(faults: Faults, value: object, where: str, *, strange: bool = False) -> str:
    """Return a concept id for a concept id or number.

    With `strange` a five-character number that the course does not know passes as it is: a wrong answer
    may well bill one.
    """
    word = _word(value)
    if word is None:
        faults.note(where, f"expected a procedure, got {short(value)}")
        return ""
    tidy = word.strip().upper()
    numeric = len(tidy) == _NUMBER_LENGTH and tidy.isalnum() and tidy[1:4].isdigit()
    if strange and numeric and find_concept(tidy) is None:
        return tidy
    try:
        return concept_of(word)
    except CodeError as error:
        faults.note(where, str(error))
        return ""


def modifier(faults: Faults, value: object, where: str, *, strange: bool = False) -> str:
    """Return a modifier; with `strange` any two characters pass, since a wrong answer may hold them."""
    word = (_word(value) or "").strip().upper()
    if word in modifiers() or (strange and len(word) == _MODIFIER_LENGTH and word.isalnum()):
        return word
    faults.note(where, f"{short(value)} is no modifier of this course{near(word, modifiers())}")
    return ""


def diagnosis(faults: Faults, value: object, where: str, *, strange: bool = False) -> str:
    """Return a diagnosis code of the course; with `strange` any text passes, as a wrong answer's may."""
    if not isinstance(value, str) or not value.strip():
        faults.note(where, f"expected a diagnosis code, got {short(value)}")
        return ""
    code = tidy_code(value)
    if not strange:
        status = diagnosis_status(code)
        if status.state != "valid":
            faults.note(where, status.message)
    return code


def diagnosis_list(faults: Faults, value: object, where: str, *, strange: bool = False) -> tuple[str, ...]:
    """Return a list of diagnosis codes, a repeated one noted."""
    codes = [
        diagnosis(faults, code, f"{where}[{index}]", strange=strange)
        for index, code in enumerate(sequence(faults, value, where))
    ]
    for code in sorted({code for code in codes if code and codes.count(code) > 1 and not strange}):
        faults.note(where, f"{code} stands there twice")
    return tuple(code for code in codes if code)


def modifier_list(faults: Faults, value: object, where: str, *, strange: bool = False) -> tuple[str, ...]:
    """Return a list of modifiers."""
    return tuple(
        modifier(faults, code, f"{where}[{index}]", strange=strange)
        for index, code in enumerate(sequence(faults, value, where))
    )
