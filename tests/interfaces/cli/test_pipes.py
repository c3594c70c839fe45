"""Output that nobody reads any more, or that does not fit, ends a command without a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "sacral_edu"]


@pytest.mark.parametrize(
    "args",
    [
        ["generate", "-n", "300", "--format", "jsonl"],
        ["generate", "-n", "3"],
        ["cases", "list"],
        ["items", "left-on-left"],
        ["plugins", "list"],
        ["--help"],
    ],
    ids=" ".join,
)
def test_a_reader_that_goes_away_is_no_fault(args: list[str]) -> None:
    with subprocess.Popen([*COMMAND, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() in (0, 1)


def test_one_line_may_be_taken_from_many() -> None:
    with subprocess.Popen(
        [*COMMAND, "generate", "-n", "300", "--format", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b'{"id":"g1-0-0"')
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_said_in_one_sentence() -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run([*COMMAND, "generate"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert ended.returncode == 2
    assert ended.stderr == b"Error: No space left on device.\n"
