"""The key of an exam: a secret, and which question of the pages is which item.

Only the instructor has it. A page names a question by what the secret makes of the item's id, and a
generated patient of an exam comes from a seed that only the secret gives, so that nobody finds either by
trying.
"""

import hmac
import os
import secrets
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from sacral_edu import __version__
from sacral_edu.domain.errors import SacralEduError
from sacral_edu.domain.items import Prompt

_SECRET_BYTES = 32
_ID_LENGTH = 16
_SEED_BITS = 59
"""All of these seeds are allowed ones, and too many to be tried."""


class Question(Struct, frozen=True, kw_only=True):
    """A question of the exam: its id, its page, the item behind it, and a mark of how it reads."""

    id: str
    page: str
    item: str
    prompt: str


class ExamKey(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that is needed to grade an exam; `version` is the one of sacral-edu that made it."""

    format: Literal[1] = 1
    exam: str
    version: str
    secret: str
    questions: tuple[Question, ...] = ()

    def question_id(self, item_id: str) -> str:
        """Return the id that stands for an item on the pages."""
        return f"q{self._made_of('question', item_id)[:_ID_LENGTH]}"

    def seed(self, wish: str) -> int:
        """Return the seed of the patient that a question wishes for, in words of its own."""
        return int(self._made_of("seed", wish), 16) >> (4 * sha256().digest_size * 2 - _SEED_BITS)

    def _made_of(self, use: str, what: str) -> str:
        return hmac.new(bytes.fromhex(self.secret), f"{use} {what}".encode(), sha256).hexdigest()


def new_key() -> ExamKey:
    """Return the key of a new exam, with a secret that nobody else has."""
    return ExamKey(
        exam=secrets.token_hex(_ID_LENGTH // 2), version=__version__, secret=secrets.token_hex(_SECRET_BYTES)
    )


def prompt_mark(prompt: Prompt) -> str:
    """Return what changes when a question reads otherwise than it did in the exam."""
    return sha256(msgspec.json.encode(prompt)).hexdigest()[:_ID_LENGTH]


def read_key(file: Path) -> ExamKey:
    """Read a key; raise SacralEduError, naming the file, where it is none."""
    try:
        key = msgspec.json.decode(file.read_bytes(), type=ExamKey)
        bytes.fromhex(key.secret)
    except OSError as error:
        raise SacralEduError(f"{file}: cannot be read: {error.strerror or error}.") from error
    except (ValueError, RecursionError) as error:
        raise SacralEduError(
            f"{file}: is not the key of an exam ({error}); name the file that `build --exam` wrote."
        ) from error
    return key


def write_key(file: Path, key: ExamKey) -> None:
    """Write a key so that only its owner can read it, whole or not at all."""
    half = file.with_name(f".{file.name}.half")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        half.unlink(missing_ok=True)
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
            opened.write(msgspec.json.format(msgspec.json.encode(key), indent=2) + b"\n")
        half.replace(file)
    except OSError as error:
        raise SacralEduError(f"{file}: cannot be written: {error.strerror or error}.") from error


def wish_of(scorer: str, options: Mapping[str, object]) -> str:
    """Return the words of a wish: the same for the same lines on a page, whatever their order."""
    return " ".join([scorer, *(f"{name}={value}" for name, value in sorted(options.items()))])
