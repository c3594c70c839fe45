"""The same spec gives the same bytes: in a fresh interpreter, with another hash seed, on another Python."""

import hashlib
import os
import shutil
import subprocess
import sys
from functools import cache
from itertools import product
from pathlib import Path

import msgspec
import pytest

from sacral_edu.generation.chance import Chance
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import Spec

_CASES = """
import hashlib, msgspec
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import Spec
digest = hashlib.blake2b()
for seed in (0, 7, 10**18 - 1):
    for index in range(60):
        digest.update(msgspec.json.encode(generate(Spec(seed=seed, index=index))))
for wish in ("L_ON_L", "R_ANT_ROT", "NORMAL"):
    for provider in ("DO", "DC", "PT"):
        digest.update(msgspec.json.encode(generate(Spec(seed=7, dysfunction=wish, provider=provider))))
print(digest.hexdigest())
"""

# The stream of chances alone needs no package, so every Python on the machine can be asked.
_STREAM = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("chance", sys.argv[1])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
chance = module.Chance("case", "1", 7, 0, None, "DO", 0)
drawn = [repr(chance.fraction()) for _ in range(200)] + chance.sample("abcdefgh", 8)
drawn += [chance.weighted({"a": 0.1, "b": 0.7, "c": 3.3}) for _ in range(200)]
print(" ".join(drawn))
"""


@cache
def _interpreters() -> tuple[str, ...]:
    """Every Python of 3.11 or newer: on the path, of pyenv, and those in SACRAL_EDU_PYTHONS."""
    found = [sys.executable]
    found += [path for path in os.environ.get("SACRAL_EDU_PYTHONS", "").split(os.pathsep) if path]
    found += [path for minor in range(11, 16) if (path := shutil.which(f"python3.{minor}"))]
    versions = Path.home() / ".pyenv" / "versions"
    found += [str(path) for path in sorted(versions.glob("3.1[1-9]*/bin/python"))]
    return tuple(dict.fromkeys(found))


def _run(python: str, script: str, *arguments: str, **environment: str) -> str | None:
    """Return what a script prints, or None where this Python cannot run it for want of a package."""
    done = subprocess.run(
        [python, "-c", script, *arguments],
        capture_output=True,
        text=True,
        env=os.environ | environment,
        check=False,
    )
    if done.returncode and ("ModuleNotFoundError" in done.stderr or "pyenv: " in done.stderr):
        return None
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def here() -> str:
    digest = hashlib.blake2b()
    for seed, index in product((0, 7, 10**18 - 1), range(60)):
        digest.update(msgspec.json.encode(generate(Spec(seed=seed, index=index))))
    for wish in ("L_ON_L", "R_ANT_ROT", "NORMAL"):
        for provider in ("DO", "DC", "PT"):
            spec = Spec(seed=7, dysfunction=wish, provider=provider)  # type: ignore[arg-type]
            digest.update(msgspec.json.encode(generate(spec)))
    return digest.hexdigest()


@pytest.mark.parametrize("hash_seed", ["0", "4711"])
def test_a_fresh_interpreter_gives_the_same_bytes_whatever_its_hash_seed(hash_seed: str, here: str) -> None:
    assert _run(sys.executable, _CASES, PYTHONHASHSEED=hash_seed) == here


@pytest.mark.parametrize("python", _interpreters())
def test_every_python_gives_the_same_bytes(python: str, here: str, checkout: Path) -> None:
    got = _run(python, _CASES, PYTHONPATH=str(checkout / "src"))
    if got is None:
        pytest.skip("this Python has no msgspec")
    assert got == here


@pytest.mark.parametrize("python", _interpreters())
def test_every_python_draws_the_same_stream(python: str, checkout: Path) -> None:
    got = _run(python, _STREAM, str(checkout / "src/sacral_edu/generation/chance.py"))
    if got is None:
        pytest.skip("this Python cannot be started")
    chance = Chance("case", "1", 7, 0, None, "DO", 0)
    drawn = [repr(chance.fraction()) for _ in range(200)] + chance.sample("abcdefgh", 8)
    drawn += [chance.weighted({"a": 0.1, "b": 0.7, "c": 3.3}) for _ in range(200)]
    assert got.split() == drawn


def test_a_case_does_not_depend_on_the_ones_made_before() -> None:
    spec = Spec(seed=9, index=4)
    first = generate(spec)
    for index in range(20):
        generate(Spec(seed=3, index=index))
    assert generate(spec) == first
