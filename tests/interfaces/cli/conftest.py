"""A terminal: the real command on a pseudo-terminal of 80 columns, typed at like a person does."""

import contextlib
import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from sacral_edu.domain.items import ChoiceField, ChoicesField, Field, Item, MarkField, Prompt, TextField
from sacral_edu.interfaces.casebook import Desk

PATIENCE = 60
REACTION = 0.3
# The child takes the pseudo-terminal as its own, so that Ctrl-C reaches it as in a real one.
START = """
import fcntl, os, struct, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
os.execv(sys.executable, [sys.executable, "-m", "sacral_edu", *sys.argv[1:]])
"""
_STYLE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """One run of the command; `said` is all that has appeared on the screen so far."""

    def __init__(self, *args: str, env: Mapping[str, str] | None = None) -> None:
        self._ours, theirs = os.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-c", START, *args],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "80", **(env or {})},
        )
        os.close(theirs)
        self._raw = b""
        self._read = 0

    @property
    def raw(self) -> str:
        """All that has been sent to the screen so far, with its colors."""
        return self._raw.decode("utf-8", "replace")

    @property
    def said(self) -> str:
        return _STYLE.sub("", self.raw).replace("\r\n", "\n")

    def wait_for(self, words: str) -> str:
        """Wait until the words appear after what was waited for before; return what came up to them."""
        while True:
            at = self.said.find(words, self._read)
            if at >= 0:
                start, self._read = self._read, at + len(words)
                return self.said[start : self._read]
            if not self._more():
                pytest.fail(f"ended without {words!r}:\n{self.said}")

    def type(self, line: str) -> None:
        os.write(self._ours, line.encode() + b"\n")

    def press(self, key: str) -> None:
        """Press a key with Ctrl: C to interrupt, D to end the input; no sooner than a person could.

        While a prompt is being set up the terminal may drop what is typed.
        """
        time.sleep(REACTION)
        os.write(self._ours, bytes([ord(key) - ord("@")]))

    def answer(self, prompt_words: str, line: str) -> None:
        self.wait_for(prompt_words)
        self.type(line)

    def ended(self) -> int:
        """Wait until the command has ended; its exit status."""
        while self._more():
            pass
        return self._process.wait(PATIENCE)

    def close(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        self._process.wait(PATIENCE)
        os.close(self._ours)

    def _more(self) -> bool:
        ready, _, _ = select.select([self._ours], [], [], PATIENCE)
        if not ready:
            pytest.fail(f"nothing more is said, and it does not end:\n{self.said}")
        try:
            got = os.read(self._ours, 65536)
        except OSError:
            # Linux says so when the other side is closed.
            return False
        self._raw += got
        return bool(got)


@pytest.fixture
def terminal(lacking: Callable[[str], None]) -> Iterator[Callable[..., Terminal]]:
    """Start the command on a terminal; what still runs in the end is stopped."""
    if not hasattr(os, "openpty"):
        lacking("pseudo-terminals are missing: this system has none")
    opened: list[Terminal] = []

    def start(*args: str, **how: Any) -> Terminal:
        opened.append(Terminal(*args, **how))
        return opened[-1]

    yield start
    for one in opened:
        one.close()


@pytest.fixture
def typed() -> Callable[[Prompt, Mapping[str, Any]], list[str]]:
    """Turn the answers of a response into the lines that a person types for them."""

    def lines(prompt: Prompt, answers: Mapping[str, Any]) -> list[str]:
        return [line for field in prompt.fields for line in _lines(field, prompt, answers[field.id])]

    return lines


def _lines(field: Field, prompt: Prompt, answer: Any) -> list[str]:
    if isinstance(field, MarkField):
        letters = {option.id: option.letter for option in field.options}
        numbers = {line.id: number for number, line in enumerate(prompt.note, 1)}
        return [" ".join(f"{numbers[line]}{letters[option]}" for line, option in answer.items())]
    if isinstance(field, (ChoiceField, ChoicesField)):
        letters = {option.id: option.letter for option in field.options}
        return [" ".join(letters[one] for one in ([answer] if isinstance(answer, str) else answer) if one)]
    if isinstance(field, TextField):
        return [*answer.split("\n"), ""]
    held = "y" if answer["claim_action"] == "hold_query" else "n"
    procedures = [
        "".join([line["code"], *(f"-{modifier}" for modifier in line["modifiers"])])
        + f" x{line['units']} : {' '.join(line['dx'])}"
        for line in answer["procedures"]
    ]
    return [held, " ".join(answer["diagnoses"]), *procedures, ""]


@pytest.fixture
def item(desk: Desk) -> Callable[[str, str], Item[Any]]:
    """The item of a scorer on a case, with its key."""
    return lambda case_id, scorer: desk.items(desk.casebook.case(case_id), scorer).items[0]
