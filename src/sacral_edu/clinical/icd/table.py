"""The extract of the ICD-10-CM table: rows, what stands above them, and what fiscal year 2027 changed.

Data: `icd10cm.json`, made by `tools/renew_icd10cm.py` from source S01; the changes are of S02 to S04. The
extract holds whole categories, so a code that is missing from one of them does not exist in that release.
A code with a 7th character is stored as its stem and a set of characters and put together here.
"""

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

_DATA = Path(__file__).parents[1] / "data" / "icd10cm.json"

Laterality = Literal["right", "left", "bilateral", "unspecified"]

_CATEGORY = 3
_SEVENTH = 7
_PLACEHOLDER = "X"


class Release(Struct, frozen=True, kw_only=True):
    """Which edition of the official list the extract was made from."""

    name: str
    package: str
    first_day: str
    last_day: str
    refs: tuple[str, ...]


class Changes(Struct, frozen=True, kw_only=True):
    """What the next fiscal year changed; `new_between` gives the ends of a series and how many it has."""

    first_day: str
    confidence: str
    refs: tuple[str, ...]
    note: str
    deleted: tuple[str, ...]
    demoted: tuple[str, ...]
    new: tuple[str, ...]
    new_between: tuple[tuple[str, str, int], ...]
    retitled: tuple[str, ...]


class More(Struct, frozen=True, kw_only=True):
    """What the list says of a code besides its title; an exclusion is its text, then the codes it names."""

    seventh: int | None = None
    excludes1: tuple[tuple[str, ...], ...] = ()
    excludes2: tuple[tuple[str, ...], ...] = ()
    includes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Node(Struct, frozen=True, array_like=True):
    """A category, subcategory or complete code, or the stem of codes with a 7th character."""

    code: str
    title: str
    more: More = More()


class Block(Struct, frozen=True, array_like=True):
    """A block or chapter, after the name of what it stands in."""

    parent: str
    code: str
    title: str
    more: More = More()


class Table(Struct, frozen=True, kw_only=True):
    """The data file as it stands.

    `narrower` lists Excludes1 notes, each after the code it stands on, that a person read as speaking of
    less than the codes they name; a pair that rests on one deserves a second look and is no error.
    """

    release: Release
    fy2027: Changes
    narrower: frozenset[tuple[str, str]]
    parents: dict[str, str]
    categories: str
    sevenths: tuple[dict[str, str], ...]
    blocks: tuple[Block, ...]
    rows: tuple[Node, ...]


class Exclusion(Struct, frozen=True, kw_only=True):
    """One Excludes note: its text, the codes it names, and the code or block that it stands on."""

    note: str
    codes: tuple[str, ...]
    stands_on: str


class CodeRow(Struct, frozen=True, kw_only=True):
    """All that the extract says of one code, with the notes that it inherits from what stands above it.

    `seventh` maps each 7th character that the code still needs to its meaning; it is empty for a code
    that is complete or that has subcategories.
    """

    code: str
    title: str
    billable: bool
    parent: str
    ancestors: tuple[str, ...]
    laterality: Laterality | None = None
    seventh: dict[str, str] = {}
    excludes1: tuple[Exclusion, ...] = ()
    excludes2: tuple[Exclusion, ...] = ()
    includes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@cache
def table() -> Table:
    """Return the extract as it stands in package data."""
    raw = _DATA.read_bytes()
    return msgspec.json.decode(raw, type=Table)


@cache
def nodes() -> dict[str, Node]:
    """Return the rows by code: categories, subcategories, complete codes and stems."""
    return {node.code: node for node in table().rows}


@cache
def categories() -> frozenset[str]:
    """Return every category of ICD-10-CM, in this extract or not."""
    return frozenset(table().categories.split())


def in_extract(code: str) -> bool:
    """Say whether the category of a code is in the extract, whole."""
    return code[:_CATEGORY] in table().parents


def tidied(text: str) -> str:
    """Return a code in capitals and with its dot, as `m9904` becomes `M99.04`."""
    code = text.strip().upper()
    if "." not in code and len(code) > _CATEGORY and code.isalnum():
        return f"{code[:_CATEGORY]}.{code[_CATEGORY:]}"
    return code


def children(code: str) -> tuple[str, ...]:
    """Return the codes right below a code; below a stem these are its codes with a 7th character."""
    node = nodes().get(code)
    if node is None:
        return ()
    return tuple(with_seventh(code, one) for one in sevenths(node)) or _below().get(code, ())


def leaves(code: str) -> tuple[str, ...]:
    """Return the billable codes at or below a code, sorted; none for a code that the extract lacks."""
    if code not in nodes():
        return (code,) if stem_of(code) is not None else ()
    below = children(code)
    return tuple(leaf for one in below for leaf in leaves(one)) if below else (code,)


def sevenths(node: Node) -> dict[str, str]:
    """Return the 7th characters that a stem takes, with their meanings."""
    return {} if node.more.seventh is None else table().sevenths[node.more.seventh]


def with_seventh(stem: str, character: str) -> str:
    """Return a stem with its placeholders and a 7th character, as S33.6 with A becomes S33.6XXA."""
    plain = stem.replace(".", "")
    plain += _PLACEHOLDER * (_SEVENTH - 1 - len(plain)) + character
    return f"{plain[:_CATEGORY]}.{plain[_CATEGORY:]}"


def stem_of(code: str) -> Node | None:
    """Return the stem of a complete code with a 7th character, None for anything else."""
    if len(code) != _SEVENTH + 1:
        return None
    stem = code[:-1].rstrip(_PLACEHOLDER).rstrip(".")
    for name in (code[:-1], stem):
        node = nodes().get(name)
        if node is not None and code[-1] in sevenths(node) and with_seventh(name, code[-1]) == code:
            return node
    return None


def ancestors(code: str) -> tuple[str, ...]:
    """Return what stands above a code, nearest first: subcategories, category, blocks, chapter."""
    stem = stem_of(code)
    found: list[str] = [stem.code] if stem is not None else []
    name = stem.code if stem is not None else code
    while len(name) > _CATEGORY:
        name = name[:-1].rstrip(".")
        found.append(name)
    above = table().parents.get(name, "")
    while above:
        found.append(above)
        above = blocks()[above].parent
    return tuple(found)


@cache
def blocks() -> dict[str, Block]:
    """Return the blocks and chapters by their name."""
    return {block.code: block for block in table().blocks}


def more_of(name: str) -> tuple[str, More]:
    """Return title and further facts of a code, stem, block or chapter of the extract."""
    node = nodes().get(name) or blocks()[name]
    return node.title, node.more


@cache
def _below() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code in nodes():
        if len(code) > _CATEGORY:
            found.setdefault(code[:-1].rstrip("."), []).append(code)
    return {parent: tuple(codes) for parent, codes in found.items()}
