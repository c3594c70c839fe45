"""Turning what is to be said into sentences: sides, pronouns and choices between words.

A template holds `{side}` and `{other}` (left or right; capitalized as `{Side}`, `{Other}`), pronouns
`{p}`, `{pos}`, `{obj}`, and choices `[[a|b]]` of which one is taken.
"""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import msgspec

from sacral_edu.clinical.dysfunctions import OTHER_SIDE, SIDE_WORDS
from sacral_edu.domain.cases import Sex, Side
from sacral_edu.generation.chance import Chance
from sacral_edu.generation.turns import Turn

_DATA = Path(__file__).parent / "data"

_CHOICE = re.compile(r"\[\[([^\[\]]*)\]\]")

PRONOUNS: dict[Sex, dict[str, str]] = {
    "F": {"p": "she", "P": "She", "pos": "her", "Pos": "Her", "obj": "her"},
    "M": {"p": "he", "P": "He", "pos": "his", "Pos": "His", "obj": "him"},
}


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """Return the phrases for findings, by key."""
    found: dict[str, tuple[str, ...]] = {}
    for part in _parts_of("examination", dict[str, tuple[str, ...]]).values():
        found |= part
    return found


@cache
def stories() -> dict[str, dict[str, Any]]:
    """Return the stories by archetype."""
    return _parts_of("stories", dict[str, Any])


@cache
def red_flags() -> dict[str, dict[str, Any]]:
    """Return the warnings by id: how a note gives them, and what is done."""
    raw = (_DATA / "red_flags.json").read_bytes()
    return msgspec.json.decode(raw, type=dict[str, dict[str, Any]])


@cache
def closings() -> dict[str, tuple[str, ...]]:
    """Return the sentences of assessment and plan, by key."""
    raw = (_DATA / "closing.json").read_bytes()
    return msgspec.json.decode(raw, type=dict[str, tuple[str, ...]])


def close(turn: Turn, key: str, **words: str | int) -> str:
    """Return the sentence of assessment or plan whose turn it is, with its words put in."""
    said = turn.take(key, closings()[key]).format_map(words).strip()
    return capitalized(said)


def capitalized(sentence: str) -> str:
    """Return a sentence with a capital first letter."""
    return sentence[:1].upper() + sentence[1:]


def fill(chance: Chance, template: str, words: dict[str, str]) -> str:
    """Return a template with its choices made and its words put in."""
    return _chosen(chance, template).format_map(words)


def sides(side: Side) -> dict[str, str]:
    """Return the words for a side and for the other one, small and capitalized."""
    word, other = SIDE_WORDS[side], SIDE_WORDS[OTHER_SIDE[side]]
    return {"side": word, "other": other, "Side": word.capitalize(), "Other": other.capitalize()}


def phrase(chance: Chance, turn: Turn, key: str, side: Side) -> str:
    """Return the wording of a finding whose turn it is."""
    return _chosen(chance, turn.take(key, _with_sides(key, side)))


def _chosen(chance: Chance, template: str) -> str:
    """Return a template with its choices made."""
    if "[[" not in template:
        return template
    return "".join([part if type(part) is str else chance.pick(part) for part in _parts(template)])


@lru_cache(maxsize=8192)
def _parts(template: str) -> tuple[str | tuple[str, ...], ...]:
    """Return a template cut into its fixed parts and its choices."""
    pieces = _CHOICE.split(template)
    return tuple(tuple(piece.split("|")) if place % 2 else piece for place, piece in enumerate(pieces))


@cache
def _with_sides(key: str, side: Side) -> tuple[str, ...]:
    words = sides(side)
    return tuple(template.format_map(words) for template in phrases()[key])


def _parts_of(folder: str, kind: Any) -> dict[str, Any]:
    """Return the JSON files of a folder of the package data by their names, in the order of the names."""
    paths = sorted((_DATA / folder).iterdir(), key=lambda path: path.name)
    return {
        path.name.removesuffix(".json"): msgspec.json.decode(path.read_bytes(), type=kind)
        for path in paths
        if path.name.endswith(".json")
    }
