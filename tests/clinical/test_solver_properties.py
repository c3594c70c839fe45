from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sacral_edu.clinical.solver import PLAIN, POLES, SIDED, reading, solve
from sacral_edu.domain.cases import Finding


def _all_readings() -> list[tuple[str, str, str | None]]:
    pairs = [
        (test, value, side) for test, poles in POLES.items() for value in poles for side in ("L", "R", "both")
    ]
    level = [(test, "level", "none") for test in POLES]
    sided = [(test, "positive", side) for test in sorted(SIDED) for side in ("L", "R")]
    plain = [(test, value, None) for test, values in PLAIN.items() for value in sorted(values)]
    return [*pairs, *level, *sided, *((test, "negative", None) for test in sorted(SIDED)), *plain]


def _finding(test: str, value: str, side: Any) -> Finding:
    return Finding(id="f", test=test, value=value, side=side, kind="motion", region="sacral")


findings = st.lists(st.sampled_from([_finding(*reading) for reading in _all_readings()]), max_size=6)


@given(findings)
def test_mirroring_every_finding_mirrors_the_solution(
    mirrored: Callable[[Any], Any], seen: list[Finding]
) -> None:
    assert solve([mirrored(finding) for finding in seen]) == mirrored(solve(seen))


@given(findings, findings)
def test_a_further_finding_never_brings_a_dysfunction_back(
    seen: list[Finding], further: list[Finding]
) -> None:
    assert solve([*seen, *further]) <= solve(seen)


@given(findings, st.randoms(use_true_random=False))
def test_the_order_of_findings_does_not_matter(seen: list[Finding], random: Any) -> None:
    shuffled = list(seen)
    random.shuffle(shuffled)
    assert solve(shuffled) == solve([*seen, *seen])


@given(findings)
def test_two_different_readings_of_one_test_contradict_each_other(seen: list[Finding]) -> None:
    by_test: dict[str, set[str | None]] = {}
    for finding in seen:
        by_test.setdefault(finding.test, set()).add(reading(finding))
    opposed = any({"L", "R"} <= readings for readings in by_test.values())
    assert not (opposed and solve(seen))
