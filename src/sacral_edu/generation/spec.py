"""What a generated case is made from, and the id that lets anyone make the same case again."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import msgspec
from msgspec import Struct

from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.clinical.tables import archetypes
from sacral_edu.domain.cases import Provider
from sacral_edu.domain.errors import CaseError
from sacral_edu.domain.proofs import Challenge, Habits
from sacral_edu.generation.fitting import impossible
from sacral_edu.generation.wishes import (
    CHALLENGES,
    HABIT_NAMES,
    HABIT_STATES,
    PROVIDERS,
    pack,
    read_token,
    token,
    unpack,
)

GENERATOR_VERSION = "1"
"""Raised whenever the same seed would give another case."""

# No leading zeros and no digits of other scripts, so that a case has one id only.
_NUMBER = r"(?:0|[1-9][0-9]{0,%d})"
_ID = re.compile(
    rf"g(?P<version>{_NUMBER % 3})-(?P<seed>{_NUMBER % 17})-(?P<index>{_NUMBER % 8})"
    r"(?:-(?P<wish>[0-9a-f]{12}))?"
)
_MAX_SEED = 10**18 - 1
_MAX_INDEX = 10**9 - 1


class Spec(Struct, frozen=True, kw_only=True):
    """Course seed (0 to 10^18 - 1), running number of the case, and what was asked for, if anything."""

    seed: int
    index: int = 0
    dysfunction: str | None = None
    provider: Provider | None = None
    challenge: Challenge | None = None
    archetype: str | None = None
    habits: Habits = Habits()

    @property
    def case_id(self) -> str:
        """The id of the case: generator version, seed, index, and the wishes where there are any."""
        head = f"g{GENERATOR_VERSION}-{self.seed}-{self.index}"
        number = pack(
            (
                self.dysfunction,
                self.provider,
                self.challenge,
                self.archetype,
                *msgspec.structs.astuple(self.habits),
            )
        )
        return f"{head}-{token(number, self.seed, self.index)}" if number else head

    def at(self, index: int) -> "Spec":
        """Return the spec of another case of the same seed and wishes."""
        return msgspec.structs.replace(self, index=index)


def checked_spec(
    *,
    seed: int,
    index: int = 0,
    dysfunction: str | None = None,
    provider: str | None = None,
    challenge: str | None = None,
    archetype: str | None = None,
    habits: Mapping[str, str] | None = None,
) -> Spec:
    """Return the spec of a case.

    Raises CaseError, with the allowed values, where a value is not allowed, and at once where the wishes
    cannot be had together.
    """
    if not 0 <= seed <= _MAX_SEED:
        raise CaseError(f"Seed {seed} is outside 0 to {_MAX_SEED}; choose a smaller whole number.")
    if not 0 <= index <= _MAX_INDEX:
        raise CaseError(f"Index {index} is outside 0 to {_MAX_INDEX}; cases are numbered from 0.")
    spec = Spec(
        seed=seed,
        index=index,
        dysfunction=_known("dysfunction", dysfunction, tuple(dysfunctions())),
        provider=_known("provider", provider, PROVIDERS),
        challenge=_known("difficulty", challenge, CHALLENGES),
        archetype=_known("archetype", archetype, tuple(sorted(archetypes()))),
        habits=_habits(habits or {}),
    )
    fault = impossible(spec.dysfunction, spec.challenge, spec.archetype)
    if fault is not None:
        raise CaseError(fault)
    return spec


def is_generated_id(case_id: str) -> bool:
    """Say whether an id has the form of a generated case's id."""
    return _ID.fullmatch(case_id) is not None


def spec_of(case_id: str) -> Spec:
    """Return the spec behind a generated case's id; raise CaseError where there is none."""
    found = _ID.fullmatch(case_id)
    if found is None:
        raise CaseError(f"{case_id!r} is not the id of a generated case, such as g{GENERATOR_VERSION}-7-0.")
    if found["version"] != GENERATOR_VERSION:
        raise CaseError(
            f"Case {case_id} was made by generator {found['version']}; this is generator {GENERATOR_VERSION} "
            "and would make another case. Use the version of sacral-edu that made it."
        )
    seed, index = int(found["seed"]), int(found["index"])
    if found["wish"] is None:
        return Spec(seed=seed, index=index)
    number = read_token(found["wish"], seed, index)
    if number is None:
        raise CaseError(f"The end of case id {case_id} stands for nothing this generator can make.")
    dysfunction, provider, challenge, archetype, *habits = unpack(number)
    wishes = {
        "dysfunction": dysfunction,
        "provider": provider,
        "challenge": challenge,
        "archetype": archetype,
    }
    kept = dict(zip(HABIT_NAMES, habits, strict=True))
    return msgspec.convert({"seed": seed, "index": index, "habits": kept, **wishes}, Spec)


def _known(what: str, value: str | None, allowed: tuple[str, ...]) -> Any:
    if value is None or value in allowed:
        return value
    near = get_close_matches(value, allowed, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise CaseError(f"There is no {what} {value!r}.{hint} Choose from {', '.join(allowed)}.")


def _habits(asked: Mapping[str, str]) -> Habits:
    for name, state in asked.items():
        _known("habit", name, HABIT_NAMES)
        _known("state of a habit", state, HABIT_STATES)
    return msgspec.convert(dict(asked), Habits)
