"""What can be wrong with a plugin, as a value that every interface can show."""

from typing import Literal

from msgspec import Struct

ProblemKind = Literal["import", "api_version", "hook", "scorer", "duplicate", "items", "score", "slow"]
"""Found while plugins are collected: `import`, `api_version`, `hook` (raises, misspelled, wrong return),
`scorer` (a part missing or of a wrong type), `duplicate`. Found at work: `items`, `score` (raised, or gave
something improper), `slow` (over its time).
"""


class Problem(Struct, frozen=True, kw_only=True):
    """One thing that is wrong with a plugin.

    `plugin` is the scorer's name, or the entry point's where no scorer came of it; `sentence` says what is
    wrong, where, and how to mend it.
    """

    plugin: str
    distribution: str
    version: str
    kind: ProblemKind
    sentence: str


def said_by(error: BaseException) -> str:
    """Return an error as words on one line, also where it cannot even say itself."""
    try:
        words = " ".join(str(error).split()).rstrip(".")
    except Exception:  # noqa: BLE001 a stranger's exception may fail to become a text
        words = ""
    return f"{type(error).__name__}: {words}" if words else type(error).__name__
