"""A poor assessment, put together from what careless notes say; the learner writes it anew."""

import zlib

from sacral_edu.api import NoteLine

_NAMES = (
    "SI area out again.",
    "SI area stuck.",
    "SI trouble, same as last time.",
    "Out of alignment low down.",
)
_TOUCH = (
    "Tight and sore.",
    "Tight all over down there.",
    "Stiff, sore, guarded.",
    "Soreness and tension noted.",
)
_FUNCTION = (
    "Pain limits activity.",
    "Not doing well at home.",
    "Has trouble with daily life.",
    "Struggles with most things.",
)
_PAIN = ("Pain.", "Also hurts.", "Usual complaint.", "Pain as before.")


def weak_lines(case_id: str) -> tuple[NoteLine, ...]:
    """Return the lines of a poor assessment, the same for a case every time."""
    turn = zlib.crc32(case_id.encode())
    told = [
        group[(turn >> 2 * place) % len(group)]
        for place, group in enumerate((_NAMES, _TOUCH, _FUNCTION, _PAIN))
    ]
    return tuple(
        NoteLine(id=f"poor{number}", section="assessment", text=text) for number, text in enumerate(told, 1)
    )
