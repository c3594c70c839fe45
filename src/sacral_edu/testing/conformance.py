"""One call that puts a scorer to every test there is, and says in words what to mend."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sacral_edu.domain.cases import Case
from sacral_edu.scoring import Scorer
from sacral_edu.testing import answering, asking, random_answers, repeats, speed
from sacral_edu.testing.cases_to_try import mixed_cases
from sacral_edu.testing.report import Check, Ledger, Report
from sacral_edu.testing.shape import attribute_problems
from sacral_edu.testing.trial import Problem, Trial, attempt

DEFAULT_CASES = 42
"""Generated cases that a scorer is tried on where none are given: six of each difficulty, six at random."""

Step = Callable[[str], None]


class _Watched(Struct, frozen=True, kw_only=True):
    """One check of a trial: its name, what it counts, and what it finds as pairs of place and problem."""

    name: str
    things: str
    find: Callable[[Trial], Iterator[tuple[str, Problem]]]
    count: Callable[[Trial], int]
    not_run: Callable[[], str] = str


def conformance(
    scorer: Scorer[Any], cases: Iterable[Case] | None = None, *, step: Step | None = None
) -> Report:
    """Run a scorer through every check and return what was found; nothing that the scorer raises comes out.

    `cases` are those to try it on, generated ones of all difficulties if None; `step` is called with the
    name of each check before it runs. The checks: attributes; items and their types; prompts that all can
    read; no answer in a prompt; everything the same when made again; the scorer's own examples; blank,
    plain, odd, malformed and random answers with their scores; nothing changed on the way; speed. Raises
    TypeError where `cases` holds something that is no case.
    """
    tried = tuple(_copied(case) for case in (mixed_cases(DEFAULT_CASES) if cases is None else cases))
    ledger = Ledger()
    checks = [_attributes(scorer, ledger)]
    if ledger.faults:
        return _report(scorer, tried, None, checks, ledger)
    tell = step or _silent
    tell("items")
    trial, made = asking.trial_of(scorer, tried, ledger)
    checks.append(made)
    for check in _CHECKS:
        tell(check.name)
        not_run = check.not_run()
        if not not_run:
            _run(check, trial, ledger)
        looked_at = 0 if not_run else check.count(trial)
        checks.append(Check(name=check.name, looked_at=looked_at, things=check.things, not_run=not_run))
    return _report(scorer, tried, trial, checks, ledger)


def assert_conforms(scorer: Scorer[Any], cases: Iterable[Case] | None = None) -> None:
    """Raise AssertionError with every fault in a sentence where a scorer does not conform; for a test."""
    report = conformance(scorer, cases)
    if not report.conforms:
        raise AssertionError(str(report))


def _attributes(scorer: Scorer[Any], ledger: Ledger) -> Check:
    name, error = attempt(lambda: str(scorer.name))
    where = f"scorer {name}" if name else f"scorer of type {type(scorer).__name__}"
    found, error = attempt(lambda: list(attribute_problems(scorer)))
    for problem in found or ():
        _note(ledger, "attributes", where, problem)
    if error:
        ledger.fault(
            "attributes", where, f"an attribute raised {error}", "let name, title and skills be plain values"
        )
    return Check(name="attributes", looked_at=6, things="attributes")


def _run(check: _Watched, trial: Trial, ledger: Ledger) -> None:
    def every() -> None:
        for where, problem in check.find(trial):
            _note(ledger, check.name, where, problem)

    _, error = attempt(every)
    if error:
        ledger.fault(
            check.name,
            f"scorer {trial.name}",
            f"could not be checked to the end ({error})",
            "build items, examples and scores of the types that sacral_edu.api declares",
        )


def _copied(case: object) -> Case:
    """Return a copy of a case, so that a scorer that writes to it spoils nobody else's."""
    if not isinstance(case, Case):
        raise TypeError(
            f"conformance() was given {type(case).__name__} among the cases; give a sequence of Case, for "
            "example generated_cases(40)."
        )
    return msgspec.json.decode(msgspec.json.encode(case), type=Case)


def _note(ledger: Ledger, check: str, where: str, problem: Problem) -> None:
    (ledger.fault if problem.severe else ledger.advise)(check, where, problem.what, problem.mend)


def _report(
    scorer: Scorer[Any], cases: tuple[Case, ...], trial: Trial | None, checks: list[Check], ledger: Ledger
) -> Report:
    name, _ = attempt(lambda: str(scorer.name))
    speeds = speed.measured(trial) if trial is not None else ()
    for slow in (one for one in speeds if one.median > one.budget):
        ledger.advise(
            "speed",
            f"scorer {name}",
            f"{slow.call} takes {slow.median:.0f} microseconds, more than {slow.budget:.0f}",
            "prepare in items() what score() can then look up"
            if slow.call == "score()"
            else "read data once, at the first call, and keep it with functools.cache",
        )
    return Report(
        scorer=name or type(scorer).__name__,
        cases=len(cases),
        items=len(trial.asked) if trial is not None else 0,
        responses=sum(check.looked_at for check in checks if check.things == "responses"),
        checks=tuple(replace(check, found=ledger.counted(check.name)) for check in checks),
        faults=ledger.faults,
        advice=ledger.advice,
        speed=speeds,
        fingerprint=repeats.fingerprint(trial) if trial is not None and trial.asked else "",
    )


def _silent(_: str) -> None:
    pass


def _items(trial: Trial) -> int:
    return len(trial.asked)


_CHECKS = (
    _Watched(name="prompts", things="prompts", find=asking.prompt_check, count=_items),
    _Watched(name="secrecy", things="prompts", find=asking.secrecy_check, count=_items),
    # Before anything else is scored, since what a scorer remembers may show the first time only.
    _Watched(name="the same again", things="items", find=repeats.repeat_problems, count=_items),
    _Watched(name="examples", things="responses", find=answering.example_check, count=answering.examples),
    _Watched(name="blank answers", things="responses", find=answering.blank_check, count=answering.blanks),
    _Watched(name="plain answers", things="responses", find=answering.plain_check, count=answering.plains),
    _Watched(name="odd text", things="responses", find=answering.odd_check, count=answering.odds),
    _Watched(
        name="malformed answers",
        things="responses",
        find=answering.malformed_check,
        count=answering.malformed,
    ),
    _Watched(
        name="random answers",
        things="draws",
        find=random_answers.random_check,
        count=random_answers.draws,
        not_run=random_answers.not_run,
    ),
    _Watched(name="nothing changed", things="items", find=repeats.writing_problems, count=_items),
)

STEPS = len(_CHECKS) + 1
"""How many times `step` is called for a scorer that gets through all checks."""
