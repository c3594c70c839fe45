"""What a generated case is made from, and the id that lets anyone make the same case again."""

import hashlib
import re
from functools import cache
from itertools import product

from msgspec import Struct

from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.domain.cases import Provider
from sacral_edu.domain.errors import CaseError

GENERATOR_VERSION = "1"
"""Raised whenever the same seed would give another case."""

PROVIDERS: tuple[Provider, ...] = ("DO", "DC", "PT")
"""The clinicians whose visits can be generated."""

_ID = re.compile(r"g(?P<version>\d+)-(?P<seed>\d{1,18})-(?P<index>\d{1,9})(?:-(?P<wish>[0-9a-f]{6}))?")
_MAX_SEED = 10**18 - 1


class Spec(Struct, frozen=True, kw_only=True):
    """Course seed (0 to 10^18 - 1), running number of the case, and what was asked for, if anything."""

    seed: int
    index: int = 0
    dysfunction: str | None = None
    provider: Provider | None = None

    @property
    def case_id(self) -> str:
        """The id of the case: generator version, seed, index and a digest of the wishes.

        A digest and not the wishes themselves, because the id stands in the page that asks for them.
        """
        wish = _wish(self.dysfunction, self.provider)
        return f"g{GENERATOR_VERSION}-{self.seed}-{self.index}" + (f"-{wish}" if wish else "")


def checked_spec(
    *, seed: int, index: int = 0, dysfunction: str | None = None, provider: str | None = None
) -> Spec:
    """Return the spec; raise CaseError with the allowed values where one of them is not allowed."""
    if not 0 <= seed <= _MAX_SEED:
        raise CaseError(f"Seed {seed} is outside 0 to {_MAX_SEED}; choose a smaller whole number.")
    if index < 0:
        raise CaseError(f"Index {index} is negative; cases are numbered from 0.")
    if dysfunction is not None and dysfunction not in dysfunctions():
        raise CaseError(f"There is no dysfunction {dysfunction!r}; choose from {', '.join(dysfunctions())}.")
    known: Provider | None = next((name for name in PROVIDERS if name == provider), None)
    if provider is not None and known is None:
        raise CaseError(f"No cases are made for provider {provider!r}; choose from {', '.join(PROVIDERS)}.")
    return Spec(seed=seed, index=index, dysfunction=dysfunction, provider=known)


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
    wish = found["wish"]
    if wish is not None and wish not in _wishes():
        raise CaseError(f"The end of case id {case_id} stands for nothing this generator can make.")
    dysfunction, provider = _wishes()[wish] if wish is not None else (None, None)
    return Spec(
        seed=int(found["seed"]), index=int(found["index"]), dysfunction=dysfunction, provider=provider
    )


def _wish(dysfunction: str | None, provider: Provider | None) -> str | None:
    if dysfunction is None and provider is None:
        return None
    return hashlib.blake2b(f"{dysfunction}|{provider}".encode(), digest_size=3).hexdigest()


@cache
def _wishes() -> dict[str, tuple[str | None, Provider | None]]:
    made: dict[str, tuple[str | None, Provider | None]] = {}
    for dysfunction, provider in product((None, *dysfunctions()), (None, *PROVIDERS)):
        wish = _wish(dysfunction, provider)
        if wish is not None:
            made[wish] = (dysfunction, provider)
    return made
