"""Watching plugins at work: what takes too long or fails is kept for the instructor and told once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from sacral_edu.domain.cases import Case
from sacral_edu.domain.errors import ResponseError
from sacral_edu.domain.items import NotGraded, Response, Score
from sacral_edu.interfaces.casebook import Casebook, Desk, Watch
from sacral_edu.plugin_manager import Discovery, Installed, Problem

RIGHT = {"word": "right"}


class Hands:
    """A clock that plugins move by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def told() -> list[Problem]:
    return []


def _desk(scorer: Any, told: list[Problem], clock: Any = None) -> Desk:
    found = Discovery(scorers={"plain": Installed(scorer=scorer, distribution="words", version="0.4")})
    watch = Watch(found, tell=told.append, **({"clock": clock} if clock else {}))
    return Desk(Casebook(), found.usable(), watch)


def _score(desk: Desk, case: str = "v01") -> Any:
    return desk.score(Response(item_id=f"{case}/plain/word", answers=RIGHT))


def test_where_all_goes_well_there_is_nothing_to_tell(plain_scorer: Any, told: list[Problem]) -> None:
    desk = _desk(plain_scorer(), told)
    assert _score(desk).points == 1.0
    assert (desk.watch.problems(), told) == ((), [])


def test_a_slow_score_is_graded_and_reported_with_figures(plain_scorer: Any, told: list[Problem]) -> None:
    clock = Hands()
    takes = iter([0.25, 0.26, 1.5])

    class Slow(plain_scorer):  # type: ignore[misc]
        def score(self, key: str, response: Response) -> Score:
            clock.now += next(takes)
            return super().score(key, response)

    desk = _desk(Slow(), told, clock)
    assert _score(desk).points == 1.0
    assert desk.watch.problems() == ()
    assert [_score(desk).points, _score(desk).points] == [1.0, 1.0]
    (problem,) = desk.watch.problems()
    assert (problem.kind, problem.plugin, problem.distribution, problem.version) == (
        "slow",
        "plain",
        "words",
        "0.4",
    )
    assert problem.sentence == (
        "Plugin plain took 0.26 s to score item v01/plain/word, more than the 0.25 s allowed (2 times, 1.50 "
        "s at worst). Tell the author of words 0.4; the work was done all the same."
    )
    assert [one.sentence.count("times") for one in told] == [0]


def test_a_score_that_is_slow_to_refuse_is_reported_too(plain_scorer: Any, told: list[Problem]) -> None:
    clock = Hands()

    class Slow(plain_scorer):  # type: ignore[misc]
        def score(self, key: str, response: Response) -> Score:
            clock.now += 9
            raise ResponseError("Say it again.")

    with pytest.raises(ResponseError, match="Say it again"):
        _score(_desk(Slow(), told, clock))
    assert [problem.kind for problem in told] == ["slow"]


def test_items_that_take_long_are_handed_out_and_reported(plain_scorer: Any, told: list[Problem]) -> None:
    clock = Hands()

    class Slow(plain_scorer):  # type: ignore[misc]
        def items(self, case: Case) -> Any:
            clock.now += 2.5
            return super().items(case)

    desk = _desk(Slow(), told, clock)
    assert len(desk.items(desk.casebook.case("v01"), "plain").items) == 1
    assert told[0].sentence.startswith(
        "Plugin plain took 2.50 s to make items for case v01, more than the 2.00 s"
    )


def test_items_that_fail_are_told_once_and_counted(plain_scorer: Any, told: list[Problem]) -> None:
    class Broken(plain_scorer):  # type: ignore[misc]
        def items(self, case: Case) -> Any:
            raise KeyError("spoon")

    desk = _desk(Broken(), told)
    for case in ("v01", "v02", "v03"):
        assert desk.items(desk.casebook.case(case), "plain").items == ()
    assert [problem.kind for problem in told] == ["items"]
    assert [problem.sentence for problem in desk.watch.problems()] == [
        "Plugin plain made no items for case v01: KeyError: 'spoon' (3 times). Tell the author of words 0.4, "
        "or uninstall it; the other scorers go on."
    ]


def test_an_answer_that_is_not_graded_is_told_and_kept(plain_scorer: Any, told: list[Problem]) -> None:
    class Broken(plain_scorer):  # type: ignore[misc]
        def score(self, key: str, response: Response) -> Score:
            raise ValueError("spoon")

    outcome = _score(_desk(Broken(), told))
    assert isinstance(outcome, NotGraded)
    assert outcome.answers == RIGHT
    assert [problem.kind for problem in told] == ["score"]
    assert told[0].sentence.startswith("Plugin plain could not score v01/plain/word: ValueError: spoon. ")


def test_what_discovery_found_is_told_first(told: list[Problem]) -> None:
    broken = Problem(plugin="b", distribution="b", version="1", kind="import", sentence="It is broken.")
    watch = Watch(Discovery(scorers={}, problems=(broken,)), tell=told.append)
    assert told == [broken]
    assert watch.problems() == (broken,)


def test_nothing_is_lost_between_threads(plain_scorer: Any, told: list[Problem]) -> None:
    class Broken(plain_scorer):  # type: ignore[misc]
        def score(self, key: str, response: Response) -> Score:
            raise ValueError

    desk = _desk(Broken(), told)
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda _: _score(desk), range(400)))
    assert all(isinstance(outcome, NotGraded) for outcome in outcomes)
    assert [problem.kind for problem in told] == ["score"]
    assert ["(400 times)" in problem.sentence for problem in desk.watch.problems()] == [True]
