"""What a claim is built from, as a list that every interface can hand out."""

from msgspec import Struct

from sacral_edu.clinical import coding


class Diagnosis(Struct, frozen=True):
    """A diagnosis code with its ICD-10-CM title."""

    code: str
    title: str


class Procedure(Struct, frozen=True):
    """A procedure by concept id, with the number shown for it and our own words."""

    code: str
    shown: str
    words: str
    family: str


class Modifier(Struct, frozen=True):
    """A modifier with our own words."""

    code: str
    words: str


class Codes(Struct, frozen=True):
    """What a claim is built from."""

    diagnoses: tuple[Diagnosis, ...]
    procedures: tuple[Procedure, ...]
    modifiers: tuple[Modifier, ...]
    notice: str


def code_list() -> Codes:
    """Return every code that a claim can be built from, sorted, with the notice about procedure codes."""
    return Codes(
        diagnoses=tuple(Diagnosis(d.code, d.title) for d in coding.diagnoses().values()),
        procedures=tuple(
            Procedure(p.concept, coding.shown(p.concept), p.words, p.family)
            for p in coding.procedures().values()
        ),
        modifiers=tuple(Modifier(m.code, m.words) for m in coding.modifiers().values()),
        notice=coding.notice(),
    )
