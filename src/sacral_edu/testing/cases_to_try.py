"""Cases to try a scorer on: generated ones of every difficulty, a bare one, and one written oddly."""

import msgspec

from sacral_edu.domain.cases import Case, Encounter, Statement
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import checked_spec
from sacral_edu.generation.wishes import CHALLENGES
from sacral_edu.testing.answers import ODD_TEXTS

BARE = Case(
    id="bare",
    title="Nothing but a visit",
    origin="authored",
    encounter=Encounter(
        provider="DO", payer_profile="commercial_ncci", patient_status="new", date_of_service="2026-11-18"
    ),
    note=(Statement(id="s1", section="hpi", text="Here to ask a question."),),
)
"""A case without patient, findings, truth and claim, as an author may write one."""


def mixed_cases(count: int, *, seed: int = 0) -> list[Case]:
    """Return that many generated cases: as they come, then of each difficulty, and so on in turn."""
    wishes = (None, *CHALLENGES)
    return [
        generate(checked_spec(seed=seed, index=index, challenge=wishes[index % len(wishes)]))
        for index in range(count)
    ]


def oddly_written(case: Case) -> Case:
    """Return the case with odd signs in its title and its note, and nothing else changed."""
    note = tuple(
        msgspec.structs.replace(statement, text=f"{statement.text} {ODD_TEXTS[at % len(ODD_TEXTS)]}")
        for at, statement in enumerate(case.note)
    )
    return msgspec.structs.replace(case, title="".join(ODD_TEXTS), note=note)
