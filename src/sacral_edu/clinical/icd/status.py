"""Whether a code may be reported on a day, and if not, which one was probably meant.

Sources: S01 for the release, S02 to S04 for what fiscal year 2027 changed. The release is that of April
2026; a day before it is answered as if it were in it.
"""

from datetime import date
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

from sacral_edu.clinical.icd.rows import lookup
from sacral_edu.clinical.icd.shape import is_code_shaped, probable
from sacral_edu.clinical.icd.table import (
    CodeRow,
    categories,
    in_extract,
    leaves,
    nodes,
    table,
    tidied,
)

CodeState = Literal["valid", "header", "deleted", "unknown", "outside", "malformed"]
"""`unknown` codes do not exist; of codes `outside` the extract it cannot be said whether they do."""

_NAMED = 8
_NEAR = 3
_CATEGORY = 3
_ISO_DAY = 10
_SHOWN = 40


class CodeStatus(Struct, frozen=True, kw_only=True):
    """What is known of a code as written, in one sentence.

    `probable` are the billable codes that were probably meant, `nearest` the most similar billable codes
    of the extract where nothing better is known, `row` the row of a code or header that exists.
    """

    code: str
    state: CodeState
    message: str
    probable: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    row: CodeRow | None = None


def status(text: str, on: date | str | None = None) -> CodeStatus:
    """Return whether a code may be reported on a day; without one, in fiscal year 2027.

    Capitals and the dot may be missing. Raises ValueError for a day that is not an ISO date.
    """
    code = tidied(text)
    changed = _day(on) >= date.fromisoformat(table().fy2027.first_day)
    if not is_code_shaped(code):
        said = "is not shaped like a diagnosis code (a letter, a digit, and up to five more after a dot)"
        written = text.strip()[:_SHOWN] or "An empty line"
        return _answer(written, "malformed", said, probable(code))
    found = _changed(code) if changed else _not_yet(code)
    if found is not None:
        return found
    row = lookup(code)
    if row is not None:
        return _existing(row, drop_deleted=changed)
    return _missing(code)


def _day(on: date | str | None) -> date:
    if on is None:
        return date.fromisoformat(table().fy2027.first_day)
    if isinstance(on, date):
        return on
    try:
        return date.fromisoformat(on[:_ISO_DAY])
    except ValueError as error:
        raise ValueError(f"{on!r} is not a date such as 2026-11-30") from error


def _changed(code: str) -> CodeStatus | None:
    """Return the status of a code that fiscal year 2027 deleted, split or added; None for all others."""
    changes = table().fy2027
    below = [one for one in changes.deleted if one.startswith(code)]
    kept = [one for one in leaves(code) if one not in changes.deleted]
    if code in changes.deleted or (below and not kept and len(code) > _CATEGORY):
        meant = tuple(one for one in leaves(code[: code.index(".") + 3]) if one not in changes.deleted)
        said = f"was deleted on {changes.first_day}"
        return _answer(code, "deleted", said, meant[:_NAMED], row=lookup(code))
    if code in changes.demoted:
        new = tuple(one for one in changes.new if one.startswith(code))
        said = f"became a header on {changes.first_day} and is no longer billable"
        if not new:
            said += "; its new codes were not read for this course"
        return _answer(code, "header", said, new, row=lookup(code), word="billable")
    if code in changes.new:
        said = f"is new from {changes.first_day}; its title was not read for this course"
        return CodeStatus(code=code, state="valid", message=f"{code} {said}.")
    if _in_new_series(code):
        said = f"is in a series that is new from {changes.first_day}, of which only the ends were read"
        return _answer(code, "outside", said, ())
    return None


def _not_yet(code: str) -> CodeStatus | None:
    changes = table().fy2027
    if code in changes.new or _in_new_series(code):
        return _answer(code, "unknown", f"does not exist before {changes.first_day}", probable(code))
    return None


def _in_new_series(code: str) -> bool:
    return any(len(code) == len(low) and low <= code <= high for low, high, _ in table().fy2027.new_between)


def _existing(row: CodeRow, *, drop_deleted: bool) -> CodeStatus:
    if row.billable:
        return CodeStatus(code=row.code, state="valid", message=f"{row.code} is {row.title}.", row=row)
    gone = table().fy2027.deleted if drop_deleted else ()
    meant = tuple(leaf for leaf in leaves(row.code) if leaf not in gone)
    if row.seventh:
        said = f"({row.title}) is not complete: it needs a 7th character ({_choices(row)})"
    else:
        said = f"({row.title}) is a header and not billable; name a code below it"
    return _answer(row.code, "header", said, meant, row=row, word="billable")


def _choices(row: CodeRow) -> str:
    return ", ".join(f"{character} {meaning}" for character, meaning in row.seventh.items())


def _missing(code: str) -> CodeStatus:
    category = code[:_CATEGORY]
    meant = probable(code)
    if in_extract(code):
        known = [one for one in nodes() if one.startswith(category)]
        near = _similar(code, [leaf for one in known for leaf in leaves(one)])
        return _answer(
            code, "unknown", f"does not exist in category {category} of the {_release()}", meant, nearest=near
        )
    if category in categories():
        said = f"cannot be checked: category {category} exists but is not in this course's extract"
        return _answer(code, "outside", said, meant)
    near = _similar(category, sorted(table().parents))
    return _answer(
        code, "unknown", f"does not exist: the {_release()} has no category {category}", meant, nearest=near
    )


def _release() -> str:
    return table().release.name.split(",", maxsplit=1)[0]


def _similar(code: str, among: list[str]) -> tuple[str, ...]:
    ranked = sorted(set(among), key=lambda one: (-SequenceMatcher(None, code, one).ratio(), one))
    return tuple(ranked[:_NEAR])


def _answer(
    code: str,
    state: CodeState,
    said: str,
    meant: tuple[str, ...],
    *,
    nearest: tuple[str, ...] = (),
    row: CodeRow | None = None,
    word: str = "probably meant",
) -> CodeStatus:
    hint = _hint(word, meant) if meant else _hint("nearest", nearest) if nearest else ""
    message = f"{code} {said}{hint}."
    return CodeStatus(code=code, state=state, message=message, probable=meant, nearest=nearest, row=row)


def _hint(word: str, codes: tuple[str, ...]) -> str:
    more = f" and {len(codes) - _NAMED} more" if len(codes) > _NAMED else ""
    return f" ({word}: {', '.join(codes[:_NAMED])}{more})"
