"""What conformance found, in words and as data: faults, advice, counts and speed."""

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

_WIDTH = 18


class Fault(Struct, frozen=True, kw_only=True):
    """One thing to mend. `further` counts how often the same was found besides.

    `where` is an item id, or the scorer where it concerns no single item; `what` says what is wrong and
    `mend` how to mend it, both without a full stop.
    """

    check: str
    where: str
    what: str
    mend: str
    further: int = 0

    def __str__(self) -> str:
        also = ""
        if self.further:
            also = f" (The same {self.further} more {'time' if self.further == 1 else 'times'}.)"
        return f"{self.where}: {self.what}; {self.mend}.{also}"


class Check(Struct, frozen=True, kw_only=True):
    """One check: how many things of which kind it looked at, the faults found, or why it was not run."""

    name: str
    looked_at: int
    things: str
    found: int = 0
    not_run: str = ""


class Speed(Struct, frozen=True, kw_only=True):
    """Median time of one call in microseconds, and the time beyond which the report advises to hasten it."""

    call: str
    calls: int
    median: float
    budget: float


class Report(Struct, frozen=True, kw_only=True):
    """What was checked of one scorer, and what was found.

    `faults` keep it from conforming, `advice` does not. `fingerprint` is a digest of its items and scores:
    it must be the same on another machine, on another Python and for another PYTHONHASHSEED.
    """

    scorer: str
    cases: int
    items: int
    responses: int
    checks: tuple[Check, ...]
    faults: tuple[Fault, ...] = ()
    advice: tuple[Fault, ...] = ()
    speed: tuple[Speed, ...] = ()
    fingerprint: str = ""

    @property
    def conforms(self) -> bool:
        """Whether nothing has to be mended."""
        return not self.faults

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        verdict = "conforms" if self.conforms else "does not conform"
        yield (
            f"Scorer {self.scorer} {verdict}: {_counted(self.items, 'items')} on "
            f"{_counted(self.cases, 'cases')}, {_counted(self.responses, 'responses')}."
        )
        for check in self.checks:
            yield f"  {check.name:<{_WIDTH}} {_result(check)}"
        for speed in self.speed:
            said = f"{speed.median:,.1f} microseconds, median of {_counted(speed.calls, 'calls')}"
            yield f"  {speed.call:<{_WIDTH}} {said}; budget {speed.budget:,.0f}"
        if self.fingerprint:
            yield f"  {'fingerprint':<{_WIDTH}} {self.fingerprint}"
        for head, found in (("To mend:", self.faults), ("Advice:", self.advice)):
            if found:
                yield head
                yield from (f"- {fault}" for fault in found)


class Ledger:
    """Collects faults and advice; what has the same mend is the same, and is counted instead of repeated."""

    def __init__(self) -> None:
        """Begin with nothing found."""
        self._faults: dict[str, Fault] = {}
        self._advice: dict[str, Fault] = {}
        self._counts: Counter[str] = Counter()

    def fault(self, check: str, where: str, what: str, mend: str) -> None:
        """Note something that must be mended."""
        self._counts[check] += 1
        _note(self._faults, Fault(check=check, where=where, what=what, mend=mend))

    def advise(self, check: str, where: str, what: str, mend: str) -> None:
        """Note something that had better be mended."""
        _note(self._advice, Fault(check=check, where=where, what=what, mend=mend))

    def counted(self, check: str) -> int:
        """Return how many faults a check found, the same ones counted each."""
        return self._counts[check]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What must be mended, in the order found."""
        return tuple(self._faults.values())

    @property
    def advice(self) -> tuple[Fault, ...]:
        """What had better be mended, in the order found."""
        return tuple(self._advice.values())


def _note(found: dict[str, Fault], fault: Fault) -> None:
    known = found.get(fault.mend)
    found[fault.mend] = fault if known is None else replace(known, further=known.further + 1)


def _result(check: Check) -> str:
    if check.not_run:
        return check.not_run
    if not check.looked_at:
        return "nothing to look at"
    found = _counted(check.found, "faults") if check.found else "sound"
    return f"{_counted(check.looked_at, check.things)}, {found}"


def _counted(count: int, things: str) -> str:
    return f"{count:,} {things[:-1] if count == 1 else things}"
