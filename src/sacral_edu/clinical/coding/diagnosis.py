"""Whether a diagnosis code is complete and real, and may stand beside another (R-ICD-01 to 03; S01)."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from sacral_edu.clinical.coding.tables import diagnoses, diagnosis_table, exclusion_table

DiagnosisState = Literal["valid", "header", "seventh_character", "no_such_code", "unknown"]
Exclusion = Literal["hard", "conditional"]

_SHAPE = re.compile(r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?")
_SEVENTH = 7
_CATEGORY = 3
_EPISODES = "ADS"
_FRACTURE_EPISODES = "ABDGKPS"
_SUGGESTED = 8
_NEAR = 3
_LONGEST = 12
_REMEMBERED = 2048
_DORSOPATHIES = frozenset({"M50", "M51", "M53", "M54"})


class DiagnosisStatus(Struct, frozen=True, kw_only=True):
    """What is known of a code as written, in a sentence, with codes that were probably meant."""

    code: str
    state: DiagnosisState
    message: str
    suggestions: tuple[str, ...] = ()


def tidy_code(text: str) -> str:
    """Return a diagnosis code in capitals and with its dot, as `m9904` becomes `M99.04`."""
    code = text.strip().upper()
    if "." not in code and len(code) > _CATEGORY and code.isalnum():
        return f"{code[:_CATEGORY]}.{code[_CATEGORY:]}"
    return code


def diagnosis_status(text: str) -> DiagnosisStatus:
    """Return what is known of a diagnosis code (R-ICD-01, R-ICD-02; S01).

    Codes outside the course's list are `unknown`, which says nothing about whether they exist.
    """
    code = tidy_code(text)
    row = diagnoses().get(code)
    if row is not None:
        return DiagnosisStatus(code=code, state="valid", message=f"{code} is {row.title}.")
    return _status_of_other(code)


def is_valid(text: str) -> bool:
    """Say whether a code is a billable code of this course's list."""
    return tidy_code(text) in diagnoses()


@lru_cache(maxsize=_REMEMBERED)
def _status_of_other(code: str) -> DiagnosisStatus:
    if len(code) > _LONGEST:
        return _faulty(f"{code[:_LONGEST]}...", "no_such_code", "is far too long for a diagnosis code", ())
    if not _SHAPE.fullmatch(code):
        return _faulty(code, "no_such_code", "does not have the shape of a diagnosis code", _near(code))
    if code in _complete():
        return _faulty(code, "unknown", "is a real code but not in this course's list", _near(code))
    below = tuple(leaf for leaf in _leaves() if leaf.startswith(code))
    if below and all(leaf in _with_seventh() for leaf in below):
        return _faulty(code, "seventh_character", "stops short of its 7th character", below)
    if below or code in diagnosis_table().headers:
        return _faulty(code, "header", "is a header and not billable; name one of its leaves", below)
    found = _wrong_seventh(code) or _too_long(code)
    if found is not None:
        return found
    category = code[:_CATEGORY]
    if category in diagnosis_table().complete_categories or code in diagnosis_table().not_codes:
        return _faulty(code, "no_such_code", f"does not exist in category {category}", _near(code))
    return _faulty(
        code, "unknown", "is not in this course's list, so it is treated as not known", _near(code)
    )


def _wrong_seventh(code: str) -> DiagnosisStatus | None:
    plain = code.replace(".", "")
    if len(plain) == _SEVENTH:
        meant = tuple(leaf for leaf in _with_seventh() if leaf[:-1] == code[:-1])
        if not meant:
            return None
        fracture = "racture" in diagnoses()[meant[0]].title
        if code[-1] in (_FRACTURE_EPISODES if fracture else _EPISODES):
            return _faulty(code, "unknown", "is not in this course's list", meant)
        return _faulty(
            code, "seventh_character", f"ends in {code[-1]}, which its category does not use", meant
        )
    stem, last = code[:-1].rstrip("."), code[-1]
    meant = tuple(leaf for leaf in _with_seventh() if leaf.startswith(stem) and leaf[-1] == last)
    if last in _EPISODES and meant and len(stem) > _CATEGORY:
        return _faulty(code, "seventh_character", "lacks the X placeholders before its 7th character", meant)
    return None


def _too_long(code: str) -> DiagnosisStatus | None:
    for cut in range(len(code) - 1, _CATEGORY, -1):
        leaf = code[:cut].rstrip(".")
        if leaf not in _leaves() or leaf in _with_seventh():
            continue
        if code[-1] in _EPISODES:
            said = f"has a 7th character, and {leaf} takes none"
            return _faulty(code, "seventh_character", said, (leaf,))
        return _faulty(code, "no_such_code", f"does not exist: {leaf} takes no further characters", (leaf,))
    return None


def _faulty(code: str, state: DiagnosisState, said: str, meant: Sequence[str]) -> DiagnosisStatus:
    offered = tuple(meant[:_SUGGESTED])
    hint = f" (meant: {', '.join(offered)}?)" if offered else ""
    return DiagnosisStatus(code=code, state=state, message=f"{code} {said}{hint}.", suggestions=offered)


def _near(code: str) -> tuple[str, ...]:
    from difflib import get_close_matches  # noqa: PLC0415 needed for a mistyped code only

    return tuple(get_close_matches(code, sorted(diagnoses()), n=_NEAR))


@cache
def _leaves() -> dict[str, None]:
    return dict.fromkeys((*diagnoses(), *sorted(_complete())))


@cache
def _complete() -> frozenset[str]:
    lists = diagnosis_table().complete_categories.values()
    return frozenset(leaf for leaves in lists for leaf in leaves)


@cache
def _with_seventh() -> dict[str, None]:
    return dict.fromkeys(code for code, row in diagnoses().items() if row.seventh_character)


@cache
def _pairs() -> dict[frozenset[str], Exclusion]:
    table = exclusion_table()
    found: dict[frozenset[str], Exclusion] = {}
    for code, others in table.conditional.items():
        found.update({frozenset((code, other)): "conditional" for other in others})
    for code, others in table.hard.items():
        found.update({frozenset((code, other)): "hard" for other in others})
    return found


def exclusion(first: str, second: str) -> Exclusion | None:
    """Return how an Excludes1 note stands between two codes: hard, conditional or not at all (R-ICD-03)."""
    return _pairs().get(frozenset((first, second)))


def exclusions(codes: Iterable[str], strength: Exclusion = "hard") -> tuple[tuple[str, str], ...]:
    """Return the pairs of codes that an Excludes1 note of that strength sets apart, in the order given."""
    listed = tuple(dict.fromkeys(codes))
    pairs = ((a, b) for i, a in enumerate(listed) for b in listed[i + 1 :])
    return tuple((a, b) for a, b in pairs if exclusion(a, b) == strength)


def is_dorsopathy(code: str) -> bool:
    """Say whether a code is in the block that shuts out current injury (R-ICD-08; S01)."""
    return code[:_CATEGORY] in _DORSOPATHIES


def is_injury(code: str) -> bool:
    """Say whether a code is in the injury chapter."""
    return code[:1] in "ST" and bool(code)


def is_external_cause(code: str) -> bool:
    """Say whether a code tells the cause of an injury; such codes never lead."""
    return code[:1] in "VWXY" and bool(code)


def is_status(code: str) -> bool:
    """Say whether a code tells a status, risk or history; such codes never lead (R-ICD-09)."""
    return code.startswith("Z")


def is_gait_sign(code: str) -> bool:
    """Say whether a code tells a sign of gait, posture or falling (R-ICD-09)."""
    return code.startswith(("R26", "R29.3", "R29.6"))


def is_pregnancy(code: str) -> bool:
    """Say whether a code is in chapter 15, which leads in pregnancy (R-ICD-10)."""
    return code.startswith("O")
