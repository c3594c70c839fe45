"""Which number a procedure concept carries. The numbers live in one file that may be deleted or emptied.

Without it every function still works: concept ids stand where numbers would (rule of the house: no
number and no official description of a procedure anywhere else).
"""

from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from sacral_edu.domain.errors import CodeError

_DATA = Path(__file__).parents[1] / "data" / "codebook.json"

_NEAR = 3
_LONGEST = 40


class Codebook(Struct, frozen=True, kw_only=True):
    """The notice that must stand wherever numbers do, and the number of each concept."""

    notice: str = ""
    numbers: dict[str, str] = {}


@cache
def codebook() -> Codebook:
    """Return the codebook of package data; an empty one where the file is missing or empty."""
    try:
        raw = _DATA.read_bytes()
    except FileNotFoundError:
        return Codebook()
    return msgspec.json.decode(raw, type=Codebook) if raw.strip() else Codebook()


def notice() -> str:
    """Return the notice about procedure codes; empty where no numbers are shipped."""
    return codebook().notice


def number_of(concept: str) -> str | None:
    """Return the number of a concept id, or None where none is known."""
    return codebook().numbers.get(concept)


def shown(concept: str) -> str:
    """Return what a person is shown for a concept id: its number if known, else the id itself."""
    return codebook().numbers.get(concept, concept)


def concept_of(token: str) -> str:
    """Return the concept id for a concept id or a number, whatever its case or the blanks around it.

    Raises CodeError, naming near matches, where the token is neither.
    """
    found = find_concept(token)
    if found is None:
        near = _near_matches(token.strip().upper())
        hint = f"; did you mean {' or '.join(near)}?" if near else "."
        shown_token = token if len(token) <= _LONGEST else f"{token[:_LONGEST]}..."
        raise CodeError(f"{shown_token!r} is neither a procedure of this course nor a number it knows{hint}")
    return found


def find_concept(token: str) -> str | None:
    """Return the concept id for a concept id or a number, or None where the token is neither."""
    known = _concepts()
    found = known.get(token)
    return found if found is not None else known.get(token.strip().upper())


@cache
def _concepts() -> dict[str, str]:
    from sacral_edu.clinical.coding.tables import procedures  # noqa: PLC0415 the tables show numbers

    names = {concept: concept for concept in procedures()}
    return names | {number: concept for concept, number in codebook().numbers.items() if concept in names}


def _near_matches(token: str) -> list[str]:
    from difflib import get_close_matches  # noqa: PLC0415 needed for a mistyped code only

    if len(token) > _LONGEST:
        return []
    return get_close_matches(token, sorted(_concepts()), n=_NEAR)
