"""Choices that differ from case to case and never for one case: lots drawn from the case's id."""

import zlib

_WORD = 0xFFFFFFFF
_SPREAD = 0x9E3779B1
_FOLD = 15


def drawn(case_id: str, what: str, count: int) -> int:
    """Return a number from 0 to `count` - 1 that the case id and the thing to be chosen settle.

    `what` names the choice, so that two choices on one case are drawn apart; a `count` of 0 gives 0. A
    checksum of neighboring ids differs in few bits, and lots for two things would go together; so it is
    multiplied and folded before it is used.
    """
    mixed = zlib.crc32(case_id.encode()) ^ (zlib.crc32(what.encode()) * _SPREAD & _WORD)
    for _ in range(2):
        mixed = (mixed ^ (mixed >> _FOLD)) * _SPREAD & _WORD
    return (mixed ^ (mixed >> _FOLD)) * count >> 32 if count else 0
