"""The hooks that a plugin may implement. One for now; each is typed, documented, tested and used.

A docstring says when its hook is called, with what, what to return, and since which plugin API.
"""

from collections.abc import Iterable
from typing import Any

import pluggy

from sacral_edu.scoring import Scorer

PROJECT = "sacral_edu"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def sacral_edu_scorers() -> Iterable[Scorer[Any]]:  # type: ignore[empty-body]
    """Return the scorers that this plugin brings.

    Called once, with no argument, when the plugin manager is set up; never while answers are scored.
    Return any iterable of scorers, each with a name that no other installed scorer has. A scorer that lacks
    a part is left out and named; where the hook raises, all of its scorers are.

    Since plugin API 1.0.
    """
    return ()
