"""Measure what a user waits for, each figure beside a yardstick taken in the same run.

python benchmarks/run.py [--cases 2000] [--rounds 5] [--only generation]

A million cases with their proofs: python benchmarks/run.py --cases 1000000 --rounds 1 --only generation
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import faker
import msgspec

from sacral_edu.domain.items import Item, Response
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import Spec
from sacral_edu.interfaces.casebook import Casebook
from sacral_edu.plugin_manager import load_scorers
from sacral_edu.scoring import Scorer, check_response, make_items, score_response

ROUNDS = 5
WARM_UP = 500
_MOST = 200


def best(work: Callable[[], object]) -> float:
    """Return the median of a few rounds, in seconds."""
    times: list[float] = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def side_by_side(
    first: Callable[[], object], second: Callable[[], object], rounds: int
) -> tuple[float, float]:
    """Return the median processor time of each, in seconds, taken in turn so that both share the weather."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for work, taken in zip((first, second), times, strict=True):
            begun = time.process_time()
            work()
            taken.append(time.process_time() - begun)
    return statistics.median(times[0]), statistics.median(times[1])


def generation(count: int, rounds: int) -> None:
    """Cases against bare Faker calls for the same demographic fields."""
    encoder = msgspec.json.Encoder()
    fake = faker.Faker("en_US")

    def ours(number: int = count) -> None:
        for index in range(number):
            encoder.encode(generate(Spec(seed=1, index=index)))

    def bare() -> None:
        for _ in range(count):
            fake.name(), fake.date_of_birth(), fake.address(), fake.phone_number()

    ours(WARM_UP)
    mine, theirs = side_by_side(ours, bare, rounds)
    print(f"cases as JSON lines   {count / mine:10,.0f} /s", end="   ")
    print(f"bare Faker {count / theirs:,.0f} /s   ratio {theirs / mine:.2f}")


def scoring() -> None:
    """One response of each kind of item, from typed response to score, and with all checks around it.

    The yardstick is a JSON round trip of the item's prompt.
    """
    cases = [*Casebook().cases(), *(generate(Spec(seed=1, index=i)) for i in range(60))]
    for scorer in load_scorers().values():
        kinds: dict[str, list[tuple[Item[Any], Response]]] = {}
        for item in (item for case in cases for item in make_items({scorer.name: scorer}, case).items):
            kind = item.prompt.item_id.rpartition("/")[2]
            examples = [e.response for e in scorer.examples(item) if e.points is not None]
            kinds.setdefault(kind, []).extend((item, one) for one in examples)
        for kind, pairs in sorted(kinds.items()):
            _time_kind(scorer, kind, pairs[:_MOST])


def _time_kind(scorer: Scorer[Any], kind: str, pairs: list[tuple[Item[Any], Response]]) -> None:
    typed = [(item.key, check_response(item.prompt, response)) for item, response in pairs]

    def alone() -> None:
        for key, response in typed:
            scorer.score(key, response)

    def checked() -> None:
        for item, response in pairs:
            score_response(scorer, item, response)

    def bare() -> None:
        for item, _ in pairs:
            msgspec.json.decode(msgspec.json.encode(item.prompt))

    alone()
    mine, whole, theirs = (best(work) / len(pairs) * 1e6 for work in (alone, checked, bare))
    name = f"{scorer.name} {kind}"
    print(f"scoring {name:<26} {mine:8.1f} us   checked {whole:8.1f} us", end="   ")
    print(f"JSON round trip {theirs:.1f} us   ratio {mine / theirs:.2f}")


def start() -> None:
    """The command's help against an empty Python."""
    mine = best(
        lambda: subprocess.run(
            [sys.executable, "-m", "sacral_edu", "--help"], capture_output=True, check=True
        )
    )
    theirs = best(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))
    print(f"sacral-edu --help     {mine * 1e3:10.0f} ms", end="   ")
    print(f"python -c pass {theirs * 1e3:.0f} ms   ratio {mine / theirs:.1f}")


def main() -> None:
    """Read the options and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cases", type=int, default=2000, help="cases a round")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds of cases")
    parser.add_argument("--only", choices=["generation", "scoring", "start"], help="one of the measurements")
    asked = parser.parse_args()
    if asked.only in (None, "generation"):
        generation(asked.cases, asked.rounds)
    if asked.only in (None, "scoring"):
        scoring()
    if asked.only in (None, "start"):
        start()


if __name__ == "__main__":
    main()
