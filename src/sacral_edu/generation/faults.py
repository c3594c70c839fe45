"""Naming what is wrong in a file that a person wrote, so that she can mend it."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, cast

import msgspec

_INDEX = re.compile(r"\[(\d+)\]")


def misspelled(raw: object, kind: Any, path: str = "") -> list[str]:
    """Return a line for every key of parsed data that the msgspec type `kind` does not have.

    Each line names the key's path and the key that was probably meant.
    """
    faults: list[str] = []
    if isinstance(raw, dict):
        for key, value in cast("dict[str, object]", raw).items():
            inner = _fields(kind).get(key)
            if inner is None and _fields(kind):
                faults.append(f"{path}{_shown(key)}: {unknown(key, _fields(kind))}")
            elif inner is not None:
                faults += misspelled(value, inner, f"{path}{key}.")
    elif isinstance(raw, list):
        for number, value in enumerate(cast("list[object]", raw), 1):
            faults += misspelled(value, kind, f"{path[:-1]}[{number}].")
    return faults


def _fields(kind: Any) -> dict[str, Any]:
    info = msgspec.inspect.type_info(kind) if isinstance(kind, type) else kind
    if isinstance(info, msgspec.inspect.UnionType):
        structs = [
            t for t in info.types if isinstance(t, (msgspec.inspect.StructType, msgspec.inspect.VarTupleType))
        ]
        return _fields(structs[0]) if structs else {}
    if isinstance(info, msgspec.inspect.VarTupleType):
        return _fields(info.item_type)
    if isinstance(info, msgspec.inspect.StructType):
        return {field.encode_name: field.type for field in info.fields}
    return {}


def where(error: msgspec.ValidationError) -> str:
    """Return a validation error as `key: what is wrong`."""
    words = str(error)
    if " - at `$." in words:
        what, at = words.rsplit(" - at `$.", 1)
        place = _INDEX.sub(lambda found: f"[{int(found[1]) + 1}]", at.rstrip("`").replace("[...]", "[]"))
        return f"{place}: {what[0].lower()}{what[1:]}"
    return words


def unknown(word: str, known: Iterable[str]) -> str:
    """Return that a word is not known, with the nearest known one or with all of them."""
    near = get_close_matches(word, list(known), n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(sorted(known))}."
    return f"{word!r} is not known; {hint}"


def _shown(key: str) -> str:
    """Return a key as it stands in a path, quoted where it would break the line."""
    return key if key.isprintable() else repr(key)
