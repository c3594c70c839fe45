"""Watching plugins at work: how long each call takes, what fails, and telling the instructor once.

A call that takes too long is measured and not stopped, since a thread cannot be ended safely from outside;
the answer is graded all the same.
"""

from collections.abc import Callable, Mapping
from threading import Lock
from time import perf_counter
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from sacral_edu.domain.cases import Case
from sacral_edu.domain.items import Item, NotGraded, Outcome, Response
from sacral_edu.plugin_manager import Discovery, Installed, Problem, ProblemKind
from sacral_edu.scoring import ItemSet, Scorer, make_items, score_response

ITEMS_SECONDS = 2.0
"""Most that making the items of one scorer for one case may take before it is reported."""

SCORE_SECONDS = 0.25
"""Most that scoring one response may take before it is reported."""

_UNKNOWN = ("unknown", "unknown")
_MEND: dict[ProblemKind, str] = {
    "items": "Tell the author of {}, or uninstall it; the other scorers go on.",
    "score": "Tell the author of {}; the answer is kept and is no zero.",
    "slow": "Tell the author of {}; the work was done all the same.",
}


class _Seen(Struct, frozen=True):
    """What one scorer did wrong in one way: the first time in words, how often, and the slowest call."""

    first: str
    times: int = 1
    worst: float = 0.0


def _silent(_problem: Problem) -> None:
    """Say nothing."""


class Watch:
    """Makes items and scores, and keeps for each scorer and kind of problem what the instructor should know.

    Safe to use from several threads.
    """

    def __init__(
        self,
        found: Discovery | None = None,
        *,
        tell: Callable[[Problem], None] = _silent,
        clock: Callable[[], float] = perf_counter,
    ) -> None:
        """Begin with what discovery found wrong; `tell` hears of each problem when it is first seen.

        `clock` returns seconds and need not begin at any given time.
        """
        self._installed: Mapping[str, Installed] = found.scorers if found else {}
        self._found = found.problems if found else ()
        self._seen: dict[tuple[str, ProblemKind], _Seen] = {}
        self._tell = tell
        self._clock = clock
        self._lock = Lock()
        for problem in self._found:
            tell(problem)

    def make_items(self, scorers: Mapping[str, Scorer[Any]], case: Case, name: str) -> ItemSet:
        """Return the items of the scorer `name` on a case, as `scoring.make_items` does."""
        start = self._clock()
        made = make_items(scorers, case, only=name)
        self._timed(name, f"to make items for case {case.id}", self._clock() - start, ITEMS_SECONDS)
        for failure in made.failures:
            self._note(name, "items", failure)
        return made

    def score_response(self, scorer: Scorer[Any], item: Item[Any], response: Response) -> Outcome:
        """Score a response, as `scoring.score_response` does."""
        name = item.prompt.scorer
        start = self._clock()
        try:
            outcome = score_response(scorer, item, response)
        finally:
            took = self._clock() - start
            self._timed(name, f"to score item {item.prompt.item_id}", took, SCORE_SECONDS)
        if isinstance(outcome, NotGraded):
            self._note(name, "score", f"Plugin {name} could not score {outcome.item_id}: {outcome.reason}")
        return outcome

    def problems(self) -> tuple[Problem, ...]:
        """Return what was found wrong when plugins were collected, and then what went wrong at work."""
        with self._lock:
            seen = sorted(self._seen.items())
        return (*self._found, *(self._problem(name, kind, one) for (name, kind), one in seen))

    def _timed(self, name: str, what: str, took: float, allowed: float) -> None:
        if took > allowed:
            words = f"Plugin {name} took {took:.2f} s {what}, more than the {allowed:.2f} s allowed"
            self._note(name, "slow", words, took)

    def _note(self, name: str, kind: ProblemKind, words: str, took: float = 0.0) -> None:
        with self._lock:
            known = self._seen.get((name, kind))
            if known is None:
                seen = _Seen(first=words, worst=took)
            else:
                seen = replace(known, times=known.times + 1, worst=max(known.worst, took))
            self._seen[name, kind] = seen
        if known is None:
            self._tell(self._problem(name, kind, seen))

    def _problem(self, name: str, kind: ProblemKind, seen: _Seen) -> Problem:
        installed = self._installed.get(name)
        distribution, version = (installed.distribution, installed.version) if installed else _UNKNOWN
        origin = f"{distribution} {version}" if installed else "the plugin"
        worst = f", {seen.worst:.2f} s at worst" if seen.worst else ""
        more = f" ({seen.times} times{worst})" if seen.times > 1 else ""
        return Problem(
            plugin=name,
            distribution=distribution,
            version=version,
            kind=kind,
            sentence=f"{seen.first.rstrip('.')}{more}. {_MEND[kind].format(origin)}",
        )
